/** The command line of a season: a city names itself and what it knows, and has its program. */
export * as Cli from "./Cli.ts"
export * as Program from "./Program.ts"
export * as Store from "./commands/Store.ts"
export * as City from "./commands/City.ts"
