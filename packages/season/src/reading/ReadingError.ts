/**
 * What stops a run before anything is written: the season is not there, or is not what this program reads. Single rows
 * never do; they become problems. The messages name files and columns and never a cell, since a file without its line
 * of column names shows a person where a column name should be.
 */
import * as Schema from "effect/Schema"
import { Text } from "@bina/policy"

// ---- Errors

/** What the platform says of a file that cannot be read, in words; anything else stands as it came. */
const causes: Readonly<Record<string, Text.Text>> = {
  NotFound: { id: "tidak ditemukan", en: "not found" },
  PermissionDenied: { id: "tidak diizinkan", en: "not permitted" }
}

/** A file of the season is not there or may not be read. */
export class MissingFile extends Schema.TaggedError<MissingFile>()("MissingFile", {
  file: Schema.String,
  detail: Schema.String
}) {
  get text(): Text.Text {
    const cause = causes[this.detail] ?? { id: this.detail, en: this.detail }
    return {
      id: `berkas ${this.file} tidak dapat dibaca (${cause.id}): letakkan berkas itu di folder musim pelatihan`,
      en: `${this.file} cannot be read (${cause.en}): put the file into the folder of the season`
    }
  }
  override get message(): string {
    return this.text.en
  }
}

/** The first line of a sheet does not name the columns that it must have. */
export class UnknownColumns extends Schema.TaggedError<UnknownColumns>()("UnknownColumns", {
  file: Schema.String,
  missing: Schema.Array(Schema.String),
  repeated: Schema.Array(Schema.String),
  unknown: Schema.Array(Schema.Int)
}) {
  get text(): Text.Text {
    const list = (names: ReadonlyArray<string | number>) => names.join(", ")
    const parts = [
      this.missing.length > 0 ? [`kolom tidak ada: ${list(this.missing)}`, `missing: ${list(this.missing)}`] : [],
      this.repeated.length > 0 ? [`kolom berulang: ${list(this.repeated)}`, `repeated: ${list(this.repeated)}`] : [],
      this.unknown.length > 0
        ? [`kolom tidak dikenal, urutan ke: ${list(this.unknown)}`, `unknown, at position: ${list(this.unknown)}`]
        : []
    ].filter((part) => part.length > 0)
    return {
      id: `kolom berkas ${this.file} tidak dikenali; ${list(parts.map(([id]) => id!))}`,
      en: `the columns of ${this.file} are not the ones expected; ${list(parts.map(([, en]) => en!))}`
    }
  }
  override get message(): string {
    return this.text.en
  }
}

/** A file of settings (`programme.json`, `officers.json`) is no JSON, or says something that it cannot say. */
export class BrokenFile extends Schema.TaggedError<BrokenFile>()("BrokenFile", {
  file: Schema.String,
  detail: Text.Text
}) {
  get text(): Text.Text {
    return {
      id: `${this.file} tidak dapat dipakai: ${this.detail.id}`,
      en: `${this.file} cannot be used: ${this.detail.en}`
    }
  }
  override get message(): string {
    return this.text.en
  }
}

/** Any of them. */
export type ReadingError = MissingFile | UnknownColumns | BrokenFile
