/**
 * Services that fail on purpose: the nth call of a method fails, hangs, or does what it was asked and loses the answer.
 * The last is what networks do, and what giving a command again under its id is for.
 */
import { Journal, Register, Vault } from "@bina/core/adapter"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import * as Interception from "./Interception.ts"

// ---- Models

/**
 * - `fails`: nothing is done, the service is unavailable.
 * - `hangs`: nothing is done, and no answer ever comes.
 * - `unanswered`: it is done, and then the service is unavailable. Streams give all they have and then fail.
 */
export type Kind = "fails" | "hangs" | "unanswered"

/** The `call`th call of a method, counted from 1. Without a method, the `call`th of any. */
export interface Fault<Method extends string = string> {
  readonly call: number
  readonly kind: Kind
  readonly method?: Method
}

/** The methods of a service. */
export type MethodOf<Service> = keyof Service & string

// ---- Rules

/**
 * Stands before a journal, a register or a vault, and lets calls through but for the faults.
 *
 * ```ts
 * import { Journal } from "@bina/core/adapter"
 * import { MemoryStore } from "@bina/core/office"
 * import { Faulty } from "@bina/testkit"
 * import * as Layer from "effect/Layer"
 *
 * // The first append is carried out, and its answer is lost.
 * const lossy = Faulty.layer(Journal.Journal, [{ method: "append", call: 1, kind: "unanswered" }]).pipe(
 *   Layer.provide(MemoryStore.layerJournal())
 * )
 * ```
 */
export const layer = <Id extends Journal.Journal | Register.Register | Vault.Vault, Service extends object>(
  key: Context.Key<Id, Service>,
  faults: ReadonlyArray<Fault<MethodOf<Service>>>
): Layer.Layer<Id, never, Id> =>
  Layer.effect(
    key,
    Effect.map(key, (service) => faulty(service, faults, unavailable(key.key)))
  )

const unavailable = (key: string): unknown => {
  const reason = "a fault was asked for"
  if (key === Journal.Journal.key) return new Journal.JournalUnavailable({ reason })
  if (key === Register.Register.key) return new Register.RegisterUnavailable({ reason })
  return new Vault.VaultUnavailable({ reason })
}

const faulty = <Service extends object>(
  service: Service,
  faults: ReadonlyArray<Fault<MethodOf<Service>>>,
  error: unknown
): Service => {
  const calls = new Map<string, number>()
  let all = 0
  const faultOf = (method: string): Kind | undefined => {
    all += 1
    const call = (calls.get(method) ?? 0) + 1
    calls.set(method, call)
    return faults.find((fault) =>
      fault.method === undefined ? fault.call === all : fault.method === method && fault.call === call
    )?.kind
  }
  return Interception.around(service, {
    effect: (method, call) =>
      Effect.suspend(() => {
        switch (faultOf(method)) {
          case undefined:
            return call
          case "fails":
            return Effect.fail(error)
          case "hangs":
            return Effect.never
          case "unanswered":
            return Effect.andThen(Effect.exit(call), Effect.fail(error))
        }
      }),
    stream: (method, call) =>
      Stream.suspend(() => {
        switch (faultOf(method)) {
          case undefined:
            return call
          case "fails":
            return Stream.fail(error)
          case "hangs":
            return Stream.never
          case "unanswered":
            return Stream.concat(call, Stream.fail(error))
        }
      })
  })
}
