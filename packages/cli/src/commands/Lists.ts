/**
 * The lists of a season at the desks of its officers: shown, prepared, verified, approved, released, sent back or given
 * up. What a list pays is signed by its content; who may sign, `officers.json` says.
 */
import * as Console from "effect/Console"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Moment } from "@bina/core"
import { Now } from "@bina/core/adapter"
import { DisbursementCommand, DisbursementState, Permission } from "@bina/core/journal"
import { type Lists } from "@bina/core/office"
import type { Text } from "@bina/policy"
import { Duties, Pack, Plan, type ProgrammeFile, SeasonFolder } from "@bina/season"
import { Program } from "../Program.ts"
import * as ListsTable from "../screen/ListsTable.ts"
import * as Desk from "./Desk.ts"
import * as Origin from "./Origin.ts"
import * as Refused from "./Refused.ts"

// ---- Models

/** Which list, by its cohort or its own name, and who acts. */
export interface Prepare extends Desk.Request {
  readonly list: string
  readonly officer: Option.Option<string>
}

/** A signature; `content` is the beginning of what the officer looked at. */
export interface Sign extends Desk.Request {
  readonly list: string
  readonly officer: string
  readonly duty: Duties.Signature
  readonly content: Option.Option<string>
}

/** To ask that another officer may take a step, for so many hours, although something stands in their way. */
export interface RequestGlass extends Desk.Request {
  readonly list: string
  readonly officer: string
  readonly other: string
  readonly duty: Duties.Signature
  readonly hours: number
  readonly reason: string
}

/** To confirm what somebody else asked for under this number. */
export interface BreakGlass extends Desk.Request {
  readonly list: string
  readonly officer: string
  readonly glass: number
}

/** To send a list back, or to give it up. */
export interface Undo extends Desk.Request {
  readonly list: string
  readonly officer: string
  readonly step: "reject" | "cancel"
  readonly reason: string
}

// ---- Rules

const words = {
  already: { id: "sudah dilakukan sebelumnya", en: "already done" },
  done: { id: "tercatat", en: "recorded" },
  content: { id: "isi", en: "content" },
  head: {
    id: "keterangan jurnal saat ini; simpan salinannya di tempat lain",
    en: "where the journal ends now; keep a copy somewhere else"
  }
} as const

/** Shows every list of the season, in the order of its cohorts. */
export const show = Effect.fn("Lists.show")(function* (request: Desk.Request) {
  const { language } = request
  const desk = yield* Desk.open(request)
  const { cohorts, id, title } = desk.programme
  const speech = yield* speaking
  const views = yield* Effect.forEach(cohorts, ({ id: cohort }) => Duties.look({ season: id, cohort })).pipe(
    Refused.known,
    Desk.using(desk)
  )
  const shown = cohorts.map((cohort, index) => ListsTable.render(cohort, views[index]!, speech, language))
  yield* Console.log([`${title} (${id})`, ...shown].join("\n\n"))
})

/** Prepares a list, or the next edition of one. */
export const prepare = Effect.fn("Lists.prepare")(function* (request: Prepare) {
  const desk = yield* Desk.open(request)
  const cohort = yield* Desk.cohortOf(desk, request.list)
  const officer = yield* Desk.officerOf(desk, request.officer)
  const pack = yield* Pack.Pack
  const files = yield* SeasonFolder.cohort(request.season, cohort, yield* pack.forms(desk.programme))
  const step = { season: desk.programme.id, cohort: cohort.id, officer }
  const [taken, view] = yield* Effect.all([Duties.prepare(pack, step, files), Duties.look(step)]).pipe(
    Refused.told(askedOf(desk, cohort)),
    Refused.known,
    Desk.using(desk)
  )
  yield* say(request.language, taken, cohort, view)
})

/** Verifies, approves or releases what stands on a list. */
export const sign = Effect.fn("Lists.sign")(function* (request: Sign) {
  const { content: looked, duty, language } = request
  const desk = yield* Desk.open(request)
  const cohort = yield* Desk.cohortOf(desk, request.list)
  const officer = yield* Desk.officerOf(desk, Option.some(request.officer))
  const step = { season: desk.programme.id, cohort: cohort.id, officer }
  const [taken, view, head] = yield* Effect.gen(function* () {
    const { isStale, state } = yield* Duties.look(step)
    if (state._tag === "Unprepared") return yield* nothingPrepared(cohort.id)
    const content = DisbursementState.contentOf(state)
    yield* isLookedAt(cohort.id, content, looked)
    if (Duties.isUndone(state)) return yield* outOfTurn(duty, state.stage)
    if (!state.signed.some((by) => by.duty === duty && by.actor === officer)) {
      if (isStale) return yield* Refused.stale(cohort.id)
    }
    const taken = yield* Duties.sign(step, duty, content)
    const head =
      duty === "release"
        ? Option.some(yield* Origin.exported(request.out, Plan.listId(step.season, cohort.id)))
        : Option.none()
    return [taken, yield* Duties.look(step), head] as const
  }).pipe(Refused.told(askedOf(desk, cohort)), Refused.known, Desk.using(desk))
  yield* say(language, taken, cohort, view)
  if (Option.isSome(head)) yield* Console.log(`\n${words.head[language]}: ${head.value}`)
})

/** Sends a list back to whoever prepares, or gives it up. */
export const undo = Effect.fn("Lists.undo")(function* (request: Undo) {
  const { language, reason, step: way } = request
  const desk = yield* Desk.open(request)
  const cohort = yield* Desk.cohortOf(desk, request.list)
  const officer = yield* Desk.officerOf(desk, Option.some(request.officer))
  const step = { season: desk.programme.id, cohort: cohort.id, officer }
  const [taken, view] = yield* Effect.gen(function* () {
    const { state } = yield* Duties.look(step)
    if (state._tag === "Unprepared") return yield* nothingPrepared(cohort.id)
    const content = DisbursementState.contentOf(state)
    return [yield* Duties.undo(step, way, reason, content), yield* Duties.look(step)] as const
  }).pipe(Refused.told(askedOf(desk, cohort)), Refused.known, Desk.using(desk))
  yield* say(language, taken, cohort, view)
})

/** Asks to break the glass: names by itself what stands in the way of the other officer. */
export const requestGlass = Effect.fn("Lists.requestGlass")((request: RequestGlass) =>
  emergency(request, (desk, step, state) =>
    Effect.gen(function* () {
      const { duty, hours, other, reason } = request
      const officer = yield* Desk.officerOf(desk, Option.some(other))
      if (!(hours >= 1 && hours <= 72)) {
        return yield* Refused.refuse("--hours paling lama 72 jam, paling singkat 1", "--hours is between 1 and 72")
      }
      const now = yield* Now.moment
      const until = Moment.makeUnsafe(
        DateTime.formatIso(DateTime.add(DateTime.makeUnsafe(`${now}Z`), { hours })).replace(/(\.000)?Z$/, "")
      )
      const [first, ...others] = yield* Effect.fromResult(
        Permission.inTheWay(
          desk.purpose.officers ?? [],
          { acted: state.acted, list: state },
          { actor: officer, at: now, on: desk.today },
          duty
        )
      )
      if (first === undefined) return yield* new DisbursementCommand.NotInTheWay({ officer, step: duty, found: [] })
      return yield* Duties.requestGlass(step, { officer, duty, lifts: [first, ...others], until, reason }, state)
    })
  )
)

/** Confirms a request of somebody else: from now on the officer whom it names may take that step. */
export const breakGlass = Effect.fn("Lists.breakGlass")((request: BreakGlass) =>
  emergency(request, (_, step, state) => Duties.breakGlass(step, request.glass, state))
)

// ---- What the steps share

/** What an officer does with a list, given how it stands. */
type Act<E, R> = (
  desk: Desk.Desk,
  step: Duties.Step,
  state: DisbursementState.Listed,
  view: Lists.View
) => Effect.Effect<Duties.Taken, E, R>

/** Which list, and who acts. */
type Acting = Desk.Request & { readonly list: string; readonly officer: string }

/** What one officer does about an emergency of a list, which is nothing to sign when it is stale. */
const emergency = <E extends { readonly _tag: string }, R>(request: Acting, act: Act<E, R>) =>
  step(request, (desk, at, state, view) =>
    Effect.gen(function* () {
      if (view.isStale) return yield* Refused.stale(at.cohort)
      return yield* act(desk, at, state, view)
    })
  )

/** Takes one officer's step with a list that was prepared, and shows what became of it. */
export const step = <E extends { readonly _tag: string }, R>(request: Acting, act: Act<E, R>) =>
  Effect.gen(function* () {
    const desk = yield* Desk.open(request)
    const cohort = yield* Desk.cohortOf(desk, request.list)
    const officer = yield* Desk.officerOf(desk, Option.some(request.officer))
    const step = { season: desk.programme.id, cohort: cohort.id, officer }
    const [taken, view] = yield* Effect.gen(function* () {
      const view = yield* Duties.look(step)
      if (view.state._tag === "Unprepared") return yield* nothingPrepared(cohort.id)
      return [yield* act(desk, step, view.state, view), yield* Duties.look(step)] as const
    }).pipe(Refused.told(askedOf(desk, cohort)), Refused.known, Desk.using(desk))
    yield* say(request.language, taken, cohort, view)
  })

const outOfTurn = (duty: Duties.Signature, stage: string) =>
  new DisbursementCommand.NotAtThisStage({
    command: { verify: "Verify", approve: "Approve", release: "Release" }[duty],
    stage,
    from: [turnOf[duty]]
  })

const turnOf = { verify: "Prepared", approve: "Verified", release: "Approved" } as const

const askedOf = (desk: Desk.Desk, { id: cohort }: ProgrammeFile.Cohort): Refused.Asked => ({
  cohort,
  appointed: (task) => Desk.appointed(desk, task, cohort),
  money: desk.money
})

const say = (
  language: Text.Language,
  { content, isBefore }: Duties.Taken,
  cohort: ProgrammeFile.Cohort,
  view: Lists.View
) =>
  Effect.flatMap(speaking, (speech) =>
    Console.log(
      [
        `${words[isBefore ? "already" : "done"][language]} (${words.content[language]} ${content.slice(0, ListsTable.digits)})`,
        ListsTable.render(cohort, view, speech, language)
      ].join("\n\n")
    )
  )

/** In which words a list is shown. */
const speaking = Effect.gen(function* () {
  const { money, texts } = yield* Pack.Pack
  const { name } = yield* Program
  const speech: ListsTable.Speech = { money, tax: texts.tax, program: name }
  return speech
})

const nothingPrepared = (cohort: string) =>
  Refused.refuse(
    `daftar ${cohort} belum disiapkan; jalankan dahulu: {program} lists prepare ${cohort}`,
    `the list of ${cohort} is not prepared; first: {program} lists prepare ${cohort}`
  )

/** An officer may say what they looked at; then nothing else is signed. */
const isLookedAt = (cohort: string, content: string, looked: Option.Option<string>) => {
  if (Option.isNone(looked)) return Effect.void
  if (!/^[0-9a-f]{8,64}$/.test(looked.value)) {
    return Effect.fail(
      Refused.refuse(
        "--content berisi paling sedikit 8 digit pertama dari isi yang ditunjukkan {program} lists",
        "--content takes at least the first 8 digits of the content that {program} lists shows"
      )
    )
  }
  return content.startsWith(looked.value) ? Effect.void : Effect.fail(Refused.changed(cohort))
}
