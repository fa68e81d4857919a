/** The embedded store: journal, register and vault in one SQLite file, by what Node brings along. */
export * as SqliteClient from "./SqliteClient.ts"
export * as NodeCrypto from "./NodeCrypto.ts"
export * as MasterKey from "./MasterKey.ts"
export * as SqliteStore from "./SqliteStore.ts"
