/** Where `medan` starts. */
import { Cli } from "@bina/cli"
import { program } from "./program.ts"

Cli.main(program)
