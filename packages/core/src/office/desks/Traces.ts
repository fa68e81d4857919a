/**
 * Where a person stands in the journal: every event that names them under any of their ids, and those of their
 * applications.
 */
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type * as Recorded from "../../record/Recorded.ts"
import * as StreamId from "../../record/StreamId.ts"
import * as Journal from "../../record/Journal.ts"
import type * as Person from "../../words/Person.ts"

// ---- Rules

/** An event with its data, of lists only what is theirs. */
export interface Found {
  readonly event: Recorded.Recorded
  readonly data: Schema.Json
}

/** Every event that concerns a person, by stream: those that name them, and those of their applications. */
export const concerning = (ids: ReadonlySet<Person.Id>) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const found: Array<Found> = []
    let stream = ""
    let applications = new Set<string>()
    yield* Stream.runForEach(journal.all, (event) =>
      Effect.sync(() => {
        if (event.stream !== stream) {
          stream = event.stream
          applications = new Set()
        }
        const isOwn = StreamId.keysOf(event.stream).some((key) => isOf(key, ids))
        const mayName = [...ids].some((id) => event.body.includes(id))
        if (!isOwn && !mayName && applications.size === 0) return
        const data = JSON.parse(event.body) as Schema.Json
        const names = mayName && isNamed(data, ids)
        const application = applicationOf(data)
        // Whoever stands in for somebody else from here on is another person.
        if (!names && isApplication(data)) applications.delete(application ?? "")
        if (!isOwn && !names && !(application !== undefined && applications.has(application))) return
        if (application !== undefined && names) applications.add(application)
        found.push({ event, data: isOwn ? data : theirs(data, ids) })
      })
    )
    return found as ReadonlyArray<Found>
  })

const isApplication = (data: Schema.Json): boolean =>
  typeof (data as { readonly application?: unknown }).application === "object"

const applicationOf = (data: Schema.Json): string | undefined => {
  const { application } = data as { readonly application?: string | { readonly id: string } }
  return typeof application === "object" ? application.id : application
}

/** Whether data speak of a person: by id, or by the id of a debt to them, of which theirs is a part. */
const isNamed = (data: Schema.Json, ids: ReadonlySet<Person.Id>): boolean => {
  if (typeof data === "string") return data.split("/").some((part) => isOf(part, ids))
  return (
    typeof data === "object" && data !== null && Object.values(data).some((one) => isNamed(one as Schema.Json, ids))
  )
}

const isOf = (text: string, ids: ReadonlySet<string>): boolean => ids.has(text)

/** Of a list in which several people stand, only what is this person's. */
const theirs = (data: Schema.Json, ids: ReadonlySet<Person.Id>): Schema.Json => {
  if (Array.isArray(data)) {
    const own = data.filter((one) => isNamed(one, ids))
    return (own.length > 0 ? own : data).map((one) => theirs(one, ids))
  }
  if (typeof data !== "object" || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, theirs(value as Schema.Json, ids)]))
}
