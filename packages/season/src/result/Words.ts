/**
 * The words for the codes that lists show: reasons of refusal and missing facts, as the season's policies and limits
 * write them. A code without words stands for itself.
 */
import { Admission } from "@bina/core"
import { Policy, type Text } from "@bina/policy"
import type * as Pack from "../Pack.ts"
import type * as SeasonResult from "./SeasonResult.ts"

// ---- Models

/** The words for codes that the policies use: reasons of refusal and facts, in both languages. */
export interface Words {
  readonly reason: (code: string) => Text.Text
  readonly fact: (name: string) => Text.Text
}

// ---- Rules

type Named = Readonly<Record<string, Text.Text>>

const own: Named = {
  listed: {
    id: "tempat dalam daftar, yang sudah disiapkan sebelumnya",
    en: "a place on the list, which was prepared before"
  }
}

/** Words of a season. The words of a reason are those of the refusal, never those of the requirement. */
export const of = (
  { policies: { admission, allowance } }: Pick<SeasonResult.SeasonResult, "policies">,
  { texts }: Pick<Pack.Shape, "texts">
): Words => {
  const declared = [admission, allowance].map(({ policy }) => policy.document.texts.facts)
  const facts: Named = Object.assign({}, own, texts.facts, ...declared)
  const reasons: Named = { ...Policy.refusalTexts(admission.policy), ...Admission.refusalsOf(admission.limits) }
  return {
    reason: (code) => reasons[code] ?? { id: code, en: code },
    fact: (name) => facts[name] ?? { id: name, en: name }
  }
}
