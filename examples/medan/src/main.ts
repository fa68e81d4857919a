/**
 * Where `medan` starts. Compiled code is kept between runs, which saves a good part of the start; it has to be asked for
 * before anything else is loaded.
 */
import { enableCompileCache } from "node:module"

enableCompileCache()

const { main } = await import("./commands/CommandLine.ts")

main()
