/**
 * How many short messages a text takes, and which of its characters make it so: a text of the basic alphabet of GSM
 * (3GPP TS 23.038) fits 160 into one message, any other 70.
 */

// ---- Models

/** The alphabet that the text needs, how many messages it takes, and the first characters that the basic one lacks. */
export interface Segments {
  readonly alphabet: "GSM-7" | "UCS-2"
  readonly messages: number
  readonly outside: ReadonlyArray<string>
}

// ---- Rules

const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)

/** These take two places each. */
const extended = new Set("\f^{}\\[~]|€")

/**
 * ```ts
 * import { Segments } from "@bina/core/notices"
 *
 * Segments.of("Kelas besok pukul 08.00") // => { alphabet: "GSM-7", messages: 1, outside: [] }
 * Segments.of("Kelas besok – pukul 08.00") // => { alphabet: "UCS-2", messages: 1, outside: ["–"] }
 * ```
 */
export const of = (text: string): Segments => {
  const characters = [...text]
  const outside = [...new Set(characters.filter((one) => !basic.has(one) && !extended.has(one)))]
  if (outside.length > 0) return { alphabet: "UCS-2", messages: countOf(ucs2Of(characters), 70, 67), outside }
  const places = characters.map((one) => (extended.has(one) ? 2 : 1))
  return { alphabet: "GSM-7", messages: countOf(places, 160, 153), outside }
}

const ucs2Of = (characters: ReadonlyArray<string>): ReadonlyArray<number> => characters.map(({ length }) => length)

/** A character is not cut between two messages. */
const countOf = (places: ReadonlyArray<number>, alone: number, joined: number): number => {
  const all = places.reduce((sum, place) => sum + place, 0)
  if (all <= alone) return 1
  let messages = 1
  let used = 0
  for (const place of places) {
    if (used + place > joined) {
      messages += 1
      used = 0
    }
    used += place
  }
  return messages
}
