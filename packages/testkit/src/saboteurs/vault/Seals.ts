/** Vaults that break the laws of sealed values (V-9 to V-15). */
import { Command, type Person } from "@bina/core"
import { type Vault } from "@bina/core/adapter"
import { type Sealed } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import type * as HonestStore from "../HonestStore.ts"
import * as Sabotage from "./Sabotage.ts"

// ---- Models

/** What a seal is bound to. */
type Bound = Pick<Vault.Opened, "person" | "command">

// ---- Rules

/** Seals for other people or commands than it says, so that these bind nothing. */
const boundTo = (change: (bound: Bound) => Bound): HonestStore.ChangeOfVault =>
  Sabotage.serving(({ seal, unseal }) => ({
    seal: (values) =>
      Effect.map(seal(values.map((each) => ({ ...each, ...change(each) }))), (sealed) =>
        sealed.map((each, index): Sealed.Sealed => ({
          ...each,
          person: values[index]!.person,
          command: values[index]!.command
        }))
      ),
    unseal: (values, reading) =>
      unseal(
        values.map(({ sealed, ...asked }) => ({ ...asked, sealed: { ...sealed, ...change(sealed) } })),
        reading
      )
  }))

/** Changes what is in an envelope, and what comes out of it. */
const within = (
  change: (given: Vault.Opened) => Vault.Opened,
  back: (values: Vault.Values) => Vault.Values
): HonestStore.ChangeOfVault =>
  Sabotage.serving(({ seal, unseal }) => ({
    seal: (values) => seal(values.map(change)),
    unseal: (values, reading) => Effect.map(unseal(values, reading), (opened) => opened.map(back))
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
          opened.map((values) =>
            Object.fromEntries(
              Object.entries(values).map(([name, value]) => [
                name,
                typeof value === "number" ? Math.fround(value) : value
              ])
            )
          )
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
      ...boundTo(({ command, person }) => ({ command, person: one ?? person })).service!(honest, noted),
      newPerson: Effect.tap(honest.newPerson, (person) => Effect.sync(() => (one ??= person)))
    }))
  }),
  Sabotage.saboteur(
    "V-12",
    "Does not bind a seal to its command.",
    boundTo(({ person }) => ({ person, command: Command.id("any") }))
  ),
  Sabotage.saboteur(
    "V-13",
    "Lets a field stand in clear beside the box.",
    Sabotage.serving(({ seal }) => ({
      seal: (values) =>
        Effect.map(seal(values), (sealed) =>
          sealed.map((each, index) => ({ ...each, ...values[index]!.values, box: each.box }))
        )
    }))
  ),
  Sabotage.saboteur(
    "V-13",
    "Gives out everything that is in an envelope, whatever is asked for.",
    Sabotage.serving(({ unseal }) => ({
      unseal: (values, reading) =>
        unseal(
          values.map(({ sealed }) => ({ sealed })),
          reading
        )
    }))
  ),
  Sabotage.saboteur(
    "V-13",
    "Does not bind values to their names.",
    within(
      (given) => ({
        ...given,
        values: Object.fromEntries(
          Object.entries(given.values).map(([name], index, all) => [name, all[(index + 1) % all.length]![1]])
        )
      }),
      (values) => values
    )
  ),
  Sabotage.saboteur(
    "V-14",
    "Opens a broken seal as an empty value.",
    Sabotage.serving(({ unseal }) => ({
      unseal: (values, reading) =>
        Effect.catchTag(unseal(values, reading), "SealBroken", () => Effect.succeed(values.map(() => ({}))))
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
