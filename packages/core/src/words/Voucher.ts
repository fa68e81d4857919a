/**
 * The number under which a move of money is booked, as on paper: whoever books the same voucher again books nothing,
 * and whoever books something else under it is refused. Deciders keep what they have seen, so that a command that is
 * given twice, by a person or by a machine that was not answered, moves money once.
 */
import { Digest } from "@bina/policy"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Spelling from "./Spelling.ts"

// ---- Models

/** Unique within its stream. */
export const Voucher = Spelling.bounded(300).pipe(Schema.brand("Voucher"))
export type Voucher = typeof Voucher.Type

/** What a voucher books, in a fixed order: equal content is equal text. */
export type Content = ReadonlyArray<Schema.Json>

/** Every voucher that was booked, with the SHA-256 of what it booked: a list of thousands weighs as much as one. */
export type Booked = HashMap.HashMap<Voucher, string>

// ---- Errors

/** The voucher already stands for something else. */
export class VoucherConflict extends Schema.TaggedError<VoucherConflict>()("VoucherConflict", { voucher: Voucher }) {
  override get message(): string {
    return `the voucher ${this.voucher} was booked with other content: give what is new a number of its own`
  }
}

// ---- Rules

/** A voucher from text; fails with {@link Spelling.Misspelt} on none. */
export const make = Spelling.reader(Voucher, { kind: "voucher", allowed: Spelling.allowed(300) })

/**
 * As {@link make}, for vouchers written in source code.
 *
 * @throws {Spelling.Misspelt}
 */
export const makeUnsafe = (text: string): Voucher => Result.getOrThrow(make(text))

/** Before anything is booked. */
export const none: Booked = HashMap.empty()

/** Whether this very content was booked under the voucher; fails when something else was. */
export const isBooked = (
  booked: Booked,
  voucher: Voucher,
  content: Content
): Result.Result<boolean, VoucherConflict> => {
  const known = HashMap.get(booked, voucher)
  if (Option.isNone(known)) return Result.succeed(false)
  return known.value === digestOf(content) ? Result.succeed(true) : Result.fail(new VoucherConflict({ voucher }))
}

/** Books content that was decided. */
export const book = (booked: Booked, voucher: Voucher, content: Content): Booked =>
  HashMap.set(booked, voucher, digestOf(content))

const digestOf = (content: Content): string => Digest.ofText(JSON.stringify(content))
