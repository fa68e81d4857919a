/**
 * Names a policy by its content: SHA-256 over the canonical JSON of its tree, values, citations and limits. A decision
 * stores the fingerprint, so that years later anyone can tell which rules it followed.
 *
 * Texts are hashed apart: a mended typo is no new policy.
 */
import type { Policy } from "./Policy.ts"
import * as Digest from "./Digest.ts"

/** `sha256:` and 64 hexadecimal digits. */
export type Fingerprint = `sha256:${string}`

const digest = (value: unknown): Fingerprint => `sha256:${Digest.ofData(value)}`

/**
 * The fingerprint of a policy together with the limits that count across people (plain data, without their texts).
 *
 * @throws {NotCanonical} when a limit is not plain data.
 */
export const of = <F, A>({ document }: Policy<F, A>, limits: ReadonlyArray<unknown> = []): Fingerprint => {
  const known = limits.length === 0 ? withoutLimits.get(document) : undefined
  if (known !== undefined) return known
  const { texts: _texts, ...rules } = document
  const fingerprint = digest({ ...rules, limits })
  if (limits.length === 0) withoutLimits.set(document, fingerprint)
  return fingerprint
}

/** Documents are frozen, so a digest that was computed stays true; every explanation asks for it. */
const withoutLimits = new WeakMap<object, Fingerprint>()

/** The fingerprint of what people read. */
export const ofTexts = <F, A>({ document }: Policy<F, A>): Fingerprint => digest(document.texts)
