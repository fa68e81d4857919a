/** The program of the city: what it is called and where its things lie. */
import { fileURLToPath } from "node:url"
import type { Program } from "@bina/cli"

const shipped = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

export const program: Program.Shape = {
  name: "medan",
  number: "NIK",
  pack: () => import("./pack.ts").then(({ pack }) => pack),
  season: shipped("season"),
  cases: ["eligibility", "allowance"].map((name) => shipped(`cases/${name}.csv`)),
  keys: shipped("../../.bina"),
  supervision: {
    pack: () => import("./supervision.ts").then(({ supervision }) => supervision),
    folder: shipped("supervision")
  }
}
