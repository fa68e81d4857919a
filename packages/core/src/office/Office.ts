/**
 * The department's office: one service for applications, its methods in the order of the flow. Each command carries an
 * id and an actor; it loads what it touches, decides, appends all of it at once, begins again when somebody else was
 * faster, and says what happened. Given again under its id it does nothing and answers as the first time.
 *
 * ```ts
 * import { Actor, Cohort, Command, Moment } from "@bina/core"
 * import { Appointments, MemoryStore, Office, PolicyBook, Streams } from "@bina/core/office"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 *
 * export const admit = Effect.gen(function* () {
 *   const office = yield* Office.Office
 *   return yield* office.admit({
 *     command: Command.id("weaving/admit/1"),
 *     actor: Actor.id("officer-7"),
 *     cohort: Cohort.Id.make("weaving"),
 *     answerBy: Moment.makeUnsafe("2030-02-20T10:00:00")
 *   })
 * })
 *
 * export const layer = Office.layer.pipe(
 *   Layer.provide([MemoryStore.layer(Streams.projection), PolicyBook.layer(), Appointments.layer([])])
 * )
 * ```
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Journal from "../record/Journal.ts"
import type * as Vault from "../privacy/Vault.ts"
import * as Admissions from "./Admissions.ts"
import * as Applications from "./Applications.ts"
import type * as Appointments from "./Appointments.ts"
import * as Assessments from "./Assessments.ts"
import * as Disbursements from "./Disbursements.ts"
import * as Erasure from "./Erasure.ts"
import * as Explain from "./Explain.ts"
import * as Lists from "./Lists.ts"
import * as ListView from "./ListView.ts"
import * as Objections from "./Objections.ts"
import * as People from "./People.ts"
import type * as PolicyBook from "./PolicyBook.ts"
import * as Programmes from "./Programmes.ts"
import * as Replay from "./Replay.ts"
import * as Seats from "./Seats.ts"
import * as Sessions from "./Sessions.ts"
import * as Sheets from "./Sheets.ts"
import * as Summaries from "./Summaries.ts"

// ---- Models

/** What an office works with. */
type Needs = Journal.Journal | Vault.Vault | PolicyBook.PolicyBook | Appointments.Appointments

/** A method that needs nothing more. */
type Bound<M> = M extends (...args: infer Args) => Effect.Effect<infer A, infer E, infer _R>
  ? (...args: Args) => Effect.Effect<A, E>
  : never

type BoundAll<Methods> = { readonly [Name in keyof Methods]: Bound<Methods[Name]> }

/** Every method, in the order of the flow. */
const methods = {
  openProgramme: Programmes.openProgramme,
  amendPolicy: Programmes.amendPolicy,
  scheduleCohort: Programmes.scheduleCohort,
  receiveApplications: Applications.receiveApplications,
  withdraw: Seats.withdraw,
  admit: Admissions.admit,
  supplyFacts: Admissions.supplyFacts,
  receiveObjection: Objections.receiveObjection,
  answerObjection: Objections.answerObjection,
  override: Objections.override,
  promoteWaitlist: Admissions.promoteWaitlist,
  acceptSeat: Seats.acceptSeat,
  declineSeat: Seats.declineSeat,
  lapseSeat: Seats.lapseSeat,
  startCohort: Sessions.startCohort,
  moveSession: Sessions.moveSession,
  cancelSession: Sessions.cancelSession,
  recordAttendance: Sheets.recordAttendance,
  correctAttendance: Sheets.correctAttendance,
  exit: Seats.exit,
  recordCompletions: Sessions.recordCompletions,
  closeCohort: Sessions.closeCohort,
  callOffCohort: Sessions.callOffCohort,
  assess: Assessments.assess,
  allocateBudget: Lists.allocateBudget,
  prepareList: Lists.prepareList,
  list: ListView.list,
  verifyList: Disbursements.verifyList,
  approveList: Disbursements.approveList,
  releaseList: Disbursements.releaseList,
  rejectList: Disbursements.rejectList,
  requestGlass: Disbursements.requestGlass,
  breakGlass: Disbursements.breakGlass,
  cancelList: Disbursements.cancelList,
  recordPayment: Disbursements.recordPayment,
  recordReturn: Disbursements.recordReturn,
  settleList: Disbursements.settleList,
  adjust: Assessments.adjust,
  recordRepayment: Assessments.recordRepayment,
  closeProgramme: Programmes.closeProgramme,
  summarise: Summaries.summarise,
  replay: Replay.replay,
  explain: Explain.explain,
  receipt: Replay.receipt,
  find: People.find,
  person: People.person,
  mergePersons: People.mergePersons,
  erase: Erasure.erase,
  eraseAgain: Erasure.eraseAgain
} satisfies Readonly<Record<string, (...args: never) => Effect.Effect<unknown, unknown, Needs>>>

// ---- Service

/**
 * What each method does stands with the function of its name, in the module of its stage: `Programmes`, `Applications`,
 * `Admissions`, `Objections`, `Seats`, `Sessions`, `Sheets`, `Assessments`, `Lists`, `ListView`, `Disbursements`,
 * `Summaries`, `Replay`, `People`, `Erasure`.
 */
export class Office extends Context.Service<Office, BoundAll<typeof methods>>()("@bina/core/Office") {}

// ---- Rules

/** An office over a store, with the policies that it decides by and the table of who may do what. */
export const layer: Layer.Layer<Office, never, Needs> = Layer.effect(
  Office,
  Effect.map(Effect.context<Needs>(), (context) =>
    Office.of(
      Object.fromEntries(
        Object.entries(methods).map(([name, method]) => [
          name,
          (...args: ReadonlyArray<never>) =>
            Effect.provideContext(
              (method as (...args: ReadonlyArray<never>) => Effect.Effect<unknown, unknown, Needs>)(...args),
              context
            )
        ])
      ) as unknown as Office["Service"]
    )
  )
)
