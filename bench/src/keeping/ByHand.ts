/**
 * The season in plain loops over a durable file, with all that may not be left out: people told apart by keyed digests,
 * a key for each person under a master key, one filled envelope a person and event, events tied in chains by stream and
 * by position, commands remembered with their answers, and rows for people to read. No command is checked, nothing is
 * read back but what a decision needs, and nobody else writes meanwhile: it is the least that such a season can cost.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  type KeyObject,
  randomBytes
} from "node:crypto"
import { DatabaseSync } from "node:sqlite"
import { Canonical, Money, Policy } from "@bina/policy"
import * as Season from "./Season.ts"

// ---- Models

interface Person {
  readonly id: string
  readonly key: KeyObject
  readonly command: string
  readonly box: string
}

// ---- Envelopes

const secret = () => createSecretKey(randomBytes(32))

const close = (key: KeyObject, bytes: Uint8Array, bound: string): string => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 })
  cipher.setAAD(Buffer.from(bound))
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]).toString("base64url")
}

const open = (key: KeyObject, box: string, bound: string): string => {
  const bytes = Buffer.from(box, "base64url")
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(bound))
  decipher.setAuthTag(bytes.subarray(-16))
  return decipher.update(bytes.subarray(12, -16)).toString() + decipher.final("utf8")
}

const filled = (values: unknown): Uint8Array => {
  const bytes = Buffer.alloc(256, 0x20)
  bytes.write(Canonical.encodeUnsafe(values as never))
  return bytes
}

const mac = (key: KeyObject, text: string): string => createHmac("sha256", key).update(text).digest("base64url")

// ---- The file

const tables = `
  PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
  CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT, version INTEGER, command TEXT, type TEXT, body TEXT,
    previous TEXT, hash TEXT, position_hash TEXT, UNIQUE (stream, version));
  CREATE TABLE commands (id TEXT PRIMARY KEY, digest TEXT, answer TEXT, hash TEXT);
  CREATE TABLE keys (owner TEXT PRIMARY KEY, wrapped TEXT);
  CREATE TABLE found (entry TEXT PRIMARY KEY, id TEXT);
  CREATE TABLE rows (key TEXT PRIMARY KEY, content TEXT)`

// ---- Rules

/** Keeps the season in a file. Answers how many were assessed. */
export const season = (size: Season.Size, file: string): number => {
  const db = new DatabaseSync(file)
  db.exec(tables)
  const insert = (table: string, count: number) =>
    db.prepare(`INSERT OR REPLACE INTO ${table} VALUES (${Array.from({ length: count }, () => "?").join(", ")})`)
  const [events, commands] = [insert("events", 9), insert("commands", 4)]
  const [keys, found, rows] = [insert("keys", 2), insert("found", 2), insert("rows", 2)]
  const known = db.prepare("SELECT id FROM found WHERE entry = ?")
  const [master, index, digests] = [secret(), secret(), secret()]

  const tips = new Map<string, { readonly version: number; readonly hash: string }>()
  const beginning = "0".repeat(64)
  let [position, head, last] = [0, beginning, beginning]
  const append = (stream: string, command: string, type: string, data: unknown): void => {
    const body = Canonical.encodeUnsafe(data as never)
    const { hash: previous, version } = tips.get(stream) ?? { version: 0, hash: beginning }
    const link = JSON.stringify([
      previous,
      stream,
      version + 1,
      command,
      Season.actor,
      type,
      1,
      null,
      Season.registeredAt
    ])
    const own = hash("sha256", `${link}\n${body}`)
    position += 1
    head = hash("sha256", `${head} ${position} ${own} ${last}`)
    events.run(position, stream, version + 1, command, type, body, previous, own, head)
    tips.set(stream, { version: version + 1, hash: own })
  }
  const remember = (id: string, said: unknown, answer: unknown): void => {
    const digest = mac(digests, Canonical.encodeUnsafe(said as never))
    const text = Canonical.encodeUnsafe(answer as never)
    last = hash("sha256", `${JSON.stringify([last, id, digest, Season.actor, position])}\n${text}`)
    commands.run(id, digest, text, last)
  }
  const row = (key: string, content: unknown) => rows.run(key, Canonical.encodeUnsafe(content as never))
  const together = (run: () => void): void => {
    db.exec("BEGIN IMMEDIATE")
    run()
    db.exec("COMMIT")
  }
  const acted = { at: Season.registeredAt, actor: Season.actor }
  const bound = (person: string, command: string) => Canonical.encodeUnsafe([person, command])

  let assessed = 0
  for (let number = 0; number < size.cohorts; number++) {
    const stream = `cohort/cohort-${number}`
    const people: Array<Person> = []
    together(() => {
      for (let place = 0; place < size.applications; place++) {
        const entry = mac(index, `person nik ${Season.numberOf(number, place)}`)
        const before = known.get(entry)
        if (before !== undefined) throw new Error("nobody applies twice")
        const [id, bytes, command] = [crypto.randomUUID(), randomBytes(32), `forms/${number}/${place}`]
        const key = createSecretKey(bytes)
        keys.run(id, close(master, bytes, id))
        found.run(entry, id)
        const facts = Season.said(place)
        const box = close(key, filled(facts), bound(id, command))
        people.push({ id, key, command, box })
        const digest = mac(digests, Canonical.encodeUnsafe({ id, facts }))
        const application = { id: `form-${place}`, registeredAt: Season.registeredAt, row: place, person: id, keys: {} }
        const sealed = { _tag: "Sealed", person: id, command, box }
        append(stream, command, "ApplicationReceived", { application, facts: { open: {}, sealed, digest }, ...acted })
        remember(command, { application, facts }, { application: application.id, outcome: "received", person: id })
        row(`${stream}/${place}`, { ...application, standing: "Received" })
      }
    })
    together(() => {
      for (const [place, { box, command, id, key }] of people.entries()) {
        const { taxpayer: _, ...facts } = JSON.parse(open(key, box, bound(id, command))) as Season.Said
        const decision = Policy.decide(Season.joining, facts)
        const isSeated = place < size.seats
        const application = `form-${place}`
        const policy = Season.admission.fingerprint
        const rests = { stream, version: place + 1 }
        append(stream, "admit", "ApplicationDetermined", { application, policy, decision, isSeated, rests, ...acted })
        if (isSeated) {
          append(stream, "admit", "SeatOffered", {
            application,
            person: id,
            policy,
            answerBy: Season.answerBy,
            ...acted
          })
          append(`participation/${id}`, "admit", "SeatTaken", { cohort: number, application, ...acted })
          append(stream, "accept", "SeatAccepted", { application, ...acted })
          row(`${stream}/seat/${place}`, { person: id, standing: "Accepted" })
        }
        row(`${stream}/${place}`, { application, person: id, standing: isSeated ? "Accepted" : "Waitlisted" })
      }
      remember(
        "admit",
        { cohort: number },
        people.slice(0, size.seats).map(({ id }) => id)
      )
    })
    const seated = people.slice(0, size.seats)
    const dates = Season.dates(size)
    const boxes = new Map<string, Array<string>>()
    for (const date of dates) {
      together(() => {
        const command = `sheet/${number}/${date}`
        const records = seated.map(({ id, key }, place) => {
          const box = close(key, filled(Season.observations), bound(id, command))
          boxes.set(id, [...(boxes.get(id) ?? []), box])
          const digest = mac(digests, Canonical.encodeUnsafe({ id, date, observations: Season.observations }))
          const { mark, signatures } = Season
          row(`attendance/${number}/${id}/${date}`, { person: id, date, mark, state: "recorded" })
          return {
            person: id,
            mark,
            signatures,
            sealed: { person: id, command, box },
            digest,
            knownAt: `${date}T10:00:00`,
            row: place
          }
        })
        append(`attendance/cohort-${number}`, command, "AttendanceRecorded", { date, records, ...acted })
        remember(command, records, { kept: records.length, known: 0, refused: [] })
      })
    }
    together(() => {
      for (const { box, command, id, key } of seated) {
        const { taxpayer } = JSON.parse(open(key, box, bound(id, command))) as Season.Said
        for (const [day, date] of dates.entries()) open(key, boxes.get(id)![day]!, bound(id, `sheet/${number}/${date}`))
        const days = dates.map(() => ({ signed: true }))
        const facts = { taxpayer, price: Money.minorUnits(Season.price), days }
        const decision = Policy.decide(Season.paying, facts)
        const lines = dates.map((date) => ({ person: id, date, rule: "day", amount: Season.price }))
        const policy = Season.allowance.fingerprint
        append(`entitlement/cohort-${number}/${id}`, "assess", "EntitlementAssessed", {
          lines,
          decision,
          policy,
          ...acted
        })
        row(`entitlement/${number}/${id}`, { person: id, gross: Season.price * dates.length })
        assessed += 1
      }
      remember(
        `assess/${number}`,
        { cohort: number },
        seated.map(({ id }) => id)
      )
    })
  }
  db.close()
  return assessed
}
