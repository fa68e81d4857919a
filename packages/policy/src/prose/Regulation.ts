/**
 * A regulation in words, as data: sections of numbered paragraphs, lists and tables. Writers turn it into Markdown or
 * HTML; an application may add sections of its own, or lay it out in another way.
 *
 * All text here is plain: whatever authors wrote stands as they wrote it, and escaping is the writers' affair.
 */
import type * as Text from "../vocabulary/Text.ts"
import type * as Fingerprint from "../tree/Fingerprint.ts"

// ---- Models

/** An entry of a list, with the list inside it, if any. Its text ends with its own punctuation. */
export interface Item {
  readonly text: string
  readonly items: ReadonlyArray<Item>
}

/**
 * A paragraph. `lead` is what the rule's author wrote; `text` is numbered where an article has several; `note` says
 * where something comes from and what to mind.
 */
export interface Paragraph extends Item {
  readonly kind: "paragraph"
  readonly style: "lead" | "text" | "note"
  readonly number?: number
}

/** A table; each row has as many cells as there are columns. */
export interface Table {
  readonly kind: "table"
  readonly caption: string
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
}

export type Block = Paragraph | Table

/** A heading with what stands under it. */
export interface Section {
  readonly heading: string
  readonly blocks: ReadonlyArray<Block>
  readonly sections: ReadonlyArray<Section>
}

/** A whole regulation in one language. The fingerprint names the rules that it puts in words. */
export interface Regulation {
  readonly language: Text.Language
  readonly title: string
  readonly policy: string
  readonly fingerprint: Fingerprint.Fingerprint
  readonly sections: ReadonlyArray<Section>
}

// ---- Functions

/** A paragraph without a list. */
export const paragraph = (style: Paragraph["style"], text: string, number?: number): Paragraph => ({
  kind: "paragraph",
  style,
  text,
  items: [],
  ...(number === undefined ? {} : { number })
})
