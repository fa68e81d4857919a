/**
 * When two numbers are one. People write `NIK` or `nik`, group digits by blanks, or paste full-width ones: to the vault
 * that is the same number, so that nobody becomes two people by how a clerk types. What else a number may carry (dots,
 * dashes, a check digit) only its country knows: its law pack reads it into one form before it comes here.
 */
import * as Redacted from "effect/Redacted"
import type * as Vault from "./Vault.ts"

/**
 * Kind and number as they are compared: forms of one character are one, neither case nor blanks nor what cannot be seen
 * tells apart. A text of which nothing is left by that stays as it is, for else all such were one person.
 */
export const of = ({ kind, number }: Vault.Identity): readonly [kind: string, number: string] => [
  spelt(kind),
  spelt(Redacted.value(number))
]

const spelt = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\s]/gu, "")
    .toLowerCase() || text
