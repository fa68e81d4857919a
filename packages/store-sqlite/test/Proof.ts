/**
 * How often is tried what chance decides, and where figures of it go. A test run tries a sample; `pnpm proof` says how
 * often, and names a file that it reads the figures from.
 */
import { appendFileSync } from "node:fs"

const counted = (name: string, sample: number): number => {
  const text = process.env[name] ?? String(sample)
  const count = Number(text)
  if (!(Number.isSafeInteger(count) && count > 0)) throw new Error(`${name} has to be a number from 1, and is ${text}`)
  return count
}

/** In how many rounds processes race for the last seat and the last rupiah. */
export const rounds = counted("BINA_PROOF_ROUNDS", 200)

/** How many writers are killed. */
export const kills = counted("BINA_PROOF_KILLS", 20)

/** How many workers that send notices are killed. */
export const dispatchers = counted("BINA_PROOF_DISPATCHERS", 12)

const file = process.env["BINA_PROOF_FIGURES"]

/** Whether somebody reads the figures. */
export const isRead = file !== undefined

/** How long a test may take, in milliseconds. */
export const patience = isRead ? 6 * 3_600_000 : 300_000

/** Gives figures under a name to whoever reads them. */
export const record = (name: string, figures: Readonly<Record<string, number | string>>): void => {
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ name, figures })}\n`)
}
