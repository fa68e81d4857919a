/**
 * What is said to somebody who does not meet a requirement. It is another sentence than the requirement: of a civil
 * servant the list says "A civil servant", not "Not a civil servant".
 */
import type * as Text from "./Text.ts"

// ---- Models

/** What is asked, and what is said where it is not met. Rules and limits of older data say only what they ask. */
export interface Said {
  readonly text: Text.Text
  readonly refusal?: Text.Text | undefined
}

// ---- Functions

/**
 * The text of a refusal. Where nobody wrote one, the requirement is named as not met.
 *
 * ```ts
 * import { Refusal } from "@bina/policy"
 *
 * const text = { id: "Bukan PNS.", en: "Not a civil servant." }
 * Refusal.of({ text, refusal: { id: "PNS.", en: "A civil servant." } }).en // => "A civil servant."
 * Refusal.of({ text }).en // => "Requirement not met: Not a civil servant."
 * Refusal.of({ text }).id // => "Syarat tidak terpenuhi: Bukan PNS."
 * ```
 */
export const of = ({ refusal, text }: Said): Text.Text =>
  refusal ?? { id: `Syarat tidak terpenuhi: ${text.id}`, en: `Requirement not met: ${text.en}` }
