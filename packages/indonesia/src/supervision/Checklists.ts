/** What a visit looks at, as versions that never change: the three, the six, and the guideline for workplaces. */
import { Checklist } from "@bina/core"
import type { Citation } from "@bina/policy"
import * as Health from "../citation/HealthLaw.ts"
import * as Law from "../citation/SupervisionLaw.ts"

// ---- Rules

const item = (name: string, id: string, en: string, citation: Citation.Citation): Checklist.Item => ({
  item: Checklist.ItemId.make(name),
  text: { id, en },
  citation
})

const mask = item("mask", "memakai masker", "wears a mask", Health.perwalMedan27of2020)
const distance = item(
  "distance",
  "menjaga jarak paling sedikit 1 meter",
  "keeps a distance of 1 metre",
  Law.kmk328of2020
)
const hands = item("hand-washing", "mencuci tangan dengan sabun", "washes hands with soap", Health.perwalMedan27of2020)
const temperature = item(
  "temperature",
  "memeriksa suhu tubuh di pintu masuk",
  "takes the temperature at the entrance",
  Health.kmk382of2020
)
const cleaning = item(
  "cleaning",
  "membersihkan permukaan bersama tiap 4 jam",
  "cleans shared surfaces every 4 hours",
  Law.kmk328of2020
)

/** 3M: mask, distance, washing of hands. */
export const threeM: Checklist.Checklist = Checklist.makeUnsafe({
  id: "3m",
  version: 1,
  items: [mask, distance, hands]
})

/** 6M, of 2021: the three, and not to crowd, not to eat together, to move about less. */
export const sixM: Checklist.Checklist = Checklist.makeUnsafe({
  id: "6m",
  version: 1,
  items: [
    mask,
    distance,
    hands,
    item("no-crowds", "menghindari kerumunan", "avoids crowds", Law.seMenperin3of2021),
    item("no-shared-meals", "menghindari makan bersama", "avoids eating together", Law.seMenperin3of2021),
    item("less-movement", "mengurangi mobilitas", "moves about less", Law.seMenperin3of2021)
  ]
})

/** The guideline for workplaces of 2020, as a visit of the department looked at it. */
export const workplace: Checklist.Checklist = Checklist.makeUnsafe({
  id: "workplace",
  version: 1,
  items: [mask, distance, hands, temperature, cleaning]
})
