/**
 * The hashes that tie a journal together: each event to the one before it in its stream, each command to the command
 * before it, and each position to the position before it and to the command that wrote there. Whoever changes, moves,
 * removes or inserts something after the fact breaks a link that anybody can check.
 */
import { Digest } from "@bina/policy"
import type * as KeptCommand from "./KeptCommand.ts"
import type * as Recorded from "./Recorded.ts"

// ---- Models

/** What a hash of an event is made of: everything but the hash itself. */
export type Link = Omit<Recorded.Recorded, "hash">

/** SHA-256 of the UTF-8 bytes of a text, as 64 hexadecimal digits. A runtime's own is several times faster than ours. */
export type Sha256 = (text: string) => string

// ---- Rules

/** What the first event of a stream, the first command and the first position are tied to. */
export const beginning = "0".repeat(64) as Recorded.Hash

/** Text that can be taken apart in one way only: a JSON array ends where it ends, and the body follows on its line. */
const joined = (parts: ReadonlyArray<string | number | null>, body: string): string =>
  `${JSON.stringify(parts)}\n${body}`

/** The hash of an event over all that it says, and over the hash before it. */
export const hashOf = (link: Link, sha256: Sha256 = Digest.ofText): Recorded.Hash =>
  sha256(
    joined(
      [
        link.previous,
        link.stream,
        link.version,
        link.command,
        link.actor,
        link.type,
        link.shape,
        link.knownAt,
        link.appendedAt
      ],
      link.body
    )
  ) as Recorded.Hash

/** The hash of a command over all that is kept of it, and over the hash of the command before. */
export const commandHashOf = (
  before: Recorded.Hash,
  { actor, answer, command, digest, number, parent, position }: Omit<KeptCommand.KeptCommand, "hash">,
  sha256: Sha256 = Digest.ofText
): Recorded.Hash => sha256(joined([before, number, command, digest, actor, parent, position], answer)) as Recorded.Hash

/** The hash of a position over the one before it, the event that stands there, and the command that wrote it. */
export const positionHashOf = (
  before: Recorded.Hash,
  {
    commit,
    event,
    position
  }: { readonly position: number; readonly event: Recorded.Hash; readonly commit: Recorded.Hash },
  sha256: Sha256 = Digest.ofText
): Recorded.Hash => sha256(`${before} ${position} ${event} ${commit}`) as Recorded.Hash
