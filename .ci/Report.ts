/** Counts what passed and what failed, says so line by line, and closes with `N passed, N failed`. */

/** One line of the report: what was looked at, and what is wrong with it. No complaint means that it passed. */
export interface Line {
  readonly name: string
  readonly complaint?: string | undefined
}

const indented = (text: string): string => text.trimEnd().replaceAll(/^/gm, "      ")

/** Prints the lines and the closing count, and sets the exit status: 1 as soon as one line failed. */
export const print = (lines: ReadonlyArray<Line>): void => {
  for (const { complaint, name } of lines) {
    console.log(complaint === undefined ? `  ok  ${name}` : `FAIL  ${name}\n${indented(complaint)}`)
  }
  const failed = lines.filter((line) => line.complaint !== undefined).length
  console.log(`\n${lines.length - failed} passed, ${failed} failed`)
  // Nothing looked at is not a success.
  process.exitCode = failed > 0 || lines.length === 0 ? 1 : 0
}
