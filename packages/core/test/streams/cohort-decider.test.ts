import { assert, describe, it } from "@effect/vitest"
import { Actor } from "@bina/core"
import { CohortCommand, type CohortCommand as Commands, CohortDecider, CohortState } from "@bina/core/journal"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { schedule } from "../Given.ts"
import {
  about,
  admit,
  after,
  announce,
  appId,
  application,
  callOff,
  close,
  command,
  complete,
  decided,
  exit,
  facts,
  filled,
  fingerprint,
  household,
  lacksBirthDate,
  minute,
  officer,
  openRegistration,
  override,
  promote,
  read,
  receive,
  running,
  standings,
  start,
  supply
} from "./Season.ts"

type Command = Commands.Command
const open = [announce(), openRegistration]
const undetermined = [...open, receive(application(1)), receive(application(2)), receive(application(3))]
const oneOpen = [...undetermined, admit([decided(1, lacksBirthDate), decided(2), decided(3)])]
const clerk = Actor.id("clerk-1")
const objection = command("Object", { application: appId("a3"), grounds: facts(50) })
const answer = (answer: "upheld" | "rejected") =>
  command("AnswerObjection", { application: appId("a3"), answer, reason: "announcement, point 4" })
const move = command("MoveSession", { from: schedule(3)[0], to: schedule(4)[3]!, reason: "flood" })

const tagsOf = (given: ReadonlyArray<Command>, command: Command): ReadonlyArray<string> =>
  Result.getOrThrow(CohortDecider.decide(given.length === 0 ? CohortDecider.initial : after(given), command)).map(
    ({ _tag }) => _tag
  )

describe("A cohort", () => {
  it.each<readonly [string, ReadonlyArray<Command>, Command, ReadonlyArray<string>]>([
    ["is announced", [], announce(), ["CohortAnnounced"]],
    ["is announced once", [announce()], announce(), []],
    ["opens", [announce()], openRegistration, ["RegistrationOpened"]],
    ["opens once", filled(), openRegistration, []],
    ["is filled without an applicant", open, admit([]), ["CohortFilled"]],
    ["starts", filled(), start, ["CohortStarted"]],
    ["starts once", running, start, []],
    ["is called off before it opens", [announce()], callOff, ["CohortCalledOff"]],
    ["is called off while it runs", running, callOff, ["CohortCalledOff"]],
    ["receives an application", open, receive(application(1)), ["ApplicationReceived"]],
    ["does not receive the same twice", [...open, receive(application(1))], receive(application(1)), []],
    ["amends an edited one", [...open, receive(application(1))], receive(application(1), 7), ["ApplicationAmended"]],
    ["amends a decided one", filled(), receive(application(1), 7), ["ApplicationAmended"]],
    ["receives late ones", running, receive(application(9)), ["ApplicationReceived"]],
    ["lets an applicant go", open.concat(receive(application(1))), about("Withdraw", 1), ["ApplicationWithdrawn"]],
    ["lets go once", [...filled(), about("Withdraw", 1)], about("Withdraw", 1), []],
    ["lets go of a seat on offer", filled(), about("Withdraw", 1), ["ApplicationWithdrawn"]],
    ["makes an exit of leaving a seat", running, about("Withdraw", 1), ["ParticipantExited"]],
    ["makes it once", [...running, about("Withdraw", 1)], about("Withdraw", 1), []],
    ["gives no seat twice", filled(), admit([1, 2, 3, 4].map((row) => decided(row))), []],
    ["promotes nobody while it is full", filled(), promote(), []],
    ["promotes who waits", [...filled(), about("Decline", 1)], promote(), ["SeatsGiven", "SeatOffered"]],
    ["keeps an accepted seat", filled(), about("Accept", 1), ["SeatAccepted"]],
    ["keeps it once", running, about("Accept", 1), []],
    ["frees a declined seat", filled(), about("Decline", 1), ["SeatDeclined"]],
    ["frees it once", [...filled(), about("Decline", 1)], about("Decline", 1), []],
    ["frees a seat that nobody answered", filled(), about("Lapse", 1, minute(10_001)), ["SeatLapsed"]],
    ["frees that once", [...filled(), about("Lapse", 1, minute(10_001))], about("Lapse", 1), []],
    ["receives an objection", filled(), objection, ["ObjectionReceived"]],
    ["receives it once", [...filled(), objection], objection, []],
    ["answers an objection", [...filled(), objection], answer("rejected"), ["ObjectionAnswered"]],
    ["answers it once", [...filled(), objection, answer("rejected")], answer("rejected"), []],
    ["takes an order", filled(), override(3, "refuse"), ["DeterminationOverridden"]],
    ["takes it once", [...filled(), override(3, "refuse")], override(3, "refuse"), []],
    ["takes another one", [...filled(), override(3, "refuse")], override(3, "admit"), ["DeterminationOverridden"]],
    ["moves a session", running, move, ["SessionMoved"]],
    [
      "cancels a session",
      running,
      command("CancelSession", { date: schedule(3)[1]!, reason: "flood" }),
      ["SessionCancelled"]
    ],
    ["records completion", running, complete(1, 3), ["CompletionRecorded"]],
    ["records it once", [...running, complete(1, 3)], complete(1, 3), []],
    ["lets a participant go", running, exit(1, "Moved"), ["ParticipantExited"]],
    ["lets go of them once", [...running, exit(1, "Moved")], exit(1, "Moved"), []],
    ["lets somebody go who completed", [...running, complete(1, 3)], exit(1, "Completed"), ["ParticipantExited"]],
    ["closes", [...running, exit(1, "Moved"), exit(2, "Withdrew")], close, ["CohortClosed"]]
  ])("%s", (_, given, command, expected) => assert.deepStrictEqual([...tagsOf(given, command)], [...expected]))

  it.each<readonly [string, ReadonlyArray<Command>, Command, string, string]>([
    ["before it is announced", [], start, "NotAnnounced", "announce it first"],
    ["announced otherwise", [announce()], announce(9), "AlreadyAnnounced", "with other terms"],
    [
      "received before it opens",
      [announce()],
      receive(application(1)),
      "WrongStage",
      "to be open or filled or running"
    ],
    ["admitted before it opens", [announce()], admit([]), "WrongStage", "to be open"],
    ["promoted before it is filled", open, promote(), "WrongStage", "to be filled or running"],
    ["started before it is filled", open, start, "WrongStage", "to be filled"],
    ["completed before it runs", [...filled(), about("Accept", 1)], complete(1, 3), "WrongStage", "to be running"],
    ["closed before it runs", filled(), close, "WrongStage", "to be running"],
    ["anything after it is called off", [announce(), callOff], openRegistration, "CohortEnded", "too late"],
    ["called off twice", [announce(), callOff], callOff, "CohortEnded", "too late"],
    ["an unknown application", filled(), about("Accept", 9), "UnknownApplication", "check the id"],
    ["a decision about an unknown application", open, admit([decided(1)]), "UnknownApplication", "receive it first"],
    ["two decisions about one", undetermined, admit([decided(1), decided(1)]), "RepeatedApplication", "each its own"],
    ["an applicant without a decision", undetermined, admit([decided(2)]), "DecisionsMissing", "a1, a3"],
    [
      "a promotion past an applicant without a decision",
      [...filled(), receive(application(9)), about("Decline", 1)],
      promote(),
      "DecisionsMissing",
      "a9"
    ],
    [
      "another moment of registration once decided",
      filled(),
      receive(application(3, { minute: 0 }), 7),
      "PlaceIsFixed",
      "does not change"
    ],
    [
      "another person once decided",
      filled(),
      receive(application(3, { person: "x" }), 7),
      "PersonIsFixed",
      "withdraw it"
    ],
    [
      "an amendment of a withdrawn one",
      [...filled(), about("Withdraw", 3)],
      receive(application(3), 7),
      "WrongStanding",
      "is Withdrawn"
    ],
    ["a withdrawal after an exit", [...running, exit(1, "Moved")], about("Withdraw", 1), "WrongStanding", "is Exited"],
    ["facts for a decided one", filled(), supply(3), "WrongStanding", "to be Undetermined"],
    [
      "facts that change what is known",
      oneOpen,
      supply(1, undefined, { keys: application(1, { household: "other" }).keys }),
      "AlreadyKnown",
      "household"
    ],
    [
      "facts that forget the person",
      oneOpen,
      supply(1, undefined, { person: { _tag: "Missing" } }),
      "AlreadyKnown",
      "person"
    ],
    [
      "an objection to a seat",
      filled(),
      command("Object", { application: appId("a1"), grounds: facts(5) }),
      "WrongStanding",
      "is Offered"
    ],
    [
      "a second objection",
      [...filled(), objection],
      command("Object", { application: appId("a3"), grounds: facts(51) }),
      "ObjectionOpen",
      "answer it"
    ],
    ["an answer to no objection", filled(), answer("upheld"), "NoObjection", "no objection"],
    ["another answer", [...filled(), objection, answer("rejected")], answer("upheld"), "NoObjection", "no objection"],
    [
      "an answer to who is gone",
      [...filled(), objection, about("Withdraw", 3)],
      answer("upheld"),
      "NoObjection",
      "no objection"
    ],
    [
      "an answer by whoever decided",
      [...filled(), { ...objection, actor: clerk }],
      { ...answer("upheld"), actor: officer },
      "OwnCase",
      "officer-1 decided a3 and may not answer an objection to it: another person must"
    ],
    [
      "an answer by whoever took the objection in",
      [...filled(), { ...objection, actor: clerk }],
      { ...answer("upheld"), actor: clerk },
      "OwnCase",
      "clerk-1 took in an objection to a3 and may not answer"
    ],
    [
      "an answer by whoever gave an order",
      [...filled(), { ...override(3, "refuse"), actor: clerk }, objection],
      { ...answer("upheld"), actor: clerk },
      "OwnCase",
      "clerk-1 gave an order about a3"
    ],
    [
      "an order by whoever decided",
      filled(),
      { ...override(3, "admit"), actor: officer },
      "OwnCase",
      "officer-1 decided a3 and may not give an order about it"
    ],
    [
      "an order by whoever decided it first, when another decided it since",
      [...filled(), objection, answer("upheld"), { ...admit([decided(3)]), actor: clerk }],
      { ...override(3, "admit"), actor: officer },
      "OwnCase",
      "officer-1 decided a3"
    ],
    [
      "an order by whoever took an objection in",
      [...filled(), { ...objection, actor: clerk }],
      { ...override(3, "admit"), actor: clerk },
      "OwnCase",
      "clerk-1 took in an objection to a3"
    ],
    ["an order about a seat", filled(), override(1, "refuse"), "WrongStanding", "is Offered"],
    ["an order that ends at once", filled(), override(3, "refuse", minute(100)), "OverrideEnded", "still to come"],
    [
      "an order for nobody",
      [...open, receive(application(1, { person: undefined }))],
      override(1, "admit"),
      "PersonUnknown",
      "amend it with the person"
    ],
    [
      "an order for a second application",
      [...open, receive(application(1)), receive(application(2, { person: "p1" })), admit([decided(1), decided(2)])],
      override(2, "admit"),
      "IsDuplicate",
      "about a1"
    ],
    ["accepting no offer", filled(), about("Accept", 3), "WrongStanding", "to be Offered"],
    ["accepting late", filled(), about("Accept", 1, minute(10_001)), "OfferExpired", "let it lapse"],
    ["declining what is accepted", running, about("Decline", 1), "WrongStanding", "is Accepted"],
    ["lapsing early", filled(), about("Lapse", 1, minute(10_000)), "OfferStands", "lapses after that"],
    ["lapsing what is accepted", running, about("Lapse", 1, minute(10_001)), "WrongStanding", "is Accepted"],
    ["leaving an offer", filled(), exit(1, "Moved"), "WrongStanding", "to be Accepted"],
    ["leaving for another reason", [...running, exit(1, "Moved")], exit(1, "Removed"), "WrongStanding", "is Exited"],
    ["leaving as completed without it", running, exit(1, "Completed"), "NotCompleted", "record it first"],
    [
      "moving no session",
      running,
      command("MoveSession", { from: schedule(4)[3]!, to: schedule(5)[4]!, reason: "x" }),
      "NoSession",
      "no session"
    ],
    [
      "moving onto a session",
      running,
      command("MoveSession", { from: schedule(3)[0], to: schedule(3)[1]!, reason: "x" }),
      "SessionTaken",
      "choose another"
    ],
    [
      "cancelling no session",
      running,
      command("CancelSession", { date: schedule(4)[3]!, reason: "x" }),
      "NoSession",
      "no session"
    ],
    [
      "cancelling all",
      [announce(2, 1)],
      command("CancelSession", { date: schedule(1)[0], reason: "x" }),
      "LastSession",
      "call the cohort off"
    ],
    ["completion of who never took part", running, complete(3, 3), "WrongStanding", "to be Accepted"],
    [
      "completion with open days",
      running,
      command("RecordCompletion", {
        application: appId("a1"),
        completion: { _tag: "Undetermined", dates: [schedule(3)[1]!, schedule(3)[2]!] }
      }),
      "AttendanceOpen",
      "2020-10-06, 2020-10-07"
    ],
    [
      "closing over open offers, objections, decisions and results",
      [...running, receive(application(9)), objection, exit(2, "Moved"), admit([decided(9)]), receive(application(8))],
      close,
      "Unfinished",
      "decide a8; have the offers answered, or lapse them, of a3; answer the objections of a3; record completion or exit of a1"
    ],
    [
      "closing over an objection",
      [...running, exit(1, "Moved"), exit(2, "Moved"), objection],
      close,
      "Unfinished",
      "answer the objections of a3"
    ]
  ])("refuses %s", (_, given, command, tag, words) => {
    const outcome = CohortDecider.decide(given.length === 0 ? CohortDecider.initial : after(given), command)
    assert.isTrue(Result.isFailure(outcome))
    if (Result.isFailure(outcome)) {
      assert.strictEqual(outcome.failure._tag, tag)
      assert.include(outcome.failure.message, words)
    }
  })
})

describe("Seats of a cohort", () => {
  const row3 = (state: CohortState.Announced) => HashMap.getUnsafe(state.entries, appId("a3"))

  it("keeps what a decision rests on", () => {
    const state = after([...undetermined, admit([decided(1, lacksBirthDate), decided(2), decided(3)])])
    assert.deepStrictEqual(
      HashMap.getUnsafe(state.entries, appId("a1")).ruling,
      Option.some({
        content: facts(1).digest,
        policy: fingerprint(1),
        decision: lacksBirthDate,
        determination: {
          _tag: "Undetermined",
          missing: [{ _tag: "MissingFact", path: "birthDate" }],
          invalid: []
        },
        facts: { ...read(1), version: 3 }
      })
    )
  })

  it("who is resolved later waits at the place of registration, and earlier seats stay", () => {
    const state = after([...oneOpen, receive(application(4)), admit([decided(4)]), supply(1)])
    assert.deepStrictEqual(standings(state), { a1: "Waitlisted", a2: "Offered", a3: "Offered", a4: "Waitlisted" })
    assert.deepStrictEqual(
      CohortState.waitlist(state, minute(200)).map((entry) => entry.application.id),
      [appId("a1"), appId("a4")]
    )
    assert.strictEqual(standings(after([about("Decline", 3), promote()], state))["a1"], "Offered")
  })

  it("decides an open application again once it is amended, and not before", () => {
    const nowhere = application(1, { household: undefined })
    const given = { limits: [household()] }
    const state = after([...open, receive(nowhere), admit([decided(1)], given)])
    assert.strictEqual(standings(state)["a1"], "Undetermined")
    assert.deepStrictEqual([...Result.getOrThrow(CohortDecider.decide(state, admit([decided(1)], given)))], [])
    const amended = after([receive(application(1), 7), admit([decided(1)], given)], state)
    assert.strictEqual(standings(amended)["a1"], "Offered")
  })

  it("gives whoever is resolved the free seat", () => {
    const state = after([...oneOpen, about("Decline", 3), supply(1)])
    assert.deepStrictEqual(standings(state), { a1: "Offered", a2: "Offered", a3: "Declined" })
  })

  it("numbers the waitlist over all who wait", () => {
    const state = after([...filled(), receive(application(9, { minute: 0 }))])
    const events = Result.getOrThrow(CohortDecider.decide(state, admit([decided(9)])))
    assert.deepStrictEqual(
      events.flatMap((event) => (event._tag === "ApplicationDetermined" ? [event.determination] : [])),
      [{ _tag: "Waitlisted", position: 1 }]
    )
    const [, later] = Result.getOrThrow(
      CohortDecider.decide(after([...filled(), receive(application(9))]), admit([decided(9)]))
    )
    assert.deepInclude(later, { determination: { _tag: "Waitlisted", position: 3 } })
  })

  it("counts limits over seats that are held, also in later fillings", () => {
    const family = { household: "one" }
    const commands = [
      ...open,
      receive(application(1, family)),
      receive(application(2, family)),
      receive(application(3)),
      admit([decided(1), decided(2), decided(3)], { limits: [household()] }),
      receive(application(4, family)),
      admit([decided(4)], { limits: [household()] })
    ]
    assert.deepStrictEqual(standings(after(commands)), { a1: "Offered", a2: "Refused", a3: "Offered", a4: "Refused" })
    const freed = [
      ...commands,
      about("Decline", 1),
      receive(application(5, family)),
      admit([decided(5)], { limits: [household()] })
    ]
    assert.strictEqual(standings(after(freed))["a5"], "Offered")
  })

  it("passes over who waits and is barred, and refuses who is new and barred", () => {
    const barred = { barred: [{ application: appId("a3"), reasons: ["already-seated"] }] } as const
    const state = after([...filled(), about("Decline", 1), promote(barred)])
    assert.deepStrictEqual(standings(state), { a1: "Declined", a2: "Offered", a3: "Waitlisted", a4: "Offered" })
    const fresh = after([...undetermined, admit([decided(1), decided(2), decided(3)], barred)])
    assert.deepStrictEqual(row3(fresh).standing, { _tag: "Refused", reasons: ["already-seated"] })
  })

  it("a second application of a person is set aside whenever it comes, unless the first was withdrawn", () => {
    const again = application(9, { person: "p3", minute: 0 })
    assert.strictEqual(standings(after([...filled(), receive(again), admit([decided(9)])]))["a9"], "Duplicate")
    assert.strictEqual(
      standings(after([...filled(), about("Withdraw", 3), receive(again), admit([decided(9)])]))["a9"],
      "Waitlisted"
    )
  })

  it("the first application of a person is no duplicate of the second, however late it is resolved", () => {
    const twice = [...open, receive(application(1)), receive(application(2, { person: "p1" }))]
    const resolved = after([...twice, admit([decided(1, lacksBirthDate), decided(2)]), supply(1)])
    assert.deepStrictEqual(standings(resolved), { a1: "Offered", a2: "Duplicate" })
  })

  it("an order to refuse is passed over until it ends", () => {
    const state = after([...filled(), override(3, "refuse", minute(150)), about("Decline", 1)])
    assert.strictEqual(standings(after([promote()], state))["a4"], "Offered")
    const later = { ...promote(), at: minute(150) }
    assert.strictEqual(standings(after([later], state))["a3"], "Offered")
  })

  it("an order to admit outranks rule and limit, and waits for a seat like anybody", () => {
    const family = { household: "one" }
    const commands = [
      ...open,
      receive(application(1, family)),
      receive(application(2, family)),
      receive(application(3)),
      receive(application(4)),
      admit([decided(1), decided(2), decided(3, { _tag: "Ineligible", reasons: ["over-age"] }), decided(4)], {
        limits: [household()]
      }),
      override(2, "admit"),
      override(3, "admit")
    ]
    const full = after([...commands, promote({ limits: [household()] })])
    assert.deepStrictEqual(standings(full), { a1: "Offered", a2: "Refused", a3: "Refused", a4: "Offered" })
    const freed = after([about("Decline", 4), promote({ limits: [household()] })], full)
    assert.deepStrictEqual(standings(freed), { a1: "Offered", a2: "Offered", a3: "Refused", a4: "Declined" })
  })

  it("an order to admit gives no seat to whom a limit cannot count", () => {
    const state = after([
      ...open,
      receive(application(1, { household: undefined })),
      admit([decided(1, { _tag: "Ineligible", reasons: ["over-age"] })], { limits: [household()] }),
      override(1, "admit"),
      promote({ limits: [household()] })
    ])
    assert.strictEqual(standings(state)["a1"], "Refused")
  })

  it("an objection upheld opens the decision again, at its place", () => {
    const refused = [
      ...undetermined,
      admit([decided(1), decided(2), decided(3, { _tag: "Ineligible", reasons: ["over-age"] })]),
      receive(application(4)),
      admit([decided(4)]),
      objection
    ]
    assert.strictEqual(standings(after([...refused, answer("rejected")]))["a3"], "Refused")
    const open = after([...refused, answer("upheld")])
    assert.strictEqual(standings(open)["a3"], "Received")
    const again = after([admit([decided(3)])], open)
    assert.deepStrictEqual(
      CohortState.waitlist(again, minute(200)).map((entry) => entry.application.id),
      [appId("a3"), appId("a4")]
    )
  })

  it("a row that moved in its file moves nobody in the line", () => {
    const state = after([...open, receive(application(1)), receive({ ...application(1), row: 40 }, 7)])
    assert.strictEqual(HashMap.getUnsafe(state.entries, appId("a1")).application.row, 1)
  })
})

it("completion is recorded again after an exit, when it is another", () => {
  const state = after([...running, complete(1, 3), exit(1, "Completed"), complete(1, 1)])
  const entry = HashMap.getUnsafe(state.entries, appId("a1"))
  assert.deepStrictEqual(entry.standing, { _tag: "Exited", reason: "Completed" })
  assert.deepStrictEqual(Option.getOrThrow(entry.completion), {
    standing: "not-completed",
    rate: { numerator: 16, denominator: 48 }
  })
})

it("commands are plain data", () => {
  const codec = Schema.toCodecJson(CohortCommand.Command)
  for (const command of [...running, complete(1, 3), objection, override(3, "admit"), supply(1), move]) {
    const text = JSON.stringify(Schema.encodeSync(codec)(command))
    assert.deepStrictEqual(Schema.decodeUnknownSync(codec)(JSON.parse(text)), command)
  }
})
