/** A master key that is changed while other processes have the store open. */
import { type ChildProcess, fork } from "node:child_process"
import { Command, type Person } from "@bina/core"
import { Vault } from "@bina/core/adapter"
import { type Sealed } from "@bina/core/journal"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Given from "./Given.ts"
import * as Programs from "./Programs.ts"

const patience = 120_000

const keyOf = (byte: number) => Redacted.make(new Uint8Array(32).fill(byte))

const within = <A, E, R>(
  file: string,
  use: (vault: Vault.Vault["Service"]) => Effect.Effect<A, E, R>,
  masterKey = Given.masterKey
) => Effect.flatMap(Vault.Vault, use).pipe(Effect.provide(Layer.fresh(Given.store(file, { masterKey }))))

/** What a process says: that it stands by, whom it got, what it sealed, and how it ended. */
type Said = "ready" | { readonly person?: Person.Id; readonly sealed?: Sealed.Sealed; readonly ended?: string }

/** Processes that are gone after the test, with what each has said so far. */
const started = (program: string, given: ReadonlyArray<ReadonlyArray<string>>) =>
  Effect.acquireRelease(
    Effect.sync(() =>
      given.map((args) => {
        const said: Array<Said> = []
        const child = fork(program, [...args])
        child.on("message", (message) => said.push(message as Said))
        return { child, said }
      })
    ),
    (all) => Effect.sync(() => all.forEach(({ child }) => child.kill("SIGKILL")))
  )

const until = (holds: () => boolean): Effect.Effect<void> =>
  Effect.suspend(() => (holds() ? Effect.void : Effect.andThen(Effect.sleep("2 millis"), until(holds))))

const hasEnded = ({ child, said }: { readonly child: ChildProcess; readonly said: ReadonlyArray<Said> }) =>
  child.exitCode !== null || said.some((each) => each !== "ready" && each.ended !== undefined)

const endOf = (said: ReadonlyArray<Said>) => said.flatMap((each) => (each === "ready" ? [] : (each.ended ?? [])))

describe("a master key that is changed while others have the store open", () => {
  it.live(
    "writers of the old key are refused, and whatever they were acknowledged opens with the new one",
    () =>
      Effect.gen(function* () {
        const [come] = yield* Programs.of("come")
        for (const round of [1, 2]) {
          const file = yield* Given.file
          const next = keyOf(40 + round)
          yield* within(file, (vault) =>
            Effect.gen(function* () {
              const writers = yield* started(come, [
                [file, "1201"],
                [file, "1202"],
                [file, "1203"]
              ])
              yield* until(() => writers.every(({ said }) => said.length > 12 * round))
              yield* vault.rotate(next)
              yield* until(() => writers.every(hasEnded))
              const said = writers.map((writer) => writer.said)
              assert.deepStrictEqual(said.map(endOf), [
                ["MasterKeyChanged"],
                ["MasterKeyChanged"],
                ["MasterKeyChanged"]
              ])
              const all = said.flat().flatMap((each) => (each === "ready" ? [] : [each]))
              const people = all.flatMap(({ person }) => person ?? [])
              const sealed = all.flatMap(({ sealed }) => sealed ?? [])
              assert.isAbove(sealed.length, 18)
              yield* within(
                file,
                (again) =>
                  Effect.gen(function* () {
                    const command = Command.id("come")
                    const reading = { actor: "officer-1" as Vault.Reading["actor"], purpose: "to look" }
                    const opened = yield* again.unseal(
                      sealed.map((each) => ({ sealed: each })),
                      reading
                    )
                    assert.deepStrictEqual(
                      opened,
                      sealed.map(({ person }) => ({ who: person }))
                    )
                    // Also those who were made last, of whom nothing was sealed yet.
                    yield* again.seal(people.map((person) => ({ person, command, values: { a: 1 }, room: 256 })))
                  }),
                next
              )
              // No key is left that the new master key does not open.
              yield* within(file, (last) => last.rotate(keyOf(90)), next)
            })
          )
        }
      }),
    patience
  )

  it.live(
    "of several that change it at once one does, and its key alone opens the store",
    () =>
      Effect.gen(function* () {
        const [come] = yield* Programs.of("come")
        const bytes = [51, 52, 53, 54]
        const file = yield* Given.file
        const person = yield* within(file, (vault) => vault.newPerson)
        const changing = yield* started(
          come,
          bytes.map((byte) => [file, "none", String(byte)])
        )
        yield* until(() => changing.every(({ said }) => said.length > 0))
        for (const { child } of changing) child.send("go")
        yield* until(() => changing.every(hasEnded))
        const ends = changing.flatMap(({ said }) => endOf(said))
        assert.deepStrictEqual(ends.toSorted(), ["Changed", "MasterKeyChanged", "MasterKeyChanged", "MasterKeyChanged"])
        for (const [index, byte] of bytes.entries()) {
          const open = within(
            file,
            (vault) => vault.seal([{ person, command: Command.id("c"), values: { a: 1 }, room: 256 }]),
            keyOf(byte)
          )
          if (ends[index] === "Changed") yield* open
          else assert.strictEqual((yield* Effect.flip(open))._tag, "WrongMasterKey")
        }
      }),
    patience
  )
})
