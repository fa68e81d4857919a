/** Journal, register and vault over any `SqlClient`. What databases differ in stands in `Dialect` alone. */
export * as Dialect from "./Dialect.ts"
export * as Connections from "./Connections.ts"
export * as Migrations from "./Migrations.ts"
export * as SqlJournal from "./SqlJournal.ts"
export * as RegisterTables from "./RegisterTables.ts"
export * as SqlRegister from "./SqlRegister.ts"
export * as SqlVaultStorage from "./SqlVaultStorage.ts"
export * as SqlStore from "./SqlStore.ts"
