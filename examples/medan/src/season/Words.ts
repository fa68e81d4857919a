/**
 * The words for the codes that lists show: reasons of refusal and missing facts, as the season's policies and limits
 * write them. A code without words stands for itself.
 */
import { Admission } from "@bina/core"
import { Policy, type Text } from "@bina/policy"
import * as Policies from "../policies/index.ts"
import type * as SeasonResult from "./SeasonResult.ts"
import type * as Lists from "../writing/Lists.ts"

// ---- Rules

type Named = Readonly<Record<string, Text.Text>>

const own: Named = {
  nik: { id: "NIK yang berbentuk benar", en: "a well-formed NIK" },
  listed: {
    id: "tempat dalam daftar, yang sudah disiapkan sebelumnya",
    en: "a place on the list, which was prepared before"
  },
  household: { id: "nomor kartu keluarga", en: "the number of the family card" }
}

/** Words of a season. The words of a reason are those of the refusal, never those of the requirement. */
export const of = ({ allowance }: Pick<SeasonResult.SeasonResult, "allowance">): Lists.Words => {
  const texts = [Policies.eligibility.document.texts, allowance.document.texts]
  const facts: Named = Object.assign({}, own, ...texts.map(({ facts }) => facts))
  const reasons: Named = {
    ...Policy.refusalTexts(Policies.eligibility),
    ...Admission.refusalsOf(Policies.limits)
  }
  return {
    reason: (code) => reasons[code] ?? { id: code, en: code },
    fact: (name) => facts[name] ?? { id: name, en: name }
  }
}
