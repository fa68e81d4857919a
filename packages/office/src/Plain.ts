/**
 * Answers as plain data, as `JSON.stringify` takes them: what may be absent is `null`, what was read as sealed is the
 * text itself, a set or map is a list, an error is its fields with its message.
 */
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"

// ---- Models

/** The plain form of a value; names such as cohort ids are text. */
export type Of<T> = T extends { readonly _tag: "None"; readonly valueOrUndefined: undefined }
  ? null
  : T extends { readonly _tag: "Some"; readonly value: infer A; readonly valueOrUndefined: unknown }
    ? Of<A>
    : T extends { readonly "~effect/Redacted": { readonly _A: (_: never) => infer A } }
      ? Of<A>
      : T extends string
        ? T extends { readonly "~effect/Brand": unknown }
          ? string
          : T
        : T extends number
          ? T extends { readonly "~effect/Brand": unknown }
            ? number
            : T
          : T extends boolean | null | undefined | bigint
            ? T
            : T extends (...args: never) => unknown
              ? never
              : T extends ReadonlyMap<infer K, infer V>
                ? ReadonlyArray<readonly [Of<K>, Of<V>]>
                : T extends ReadonlySet<infer V>
                  ? ReadonlyArray<Of<V>>
                  : T extends ReadonlyArray<infer A>
                    ? number extends T["length"]
                      ? ReadonlyArray<Of<A>>
                      : { readonly [K in keyof T]: Of<T[K]> }
                    : T extends Error
                      ? { readonly [K in OwnOf<T>]: Of<T[K]> }
                      : T extends object
                        ? { readonly [K in keyof T]: Of<T[K]> }
                        : T

/** What an error says of itself: its tag, its fields and its message, and nothing of how it was made. */
type OwnOf<T> = {
  [K in Extract<keyof T, string>]: K extends "name" | "stack" | "cause" | `~${string}`
    ? never
    : T[K] extends (...args: never) => unknown
      ? never
      : K
}[Extract<keyof T, string>]

// ---- Rules

/** A value in plain form. */
export const of = <T>(value: T): Of<T> => plain(value) as Of<T>

const plain = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value
  if (Option.isOption(value)) return Option.isSome(value) ? plain(value.value) : null
  if (Redacted.isRedacted(value)) return plain(Redacted.value(value))
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Set) return [...value].map(plain)
  if (value instanceof Map) return [...value].map(([key, held]) => [plain(key), plain(held)])
  const fields = Object.entries(value)
    .filter(
      ([name, held]) => typeof held !== "function" && !(value instanceof Error && ["name", "cause"].includes(name))
    )
    .map(([name, held]) => [name, plain(held)] as const)
  return Object.fromEntries(value instanceof Error ? [...fields, ["message", value.message]] : fields)
}
