/**
 * What a season on a file gives away by how long things are: two seasons that differ only in what nobody may know of the
 * people leave tables whose values are of the same lengths, and files of the same size.
 */
import { readdirSync, statSync } from "node:fs"
import { dirname, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { Journal, type Vault } from "@bina/core/adapter"
import { Office, type Requests } from "@bina/core/office"
import { assert, describe, it } from "@effect/vitest"
import { SqliteStore } from "@bina/store-sqlite"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Everything from "../../core/test/office/Everything.ts"
import * as Season from "../../core/test/office/Season.ts"
import * as Given from "./Given.ts"

type Asked = Readonly<Record<string, unknown>>

type Length = "short" | "long"

const sentence = { short: "x", long: "said at length, ".repeat(12).trim() } as const

/** A number as it is, or with more digits: whoever it is, they stay apart. */
const numbered = (length: Length, { kind, number }: Vault.Identity): Vault.Identity => ({
  kind,
  number: Redacted.make(`${Redacted.value(number)}${length === "short" ? "" : "-9971054103910011"}`)
})

/** What is sealed of a request, by the field in which it stands; nothing of it changes what is decided. */
const sealed: Readonly<Record<string, (length: Length, value: never) => unknown>> = {
  grounds: (length) => Redacted.make(sentence[length]),
  destinations: (length, value: object) =>
    Object.fromEntries(Object.keys(value).map((person) => [person, Redacted.make(sentence[length])])),
  identity: (length, value: Option.Option<Vault.Identity>) => Option.map(value, (one) => numbered(length, one)),
  applications: (length, value: ReadonlyArray<Asked | string>) =>
    value.map((one) =>
      typeof one === "string"
        ? one
        : {
            ...told(length, one),
            facts: {
              ...(one["facts"] as object),
              // Neither of them is ever paid, so that no tax depends on it.
              ...(/citra|dodi/.test(String(one["application"])) ? { hasTaxId: length === "short" } : {})
            }
          }
    ),
  // Of a day that is not paid anyway it decides nothing whether a temperature was taken.
  records: (length, value: ReadonlyArray<Requests.Attended>) =>
    value.map((record) =>
      length === "short" && record.signatures.given < record.signatures.required
        ? { ...record, observations: { masked: true } }
        : record
    )
}

/** A request with what is sealed in it told shortly or at length. */
const told = (length: Length, request: Asked): Asked =>
  Object.fromEntries(
    Object.entries(request).map(([field, value]) => [
      field,
      Object.hasOwn(sealed, field) ? sealed[field]!(length, value as never) : value
    ])
  )

/** The lengths of every value of every table, in an order of their own, and the sizes of all files. */
const measured = (file: string) => {
  const database = new DatabaseSync(file)
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)")
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()
  const lengths = tables.map(({ name }) => {
    const rows = database.prepare(`SELECT * FROM "${String(name)}"`).all()
    const told = rows.map((row) =>
      Object.entries(row)
        .map(([column, value]) => `${column} ${value instanceof Uint8Array ? value.length : String(value).length}`)
        .join(", ")
    )
    return [String(name), told.toSorted()] as const
  })
  database.close()
  const folder = dirname(file)
  const files = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).size] as const)
  return { lengths, files }
}

const left = (
  length: Length,
  plant: (length: Length) => Effect.Effect<void, unknown, Journal.Journal> = () => Effect.void
) =>
  Effect.gen(function* () {
    const file = Given.fresh()
    const layer = Season.layerOn(Layer.orDie(SqliteStore.layer({ file, masterKey: Given.masterKey })))
    yield* Effect.gen(function* () {
      const office = yield* Office.Office
      const disguised = Object.fromEntries(
        Object.entries(office).map(([method, call]) => [
          method,
          (request: Asked) =>
            (call as (request: Asked) => Effect.Effect<unknown, unknown>)(
              method === "find" ? { ...numbered(length, request as unknown as Vault.Identity) } : told(length, request)
            )
        ])
      ) as unknown as Office.Office["Service"]
      yield* Effect.provideService(Everything.run(disguised), Office.Office, disguised)
      yield* plant(length)
    }).pipe(Effect.provide(layer))
    return measured(file)
  })

describe("L43 a season of people of whom more is known", () => {
  it.effect(
    "leaves values of the same lengths in every table, and files of the same size",
    () =>
      Effect.gen(function* () {
        const [short, long] = [yield* left("short"), yield* left("long")]
        assert.deepStrictEqual(long.lengths, short.lengths)
        assert.deepStrictEqual(long.files, short.files)
      }),
    60_000
  )

  it.effect(
    "and one value that is not padded is seen",
    () =>
      Effect.gen(function* () {
        const plant = (length: Length) =>
          Effect.flatMap(Journal.Journal, (journal) => {
            const commit = Given.bare("planted", "planted", 0)
            const body = JSON.stringify({ note: length === "short" ? "" : "a".repeat(9_000) })
            const events = [{ type: "Noted", version: 1, body }] as const
            return journal.append({ ...commit, writes: [{ ...commit.writes[0]!, events }] })
          }).pipe(Effect.asVoid)
        const [short, long] = [yield* left("short", plant), yield* left("long", plant)]
        const differing = short.lengths.filter(([, rows], index) => !Equal.equals(rows, long.lengths[index]![1]))
        assert.deepStrictEqual(
          differing.map(([name]) => name),
          ["events"]
        )
        assert.notDeepEqual(long.files, short.files)
      }),
    60_000
  )
})
