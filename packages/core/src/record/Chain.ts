/**
 * The hashes that tie a journal together: each event to the one before it in its stream, each position to the position
 * before it. Whoever changes, moves, removes or inserts an event after the fact breaks a link that anybody can check.
 */
import { Digest } from "@bina/policy"
import type * as Recorded from "./Recorded.ts"

// ---- Models

/** What a hash of an event is made of: everything but the hash itself. */
export type Link = Omit<Recorded.Recorded, "hash">

// ---- Rules

/** What the first event of a stream, and the first position, are tied to. */
export const beginning = "0".repeat(64) as Recorded.Hash

/** The hash of an event over all that it says, and over the hash before it. */
export const hashOf = (link: Link): Recorded.Hash =>
  Digest.ofData([
    link.previous,
    link.stream,
    link.version,
    link.command,
    link.actor,
    link.type,
    link.shape,
    link.knownAt,
    link.appendedAt,
    link.body
  ]) as Recorded.Hash

/** The hash of a position over the one before it and the event that stands there. */
export const positionHashOf = (before: Recorded.Hash, position: number, event: Recorded.Hash): Recorded.Hash =>
  Digest.ofText(`${before} ${position} ${event}`) as Recorded.Hash
