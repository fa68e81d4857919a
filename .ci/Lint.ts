/** oxlint's findings as data, so that direction and circles are counted apart from the rest. */
import { type Outcome, run } from "./Command.ts"

/** One finding: the rule's code (`import(no-cycle)`), and where. */
export interface Finding {
  readonly code: string
  readonly message: string
  readonly help?: string
  readonly filename: string
  readonly labels: ReadonlyArray<{ readonly span: { readonly line: number; readonly column: number } }>
}

/** The rule that holds the direction of dependencies. */
export const direction = "eslint(no-restricted-imports)"

/** The rule that finds circles of files. */
export const circles = "import(no-cycle)"

/** Lints a folder by its own `.oxlintrc.json`. Fails with the tool's own words when it could not look at all. */
export const lint = async (folder: string): Promise<ReadonlyArray<Finding>> => {
  const outcome: Outcome = await run("oxlint", ["--format", "json"], { cwd: folder })
  try {
    const answer = JSON.parse(outcome.stdout) as {
      readonly diagnostics: ReadonlyArray<Finding>
      readonly number_of_files: number
    }
    if (answer.number_of_files === 0) throw new Error("no file was looked at")
    return answer.diagnostics
  } catch (cause) {
    throw new Error(`oxlint gave no findings to read:\n${outcome.output}`, { cause })
  }
}

/** A finding as people read it: `file:line:column message`. */
export const show = ({ code, filename, help, labels, message }: Finding): string => {
  const [label] = labels
  const place = label === undefined ? "" : `:${label.span.line}:${label.span.column}`
  return `${filename}${place} ${message} [${code}]${help === undefined ? "" : `\n  ${help}`}`
}
