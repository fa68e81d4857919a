/**
 * From which journal results came. They name it, and each release leaves its head beside them: a journal that is gone, cut
 * off or exchanged would begin anew in silence, and pay again what was paid.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Journal, Vault } from "@bina/core/adapter"
import { type Head, Provenance, SignedHead } from "@bina/core/journal"
import { Text } from "@bina/policy"
import { SingleFiles } from "@bina/report"

// ---- Models

/** A journal as a file beside the results names it. */
interface Named {
  readonly file: string
  readonly head: Head.Head & { readonly epoch?: Provenance.Provenance["epoch"] }
}

// ---- Errors

/** The results name a journal, and it is not the one that would be used. */
export class OriginRefused extends Schema.TaggedError<OriginRefused>()("OriginRefused", { text: Text.Text }) {
  override get message(): string {
    return this.text.en
  }
}

const refuse = (id: string, en: string) => new OriginRefused({ text: { id, en } })

// ---- Rules

/** The file among results that names their journal. */
export const file = "journal.json"

/** The folder beside them with the head of the journal at each release. */
export const heads = "heads"

type Reading = (text: string) => Result.Result<Named["head"], unknown>

const provenance = Schema.fromJsonString(Provenance.Provenance)
const decode = Schema.decodeUnknownResult(provenance, { onExcessProperty: "error" })

/** The journal as results name it. */
export const written = Effect.map(Effect.flatMap(Journal.Journal, Provenance.of), (origin) => ({
  path: file,
  text: `${JSON.stringify(origin, null, 2)}\n`
}))

/** Puts the head of the journal beside the results, signed by its vault: what was released stands in it. */
export const exported = Effect.fn("Origin.exported")(function* (out: string, list: string) {
  const head = yield* SignedHead.make(yield* Journal.Journal, yield* Vault.Vault)
  const path = join(out, heads, `${list}-${head.position}.json`)
  yield* SingleFiles.writeFile(path, `${SignedHead.write(head)}\n`)
  return path
})

/** The journals that results name, and the one that the newest release among them left. */
const namedIn = (out: string): Effect.Effect<ReadonlyArray<Named>, OriginRefused> =>
  Effect.map(allIn(out), (all) => {
    const isRelease = ({ head }: Named) => head.epoch === undefined
    const newest = all.filter(isRelease).toSorted((one, other) => other.head.position - one.head.position)
    return [...all.filter((named) => !isRelease(named)), ...newest.slice(0, 1)]
  })

const allIn = (out: string): Effect.Effect<ReadonlyArray<Named>, OriginRefused> =>
  Effect.suspend(() => {
    const folder = join(out, heads)
    const files: ReadonlyArray<{ readonly path: string; readonly read: Reading }> = [
      ...[join(out, file)].filter((path) => existsSync(path)).map((path) => ({ path, read: decode })),
      ...(statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder) : [])
        .filter((name) => name.endsWith(".json"))
        .toSorted()
        .map((name) => ({ path: join(folder, name), read: SignedHead.read }))
    ]
    return Effect.forEach(files, ({ path, read }) =>
      Effect.try({ try: () => readFileSync(path, "utf8"), catch: () => path }).pipe(
        Effect.flatMap((text) => Effect.fromResult(read(text))),
        Effect.mapBoth({
          onSuccess: (head): Named => ({ file: path, head }),
          onFailure: () =>
            refuse(
              `${path} tidak dapat dibaca sebagai keterangan jurnal; kembalikan berkas itu dari cadangan`,
              `${path} does not read as what names a journal; bring that file back from a backup`
            )
        })
      )
    )
  })

/** Refuses where results name a journal and there is none. */
export const notGone = (out: string, where: string): Effect.Effect<void, OriginRefused> =>
  Effect.flatMap(namedIn(out), ([named]) =>
    named === undefined
      ? Effect.void
      : Effect.fail(
          refuse(
            `jurnal tidak ada di ${where}, padahal ${named.file} menyebut satu; kembalikan dari cadangan, sebutkan dengan --store, atau mulai dari awal dengan --out lain`,
            `there is no journal in ${where}, and ${named.file} names one; bring it back from a backup, name it with --store, or begin anew with another --out`
          )
        )
  )

const why = {
  "another-journal": { id: "jurnal ini bukan jurnal itu", en: "this is not that journal" },
  "cut-off": { id: "akhir jurnal ini hilang", en: "the end of this journal is gone" },
  changed: { id: "jurnal ini diubah sesudahnya", en: "this journal was changed afterwards" }
} as const satisfies Record<Provenance.Mismatch, Text.Text>

/** What speaks against a journal being the one that the results in a folder name, or against its being all of it. */
export const against = Effect.fn("Origin.against")(function* (out: string) {
  const journal = yield* Journal.Journal
  for (const { file, head } of yield* namedIn(out)) {
    const found = yield* Provenance.mismatch(journal, head)
    if (Option.isNone(found)) continue
    const { en, id } = why[found.value]
    return Option.some<Text.Text>({
      id: `${file} menyebut jurnal sampai kedudukan ${head.position}: ${id}. Kembalikan jurnal itu dari cadangan, sebutkan dengan --store, atau pakai --out lain`,
      en: `${file} names a journal up to position ${head.position}: ${en}. Bring that journal back from a backup, name it with --store, or use another --out`
    })
  }
  return Option.none<Text.Text>()
})

/** Refuses a journal against which something speaks. */
export const fits = (out: string) =>
  Effect.flatMap(
    against(out),
    Option.match({ onNone: () => Effect.void, onSome: (text) => Effect.fail(new OriginRefused({ text })) })
  )
