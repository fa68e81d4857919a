/**
 * Format, lint, direction of dependencies, circles of files, and types; then the same tools on a folder of planted
 * violations: a tool that lets one through would let ours through.
 */
import { root, run } from "./Command.ts"
import * as Lint from "./Lint.ts"
import * as Planted from "./planted.ts"
import * as Report from "./Report.ts"

const tool = async (name: string, command: string, args: ReadonlyArray<string>): Promise<Report.Line> => {
  const outcome = await run(command, args)
  return { name, complaint: outcome.ok ? undefined : outcome.output || `${command} failed and said nothing` }
}

const complaintOf = (findings: ReadonlyArray<Lint.Finding>): string | undefined =>
  findings.length === 0 ? undefined : findings.map(Lint.show).join("\n")

const lint = async (): Promise<ReadonlyArray<Report.Line>> => {
  const findings = await Lint.lint(root)
  const apart = new Set([Lint.direction, Lint.circles])
  return [
    { name: "lint", complaint: complaintOf(findings.filter((finding) => !apart.has(finding.code))) },
    {
      name: "direction of dependencies",
      complaint: complaintOf(findings.filter((finding) => finding.code === Lint.direction))
    },
    { name: "no circles of files", complaint: complaintOf(findings.filter((finding) => finding.code === Lint.circles)) }
  ]
}

const [format, linted, types, planted] = await Promise.all([
  tool("format (mend with `pnpm format`)", "oxfmt", ["--check"]),
  lint(),
  tool("types", "tsc", ["-p", ".", "--pretty", "false"]),
  Planted.lines()
])
Report.print([format, ...linted, types, ...planted])
