/** A person is forgotten once nothing forbids it: asked for, refused with reasons, done, and done for good. */
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { assert, describe, it } from "@effect/vitest"
import { Actor, Person } from "@bina/core"
import { Journal, Vault } from "@bina/core/adapter"
import { Sealed } from "@bina/core/journal"
import { MasterKey, SqliteStore } from "@bina/store-sqlite"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Forms from "../src/Forms.ts"
import * as Desk from "./Desk.ts"
import * as Folder from "./Folder.ts"
import type * as Medan from "./Medan.ts"
import * as Written from "./Written.ts"

const { run } = Desk

const basis = (instrument: string) => ({ instrument, title: "Rekaan", confidence: "sourced" })

/** Five years after taking part, ten after a payment; all of it invented. */
const retention = (given: object = {}): string =>
  JSON.stringify({
    basis: basis("Rekaan 1/2022"),
    rules: [
      { subject: "participation", years: 5, basis: basis("Rekaan 2/2030") },
      { subject: "payment", years: 10, basis: basis("Rekaan 3/2030") }
    ],
    holds: [],
    ...given
  })

/** Up to a season that ran and says for how long it keeps what it knows. */
const ran = async (given: object = {}): Promise<Desk.Desk> => {
  const desk = Desk.season()
  Folder.put(desk.season, "retention.json", retention(given))
  await run(desk)
  return desk
}

/** Ends everything in which anybody is involved. */
const end = async (desk: Desk.Desk): Promise<void> => {
  for (const words of [
    ["lists", "cancel", "satu", "--as", "ani", "--reason", "paid on paper"],
    ["close", "satu", "--as", "eka"]
  ]) {
    const answer = await run(desk, ...words)
    assert.strictEqual(answer.status, 0, answer.stderr)
  }
}

const erase = (desk: Desk.Desk, serial = 1, officer = "eka") => run(desk, "erase", Written.nik(serial), "--as", officer)

const later = (desk: Desk.Desk): Desk.Desk => ({ ...desk, on: "2040-03-04" })

/** The refusal that the command tells, and that it said nothing else. */
const refusal = async (answer: Promise<Medan.Answer>): Promise<string> => {
  const { status, stderr, stdout } = await answer
  assert.deepStrictEqual([status, stdout], [2, ""], stderr)
  return stderr
}

/** Works with the store of a desk as it lies in its file. */
const inStore = <A, E>({ out }: Desk.Desk, effect: Effect.Effect<A, E, Journal.Journal | Vault.Vault>): Promise<A> =>
  Effect.gen(function* () {
    const { key } = yield* MasterKey.find({ byDefault: join(out, "none.key"), outputs: [], mayMake: false })
    const store = SqliteStore.layer({ file: join(out, "season.sqlite"), masterKey: key })
    return yield* Effect.provide(effect, store)
  }).pipe(
    Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromEnvRecord(Desk.environment)),
    Effect.runPromise
  )

/** Everything that is sealed for a person. */
const sealedFor = (person: Person.Id) =>
  Effect.flatMap(Journal.Journal, (journal) =>
    Effect.map(Stream.runCollect(journal.all), (events) => {
      const sealed = events.flatMap(({ body }) => Sealed.within(JSON.parse(body)))
      const own = sealed.filter((one) => one.person === person)
      // An envelope stands in one event.
      assert.strictEqual(new Set(own.map(({ box }) => box)).size, own.length)
      return own.map((one): Vault.Closed => ({ sealed: one }))
    })
  )

const auditing = { actor: Actor.id("auditor"), purpose: "audit" }

/** How many of them open, each on its own. */
const opening = (closed: ReadonlyArray<Vault.Closed>) =>
  Effect.flatMap(Vault.Vault, (vault) =>
    Effect.forEach(closed, (one) =>
      Effect.match(vault.unseal([one], auditing), { onFailure: () => 0, onSuccess: () => 1 })
    )
  ).pipe(Effect.map((opened) => opened.filter((one) => one === 1).length))

describe("medan erase", () => {
  it("forgets a person when everything has ended and no law keeps them: nothing of them opens, the journal stays whole", async () => {
    const desk = await ran()
    const before = Folder.get(desk.out, "season.json")
    const dossier = JSON.parse((await run(desk, "person", Written.nik(1))).stdout)
    const person = Person.id(dossier.person)
    await end(desk)
    const sealed = await inStore(desk, sealedFor(person))
    // The application, both days and the account at least.
    assert.isAtLeast(sealed.length, 4)
    assert.strictEqual(await inStore(desk, opening(sealed)), sealed.length)
    const keys = keysOf(desk, person)
    assert.isAbove(keys.length, 0)
    assert.isTrue(keys.every((key) => bytesOf(desk).includes(key)))

    const erased = await erase(later(desk))
    assert.strictEqual(erased.status, 0, erased.stderr)
    assert.match(erased.stdout, /erased: the key of this person is destroyed/)
    assert.include(erased.stdout, "cohorts/satu/roster.csv (1 rows)")
    assert.include(erased.stdout, "cohorts/satu/attendance.csv (2 rows)")
    assert.notInclude(erased.stdout, Written.nik(1))

    assert.strictEqual(await inStore(desk, opening(sealed)), 0)
    assert.isFalse(
      keys.some((key) => bytesOf(desk).includes(key)),
      "no byte of the key is left in the file or its log"
    )
    assert.match((await run(desk, "verify")).stdout, /the journal is whole[^]*the vault is whole/)
    assert.match(await refusal(run(desk, "person", Written.nik(1))), /nobody applied with that NIK/)
    assert.match(await refusal(erase(later(desk))), /nobody applied with that NIK/)
    // A backup of the vault may come back: then everybody whom the journal names is forgotten once more.
    assert.match(await refusal(run(desk, "erase-again", "--as", "ani")), /ani is not appointed to erase; .*eka/)
    const [, erasure = ""] = /brought back: (\S+)/.exec(erased.stdout) ?? []
    const carriedOut = (await run(later(desk), "erase-again", erasure, "--as", "eka")).stdout
    assert.include(carriedOut, "erasures: 1")
    assert.include(carriedOut, `${erasure}: its key was gone already`)
    const unknown = run(later(desk), "erase-again", "nothing", "--as", "eka")
    assert.match(await refusal(unknown), /the journal knows no erasure nothing/)
    assert.strictEqual((await run(desk, "person", Written.nik(2))).status, 0)
    const history = (await run(desk, "history", "satu")).stdout
    assert.strictEqual(history.match(/ApplicationDetermined .* Seated .*policy [0-9a-f]{12}/g)?.length, 3)
    assert.match(history, new RegExp(`person/${person} {2}1 {2}PersonErased {2}eka {2}Rekaan 1/2022`))

    // The same files say nothing new. Without the rows of the person, the season still runs.
    const again = await run(later(desk))
    assert.match(again.stdout, /nothing new/)
    assert.strictEqual(Folder.get(desk.out, "season.json"), before)
    withoutFirst(desk)
    const cleared = await run(later(desk))
    assert.strictEqual(cleared.status, 0, cleared.stderr)
    const [cohort] = JSON.parse(Folder.get(desk.out, "season.json")).cohorts
    assert.deepStrictEqual(cohort.seats, [2, 3].map(Written.nik))
    assert.notInclude(Folder.get(desk.out, "season.json"), Written.nik(1))
    assert.deepStrictEqual(Written.list(desk.out, "problems.csv"), [])
  })

  it("waits for the rule that keeps longest, and for holds", async () => {
    const until = "2041-01-01"
    const desk = await ran({ holds: [{ until, cohorts: ["satu"], basis: basis("Perintah 7/2031") }] })
    await end(desk)
    const onePast = { ...desk, on: "2040-03-03" }
    const held = await refusal(erase(onePast))
    assert.match(held, /has to be kept until 2041-01-01 \(Perintah 7\/2031\)/)
    Folder.put(desk.season, "retention.json", retention())
    assert.match(await refusal(erase(onePast)), /has to be kept until 2040-03-04 \(Rekaan 3\/2030\)/)
    assert.strictEqual((await erase(later(desk))).status, 0)
  })

  it("waits for the cohort to be closed and for the list to be answered or given up", async () => {
    const desk = await ran()
    const involved = await refusal(erase(later(desk)))
    assert.match(involved, /still involved: .*the cohort satu is not closed \(medan close satu --as OFFICER\)/)
    assert.match(
      involved,
      /the list of satu is neither answered by the bank \(medan lists answers satu FILE --as OFFICER\) nor cancelled/
    )
    for (const [step, officer] of [
      ["verify", "budi"],
      ["approve", "citra"],
      ["release", "dedi"]
    ]) {
      assert.strictEqual((await run(desk, "lists", step!, "satu", "--as", officer!)).status, 0)
    }
    await run(desk, "close", "satu", "--as", "eka")
    const unpaid = await refusal(erase(later(desk)))
    assert.notInclude(unpaid, "not closed")
    assert.match(unpaid, /a payment of satu is on its way/)
  })

  it("asks for what it must know: the rules of retention, and an officer who is appointed", async () => {
    const desk = Desk.season()
    await run(desk)
    assert.match(await refusal(erase(desk)), /no retention\.json: .* never taken for known.* --retention FILE/)
    assert.match(await refusal(erase(desk, 1, "budi")), /budi is not appointed to erase; appointed for it: eka/)
    const broken: ReadonlyArray<readonly [object, RegExp]> = [
      [{ rules: [] }, /retention\.json cannot be used: .*rules/],
      [{ rules: [{ subject: "payment", years: 10, basis: basis("A") }] }, /rules: there is none for participation/],
      [{ basis: { instrument: "A" } }, /Missing key at basis\.title/],
      [{ holds: [{ until: "2031-01-01", cohorts: ["x"], basis: basis("A") }] }, /holds\[0\]\.cohorts: .* no cohort x/],
      [
        {
          rules: ["participation", "payment"].map((subject) => ({
            subject,
            years: 10,
            basis: { ...basis("A"), confidence: "uncertain" }
          }))
        },
        /rules\[0\]\.basis: .* confirmed by the archivist/
      ]
    ]
    const elsewhere = join(Folder.empty(), "rules.json")
    for (const [given, said] of broken) {
      Folder.put(dirname(elsewhere), "rules.json", retention(given))
      Folder.put(desk.season, "retention.json", retention(given))
      assert.match(await refusal(erase(desk)), said)
      assert.match(
        await refusal(run(desk, "erase", Written.nik(1), "--as", "eka", "--retention", elsewhere)),
        /rules\.json cannot be used/
      )
    }
    assert.match(
      await refusal(run(desk, "erase", Written.nik(1), "--as", "eka", "--retention", `${elsewhere}.not`)),
      /rules\.json\.not cannot be read/
    )
  })
})

describe("medan close", () => {
  it("closes a cohort once, and from then on its files change nothing", async () => {
    const desk = await ran()
    assert.match(
      await refusal(run(desk, "close", "satu", "--as", "budi")),
      /budi is not appointed to close satu; appointed for it: eka/
    )
    await end(desk)
    assert.match((await run(desk, "close", "satu", "--as", "eka")).stdout, /satu is closed already/)
    const before = Folder.get(desk.out, "season.json")
    assert.match((await run(desk)).stdout, /nothing new/)

    Folder.put(
      desk.season,
      "cohorts/satu/roster.csv",
      Written.sheet(
        Forms.rosterColumns,
        [1, 2, 3, 4].map((serial) => Written.applicant(serial))
      )
    )
    Folder.put(
      desk.season,
      "cohorts/satu/attendance.csv",
      Written.sheet(Forms.attendanceColumns, [
        Written.present(1, Desk.days[0]!, { Kehadiran: "Alpa", "Paraf Pagi": "", "Paraf Sore": "" }),
        Written.present(1, Desk.days[1]!),
        ...[2, 3].flatMap(Desk.both)
      ])
    )
    const edited = await run(desk)
    assert.strictEqual(edited.status, 0, edited.stderr)
    assert.match(edited.stdout, /nothing new/)
    assert.deepStrictEqual(
      Written.list(desk.out, "problems.csv").map((row) => [row["File"], row["Row"]]),
      [
        ["cohorts/satu/roster.csv", "5"],
        ["cohorts/satu/attendance.csv", "2"]
      ]
    )
    assert.strictEqual(Folder.get(desk.out, "season.json"), before)
  })

  it("waits for whoever has no result yet", async () => {
    const unread = { Kehadiran: "???" }
    const desk = Desk.season([
      Desk.cohort({ attendance: [...[1, 2].flatMap(Desk.both), Written.present(3, Desk.days[0]!, unread)] })
    ])
    await run(desk)
    const refused = await refusal(run(desk, "close", "satu", "--as", "eka"))
    assert.match(refused, /satu cannot be closed yet: 1 participants have no result.* Complete the files, run medan/)
  })

  it("can be done once the sheet is completed, also of a cohort with corrections", async () => {
    const late = { "Dicatat Pada": "2020-11-01T00:00:00+07:00", "Dicatat Oleh": "Inspektorat", Alasan: "pemeriksaan" }
    const sheet = [...[1, 2].flatMap(Desk.both), Written.present(3, Desk.days[0]!)]
    const desk = Desk.season([
      Desk.cohort({
        attendance: sheet,
        corrections: [{ ...Written.present(1, Desk.days[0]!, { Kehadiran: "Alpa" }), ...late }]
      })
    ])
    await run(desk)
    const close = () => run(desk, "close", "satu", "--as", "eka")
    assert.match(await refusal(close()), /1 participants have no result.* Complete the files, run medan, then close it/)
    const whole = [...sheet, Written.present(3, Desk.days[1]!)]
    Folder.put(desk.season, "cohorts/satu/attendance.csv", Written.sheet(Forms.attendanceColumns, whole))
    assert.strictEqual((await run(desk)).status, 0)
    const closed = await close()
    assert.strictEqual(closed.status, 0, closed.stderr)
  })
})

// ---- The file

/** What stands wrapped in the vault for a person. */
const keysOf = ({ out }: Desk.Desk, person: Person.Id): ReadonlyArray<Buffer> => {
  const database = new DatabaseSync(join(out, "season.sqlite"), { readOnly: true })
  const rows = database.prepare("SELECT * FROM vault_keys").all()
  database.close()
  return rows
    .filter((row) => Object.values(row).includes(person))
    .flatMap((row) =>
      Object.values(row).flatMap((value) => {
        if (value instanceof Uint8Array) return value.length >= 32 ? [Buffer.from(value)] : []
        return typeof value === "string" && value !== person && value.length >= 40 ? [Buffer.from(value)] : []
      })
    )
}

/** Every byte of the store: the file and what lies beside it. */
const bytesOf = ({ out }: Desk.Desk): Buffer =>
  Buffer.concat(
    readdirSync(out)
      .filter((name) => name.startsWith("season.sqlite"))
      .map((name) => readFileSync(join(out, name)))
  )

const withoutFirst = ({ season }: Desk.Desk): void => {
  const [two, three] = [2, 3] as const
  Folder.put(
    season,
    "cohorts/satu/roster.csv",
    Written.sheet(
      Forms.rosterColumns,
      [two, three].map((serial) => Written.applicant(serial))
    )
  )
  Folder.put(
    season,
    "cohorts/satu/attendance.csv",
    Written.sheet(Forms.attendanceColumns, [two, three].flatMap(Desk.both))
  )
}
