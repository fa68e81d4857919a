/**
 * Sees to it that columns of answers are such as a batch fills and reads, before it does: they may come from another.
 */
import type * as Decisions from "../Decisions.ts"

// ---- Models

/** What columns must be like. */
export interface Needed {
  /** Columns of the same plan and lists, however few rows they have room for. */
  readonly like: Decisions.Decisions
  readonly rows: number
}

// ---- Functions

/** What keeps columns from holding the answers of a batch, if anything does. */
export const flaw = ({ like, rows }: Needed, given: Decisions.Decisions): string | undefined => {
  if (given.kind !== like.kind) return `they are ${given.kind}, and the policy gives ${like.kind}`
  if (given.status.length < rows) return `they have room for ${given.status.length} rows, and ${rows} are needed`
  if (given.kind === "requirements" && like.kind === "requirements") {
    if (given.reasons.length !== like.reasons.length) return "the reasons are not this policy's"
    return given.reasons.every((word) => word.length >= rows) ? undefined : "a column of reasons is too short"
  }
  if (given.kind !== "outputs" || like.kind !== "outputs") return undefined
  if (given.texts.length !== like.texts.length || given.texts.some((word, place) => like.texts[place] !== word)) {
    return "the texts are not this policy's"
  }
  const names = Object.keys(like.outputs)
  if (Object.keys(given.outputs).length !== names.length) return "the outputs are not this policy's"
  for (const name of names) {
    const output = Object.hasOwn(given.outputs, name) ? given.outputs[name]! : undefined
    const wrong = output === undefined ? "it is not there" : outputFlaw(like.outputs[name]!, output, rows)
    if (wrong !== undefined) return `output ${name}: ${wrong}`
  }
  return undefined
}

type Arrays = Readonly<Record<string, Int32Array | Float64Array | Uint8Array | undefined>>

const arraysOf = (output: Decisions.Output): Arrays => {
  const { determined } = output
  if (output.kind === "each") return { holds: output.holds, determinedFor: output.determinedFor, determined }
  if (output.kind === "ratio") return { numerator: output.numerator, denominator: output.denominator, determined }
  return { values: output.values, determined }
}

const outputFlaw = (like: Decisions.Output, given: Decisions.Output, rows: number): string | undefined => {
  if (given.kind !== like.kind) return `it is ${given.kind}, and ${like.kind} is needed`
  const starts = like.kind === "each" ? like.starts : undefined
  const has = arraysOf(given)
  for (const [part, array] of Object.entries(arraysOf(like))) {
    const own = has[part]
    if (array?.constructor !== own?.constructor) return `\`${part}\` is of another layout of columns`
    if (array === undefined) continue
    const room = part === "determined" ? rows : (starts?.[rows] ?? rows)
    if (own!.length < room) return `\`${part}\` has room for ${own!.length}, and ${room} are needed`
  }
  if (given.kind !== "each" || given.starts === starts) return undefined
  const same = starts !== undefined && given.starts?.length === starts.length
  return same && starts.every((word, row) => given.starts![row] === word) ? undefined : "its lists have other lengths"
}
