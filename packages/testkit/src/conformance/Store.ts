/**
 * What a suite is given to try its laws on: a store that is made empty, for each law anew. A layer is enough; the rest
 * are ways into the store that some laws need, and where one is missing those laws are reported as not tried.
 */
import type * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

// ---- Models

/**
 * One store. `layer` opens it, empty. The others are left out where an adapter has no such thing:
 *
 * - `reopen` opens the same store again, after what `layer` built was closed; for stores that outlive a process.
 * - `beside` opens the same store again while what `layer` built is open; for stores that several processes use at once.
 * - `dump` gives everything that is kept, by another way than the adapter's own: files, tables, keys.
 * - `outage` makes the store unreachable until it is thrown away.
 * - `tamper` changes what is kept, by another way than the adapter's own; for stores that hold a vault.
 */
export interface Store<Services, Given> {
  readonly layer: Layer.Layer<Services, unknown>
  readonly reopen?: (given: Given) => Layer.Layer<Services, unknown>
  readonly beside?: (given: Given) => Layer.Layer<Services, unknown>
  readonly dump?: Effect.Effect<ReadonlyArray<Uint8Array | string>, unknown>
  readonly outage?: Effect.Effect<void, unknown>
  readonly tamper?: (how: Tampering) => Effect.Effect<void, unknown>
}

/**
 * How a vault is tampered with: every entry of its index leads where the next one did, with the tag of that one or with
 * its own; every person has the wrapped key of the next, or none; or the vault's own key of its index is gone.
 */
export type Tampering = "entries-shifted" | "ids-shifted" | "keys-shifted" | "keys-dropped" | "index-key-dropped"

/** A way into a store that not every law needs. */
export type Need = "reopen" | "beside" | "dump" | "outage" | "tamper"

/** Makes an empty store. `given` is what the store is to be opened with: see the suite. */
export type Make<Services, Given> = (given: Given) => Layer.Layer<Services, unknown> | Store<Services, Given>

// ---- Rules

/** The store that was made. What a layer builds is built for it alone, even where the layer is a constant. */
export const of = <Services, Given>(
  made: Layer.Layer<Services, unknown> | Store<Services, Given>
): Store<Services, Given> => {
  const { layer, ...ways } = isLayer(made) ? { layer: made } : made
  return { ...ways, layer: Layer.fresh(layer) }
}

const isLayer = <Services, Given>(
  made: Layer.Layer<Services, unknown> | Store<Services, Given>
): made is Layer.Layer<Services, unknown> => Layer.isLayer(made)
