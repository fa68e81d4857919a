/**
 * Everything that an office can be asked to do, as schemas in the order of the flow, so that a request may come from a
 * form, over HTTP, from a queue, or from a device that was offline. In JSON a request is plain: moments are text in UTC
 * (`2030-02-20T10:00:00`), money is a whole number of minor units, whatever is not known is `null` and never left out.
 * Numbers by which people are known, their accounts and what they say are `Redacted` as soon as they are read.
 *
 * ```ts
 * import { Requests } from "@bina/core/office"
 * import * as Effect from "effect/Effect"
 *
 * const body = '{ "method": "acceptSeat", "command": "accept/1", "actor": "ani", "cohort": "weaving", "application": "form-1" }'
 *
 * const { method } = Effect.runSync(Requests.decode(JSON.parse(body)))
 * method // => "acceptSeat"
 * ```
 */
import { Citation, CivilDate, Money } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"
import * as Actor from "../words/Actor.ts"
import * as Amounts from "../words/Amounts.ts"
import * as Command from "../words/Command.ts"
import * as Moment from "../words/Moment.ts"
import * as Person from "../words/Person.ts"
import * as Voucher from "../words/Voucher.ts"
import * as Cohort from "../flow/programme/Cohort.ts"
import * as Programme from "../flow/programme/Programme.ts"
import * as Application from "../flow/admission/Application.ts"
import * as Attendance from "../flow/attendance/Attendance.ts"
import * as Obligation from "../flow/allowance/Obligation.ts"
import * as Disclosure from "../privacy/Disclosure.ts"
import * as Retention from "../privacy/Retention.ts"
import * as CohortEvent from "../streams/cohort/Event.ts"
import * as DisbursementCommand from "../streams/disbursement/Command.ts"
import * as DisbursementEvent from "../streams/disbursement/Event.ts"
import * as ParticipationEvent from "../streams/participation/Event.ts"
import * as ProgrammeEvent from "../streams/programme/Event.ts"
import * as PolicyBook from "./PolicyBook.ts"
import * as Spelling from "../words/Spelling.ts"

// ---- Parts

/** The name under which a request is known when it is given again, and who gives it. */
const acting = { command: Command.Id, actor: Actor.Id }
const ofCohort = { ...acting, cohort: Cohort.Id }
const ofApplication = { ...ofCohort, application: Application.Id }
const ofApplications = { ...ofCohort, applications: Schema.Array(Application.Id) }
const ofList = { ...acting, list: DisbursementEvent.Id }
const signing = { ...ofList, content: DisbursementEvent.Content }
const reason = Spelling.Sentence
const closed = Schema.RedactedFromValue(Spelling.Sentence)

/** A number by which a person or a household is known; `kind` says which number it is. */
export const Identity = Schema.Struct({ kind: Spelling.Name, number: closed })
export type Identity = typeof Identity.Type

/** Numbers by the name of the key that they are counted under; `null` where the number is missing or unusable. */
export const Keys = Schema.Record(Spelling.Name, Schema.OptionFromNullOr(Identity))
export type Keys = typeof Keys.Type

/** Facts by their names; those that may be absent are `Option`s, in JSON `{ "_tag": "None" }` or `{ "_tag": "Some", "value": … }`. */
export const Facts = Schema.Record(Schema.String, Schema.Json).pipe(
  Schema.decodeTo(
    Schema.Record(Schema.String, Schema.Unknown),
    SchemaTransformation.transform({
      decode: (facts): Disclosure.Facts => facts,
      encode: (facts) => Disclosure.plain(facts) as Disclosure.Plain
    })
  )
)

/**
 * One application, by an id of its own. `identity` is none where nobody can be named by it; then the application is kept
 * and its facts are sealed all the same. `facts` are what the policies of admission **and** allowance read about the person.
 */
export const Received = Schema.Struct({
  command: Command.Id,
  application: Application.Id,
  registeredAt: Moment.Moment,
  row: Schema.Int,
  identity: Schema.OptionFromNullOr(Identity),
  keys: Keys,
  facts: Facts
})
export type Received = typeof Received.Type

const { digest: _digest, signatures: _signatures, ...attended } = Attendance.AttendanceRecord.fields

/**
 * One record of attendance; it needs no id, since the same again is no news. Observations that the policy of allowance
 * does not name as open are sealed. `knownAt` is when its source knew it; `source` (a file, a phone at a door) and `row`
 * stand in clear. More signatures than are asked for are refused with the record, and hold up no other.
 */
export const Attended = Schema.Struct({ ...attended, signatures: Schema.Struct(Attendance.Signatures.fields) })
export type Attended = typeof Attended.Type

/** One record that became known later and says why it differs. */
export const Corrected = Schema.Struct({ ...Attended.fields, reason })
export type Corrected = typeof Corrected.Type

/** What the bank says of one payment, by its obligation; `reference` is the bank's own. */
export const BankAnswer = Schema.TaggedUnion({
  Paid: { obligation: Obligation.Id, reference: Spelling.Name },
  Returned: { obligation: Obligation.Id, reference: Spelling.Name, reason }
})
export type BankAnswer = typeof BankAnswer.Type

// ---- Requests

/** Every request by the method that performs it. */
export const byMethod = {
  /** `cohorts` are those that are known already, in the order of filling; they are announced when they are scheduled. */
  openProgramme: Schema.Struct({
    ...acting,
    outline: ProgrammeEvent.Outline,
    policies: Schema.Struct({ admission: Programme.Fingerprint, allowance: Programme.Fingerprint }),
    cohorts: Schema.NonEmptyArray(Cohort.Id)
  }),
  /** What was decided before `effectiveFrom` stays decided. */
  amendPolicy: Schema.Struct({
    ...acting,
    programme: Programme.Programme.fields.id,
    stage: PolicyBook.Stage,
    policy: Programme.Fingerprint,
    legalBasis: Citation.Citation,
    effectiveFrom: Moment.Moment
  }),
  scheduleCohort: Schema.Struct({ ...acting, programme: Programme.Programme.fields.id, cohort: Cohort.Cohort }),

  receiveApplications: Schema.Struct({ ...ofCohort, applications: Schema.Array(Received) }),
  withdraw: Schema.Struct(ofApplication),
  /** `answerBy` is the moment by which an offer is to be answered. */
  admit: Schema.Struct({ ...ofCohort, answerBy: Moment.Moment }),
  /** `identity` and `keys` name only what is new. */
  supplyFacts: Schema.Struct({
    ...ofApplication,
    answerBy: Moment.Moment,
    identity: Schema.OptionFromNullOr(Identity),
    keys: Keys,
    facts: Facts
  }),
  /** `grounds` are what the person says; they are sealed. */
  receiveObjection: Schema.Struct({ ...ofApplication, grounds: closed }),
  /** `reason` is a code or a sentence about the rule and stands in clear. */
  answerObjection: Schema.Struct({
    ...ofApplication,
    answer: CohortEvent.Answer,
    reason,
    basis: Schema.optionalKey(Citation.Citation)
  }),
  /** `reason` stands in clear. */
  override: Schema.Struct({ ...ofApplication, order: CohortEvent.Order, reason, until: Moment.Moment }),
  promoteWaitlist: Schema.Struct({ ...ofCohort, answerBy: Moment.Moment }),
  /** Each cohort is a command of its own: `command` with a slash and its place in the list. */
  promoteWaitlists: Schema.Struct({
    ...acting,
    command: Command.Id.check(Schema.isMaxLength(190)),
    cohorts: Schema.Array(Cohort.Id),
    answerBy: Moment.Moment
  }),
  /** By the policy that is in force at the end of the day `on`, about what is known now. */
  recheckEligibility: Schema.Struct({ ...ofCohort, on: CivilDate.CivilDate }),
  acceptSeat: Schema.Struct(ofApplication),
  declineSeat: Schema.Struct(ofApplication),
  lapseSeat: Schema.Struct(ofApplication),
  acceptSeats: Schema.Struct(ofApplications),
  declineSeats: Schema.Struct(ofApplications),
  lapseSeats: Schema.Struct(ofApplications),

  startCohort: Schema.Struct(ofCohort),
  /** `reason` stands in clear. */
  moveSession: Schema.Struct({ ...ofCohort, from: CivilDate.CivilDate, to: CivilDate.CivilDate, reason }),
  /** `reason` stands in clear. */
  cancelSession: Schema.Struct({ ...ofCohort, date: CivilDate.CivilDate, reason }),
  /** Records of any sessions and sources, a whole sheet or one. */
  recordAttendance: Schema.Struct({ ...ofCohort, records: Schema.Array(Attended) }),
  correctAttendance: Schema.Struct({ ...ofCohort, records: Schema.Array(Corrected) }),
  /** `Completed` keeps the seat, which was used; every other reason frees it. */
  exit: Schema.Struct({ ...ofApplication, reason: CohortEvent.ExitReason }),
  recordCompletions: Schema.Struct(ofCohort),
  closeCohort: Schema.Struct(ofCohort),
  /** `reason` stands in clear. */
  callOffCohort: Schema.Struct({ ...ofCohort, reason }),

  /** Attendance counts as far as it was known at `knownAt`; without it, as it is known now. */
  assess: Schema.Struct({
    ...ofCohort,
    knownAt: Schema.optionalKey(Moment.Moment),
    people: Schema.optionalKey(Schema.Array(Person.Id))
  }),
  /** `voucher` is the number of the budget document, `amount` the whole allocation from then on. */
  allocateBudget: Schema.Struct({
    ...acting,
    line: Spelling.Name,
    account: Spelling.Name,
    amount: Money.Money,
    basis: Citation.Citation,
    voucher: Voucher.Voucher
  }),
  /**
   * `destinations` are by what the bank reads each payment, by person: the account and the name as the list shows them.
   * They are sealed. Where somebody with a seat cannot be put on the list, `despite` says why it is made all the same.
   *
   * What would pay the same to the same destinations is no news: the list stays as it is, with every signature. `anew`
   * makes an edition all the same, for which whoever asks answers from then on.
   */
  prepareList: Schema.Struct({
    ...ofList,
    cohort: Cohort.Id,
    destinations: Schema.optionalKey(Schema.Record(Person.Id, closed)),
    despite: Schema.optionalKey(reason),
    anew: Schema.optionalKey(Schema.Boolean)
  }),
  /** `content` is the hash of what the officer has before them, here and below. */
  verifyList: Schema.Struct(signing),
  approveList: Schema.Struct(signing),
  releaseList: Schema.Struct(signing),
  rejectList: Schema.Struct({ ...signing, reason }),
  /** Lets `officer` take `step` before `until`, in spite of exactly what stands in their way. */
  requestGlass: Schema.Struct({
    ...signing,
    officer: Actor.Id,
    step: DisbursementEvent.Step,
    lifts: Schema.NonEmptyArray(DisbursementEvent.Lift),
    until: Moment.Moment,
    reason
  }),
  /** `glass` is the number of the request. */
  breakGlass: Schema.Struct({ ...signing, glass: DisbursementEvent.Glass }),
  cancelList: Schema.Struct({ ...ofList, reason }),
  /** `reference` is the bank's own. */
  recordPayment: Schema.Struct({
    ...ofList,
    obligation: DisbursementCommand.Command.cases.RecordPaid.fields.obligation,
    reference: Spelling.Name
  }),
  /** `reference` is the bank's own. */
  recordReturn: Schema.Struct({
    ...ofList,
    obligation: DisbursementCommand.Command.cases.RecordReturned.fields.obligation,
    reference: Spelling.Name,
    reason
  }),
  /** As the bank's file says, in any order. */
  recordAnswers: Schema.Struct({ ...ofList, answers: Schema.Array(BankAnswer) }),
  settleList: Schema.Struct(ofList),
  /** As for `assess`. */
  adjust: Schema.Struct({
    ...ofCohort,
    knownAt: Schema.optionalKey(Moment.Moment),
    people: Schema.optionalKey(Schema.Array(Person.Id))
  }),
  /**
   * `voucher` is the number under which the money was received. It settles what the person owes and books nothing on a
   * budget line: within the budget year the treasurer books it against the spending (contra-post), later as other revenue.
   */
  recordRepayment: Schema.Struct({
    ...ofCohort,
    person: Person.Id,
    currency: Money.Currency,
    amounts: Amounts.Amounts,
    voucher: Voucher.Voucher
  }),
  closeProgramme: Schema.Struct({ ...acting, programme: Programme.Programme.fields.id }),

  /** `merged` goes on as `kept`; `limits` are those whose breach is reported. */
  mergePersons: Schema.Struct({
    ...acting,
    kept: Person.Id,
    merged: Person.Id,
    limits: Schema.Array(ParticipationEvent.SeatLimit)
  }),
  /** `basis` is why the person is erased; `retention` everything that may forbid it, holds included. */
  erase: Schema.Struct({ ...acting, person: Person.Id, basis: Citation.Citation, retention: Retention.Terms })
}

/** The methods that change something, in the order of the flow. */
export type Method = keyof typeof byMethod

/** What a method is asked. */
export type Of<M extends Method> = (typeof byMethod)[M]["Type"]

/** A request that names its method. */
export type Request<M extends Method = Method> = { [Each in M]: { readonly method: Each } & Of<Each> }[M]

type Reading<M extends Method = Method> = Schema.Codec<Request<M>, Schema.Json>

/** The schema of each request with the name of its method; what the struct of a name is, only the name can say. */
const named = new Map<string, Reading>(
  Object.entries(byMethod).map(([method, request]) => [
    method,
    Schema.Struct({ method: Schema.Literal(method), ...request.fields }) as unknown as Reading
  ])
)

/** A request of any method, and its JSON. */
export const Request: Reading = Schema.Union([...named.values()])

// ---- Errors

/** What came in is no request of an office. Says where, and what is allowed there; never what was found, it may be personal. */
export class NotARequest extends Schema.TaggedError<NotARequest>()("NotARequest", {
  flaws: Schema.NonEmptyArray(Schema.Struct({ path: Schema.String, flaw: Schema.String }))
}) {
  override get message(): string {
    return `this is no request to an office: ${this.flaws.map(({ flaw, path }) => `${path} ${flaw}`).join("; ")}`
  }
}

// ---- Rules

/** Reads a request from parsed JSON; fails with {@link NotARequest}, also over a field that the method does not ask for. */
export const decode = (input: unknown): Effect.Effect<Request, NotARequest> => {
  const method = typeof input === "object" && input !== null && "method" in input ? input.method : undefined
  const schema = typeof method === "string" ? named.get(method) : undefined
  return schema === undefined
    ? Effect.fail(new NotARequest({ flaws: [{ path: "method", flaw: `is one of ${[...named.keys()].join(", ")}` }] }))
    : Schema.decodeUnknownEffect(schema, { onExcessProperty: "error", errors: "all" })(input).pipe(
        Effect.mapError(({ issue }) => new NotARequest({ flaws: flawsOf(issue) }))
      )
}

/** A request as JSON, to be sent or kept; personal values stand in it in clear. */
export const encode: (request: Request) => Schema.Json = Schema.encodeSync(Request)

/** What is wrong and where, without any value: checks of our own may quote what they refuse, so their words are not taken. */
const flawsOf = (issue: SchemaIssue.Issue): NotARequest["flaws"] => {
  const [first, ...others] = formatted(issue).issues.map(({ message, path = [] }) => ({
    path: path.map((step) => stepOf(typeof step === "object" ? step.key : step)).join("."),
    flaw: message
  }))
  return first === undefined ? [{ path: "the request", flaw: "does not fit" }] : [first, ...others]
}

const stepOf = (step: PropertyKey): string => (typeof step === "string" ? Spelling.shownName(step) : String(step))

const expecting = (expected: unknown): string =>
  typeof expected === "string" ? `has to be ${expected}` : "does not keep the rules of its kind"

const formatted = SchemaIssue.makeFormatterStandardSchemaV1({
  checkHook: ({ filter }) => expecting(filter.annotations?.["expected"]),
  leafHook: (issue) => {
    switch (issue._tag) {
      case "MissingKey":
        return "is missing"
      case "UnexpectedKey":
        return "is not asked for: check the spelling, or leave it out"
      case "InvalidType":
        return SchemaIssue.defaultLeafHook(issue).replace("Expected", "has to be")
      default:
        return expecting("annotations" in issue ? issue.annotations?.["expected"] : undefined)
    }
  }
})
