/**
 * Where the season's own rules come from: the terms that the department announced. The instrument is invented, like
 * everything in this season; laws that bind beyond it are cited from the law pack.
 */
import { Citation } from "@bina/policy"

const terms = Citation.make({
  instrument: "Ketentuan Pelatihan 2020",
  title: "Ketentuan peserta dan uang transport pelatihan pemulihan ekonomi IKM dan UMKM (rekaan)",
  signedOn: "2020-09-01",
  inForceFrom: "2020-09-14",
  confidence: "sourced"
})

export const participants = Citation.article(terms, "2")
export const quotas = Citation.article(terms, "3")
export const allowance = Citation.article(terms, "4")
export const completion = Citation.article(terms, "5")
