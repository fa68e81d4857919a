/**
 * Enrolments as the columns that `decideMany` reads: the very arrays of the generator, taken as they are. What belongs
 * to the programme stands once in the shared table.
 */
import type { Columns } from "@bina/policy"
import * as Enrolments from "../work/Enrolments.ts"
import * as Person from "../work/Person.ts"

/** Whether facts are declared present, or each says of itself that it is known. */
export type Presence = "present" | "nullable"

/** The columns of all enrolments. */
export const columnsOf = (from: Enrolments.Enrolments, presence: Presence = "present"): Columns.Columns => {
  const { count } = from
  const days = Array.from(from.start, (_, programme) => Person.sessionDays(from, programme))
  const offsets = new Int32Array(Enrolments.programmes + 1)
  days.forEach((each, programme) => {
    offsets[programme + 1] = offsets[programme]! + each.length
  })
  const all = presence === "present" ? undefined : new Uint8Array(count).fill(1)
  const allWords = presence === "present" ? undefined : new Int32Array(count).fill(-1)
  const leaf = (values: Columns.Numbers): Columns.Leaf => (all === undefined ? { values } : { values, known: all })
  const flags = (values: Columns.Numbers): Columns.Leaf =>
    allWords === undefined ? { values } : { values, known: allWords }
  return {
    rows: count,
    words: [],
    leaves: {
      birthDate: leaf(from.birth),
      district: leaf(from.district),
      civilServant: leaf(from.civil),
      turnover: leaf(from.turnover),
      priorProgrammes: leaf(from.prior),
      hasTaxId: leaf(from.taxId)
    },
    lists: {
      sessions: {
        leaves: {
          attended: flags(from.attended),
          masked: flags(from.masked),
          distanced: flags(from.distanced),
          washed: flags(from.washed)
        }
      }
    },
    shared: {
      rows: Enrolments.programmes,
      of: from.programme,
      leaves: { startsOn: { values: from.start } },
      lists: { sessions: { offsets, leaves: { date: { values: Int32Array.from(days.flat()) } } } }
    }
  }
}
