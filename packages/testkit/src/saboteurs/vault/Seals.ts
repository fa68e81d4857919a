/** Vaults that break the laws of sealed values (V-9 to V-15). */
import { Command, type Person } from "@bina/core"
import { type Vault } from "@bina/core/adapter"
import { type Sealed } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import type * as HonestStore from "../HonestStore.ts"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

/** Seals under other names than it says, so that these bind nothing. */
const boundTo = (change: (value: Vault.Opened) => Vault.Opened): HonestStore.ChangeOfVault =>
  Sabotage.serving(({ seal, unseal }) => ({
    seal: (values) =>
      Effect.map(seal(values.map(change)), (sealed) =>
        sealed.map((each, index): Sealed.Sealed => ({
          ...each,
          person: values[index]!.person,
          field: values[index]!.field
        }))
      ),
    unseal: (values, reading) =>
      unseal(
        values.map(({ command, sealed }) => {
          const { command: under, field, person } = change({ command, ...sealed, value: null })
          return { command: under, sealed: { ...sealed, field, person } }
        }),
        reading
      )
  }))

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur(
    "V-9",
    "Opens values person by person instead of in the order given.",
    Sabotage.serving(({ unseal }) => ({
      unseal: (values, reading) =>
        unseal(
          values.toSorted((a, b) =>
            a.sealed.person < b.sealed.person ? -1 : a.sealed.person > b.sealed.person ? 1 : 0
          ),
          reading
        )
    }))
  ),
  Sabotage.saboteur(
    "V-9",
    "Reads whole numbers as if they were fractions.",
    Sabotage.serving(({ unseal }) => ({
      unseal: (values, reading) =>
        Effect.map(unseal(values, reading), (opened) =>
          opened.map((value) => (typeof value === "number" ? Math.fround(value) : value))
        )
    }))
  ),
  Sabotage.saboteur("V-10", "Seals equal values alike.", () => {
    const boxes = new Map<string, Sealed.Sealed>()
    return Sabotage.serving(({ seal }) => ({
      seal: (values) =>
        Effect.forEach(values, (value) =>
          Effect.map(seal([value]), ([sealed]) => {
            const name = JSON.stringify(value)
            if (!boxes.has(name)) boxes.set(name, sealed!)
            return boxes.get(name)!
          })
        )
    }))
  }),
  Sabotage.saboteur("V-11", "Seals for everybody with one key.", () => {
    let one: Person.Id | undefined
    return Sabotage.serving((honest, noted) => ({
      ...boundTo((value) => ({ ...value, person: one ?? value.person })).service!(honest, noted),
      newPerson: Effect.tap(honest.newPerson, (person) => Effect.sync(() => (one ??= person)))
    }))
  }),
  Sabotage.saboteur(
    "V-12",
    "Does not bind a seal to its command.",
    boundTo((value) => ({ ...value, command: Command.id("any") }))
  ),
  Sabotage.saboteur(
    "V-13",
    "Does not bind a seal to its field.",
    boundTo((value) => ({ ...value, field: "any" }))
  ),
  Sabotage.saboteur(
    "V-14",
    "Opens a broken seal as an empty value.",
    Sabotage.serving(({ unseal }) => ({
      unseal: (values, reading) =>
        Effect.catchTag(unseal(values, reading), "SealBroken", () => Effect.succeed(values.map(() => null)))
    }))
  ),
  Sabotage.saboteur(
    "V-15",
    "Says that it erased somebody whom it does not know.",
    Sabotage.serving(({ erase }) => ({
      erase: (person) => Effect.catchTag(erase(person), "UnknownPerson", () => Effect.void)
    }))
  ),
  Sabotage.saboteur(
    "V-15",
    "Leaves out values of people whom it does not know.",
    Sabotage.serving(({ seal }) => ({
      seal: (values) =>
        Effect.catchTag(seal(values), "UnknownPerson", ({ person }) =>
          seal(values.filter((value) => value.person !== person))
        )
    }))
  )
]
