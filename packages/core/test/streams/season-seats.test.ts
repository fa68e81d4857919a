import { assert, describe, it } from "@effect/vitest"
import { Application, Person } from "@bina/core"
import {
  type CohortEvent,
  type CohortCommand,
  CohortDecider,
  CohortState,
  Decider,
  MergerState,
  ParticipationDecider,
  ParticipationState,
  SeasonSeats
} from "@bina/core/journal"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { citation, cohortId } from "../Given.ts"
import * as CohortSequence from "./CohortSequence.ts"
import {
  about,
  admit,
  after,
  announce,
  application,
  callOff,
  complete,
  decided,
  exit,
  filled,
  lacksBirthDate,
  minute,
  officer,
  openRegistration,
  promote,
  receive,
  running,
  standings,
  supply
} from "./Season.ts"

type Command = CohortCommand.Command

const limits = [{ reason: "already-seated", scope: "season", atMost: 1, citation }] as const
const terms: ParticipationState.Terms = { season: "2020", kind: "training", limits }
const people = [1, 2, 3, 4, 5, 6, 7].map((row) => Person.id(`p${row}`))
const acted = { at: minute(1), actor: officer }

/** A cohort and the people, as they are after commands that are decided together. */
interface World {
  readonly cohort: CohortState.State
  readonly participations: ReadonlyMap<Person.Id, ParticipationState.State>
}

const fresh: World = {
  cohort: CohortDecider.initial,
  participations: new Map(people.map((person) => [person, ParticipationDecider.initial]))
}

const apply = (world: World, { cohort, people }: SeasonSeats.Decided): World => {
  const participations = new Map(world.participations)
  for (const { events, person } of people) {
    participations.set(person, Decider.fold(ParticipationDecider.decider, events, participations.get(person)!))
  }
  return { cohort: Decider.fold(CohortDecider.decider, cohort, world.cohort), participations }
}

const decide = (world: World, command: Command, mergers = MergerState.initial) =>
  SeasonSeats.decide({ ...world, command, mergers, terms })

const run = (commands: ReadonlyArray<Command>, world = fresh): World =>
  commands.reduce((world, command) => apply(world, Result.getOrThrow(decide(world, command))), world)

const elsewhere = (person: Person.Id): ParticipationState.State =>
  Decider.fold(ParticipationDecider.decider, [
    {
      _tag: "SeatTaken",
      season: "2020",
      kind: "training",
      seat: { cohort: cohortId("welding"), application: Application.id("w1"), person, keys: {} },
      ...acted
    }
  ])

/** Those of the people who hold a seat in this cohort. */
const holders = ({ participations }: World): ReadonlyArray<string> =>
  [...participations].flatMap(([person, { holdings }]) =>
    holdings.some((holding) => ParticipationState.isHeld(holding) && holding.seat.cohort === "weaving") ? [person] : []
  )

describe("A seat of the season", () => {
  it("is taken with the offer, in one decision", () => {
    const decided = Result.getOrThrow(decide(run(filled().slice(0, -1)), filled().at(-1)!))
    assert.deepStrictEqual(
      decided.people.map(({ events, person }) => [person, events.map(({ _tag }) => _tag)]),
      [
        [people[0], ["SeatTaken"]],
        [people[1], ["SeatTaken"]]
      ]
    )
    assert.deepStrictEqual(holders(run(filled())), ["p1", "p2"])
  })

  it.each<readonly [string, ReadonlyArray<Command>, Command, ReadonlyArray<string>]>([
    ["declining", filled(), about("Decline", 1), ["p2"]],
    ["lapsing", filled(), about("Lapse", 1, minute(10_001)), ["p2"]],
    ["withdrawing from an offer", filled(), about("Withdraw", 1), ["p2"]],
    ["withdrawing from a seat", running, about("Withdraw", 1), ["p2"]],
    ["an exit", running, exit(2, "Removed"), ["p1"]],
    ["calling off", running, callOff, []]
  ])("is freed by %s", (_, given, command, expected) => {
    assert.deepStrictEqual(holders(run([...given, command])), [...expected])
  })

  it("is used by whoever completed, and stays so when the cohort is called off", () => {
    const state = run([...running, complete(1, 3), exit(1, "Completed"), callOff])
    assert.deepStrictEqual(holders(state), ["p1"])
  })

  it("is not offered to whoever holds one elsewhere, new or waiting", () => {
    const busy = (person: number): World => ({
      ...fresh,
      participations: new Map(fresh.participations).set(people[person - 1]!, elsewhere(people[person - 1]!))
    })
    const refused = run(filled(), busy(1)).cohort
    assert.deepStrictEqual(standings(refused), { a1: "Refused", a2: "Offered", a3: "Offered", a4: "Waitlisted" })

    const waiting = run(filled())
    const since = { ...waiting, participations: new Map(waiting.participations).set(people[2]!, elsewhere(people[2]!)) }
    const promoted = run([about("Decline", 1), promote()], since).cohort
    assert.deepStrictEqual(standings(promoted), { a1: "Declined", a2: "Offered", a3: "Waitlisted", a4: "Offered" })
  })

  it("follows who is resolved later", () => {
    const open = [announce(), openRegistration, receive(application(1)), admit([decided(1, lacksBirthDate)])]
    assert.deepStrictEqual(holders(run([...open, supply(1)])), ["p1"])
  })

  it("is not decided from streams that were not read", () => {
    const unread = { ...fresh, participations: new Map([[people[0]!, ParticipationDecider.initial]]) }
    const outcome = decide(run(filled().slice(0, -1), unread), filled().at(-1)!)
    assert.isTrue(Result.isFailure(outcome) && outcome.failure._tag === "ParticipationUnread")
    if (Result.isFailure(outcome)) assert.include(outcome.failure.message, "p2 holds was not read")
  })

  it("names whose streams are needed", () => {
    const state = after(filled())
    // Whoever has a seat is known by the cohort itself.
    assert.deepStrictEqual(SeasonSeats.people(state, promote()), people.slice(2, 4))
    assert.deepStrictEqual(SeasonSeats.people(state, about("Decline", 2)), [people[1]!])
    assert.deepStrictEqual(SeasonSeats.people(state, callOff), people.slice(0, 2))
    assert.deepStrictEqual(SeasonSeats.people(state, openRegistration), [])
  })

  it("of a person with two ids is one", () => {
    const merged = Result.getOrThrow(
      ParticipationDecider.merge({
        kept: { person: people[0]!, state: ParticipationDecider.initial },
        merged: { person: people[1]!, state: ParticipationDecider.initial },
        limits: [],
        ...acted
      })
    )
    const world = apply(fresh, {
      cohort: [],
      people: [
        { person: people[0]!, events: merged.kept },
        { person: people[1]!, events: merged.merged }
      ]
    })
    const state = run(filled(), world)
    assert.deepStrictEqual(standings(state.cohort), { a1: "Offered", a2: "Refused", a3: "Offered", a4: "Waitlisted" })
    assert.deepStrictEqual(holders(state), ["p1", "p3"])
  })

  it("of whoever holds one here is known under every id of theirs", () => {
    const filledUp = run([...filled(), about("Decline", 2)])
    const [kept, merged] = [people[0]!, people[2]!]
    const joined = Result.getOrThrow(
      ParticipationDecider.merge({
        kept: { person: kept, state: filledUp.participations.get(kept)! },
        merged: { person: merged, state: filledUp.participations.get(merged)! },
        limits: [],
        ...acted
      })
    )
    const world = apply(filledUp, {
      cohort: [],
      people: [
        { person: kept, events: joined.kept },
        { person: merged, events: joined.merged }
      ]
    })
    const mergers = MergerState.evolve(MergerState.initial, { _tag: "MergerRecorded", kept, merged, ...acted })
    const promoted = apply(world, Result.getOrThrow(decide(world, promote(), mergers)))
    assert.deepStrictEqual(standings(promoted.cohort), {
      a1: "Offered",
      a2: "Declined",
      a3: "Waitlisted",
      a4: "Offered"
    })
  })

  it("is freed in the stream that goes on", () => {
    const state = run(filled())
    const merged = Result.getOrThrow(
      ParticipationDecider.merge({
        kept: { person: people[6]!, state: state.participations.get(people[6]!)! },
        merged: { person: people[0]!, state: state.participations.get(people[0]!)! },
        limits: [],
        ...acted
      })
    )
    const world = apply(state, {
      cohort: [],
      people: [
        { person: people[6]!, events: merged.kept },
        { person: people[0]!, events: merged.merged }
      ]
    })
    const { people: told } = Result.getOrThrow(decide(world, about("Decline", 1)))
    assert.deepStrictEqual(
      told.map(({ events, person }) => [person, events.map(({ _tag }) => _tag)]),
      [[people[6], ["SeatFreed"]]]
    )
  })
})

const step = (name: CohortSequence.Step["name"], row: number, a: number, b: number): CohortSequence.Step => ({
  name,
  row,
  a,
  b
})

/** Facts that are there already come again, under the number of somebody who has a seat. */
const suppliedAgain: CohortSequence.Sequence = {
  quota: 1,
  isLimited: false,
  steps: [
    step("Announce", 1, 5, 1),
    step("OpenRegistration", 1, 5, 1),
    ...[1, 2, 3, 4].map((row) => step("ReceiveApplication", row, 5, 1)),
    step("Admit", 1, 1, 1),
    step("SupplyFacts", 3, 5, 0),
    step("SupplyFacts", 6, 2, 2)
  ]
}

it("cohort and people always say the same, whatever is asked", () => {
  fc.assert(
    fc.property(CohortSequence.sequence, (sequence) => {
      let world = fresh
      sequence.steps.forEach((step, index) => {
        const command = CohortSequence.commandOf(world.cohort, step, index, sequence)
        const alone = CohortDecider.decide(world.cohort, command)
        const together = decide(world, command)
        // Nobody holds a seat elsewhere, so the people bar nobody and the cohort decides as it would alone.
        assert.strictEqual(
          Result.isSuccess(together),
          Result.isSuccess(alone),
          JSON.stringify(Result.getFailure(together))
        )
        if (Result.isFailure(together)) return
        // Whom people bar is said beside; here they are those who sit in the cohort already, and what follows is the same.
        const said = (events: ReadonlyArray<CohortEvent.Event>) =>
          events.map((event) => (event._tag === "SeatsGiven" ? { ...event, barred: [] } : event))
        assert.deepStrictEqual(said(together.success.cohort), said(Result.getOrThrow(alone)))
        world = apply(world, together.success)
        const isOff = world.cohort._tag === "Announced" && world.cohort.stage === "CalledOff"
        const sitting =
          world.cohort._tag === "Unannounced"
            ? []
            : CohortState.inOrder(world.cohort).filter(
                (entry) => CohortState.holdsSeat(entry) && (!isOff || entry.standing._tag === "Exited")
              )
        assert.sameMembers(
          [...holders(world)],
          sitting.flatMap(({ application: { person } }) => (person._tag === "Known" ? [person.value] : []))
        )
      })
    }),
    { numRuns: 1_000, examples: [[suppliedAgain]] }
  )
})

// ---- What a command may do to people, and be refused with

type Move = (typeof SeasonSeats.moves)[keyof typeof SeasonSeats.moves]
type Tags<Refusal extends { readonly _tag: string }> = { readonly [Tag in Refusal["_tag"]]: true }

/** The refusals that the types promise of each move; that none is missing or too many, the compiler sees. */
const refusals: { readonly [M in Move]: Tags<ParticipationDecider.RefusalOf<M>> } = {
  TakeSeat: { SeatLimitReached: true, CohortSeatHeld: true, PersonMerged: true },
  FreeSeat: { SeatNotTaken: true, PersonMerged: true }
}
const events: { readonly [M in Move]: string } = { TakeSeat: "SeatTaken", FreeSeat: "SeatFreed" }

/** People as no cohort left them: with a seat elsewhere, without the one that they hold here, merged, or not read. */
const odd: fc.Arbitrary<(world: World) => World> = fc
  .record({ row: fc.nat(people.length - 1), into: fc.nat(people.length - 1), how: fc.nat(4) })
  .map(({ how, into, row }) => (world) => {
    const participations = new Map(world.participations)
    const person = people[row]!
    if (how === 1) participations.set(person, elsewhere(person))
    if (how === 2) participations.set(person, ParticipationDecider.initial)
    if (how === 3) participations.delete(person)
    if (how === 4 && into !== row) {
      const merged = ParticipationDecider.merge({
        kept: { person: people[into]!, state: ParticipationDecider.initial },
        merged: { person, state: ParticipationDecider.initial },
        limits: [],
        ...acted
      })
      const { merged: own } = Result.getOrThrow(merged)
      participations.set(person, Decider.fold(ParticipationDecider.decider, own))
    }
    return { ...world, participations }
  })

it("a command moves people's seats and is refused by them only as its types say", () => {
  const [moved, refused] = [new Set<string>(), new Set<string>()]
  const move = (command: Command): Move | undefined => SeasonSeats.moves[command._tag as keyof SeasonSeats.Moves]
  fc.assert(
    fc.property(CohortSequence.sequence, fc.array(odd, { maxLength: 3 }), (sequence, disturbed) => {
      let world = fresh
      sequence.steps.forEach((step, index) => {
        const command = CohortSequence.commandOf(world.cohort, step, index, sequence)
        const strange = disturbed.reduce((now, disturb) => disturb(now), world)
        for (const [people, given] of [
          ["strange", strange],
          ["as they are", world]
        ] as const) {
          const decided = decide(given, command)
          if (Result.isSuccess(decided)) {
            for (const { events: own } of decided.success.people) {
              for (const { _tag } of own) {
                moved.add(`${command._tag} ${_tag}`)
                const own = move(command)
                assert.strictEqual(own === undefined ? "none" : events[own], _tag, command._tag)
              }
            }
            if (people === "as they are") world = apply(world, decided.success)
          } else {
            const alone = CohortDecider.decide(given.cohort, command)
            const { _tag } = decided.failure
            if (Result.isFailure(alone) && alone.failure._tag === _tag) continue
            refused.add(`${command._tag} ${_tag}`)
            const own = move(command)
            const promised = own === undefined ? [] : ["ParticipationUnread", ...Object.keys(refusals[own])]
            assert.include(promised, _tag, command._tag)
          }
        }
      })
    }),
    { numRuns: 1_000, seed: 1 }
  )
  // Each move was made, and refused, so that none stands in the table for nothing.
  assert.sameMembers(
    [...moved],
    Object.entries(SeasonSeats.moves).map(([name, own]) => `${name} ${events[own]}`)
  )
  for (const name of Object.keys(SeasonSeats.moves)) assert.include([...refused].join(), `${name} ParticipationUnread`)
})
