/** The laws of one port together, and what a store made of them. */
import * as Effect from "effect/Effect"
import type * as Law from "./Law.ts"
import type * as Store from "./Store.ts"

// ---- Models

/** The laws of a port. `Given` is what a store of this suite is opened with. */
export interface Suite<Services, Given> {
  readonly port: string
  readonly laws: ReadonlyArray<Law.Law<Services, Given>>
}

/** What became of one law. */
export type Line = { readonly law: string; readonly sentence: string } & (
  | { readonly _tag: "Kept" }
  | { readonly _tag: "Broken"; readonly found: string }
  | { readonly _tag: "NotTried"; readonly needs: Store.Need }
)

/** What became of all of them, in their order. */
export interface Report {
  readonly port: string
  readonly lines: ReadonlyArray<Line>
}

// ---- Rules

/** Tries every law, one after the other, each on stores of its own. A law that is broken does not stop the others. */
export const run = <Services, Given>(
  { laws, port }: Suite<Services, Given>,
  make: Store.Make<Services, Given>
): Effect.Effect<Report> =>
  Effect.map(
    Effect.forEach(laws, ({ check, id: law, sentence }) =>
      Effect.match(check(make), {
        onSuccess: (): Line => ({ law, sentence, _tag: "Kept" }),
        onFailure: (failure): Line =>
          failure._tag === "LawBroken"
            ? { law, sentence, _tag: "Broken", found: failure.found }
            : { law, sentence, _tag: "NotTried", needs: failure.needs }
      })
    ),
    (lines) => ({ port, lines })
  )

/** The laws that are broken. */
export const broken = ({ lines }: Report): ReadonlyArray<string> =>
  lines.flatMap(({ _tag, law }) => (_tag === "Broken" ? [law] : []))

/** The report as a table in Markdown, to be published beside an adapter. */
export const table = ({ lines, port }: Report): string =>
  [
    `| ${port} | what holds | kept |`,
    "| --- | --- | --- |",
    ...lines.map((line) => `| ${line.law} | ${line.sentence} | ${wordOf(line)} |`),
    ""
  ].join("\n")

const wordOf = (line: Line): string => {
  switch (line._tag) {
    case "Kept":
      return "yes"
    case "Broken":
      return `no: ${line.found.replaceAll("|", "\\|").replaceAll("\n", " ")}`
    case "NotTried":
      return `not tried: no ${line.needs}`
  }
}
