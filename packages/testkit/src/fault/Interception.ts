/** Stands between a service and whoever calls it: every method, effect and stream of the service passes through. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

// ---- Models

/** What happens to a call. Both are given the name of the method and what would have happened. */
export interface Around {
  readonly effect: (method: string, call: Effect.Effect<unknown, unknown>) => Effect.Effect<unknown, unknown>
  readonly stream: (method: string, call: Stream.Stream<unknown, unknown>) => Stream.Stream<unknown, unknown>
}

// ---- Rules

/** The service with every call passing through. A method keeps its type: what stands around it must keep its promise. */
export const around = <Service extends object>(service: Service, { effect, stream }: Around): Service => {
  const pass = (method: string, member: unknown): unknown => {
    if (Effect.isEffect(member)) return effect(method, member as Effect.Effect<unknown, unknown>)
    if (Stream.isStream(member)) return stream(method, member as Stream.Stream<unknown, unknown>)
    if (typeof member !== "function") return member
    return (...given: ReadonlyArray<unknown>): unknown =>
      pass(method, (member as (...given: ReadonlyArray<unknown>) => unknown)(...given))
  }
  return Object.fromEntries(
    Object.entries(service).map(([method, member]) => [method, pass(method, member)])
  ) as Service
}

/** The service that fails with `error` as soon as, and as long as, `isAway` says so; asked at each call. */
export const away = <Service extends object>(service: Service, isAway: () => boolean, error: unknown): Service =>
  around(service, {
    effect: (_, call) => Effect.suspend(() => (isAway() ? Effect.fail(error) : call)),
    stream: (_, call) => Stream.suspend(() => (isAway() ? Stream.fail(error) : call))
  })
