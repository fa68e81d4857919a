/**
 * The work as one straight loop over columns, written by hand for exactly these rules: what a programmer writes who
 * cares about speed and about nothing else.
 */
import * as Enrolments from "../work/Enrolments.ts"
import * as Figures from "../work/Figures.ts"
import * as Outcome from "../work/Outcome.ts"
import type { Contender } from "./Contender.ts"

const decide = (from: Enrolments.Enrolments, into: Outcome.Columns): void => {
  const { attended, birth, budget, civil, count, distanced, district, household, households } = from
  const { masked, prior, programme, sessions, start, taxId, turnover, washed } = from
  const { gross, net, scale, status, tax } = into
  const born18 = Int32Array.from(start, (day) => Figures.yearsEarlier(day, Figures.adult))
  const born60 = Int32Array.from(start, (day) => Figures.yearsEarlier(day, Figures.tooOld))
  const left = Float64Array.from(budget)
  const seated = new Uint8Array(households * Enrolments.programmes)
  for (let i = 0; i < count; i++) {
    const p = programme[i]!
    const first = start[p]!
    const sales = turnover[i]!
    const isNew = first >= Figures.newScale
    const micro = isNew ? Figures.microAfter : Figures.microBefore
    const small = isNew ? Figures.smallAfter : Figures.smallBefore
    const size = sales <= micro ? 1 : sales <= small ? 2 : 0
    let state = 0
    if (!(birth[i]! <= born18[p]! && birth[i]! > born60[p]!)) state = 2
    else if (district[i]! < 1 || district[i]! > Figures.lastDistrict) state = 3
    else if (civil[i] !== 0) state = 4
    else if (size === 0) state = 5
    else if (prior[i]! > Figures.mostEarlier) state = 6
    else {
      const key = household[i]! * Enrolments.programmes + p
      if (seated[key]! >= Figures.mostOfHousehold) state = 7
      else seated[key]! += 1
    }
    let owed = 0
    let withheld = 0
    if (state === 0) {
      let counted = 0
      const came = attended[i]!
      const observed = masked[i]! & distanced[i]! & washed[i]!
      for (let s = 0; s < sessions[p]!; s++) {
        const day = first + Enrolments.sessionEvery * s
        const bit = 1 << s
        if ((came & bit) === 0) continue
        if (day >= Figures.protocolFrom && day <= Figures.protocolThrough && (observed & bit) === 0) continue
        counted++
        owed += Figures.rates[day >= Figures.thirdRateFrom ? 2 : day >= Figures.secondRateFrom ? 1 : 0]
      }
      if (owed > Figures.cap) owed = Figures.cap
      if (owed > left[p]!) {
        left[p] = 0
        state = 8
        owed = 0
      } else {
        left[p]! -= owed
        if (owed > Figures.taxedAbove) {
          const percent = taxId[i] === 0 ? Figures.percentWithout : Figures.percentWithTaxId
          withheld = Math.floor((owed * percent) / 100)
        }
        if (counted * 5 < sessions[p]! * 4) state = 1
      }
    }
    status[i] = state
    scale[i] = size
    gross[i] = owed
    tax[i] = withheld
    net[i] = owed - withheld
  }
}

export const plainLoop: Contender = {
  title: "hand-written loop, plain",
  remark: "one loop over typed arrays, attendance as bits",
  prepare: (enrolments) => {
    const into = Outcome.columns(enrolments.count)
    return Promise.resolve({ run: () => decide(enrolments, into), outcome: () => into })
  }
}
