/**
 * Decides many cases at once: columns in, columns out.
 *
 * ```ts
 * import { Fact, Policy, Rule } from "@bina/policy"
 * import * as Many from "@bina/policy/Many"
 * import * as Result from "effect/Result"
 * import * as Schema from "effect/Schema"
 *
 * const Applicant = Schema.Struct({
 *   age: Fact.integer({ most: 150, text: { id: "umur", en: "age" } }),
 *   resident: Fact.boolean({ text: { id: "penduduk", en: "resident" } })
 * })
 * const policy = Policy.make("example/many", Applicant, (f) =>
 *   Policy.allOf(
 *     Rule.requires("under-age", f.age.isAtLeast(18), {
 *       text: { id: "18 tahun ke atas.", en: "18 or older." },
 *       refusal: { id: "Di bawah 18 tahun.", en: "Under 18." }
 *     }),
 *     Rule.requires("not-resident", f.resident, {
 *       text: { id: "Penduduk kota.", en: "A resident." },
 *       refusal: { id: "Bukan penduduk kota.", en: "Not a resident." }
 *     })
 *   )
 * )
 *
 * // From objects, in chunks of bounded memory: the same answers as `decide`, one by one.
 * const answers = [...Many.decideMany(policy, [{ age: 17, resident: true }, { age: 30 }])]
 *
 * // From columns, without ever making an object.
 * const many = Many.compileMany(policy)
 * const batch = Result.getOrThrow(
 *   many.bind({
 *     rows: 2,
 *     words: [],
 *     leaves: { age: { values: Uint8Array.of(17, 30) }, resident: { values: Uint8Array.of(1, 1) } },
 *     lists: {}
 *   })
 * )
 * const { status, reasons } = batch.run() // status: 1 (ineligible), 0 (eligible); reasons[0]: 0b01, 0b00
 * const why = batch.explain(0) // identical to Policy.explain of that row's facts
 * ```
 *
 * - `compileMany(policy, { nullable, codegen })` prepares a policy. `nullable` tells encoders which facts may be missing
 *   (all of them, unless it says otherwise); columns say it themselves by having `known`. Where nothing may be missing,
 *   three values cost nothing. A policy becomes one fused loop; with `codegen: false`, or where the platform forbids it,
 *   each row is decided as `decide` decides it: the same answers, some hundred times as slow. `many.codegen` and
 *   `batch.codegen` say which it is.
 * - `many.bind(columns)` checks columns once and makes a {@link Batch}; `many.encode(rows)` and `many.chunks(rows, size)`
 *   make batches from objects.
 * - `batch.run({ from, to, only, into })` decides the rows `from` up to `to`, or those that stand in `only[from]` up to
 *   `only[to]`, into new columns or into those of an earlier run. Nothing is allocated for a row.
 * - `batch.answer(decisions, row)`, `batch.explain(row)` and `batch.facts(row)` give what `decide` and `explain` take and
 *   give, rebuilt for one row when somebody asks.
 */
import * as Result from "effect/Result"
import * as Decide from "../decide/Decide.ts"
import { analysisOf, type Policy } from "../tree/Policy.ts"
import { Batch } from "./Batch.ts"
import * as InvalidRows from "./input/InvalidRows.ts"
import type * as Columns from "./Columns.ts"
import * as ProgramCache from "./run/ProgramCache.ts"
import * as Encode from "./input/Encode.ts"
import * as CheckColumns from "./input/CheckColumns.ts"
import * as GeneratedLoop from "./run/GeneratedLoop.ts"

// ---- Models

export { type Batch, type RunOptions } from "./Batch.ts"
export { type Nullable } from "./input/Encode.ts"
export { ColumnsRefused } from "./input/InvalidRows.ts"

/** How a policy is prepared. */
export interface Options {
  /** Paths of facts that may be missing in rows that are encoded; all may, unless this says otherwise. */
  readonly nullable?: Encode.Nullable
  /** `false` never generates code; otherwise it is generated where the platform permits. */
  readonly codegen?: boolean
}

/** Rows of one chunk, unless somebody says otherwise. */
export const defaultChunk = 16_384

// ---- Functions

/** A policy that is ready for columns. */
export class Many<in out F, out A> {
  /** What is decided. */
  readonly policy: Policy<F, A>
  /** Whether code is generated; where it is not, every row is decided as a case. */
  readonly codegen: boolean
  /** Which facts may be missing in rows that are encoded. */
  readonly nullable: Encode.Nullable
  private readonly cache: ProgramCache.Cache
  private prepared: Encode.Encoding | undefined

  constructor(policy: Policy<F, A>, options: Options) {
    this.policy = policy
    this.nullable = options.nullable ?? "all"
    this.codegen = options.codegen !== false && GeneratedLoop.isPermitted()
    this.cache = ProgramCache.cacheOf(analysisOf(policy), this.codegen)
  }

  /**
   * Columns that are ready to be decided. Fails where they do not fit the policy or one another; a value outside its
   * bounds only makes its row invalid. The columns must not change afterwards.
   */
  bind(columns: Columns.Columns): Result.Result<Batch<F, A>, InvalidRows.ColumnsRefused> {
    const analysis = analysisOf(this.policy)
    const reasons = CheckColumns.of(analysis, columns)
    if (reasons.length > 0) return Result.fail(new InvalidRows.ColumnsRefused({ reasons }))
    return Result.succeed(this.batch(columns, InvalidRows.invalidRows(analysis, columns)))
  }

  /** All rows as one batch. */
  encode(rows: ReadonlyArray<F>): Batch<F, A> {
    return this.batch(Encode.all(this.encoding(), rows), new Int32Array(0))
  }

  /**
   * Rows in batches of at most `size`; memory is bounded by one batch.
   *
   * @throws {RangeError} when `size` is no whole number from 1.
   */
  chunks(rows: Iterable<F>, size: number = defaultChunk): Generator<Batch<F, A>> {
    assertChunk(size)
    return this.encoded(rows, size)
  }

  private *encoded(rows: Iterable<F>, size: number): Generator<Batch<F, A>> {
    for (const columns of Encode.chunks(this.encoding(), rows, size)) {
      yield this.batch(columns, new Int32Array(0))
    }
  }

  private encoding(): Encode.Encoding {
    return (this.prepared ??= Encode.prepare(analysisOf(this.policy), this))
  }

  private batch(columns: Columns.Columns, invalid: Int32Array): Batch<F, A> {
    return new Batch(this.policy, ProgramCache.prepare(this.cache, columns), columns, invalid)
  }
}

/** Prepares a policy for columns. */
export const compileMany = <F, A>(policy: Policy<F, A>, options: Options = {}): Many<F, A> => new Many(policy, options)

const assertChunk = (size: number): void => {
  if (Number.isSafeInteger(size) && size >= 1) return
  throw new RangeError(`a chunk of ${size} rows is asked for: give a whole number, 1 or more`)
}

/**
 * Decides rows one chunk after the other; the answers are those of `decide`, in order. Where no code is generated they
 * are made by `decide` itself, one by one: columns would only be a detour.
 *
 * @throws {RangeError} when `chunk` is no whole number from 1.
 */
export const decideMany = <F, A>(
  policy: Policy<F, A>,
  rows: Iterable<F>,
  options: Options & { readonly chunk?: number } = {}
): Generator<A> => {
  const { chunk = defaultChunk } = options
  assertChunk(chunk)
  const many = compileMany(policy, options)
  return many.codegen ? answersOf(many.chunks(rows, chunk)) : answersOfEach(policy, rows)
}

function* answersOfEach<F, A>(policy: Policy<F, A>, rows: Iterable<F>): Generator<A> {
  for (const row of rows) yield Decide.decide(policy, row)
}

function* answersOf<F, A>(batches: Iterable<Batch<F, A>>): Generator<A> {
  for (const batch of batches) {
    const decisions = batch.run()
    for (let row = 0; row < batch.rows; row += 1) yield batch.answer(decisions, row)
  }
}
