/** What the tests of cohorts and people start from: an invented cohort, its terms, and commands with short names. */
import type { CivilDate, Decision } from "@bina/policy"
import { Money, Ratio } from "@bina/policy"
import * as Result from "effect/Result"
import {
  Actor,
  type Admission,
  Application,
  type Attendance,
  Cohort,
  Command,
  Moment,
  Person,
  Programme
} from "../../src/index.ts"
import {
  type AttendanceCommand,
  AttendanceDecider,
  AttendanceState,
  type CaseFacts,
  type CohortCommand,
  CohortDecider,
  type CohortEvent,
  CohortState,
  Decider,
  KeyedDigest,
  Sealed
} from "../../src/journal.ts"
import { day, idr, record, schedule, units } from "../Given.ts"

/** The moment so many minutes after the season begins. */
export const minute = (count: number): Moment.Moment => {
  const [days, hours, minutes] = [Math.floor(count / 1_440), Math.floor((count % 1_440) / 60), count % 60]
  const two = (value: number) => String(value).padStart(2, "0")
  return Moment.makeUnsafe(`2020-09-${two(1 + days)}T${two(hours)}:${two(minutes)}:00`)
}

export const officer = Actor.id("officer-1")
export const digest = (seed: number | string): KeyedDigest.KeyedDigest =>
  KeyedDigest.KeyedDigest.make(String(seed).padStart(64, "0"))
export const fingerprint = (seed: number): Programme.Fingerprint => Programme.Fingerprint.make(digest(seed))

export const facts = (seed: number, person = "p"): CaseFacts.CaseFacts => ({
  open: { district: "north", seed },
  sealed: Sealed.Sealed.make({ person: Person.id(person), command: Command.id("given"), box: `box${seed}` }),
  digest: digest(seed)
})

/** What a policy read of these facts. */
export const read = (seed: number): CaseFacts.Read => ({ open: facts(seed).open, digest: digest(seed) })

export const cohort = (quota = 2, sessions = 3): Cohort.Cohort =>
  Cohort.Cohort.make({
    id: Cohort.id("weaving"),
    course: "Weaving",
    partners: [],
    payer: "city",
    quota,
    schedule: schedule(sessions),
    lessonHoursPerSession: 8,
    minimumAttendance: Ratio.ratio(2, 3),
    excused: "as-absent",
    dailyTransport: Money.make(idr, units(50_000)),
    budgetLine: { id: "line", account: "5.1", amount: Money.make(idr, units(1_000_000)) }
  })

export const terms = (given: Partial<CohortCommand.Terms> = {}): CohortCommand.Terms => ({
  policy: fingerprint(1),
  personFact: "person",
  limits: [],
  earlierSeats: [],
  barred: [],
  answerBy: minute(10_000),
  ...given
})

export const appId = (id: string) => Application.id(id)

/** The application `a3` is registered in minute 3, by the person `p3` of the household `h3`, where nothing else is said. */
export const application = (
  row: number,
  given: {
    readonly person?: string | undefined
    readonly household?: string | undefined
    readonly minute?: number
  } = {}
): Application.Application => {
  const { household, person } = { person: `p${row}`, household: `h${row}`, ...given }
  return {
    id: appId(`a${row}`),
    registeredAt: minute(given.minute ?? row),
    row,
    person: person === undefined ? Application.missing : Application.known(Person.id(person)),
    keys: { household: household === undefined ? Application.missing : Application.known(household) }
  }
}

type Command = CohortCommand.Command
type Extra<Name extends Command["_tag"]> = Omit<CohortCommand.Of<Name>, "_tag" | "at" | "actor">

/** Whoever reviews what the officer decided is somebody else. */
const actors: Partial<Record<Command["_tag"], Actor.Id>> = {
  AnswerObjection: Actor.id("reviewer-1"),
  Override: Actor.id("head-1")
}

/** A command by whoever gives it, in a minute (100 where it does not matter). */
export const command = <Name extends Command["_tag"]>(
  name: Name,
  given: Extra<Name>,
  at: Moment.Moment = minute(100)
): Command => ({ _tag: name, ...given, at, actor: actors[name] ?? officer }) as unknown as Command

export const announce = (quota?: number, sessions?: number): Command =>
  command("Announce", { programme: "recovery-2020", cohort: cohort(quota, sessions) })
export const openRegistration = command("OpenRegistration", {})
export const start = command("Start", {})
export const close = command("Close", {}, minute(20_000))
export const callOff = command("CallOff", { reason: "no trainer" })
export const receive = (application: Application.Application, seed = application.row): Command =>
  command("ReceiveApplication", { application, facts: facts(seed) })
export const decided = (
  row: number,
  decision: Decision.Decision = { _tag: "Eligible" }
): CohortCommand.PolicyAnswer => ({
  application: appId(`a${row}`),
  decision,
  facts: read(row)
})
export const admit = (
  decided: ReadonlyArray<CohortCommand.PolicyAnswer>,
  given: Partial<CohortCommand.Terms> = {}
): Command => command("Admit", { decided, terms: terms(given) })
export const promote = (given: Partial<CohortCommand.Terms> = {}): Command =>
  command("PromoteWaitlist", { terms: terms(given) })
export const about = (name: "Accept" | "Decline" | "Lapse" | "Withdraw", row: number, at?: Moment.Moment): Command =>
  command(name, { application: appId(`a${row}`) }, at)
export const override = (row: number, order: CohortEvent.Order, until = minute(5_000)): Command =>
  command("Override", { application: appId(`a${row}`), order, reason: "letter 12", until })
export const exit = (row: number, reason: CohortEvent.ExitReason): Command =>
  command("Exit", { application: appId(`a${row}`), reason })
export const attend = (
  row: number,
  session: number,
  given: Partial<Attendance.AttendanceRecord> = {}
): Attendance.AttendanceRecord => record(`p${row}`, schedule(3)[session]!, given)
/** A day long after the sessions. */
export const late = Moment.makeUnsafe("2020-11-01T08:00:00")
/** The completion of an application, of the days of the course that were attended. */
export const complete = (row: number, attended: number, at: Moment.Moment = late): Command =>
  command(
    "RecordCompletion",
    {
      application: appId(`a${row}`),
      completion: { _tag: "Rated", rate: { numerator: attended * 16, denominator: 48 } }
    },
    at
  )

/** A record as a command to the attendance of a cohort; its digest is that of the seed. */
export const attendance = (
  row: number,
  session: number,
  given: Partial<Attendance.AttendanceRecord> & {
    readonly seed?: number
    readonly at?: Moment.Moment
    readonly today?: CivilDate.CivilDate
    readonly reason?: string
  } = {}
): AttendanceCommand.Of<"Record" | "Correct"> => {
  const { at = late, reason, seed = 0, today = day(at.slice(0, 10)), ...said } = given
  const { date, source, ...entry } = attend(row, session, said)
  const record = { ...entry, sealed: facts(seed, `p${row}`).sealed, digest: digest(seed) }
  const recorded = { date, source, record, today, at, actor: officer }
  return reason === undefined ? { _tag: "Record", ...recorded } : { _tag: "Correct", reason, ...recorded }
}

/** The attendance that accepted commands lead to. @throws the refusal when one is refused. */
export const attendedAfter = (
  cohort: CohortState.Announced,
  commands: ReadonlyArray<AttendanceCommand.Command>,
  from: AttendanceState.State = AttendanceState.initial
): AttendanceState.State =>
  commands.reduce(
    (state, command) => Result.getOrThrow(Decider.accept(AttendanceDecider.make(cohort), state, command)).state,
    from
  )

export const lacksBirthDate: Decision.Decision = {
  _tag: "Undetermined",
  missing: [{ _tag: "MissingFact", path: "birthDate" }]
}
export const supply = (
  row: number,
  decision: Decision.Decision = { _tag: "Eligible" },
  given: Partial<Extra<"SupplyFacts">> = {}
): Command => {
  const { id, keys, person } = application(row)
  return command("SupplyFacts", {
    application: id,
    person,
    keys,
    facts: facts(row + 1_000),
    decision,
    terms: terms(),
    ...given
  })
}

/** The state that accepted commands lead to, one after the other. @throws the refusal when one is refused. */
export const after = (
  commands: ReadonlyArray<Command>,
  from: CohortState.State = CohortState.initial
): CohortState.Announced => {
  let state = from
  for (const command of commands) {
    state = Result.getOrThrow(Decider.accept(CohortDecider.decider, state, command)).state
  }
  if (state._tag === "Unannounced") throw new Error("no cohort was announced")
  return state
}

/** Where every application stands, by its row. */
export const standings = (state: CohortState.State): Readonly<Record<string, string>> =>
  state._tag === "Unannounced"
    ? {}
    : Object.fromEntries(CohortState.inOrder(state).map(({ application, standing }) => [application.id, standing._tag]))

/** A cohort of two seats with four eligible applications: two offers, two waiting. */
export const filled = (given: Partial<CohortCommand.Terms> = {}): ReadonlyArray<Command> => [
  announce(),
  openRegistration,
  ...[1, 2, 3, 4].map((row) => receive(application(row))),
  admit(
    [1, 2, 3, 4].map((row) => decided(row)),
    given
  )
]

/** As {@link filled}, with both seats accepted and the first session begun. */
export const running: ReadonlyArray<Command> = [...filled(), about("Accept", 1), about("Accept", 2), start]

export const household = (atMost = 1): Admission.Limit => ({
  reason: "household-limit",
  key: "household",
  scope: "cohort",
  atMost,
  citation: { instrument: "Invented 1/2020", title: "Invented", confidence: "sourced" },
  text: { id: "a", en: "a" }
})
