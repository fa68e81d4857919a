/**
 * Columns that were looked at, with a policy that is ready for them.
 */
import { analysisOf, type Policy } from "../tree/Policy.ts"
import * as Decide from "../decide/Decide.ts"
import type * as Decision from "../tree/Decision.ts"
import * as Explain from "../explain/Explain.ts"
import * as Columns from "./Columns.ts"
import type * as ProgramCache from "./run/ProgramCache.ts"
import * as Decisions from "./Decisions.ts"
import * as RowFacts from "./output/RowFacts.ts"
import * as DecisionsShape from "./output/DecisionsShape.ts"
import * as RowAnswers from "./output/RowAnswers.ts"

// ---- Models

/** Which rows are decided, and where the answers are kept. */
export interface RunOptions<A> {
  /** The first row, or the first place in `only`; 0 unless it is given. */
  readonly from?: number
  /** One beyond the last row, or beyond the last place in `only`; all that are there unless it is given. */
  readonly to?: number
  /** Row numbers; `from` and `to` are then places in this array. Each row stands in it at most once. */
  readonly only?: Int32Array
  /**
   * The columns of an earlier run over this batch or one of the same layout, with as many rows or more and lists of the
   * same lengths; rows that are not decided keep what they had.
   */
  readonly into?: Decisions.Of<A>
}

// ---- Functions

/** Rows of facts that are ready to be decided. */
export class Batch<in out F, out A> {
  /** The facts. They must not change any more. */
  readonly columns: Columns.Columns
  /** How many there are. */
  readonly rows: number
  /**
   * Whether runs go through generated code. Where they do not (it is not permitted or not wanted, or the policy has more
   * terms than one loop may hold), each row is decided as `decide` decides it: the same answers, much more slowly.
   */
  readonly codegen: boolean
  private readonly policy: Policy<F, A>
  private readonly prepared: ProgramCache.Prepared
  /** Rows whose facts are not what they claim to be. */
  private readonly invalid: Int32Array
  /** The columns whose rows are read one after the other. */
  private named: { readonly of: Decisions.Outputs; readonly columns: RowAnswers.Named } | undefined
  private readonly starts = new Map<string, Int32Array | undefined>()
  /** The columns of answers that were last found to be such as this batch fills. */
  private fitting: Decisions.Decisions | undefined

  constructor(policy: Policy<F, A>, prepared: ProgramCache.Prepared, columns: Columns.Columns, invalid: Int32Array) {
    this.policy = policy
    this.prepared = prepared
    this.columns = columns
    this.rows = columns.rows
    this.codegen = prepared.run !== undefined
    this.invalid = invalid
  }

  /** Columns for the answers of this batch, in which nothing is decided yet. */
  allocate(): Decisions.Of<A> {
    const { environment, plan } = this.prepared
    const decisions = plan.allocate(this.rows, (list) => environment.starts("rows", list))
    this.fitting = decisions
    return decisions as Decisions.Of<A>
  }

  /**
   * Decides rows: all of them, unless the options say otherwise.
   *
   * @throws {RangeError} when the options name rows that are not there.
   * @throws {TypeError} when `into` has other columns than this batch fills.
   */
  run(options: RunOptions<A> = {}): Decisions.Of<A> {
    const { from = 0, only } = options
    const to = options.to ?? only?.length ?? this.rows
    Columns.assertRows(this.rows, from, to, only)
    const decisions = options.into ?? this.allocate()
    if (decisions !== this.fitting) this.fit(decisions)
    const { plan, run } = this.prepared
    if (run === undefined) {
      for (let place = from; place < to; place += 1) this.decide(decisions, only?.[place] ?? place)
      return decisions
    }
    run(plan.kept(decisions), from, to, only)
    if (this.invalid.length > 0 || (this.columns.apart?.size ?? 0) > 0) this.settle(decisions, from, to, only)
    return decisions
  }

  private fit(decisions: Decisions.Decisions): void {
    const { environment, plan } = this.prepared
    const wrong = DecisionsShape.flaw(
      { like: plan.allocate(0, (list) => environment.starts("rows", list)), rows: this.rows },
      decisions
    )
    if (wrong !== undefined) throw new TypeError(`these columns hold no answers of this batch: ${wrong}`)
    this.fitting = decisions
  }

  /** Rows that no column decides: the invalid ones, and those that the encoder set apart. */
  private settle(decisions: Decisions.Decisions, from: number, to: number, only: Int32Array | undefined): void {
    const chosen = only === undefined ? undefined : new Set(only.subarray(from, to))
    const isChosen = (row: number) => (chosen === undefined ? from <= row && row < to : chosen.has(row))
    for (const row of this.invalid) if (isChosen(row)) RowAnswers.invalid(decisions, row)
    for (const row of this.columns.apart?.keys() ?? []) if (isChosen(row)) this.decide(decisions, row)
  }

  /** Decides a row as a case, and keeps the answer. A value that no fact could have is `Invalid` then as well. */
  private decide(decisions: Decisions.Decisions, row: number): void {
    const answer = Decide.decide(this.policy, this.facts(row)) as Decision.Answer
    RowAnswers.answer(this.policy.document, decisions, row, answer, this.columns.words, this.lengthOf(row))
  }

  private assertRow(row: number): void {
    if (!(row >= 0 && row < this.rows && Number.isInteger(row))) {
      throw new RangeError(`row ${row} is asked for, and there are ${this.rows}`)
    }
  }

  /**
   * The facts of a row that the policy reads, as `decide` takes them.
   *
   * @throws {RangeError} when there is no such row.
   */
  facts(row: number): F {
    this.assertRow(row)
    if (this.columns.apart?.has(row) === true) return this.columns.apart.get(row) as F
    return RowFacts.facts(analysisOf(this.policy), this.columns, row, (side, list, at) =>
      this.wordOf(side, list, at)
    ) as F
  }

  private wordOf(side: Columns.Side, list: string, row: number): number {
    const key = `${side} ${list}`
    if (!this.starts.has(key)) this.starts.set(key, this.prepared.environment.starts(side, list))
    return this.starts.get(key)?.[row] ?? row
  }

  /**
   * The answer of a row that was decided: what `decide` gives for its facts. Missing things are named by deciding again.
   *
   * @throws {RangeError} when there is no such row, or it was not decided yet.
   * @throws {TypeError} when the columns are not such as this batch fills.
   */
  answer(decisions: Decisions.Of<A>, row: number): A {
    this.assertRow(row)
    if (decisions !== this.fitting) this.fit(decisions)
    if (decisions.status[row] === Decisions.status.undecided) throw new RangeError(`row ${row} was not decided yet`)
    const read =
      decisions.kind === "requirements"
        ? RowAnswers.requirements(this.policy.document, decisions, row)
        : RowAnswers.outputs(decisions, this.namedOf(decisions), row, this.columns, this.lengthOf(row))
    return read === undefined || this.columns.apart?.has(row) === true
      ? Decide.decide(this.policy, this.facts(row))
      : (read as A)
  }

  private namedOf(decisions: Decisions.Outputs): RowAnswers.Named {
    if (this.named?.of !== decisions) this.named = { of: decisions, columns: Object.entries(decisions.outputs) }
    return this.named.columns
  }

  private lengthOf(row: number): (list: string) => number {
    return (list) => this.prepared.environment.length("rows", list)(row)
  }

  /** How the answer of a row came about: what `explain` gives for its facts. */
  explain(row: number, options?: Explain.Options): Explain.Explanation<A> {
    return Explain.explain(this.policy, this.facts(row), options)
  }
}
