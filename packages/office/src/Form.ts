/**
 * Each request as a form library, a generator or another program takes it: as Standard Schema, which checks a value, and
 * as JSON Schema, which describes one. Both are of the request with `command` and `actor`, as it is sent and kept.
 */
import { Requests } from "@bina/core/office"
import * as Schema from "effect/Schema"

// ---- Models

/** What the interface of Standard Schema promises of a value that was checked. */
export interface Standard {
  readonly "~standard": {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => unknown
  }
}

/** A JSON Schema of the draft 2020-12. */
export interface JsonSchema {
  readonly dialect: string
  readonly schema: object
  readonly definitions: object
}

// ---- Rules

/** Every request that may be given, in the order of the flow. */
export const methods = Object.keys(Requests.byMethod) as ReadonlyArray<Requests.Method>

// What is known of each only by its name is told in general.
const schemaOf = (method: Requests.Method) => Requests.byMethod[method] as unknown as Schema.Codec<unknown, unknown>

/** A request as Standard Schema. */
export const standard = (method: Requests.Method): Standard => Schema.toStandardSchemaV1(schemaOf(method))

/** A request as JSON Schema. */
export const json = (method: Requests.Method): JsonSchema => {
  const { definitions, dialect, schema } = Schema.toJsonSchemaDocument(schemaOf(method))
  return { dialect, schema, definitions }
}
