/**
 * The department's office: one service for applications, its methods in the order of the flow. Each command carries an
 * id and an actor; it loads what it touches, decides, appends all of it at once, begins again when somebody else was
 * faster, and says what happened. Given again under its id it does nothing and answers as the first time.
 *
 * ```ts
 * import { Actor, Cohort, Command, Moment } from "@bina/core"
 * import { Office } from "@bina/core/office"
 * import * as Effect from "effect/Effect"
 *
 * export const admit = Effect.gen(function* () {
 *   const office = yield* Office.Office
 *   return yield* office.admit({
 *     command: Command.id("weaving/admit/1"),
 *     actor: Actor.id("officer-7"),
 *     cohort: Cohort.id("weaving"),
 *     answerBy: Moment.makeUnsafe("2030-02-20T10:00:00")
 *   })
 * })
 *
 * export const layer = Office.over({ store: Office.inMemory, policies: [], appointments: [] })
 * ```
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type * as Authority from "../flow/payment/Authority.ts"
import * as MemoryStore from "../memory/MemoryStore.ts"
import type * as Vault from "../privacy/Vault.ts"
import type * as Journal from "../record/Journal.ts"
import * as Register from "../record/Register.ts"
import * as Admissions from "./desks/Admissions.ts"
import * as Applications from "./desks/Applications.ts"
import * as Appointments from "./Appointments.ts"
import * as Assessments from "./desks/Assessments.ts"
import * as Disbursements from "./desks/Disbursements.ts"
import * as Erasure from "./desks/Erasure.ts"
import * as Explain from "./desks/Explain.ts"
import * as Lists from "./desks/Lists.ts"
import * as Objections from "./desks/Objections.ts"
import * as People from "./desks/People.ts"
import * as PolicyBook from "./PolicyBook.ts"
import * as Programmes from "./desks/Programmes.ts"
import * as Replay from "./desks/Replay.ts"
import type * as Requests from "./Requests.ts"
import * as Seats from "./desks/Seats.ts"
import * as Sessions from "./desks/Sessions.ts"
import * as Sheets from "./desks/Sheets.ts"
import * as Streams from "./handling/Streams.ts"
import * as Summaries from "./desks/Summaries.ts"

// ---- Models

/** What an office works with. */
type Needs = Journal.Journal | Vault.Vault | PolicyBook.PolicyBook | Appointments.Appointments

/** A store: where the journal, its register and the vault are kept. */
export type Store = Journal.Journal | Register.Register | Vault.Vault

/** A function of the office once it has all that it works with. What it can be refused with is what the function says. */
type Bound<M extends (...args: never) => unknown> =
  ReturnType<M> extends Effect.Effect<infer A, infer E, infer _R>
    ? (...args: Parameters<M>) => Effect.Effect<A, E>
    : never

/** What an office does, in the order of the flow. */
export interface Methods {
  // ---- Before the first application

  /** Drafts a programme, pins and records its policies, adds its cohorts and opens it, at once. */
  readonly openProgramme: Bound<typeof Programmes.openProgramme>

  /** Changes a policy of an open programme from a moment on, by an act with a legal basis. */
  readonly amendPolicy: Bound<typeof Programmes.amendPolicy>

  /** Announces a cohort of a programme and opens its registration. */
  readonly scheduleCohort: Bound<typeof Programmes.scheduleCohort>

  // ---- Who may join

  /**
   * Receives a list of applications; one that is known is amended. Answers each by its id: `done`, `refused` with the
   * reason, `conflicts`. Facts that no policy declares fail the whole list.
   */
  readonly receiveApplications: Bound<typeof Applications.receiveApplications>

  /** Whoever applied goes; with an accepted seat it is an exit. */
  readonly withdraw: Bound<typeof Seats.withdraw>

  /** Decides everybody who waits for a decision and offers the free seats, in order of registration. */
  readonly admit: Bound<typeof Admissions.admit>

  /** Completes an application and decides it anew at its place; what is known already does not change. */
  readonly supplyFacts: Bound<typeof Admissions.supplyFacts>

  /** Receives an objection to what was decided. */
  readonly receiveObjection: Bound<typeof Objections.receiveObjection>

  /** Answers an objection; upheld, the application waits for a new decision. By somebody appointed to `answer`. */
  readonly answerObjection: Bound<typeof Objections.answerObjection>

  /** Orders a seat, or none, by hand; it outranks what is computed until it ends. By somebody appointed to `override`. */
  readonly override: Bound<typeof Objections.override>

  /** Offers the seats that became free to whoever waits for one. */
  readonly promoteWaitlist: Bound<typeof Admissions.promoteWaitlist>

  /**
   * The same in many cohorts, each a command and an append of its own: whoever waits in several is offered the first of
   * the list. Answers each: `done`, `refused` with the reason, `conflicts`.
   */
  readonly promoteWaitlists: Bound<typeof Admissions.promoteWaitlists>

  /**
   * Asks again, for a day, whether those may join who hold a seat. Answers of whom the policy does not say so; nothing
   * follows by itself.
   */
  readonly recheckEligibility: Bound<typeof Admissions.recheckEligibility>

  /** The participant takes the seat that was offered, in time. */
  readonly acceptSeat: Bound<typeof Seats.acceptSeat>

  /** The participant does not want the seat; it is free again, and so is the person. */
  readonly declineSeat: Bound<typeof Seats.declineSeat>

  /** Nobody answered in time; the seat is free again. */
  readonly lapseSeat: Bound<typeof Seats.lapseSeat>

  /** Many take their seats at once. Answers each application: `done`, or `refused` with the reason. */
  readonly acceptSeats: Bound<typeof Seats.acceptSeats>

  /** Many do not want their seats. Answers as `acceptSeats`. */
  readonly declineSeats: Bound<typeof Seats.declineSeats>

  /** Many did not answer in time. Answers as `acceptSeats`. */
  readonly lapseSeats: Bound<typeof Seats.lapseSeats>

  // ---- Who came

  /** The first session begins; from here on attendance can be recorded. */
  readonly startCohort: Bound<typeof Sessions.startCohort>

  /** A session takes place on another day. */
  readonly moveSession: Bound<typeof Sessions.moveSession>

  /** A session does not take place, and is not made up for. */
  readonly cancelSession: Bound<typeof Sessions.cancelSession>

  /** Records who came, a sheet at a time or one record. Answers how many are `kept` and were `known`, and who is `refused`. */
  readonly recordAttendance: Bound<typeof Sheets.recordAttendance>

  /** Records corrections, each with a reason; what was recorded before stays. Answers as `recordAttendance`. */
  readonly correctAttendance: Bound<typeof Sheets.correctAttendance>

  /** A participant leaves, for a coded reason. */
  readonly exit: Bound<typeof Seats.exit>

  /** Computes the completion of everybody who took part, from what is known now. */
  readonly recordCompletions: Bound<typeof Sessions.recordCompletions>

  /** Ends a cohort in which nobody waits for anything any more. */
  readonly closeCohort: Bound<typeof Sessions.closeCohort>

  /** Ends a cohort on the way; every seat is free again. */
  readonly callOffCohort: Bound<typeof Sessions.callOffCohort>

  // ---- What they are owed, and who pays it

  /** Assesses what everybody who took part is owed, by the policy of allowance. */
  readonly assess: Bound<typeof Assessments.assess>

  /** Enters a budget document: the first allocation of a line, or a later one that raises or lowers it. */
  readonly allocateBudget: Bound<typeof Lists.allocateBudget>

  /**
   * Puts everybody to whom something is owed now on a list, or on its next edition, which voids every signature under
   * the one before. Answers the hash that is signed from here on.
   */
  readonly prepareList: Bound<typeof Lists.prepareList>

  /** Looks at a list: where it stands, what happened to it, and whether it still pays what is owed. Changes nothing. */
  readonly list: Bound<typeof Lists.list>

  /** Checks a list. Here and below by somebody appointed to it, who had no other duty on the list. */
  readonly verifyList: Bound<typeof Disbursements.verifyList>

  /** Approves a list: its money is committed and what it pays is underway. */
  readonly approveList: Bound<typeof Disbursements.approveList>

  /** Releases a list to the bank. */
  readonly releaseList: Bound<typeof Disbursements.releaseList>

  /** Sends a list back to whoever prepares; every signature is void. */
  readonly rejectList: Bound<typeof Disbursements.rejectList>

  /**
   * Asks that an officer may take the next step with this content before `until`, in spite of exactly what `lifts` names.
   * By somebody with a duty on the line who is not that officer. Nothing is lifted until a second person agrees.
   */
  readonly requestGlass: Bound<typeof Disbursements.requestGlass>

  /** Agrees to a request by its number: the officer whom it names may take that step. By a third person. */
  readonly breakGlass: Bound<typeof Disbursements.breakGlass>

  /** Ends a list that was not released. */
  readonly cancelList: Bound<typeof Disbursements.cancelList>

  /** The bank paid. */
  readonly recordPayment: Bound<typeof Disbursements.recordPayment>

  /** The bank did not pay, or the money came back; it can stand on a new list. */
  readonly recordReturn: Bound<typeof Disbursements.recordReturn>

  /**
   * Records what the bank's file answers, each payment found by its obligation. Answers each: `done`, `refused` where it is
   * not on the list, `conflicts` where the bank is said to have answered something else before.
   */
  readonly recordAnswers: Bound<typeof Disbursements.recordAnswers>

  /** Every payment is answered, and nothing more is expected. */
  readonly settleList: Bound<typeof Disbursements.settleList>

  /** Assesses again whoever was put on a list, after facts changed; answers what is to be put right. */
  readonly adjust: Bound<typeof Assessments.adjust>

  /** Records money that somebody gave back. By somebody appointed to `record`. */
  readonly recordRepayment: Bound<typeof Assessments.recordRepayment>

  /** Closes a programme whose cohorts have all ended. */
  readonly closeProgramme: Bound<typeof Programmes.closeProgramme>

  // ---- What it came to, and what is known of whom

  /** The figures of every cohort of a programme that was announced, and of all together. Changes nothing. */
  readonly summarise: Bound<typeof Summaries.summarise>

  /** Decides an event again from journal and vault alone; the same answer comes to the same bytes. Changes nothing. */
  readonly replay: Bound<typeof Replay.replay>
  /** Gives the seats of a filling again, at the place of its `SeatsGiven`: order, quota, duplicates and limits. */
  readonly replaySeats: Bound<typeof Replay.replaySeats>

  /** Why an application stands as it does and pays what it pays, as it was decided then; who asked and why is recorded. */
  readonly explain: Bound<typeof Explain.explain>

  /** A signed receipt of a decision, to be given away. Changes nothing. */
  readonly receipt: Bound<typeof Replay.receipt>

  /** The person of an identity number, if the office knows one. Changes nothing. */
  readonly find: Bound<typeof People.find>

  /** Everything that is known of a person, opened; who asked and why is recorded. */
  readonly person: Bound<typeof People.person>

  /** Joins two ids of one person; what both hold goes on under the id that is kept. */
  readonly mergePersons: Bound<typeof People.mergePersons>

  /** Forgets a person when no law keeps them: says so in the journal, then destroys their key and how they are found. */
  readonly erase: Bound<typeof Erasure.erase>

  /**
   * Carries out one erasure again, by its command, or all that the journal knows: for a vault that was restored from an
   * older copy. Says of each whether its key had come back.
   */
  readonly eraseAgain: Bound<typeof Erasure.eraseAgain>
}

/** What a method answers. */
export type AnswerOf<M extends Requests.Method> = Effect.Success<ReturnType<Methods[M]>>

/** Why a method fails: its own refusals, and what may go wrong with any command. */
export type FailureOf<M extends Requests.Method> = Effect.Error<ReturnType<Methods[M]>>

/** Performs any request: what the method that it names does. */
export type Perform = <M extends Requests.Method>(
  request: Requests.Request<M>
) => Effect.Effect<AnswerOf<M>, FailureOf<M>>

// ---- Errors

/** The store keeps no register, or that of another program: the first command could not be appended. */
export class NotAStoreOfAnOffice extends Schema.TaggedError<NotAStoreOfAnOffice>()("NotAStoreOfAnOffice", {
  table: Schema.String
}) {
  override get message(): string {
    return `the store has no register of an office (no table ${this.table}): open it with the projection of @bina/core/journal, Streams.projection, as SqliteStore.layer does when no other is named; in memory take Office.inMemory`
  }
}

// ---- Service

/** See {@link Methods}; requests that name their method are given to `perform`. */
export class Office extends Context.Service<Office, Methods & { readonly perform: Perform }>()("@bina/core/Office") {}

// ---- Rules

/** Looks whether a store was opened as an office needs it. */
const suitable = Effect.gen(function* () {
  const register = yield* Register.Register
  for (const { name } of Streams.tables) {
    yield* Stream.runDrain(Stream.take(register.rows(name), 1)).pipe(
      Effect.catchTag("NoSuchTable", ({ table }) => Effect.die(new NotAStoreOfAnOffice({ table }))),
      // A register that cannot be asked now says so again when it is written to.
      Effect.catchTag("RegisterUnavailable", () => Effect.void)
    )
  }
})

/**
 * An office over a store, with the policies that it decides by and the table of who may do what. Dies of
 * {@link NotAStoreOfAnOffice} where the store was opened otherwise than an office needs it.
 */
export const layer: Layer.Layer<Office, never, Needs | Register.Register> = Layer.effect(
  Office,
  Effect.map(Effect.andThen(suitable, Effect.context<Needs>()), (context) => {
    const bind =
      <Args extends ReadonlyArray<unknown>, A, E>(method: (...args: Args) => Effect.Effect<A, E, Needs>) =>
      (...args: Args): Effect.Effect<A, E> =>
        Effect.provideContext(method(...args), context)
    const methods: Methods = {
      openProgramme: bind(Programmes.openProgramme),
      amendPolicy: bind(Programmes.amendPolicy),
      scheduleCohort: bind(Programmes.scheduleCohort),
      receiveApplications: bind(Applications.receiveApplications),
      withdraw: bind(Seats.withdraw),
      admit: bind(Admissions.admit),
      supplyFacts: bind(Admissions.supplyFacts),
      receiveObjection: bind(Objections.receiveObjection),
      answerObjection: bind(Objections.answerObjection),
      override: bind(Objections.override),
      promoteWaitlist: bind(Admissions.promoteWaitlist),
      promoteWaitlists: bind(Admissions.promoteWaitlists),
      recheckEligibility: bind(Admissions.recheckEligibility),
      acceptSeat: bind(Seats.acceptSeat),
      declineSeat: bind(Seats.declineSeat),
      lapseSeat: bind(Seats.lapseSeat),
      acceptSeats: bind(Seats.acceptSeats),
      declineSeats: bind(Seats.declineSeats),
      lapseSeats: bind(Seats.lapseSeats),
      startCohort: bind(Sessions.startCohort),
      moveSession: bind(Sessions.moveSession),
      cancelSession: bind(Sessions.cancelSession),
      recordAttendance: bind(Sheets.recordAttendance),
      correctAttendance: bind(Sheets.correctAttendance),
      exit: bind(Seats.exit),
      recordCompletions: bind(Sessions.recordCompletions),
      closeCohort: bind(Sessions.closeCohort),
      callOffCohort: bind(Sessions.callOffCohort),
      assess: bind(Assessments.assess),
      allocateBudget: bind(Lists.allocateBudget),
      prepareList: bind(Lists.prepareList),
      list: bind(Lists.list),
      verifyList: bind(Disbursements.verifyList),
      approveList: bind(Disbursements.approveList),
      releaseList: bind(Disbursements.releaseList),
      rejectList: bind(Disbursements.rejectList),
      requestGlass: bind(Disbursements.requestGlass),
      breakGlass: bind(Disbursements.breakGlass),
      cancelList: bind(Disbursements.cancelList),
      recordPayment: bind(Disbursements.recordPayment),
      recordReturn: bind(Disbursements.recordReturn),
      recordAnswers: bind(Disbursements.recordAnswers),
      settleList: bind(Disbursements.settleList),
      adjust: bind(Assessments.adjust),
      recordRepayment: bind(Assessments.recordRepayment),
      closeProgramme: bind(Programmes.closeProgramme),
      summarise: bind(Summaries.summarise),
      replay: bind(Replay.replay),
      replaySeats: bind(Replay.replaySeats),
      explain: bind(Explain.explain),
      receipt: bind(Replay.receipt),
      find: bind(People.find),
      person: bind(People.person),
      mergePersons: bind(People.mergePersons),
      erase: bind(Erasure.erase),
      eraseAgain: bind(Erasure.eraseAgain)
    }
    const commands: {
      readonly [M in Requests.Method]: (request: Requests.Of<M>) => Effect.Effect<AnswerOf<M>, FailureOf<M>>
    } = methods
    const perform: Perform = (request) => commands[request.method](request)
    return Office.of({ ...methods, perform })
  })
)

/** A store in the memory of this process, for tests and for trying things out. */
export const inMemory: Layer.Layer<Store> = MemoryStore.layer(Streams.projection)

/** An office with its store, the policies that programmes may pin, and who may do what. */
export const over = <E, R>(given: {
  readonly store: Layer.Layer<Store, E, R>
  readonly policies: ReadonlyArray<PolicyBook.Entry>
  readonly appointments: Authority.Table
}): Layer.Layer<Office | Store, E, R> =>
  layer.pipe(
    Layer.provide([PolicyBook.layer(...given.policies), Appointments.layer(given.appointments)]),
    Layer.provideMerge(given.store)
  )
