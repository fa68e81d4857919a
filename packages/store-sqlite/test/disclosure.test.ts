/** What a season on a file gives away of the people in it: nothing, and a leak that is planted is seen. */
import { createHash } from "node:crypto"
import { Journal } from "@bina/core/adapter"
import { assert, describe, it } from "@effect/vitest"
import { Disclosure } from "@bina/testkit"
import * as Effect from "effect/Effect"
import * as Given from "./Given.ts"
import * as Season from "./Season.ts"

const places = ["files", "spans", "logs", "errors"] as const
type Place = (typeof places)[number]

const secretsOf = (kind: string | undefined) => Season.secrets.filter(({ what }) => kind === undefined || what === kind)

/** What is found where, of secrets of one kind where it is named. */
const found = (left: Season.Left, kind?: string) =>
  Object.fromEntries(places.map((place) => [place, Disclosure.find(left[place], secretsOf(kind))])) as Readonly<
    Record<Place, ReadonlyArray<Disclosure.Disclosed>>
  >

const [{ born, name, nik, phone, temperature }] = Season.people

const append = (command: string, data: string) =>
  Effect.flatMap(Journal.Journal, (journal) => {
    const commit = Given.commit(command, "planted", 0)
    const [write] = commit.writes
    const events = [{ type: "Noted", version: 1, body: JSON.stringify({ note: data }) }] as const
    return journal.append({ ...commit, writes: [{ ...write!, events }] })
  })

type Plant = NonNullable<Parameters<typeof Season.left>[1]>

const planted: ReadonlyArray<readonly [name: string, place: Place, what: string, plant: Plant]> = [
  ["a name in an event", "files", "name", Effect.asVoid(append("planted", `met ${name.toUpperCase()}`))],
  ["a temperature in an event", "files", "temperature", Effect.asVoid(append("planted", temperature))],
  [
    "a hash of an identity number as a command",
    "files",
    "nik",
    Effect.asVoid(append(createHash("sha256").update(nik).digest("hex").slice(0, 24), ""))
  ],
  [
    "a day of birth in a row of the register",
    "files",
    "born",
    Effect.flatMap(Journal.Journal, (journal) => {
      const commit = Given.commit("planted", "planted", 0)
      const row = Given.rowOf(Given.stream("planted"), 1)
      return journal.append({
        ...commit,
        rows: [{ _tag: "Upsert", ...row, values: { ...row.values, note: `born ${born.replaceAll("-", "")}` } }]
      })
    }).pipe(Effect.asVoid)
  ],
  [
    "a telephone in a span",
    "spans",
    "phone",
    Effect.withSpan(Effect.void, "planted", { attributes: { phone: phone.replaceAll(/\D/g, "") } })
  ],
  ["a name in a log", "logs", "name", Effect.log(`somebody called ${name} came`)],
  ["an identity number in an error", "errors", "nik", Effect.fail(new Given.Refused({ reason: `${nik} came twice` }))]
]

describe("L43 a season gives away nothing", () => {
  it.live("in its files, its spans, its logs and its errors", () =>
    Effect.gen(function* () {
      const left = yield* Season.left(yield* Given.file)
      assert.deepStrictEqual(found(left), { files: [], spans: [], logs: [], errors: [] })
      // There was something to look at: the log of the database, statements, refusals of every kind.
      assert.isAbove(left.files.length, 3)
      assert.isAbove(left.logs.length, 0)
      for (const name of ["Office.handle", "sql.transaction", "sqlite"]) {
        assert.isTrue(
          left.spans.some((span) => span.startsWith(name)),
          name
        )
      }
      for (const tag of [
        "CommandConflict",
        "Refused",
        "IdentityTaken",
        "SealBroken",
        "EventDamaged",
        "NotWritable",
        "UnknownEvent",
        "NotACommit",
        "StaleVersion",
        "Erased",
        "JournalUnavailable",
        "WrongMasterKey"
      ]) {
        assert.isTrue(
          left.errors.some((error) => error.includes(tag)),
          tag
        )
      }
    })
  )

  it.live.each(planted)("and %s is seen", ([, place, what, plant]) =>
    Effect.gen(function* () {
      const seen = found(yield* Season.left(yield* Given.file, plant), what)
      assert.include(
        seen[place].map((each) => each.what),
        what
      )
      assert.deepStrictEqual(
        places.filter((each) => seen[each].length > 0),
        [place],
        JSON.stringify(seen)
      )
    })
  )
})
