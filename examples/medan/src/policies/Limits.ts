/**
 * What counts across people: one seat in a season, two seats of a household in a cohort.
 */
import type { Admission } from "@bina/core"
import * as Terms from "./Terms.ts"

/** In the order in which their reasons are given. */
export const limits: ReadonlyArray<Admission.Limit> = [
  {
    reason: "already-seated",
    key: "nik",
    scope: "season",
    atMost: 1,
    citation: Terms.quotas,
    text: {
      id: "Belum mendapat kursi di angkatan lain pada musim ini.",
      en: "Holds no seat in another cohort of the season."
    },
    refusal: {
      id: "Sudah mendapat kursi di angkatan lain pada musim ini.",
      en: "Holds a seat in another cohort of the season."
    }
  },
  {
    reason: "household-limit",
    key: "household",
    scope: "cohort",
    atMost: 2,
    citation: Terms.quotas,
    text: {
      id: "Paling banyak dua orang dari satu kartu keluarga dalam satu angkatan.",
      en: "At most two people of one household in a cohort."
    },
    refusal: {
      id: "Dua orang dari kartu keluarga yang sama sudah mendapat kursi di angkatan ini.",
      en: "Two people of the same household already hold seats in the cohort."
    }
  }
]
