/** Where `medan` starts. */
import { main } from "./commands/CommandLine.ts"

main()
