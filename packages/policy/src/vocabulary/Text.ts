/**
 * What people read, in both languages. Texts are hashed apart from rules: mending a typo is no new policy.
 */
import * as Schema from "effect/Schema"

/** `id` Indonesian, `en` English. */
export const Language = Schema.Literals(["id", "en"])
export type Language = typeof Language.Type

/** A text in both languages; neither may be empty. */
export const Text = Schema.Struct({ id: Schema.NonEmptyString, en: Schema.NonEmptyString })
export type Text = typeof Text.Type
