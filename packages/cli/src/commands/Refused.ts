/**
 * What an officer hears when the office refuses a step: which duty is meant, what stands in the way, and what to do.
 */
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import type { Authority, SegregationOfDuties } from "@bina/core"
import type { BudgetDecider, DisbursementCommand } from "@bina/core/journal"
import { Text } from "@bina/policy"
import * as DutyWords from "../screen/DutyWords.ts"

// ---- Models

/** What was asked: of which cohort, who else is appointed for it, and how sums are written there. */
export interface Asked {
  readonly cohort: string
  readonly appointed: (task: Authority.Task) => ReadonlyArray<string>
  readonly money: (amount: number, language: Text.Language) => string
}

// ---- Errors

/** The office, or this program before it, does not allow it. */
export class Refused extends Schema.TaggedError<Refused>()("Refused", { text: Text.Text }) {
  override get message(): string {
    return this.text.en
  }
}

// ---- Rules

export const refuse = (id: string, en: string): Refused => new Refused({ text: { id, en } })

type Known =
  | Authority.NotAuthorised
  | SegregationOfDuties.SamePerson
  | SegregationOfDuties.TooManyDuties
  | BudgetDecider.BudgetExceeded
  | DisbursementCommand.NotAtThisStage
  | DisbursementCommand.ContentChanged
  | DisbursementCommand.NothingToPay
  | DisbursementCommand.AnotherPersonNeeded
  | DisbursementCommand.NotInTheWay
  | DisbursementCommand.GlassNotShort
  | DisbursementCommand.NoSuchGlass
  | DisbursementCommand.GlassEnded
  | DisbursementCommand.AnswersAwaited
  | DisbursementCommand.AnswerConflict

type Words = { readonly [K in Known["_tag"]]: (error: Extract<Known, { readonly _tag: K }>, asked: Asked) => Refused }

const words: Words = {
  NotAuthorised: ({ actor, obstacle, on, task, total }, { appointed, cohort, money }) => {
    const todo = DutyWords.duties[task].todo
    const limit = money(total.amount, "id")
    const why = {
      ambiguous: {
        id: "officers.json memuat dua nama yang terbaca sama",
        en: "officers.json holds two ids that are read alike"
      },
      "spelt-otherwise": {
        id: "namanya ditulis lain dalam officers.json; tulis persis seperti di sana",
        en: "officers.json spells the id otherwise; write it exactly as there"
      },
      "not-appointed": { id: "tidak ada penunjukan untuk itu", en: "no appointment says so" },
      "other-line": { id: "penunjukannya untuk pagu angkatan lain", en: "the appointment is for other budget lines" },
      "other-payer": { id: "penunjukannya untuk anggaran lain", en: "the appointment is for another treasury" },
      "other-day": { id: `penunjukannya tidak berlaku pada ${on}`, en: `the appointment does not hold on ${on}` },
      "above-ceiling": {
        id: `penunjukannya tidak sampai ${limit}`,
        en: `the appointment does not reach ${money(total.amount, "en")}`
      }
    }[obstacle]
    const others = appointed(task).filter((officer) => officer !== actor)
    return refuse(
      `${actor} tidak berwenang ${todo.id} daftar ${cohort}: ${why.id}; ${letId(others, todo.id)}`,
      `${actor} may not ${todo.en} the list of ${cohort}: ${why.en}; ${letEn(others, todo.en)}`
    )
  },
  SamePerson: ({ actor, asked: duty, held }, { appointed, cohort }) => {
    const [before, todo] = [DutyWords.duties[held].todo, DutyWords.duties[duty].todo]
    const others = appointed(duty).filter((officer) => officer !== actor)
    return refuse(
      `${actor} sudah bertugas ${before.id} daftar ${cohort}, jadi tidak boleh ${todo.id} daftar itu juga: ` +
        `keempat tugas dipegang empat orang; ${letId(others, todo.id)}`,
      `${actor} has had the duty to ${before.en} the list of ${cohort} and may not ${todo.en} it as well: ` +
        `the four duties are for four people; ${letEn(others, todo.en)}`
    )
  },
  NotAtThisStage: ({ from, stage }, { cohort }) => {
    const now = DutyWords.stages[stage as keyof typeof DutyWords.stages]
    const next = nextOf[stage]
    return next === undefined || from.every((one) => orderOf(one) <= orderOf(stage))
      ? refuse(
          `daftar ${cohort} sudah ${now.id}: langkah ini tidak dapat diambil lagi`,
          `the list of ${cohort} is ${now.en}: this step can no longer be taken`
        )
      : refuse(
          `daftar ${cohort} ${now.id}; langkah ini untuk daftar yang ${from.map(stageId).join(" atau ")}. ` +
            `Sebelumnya: {program} lists ${next} ${cohort} --as PETUGAS`,
          `the list of ${cohort} is ${now.en}; this step is for one that is ${from.map(stageEn).join(" or ")}. ` +
            `First: {program} lists ${next} ${cohort} --as OFFICER`
        )
  },
  AnswersAwaited: ({ obligations }, { cohort }) =>
    refuse(
      `${obligations.length} pembayaran pada daftar ${cohort} belum dijawab bank; catat dahulu: {program} lists answers ${cohort} BERKAS --as PETUGAS`,
      `the bank has not answered ${obligations.length} payments on the list of ${cohort}; record them first: {program} lists answers ${cohort} FILE --as OFFICER`
    ),
  AnswerConflict: (_, { cohort }) =>
    refuse(
      `jawaban lain tentang daftar ${cohort} dicatat orang lain sementara ini; lihat {program} lists, lalu tanyakan kepada bank mana yang benar`,
      `somebody recorded another answer about the list of ${cohort} meanwhile; look at {program} lists, then ask the bank which is right`
    ),
  ContentChanged: (_, { cohort }) => changed(cohort),
  NothingToPay: (_, { cohort }) =>
    refuse(
      `tidak ada yang harus dibayar pada ${cohort} sekarang: tidak ada daftar yang disiapkan`,
      `nobody in ${cohort} is owed anything now: there is no list to prepare`
    ),
  BudgetExceeded: ({ asked, free }, { cohort, money }) =>
    refuse(
      `pagu ${cohort} tersisa ${money(free.amount, "id")} dan daftarnya ${money(asked.amount, "id")}: ` +
        "seluruh daftar ditolak; naikkan pagunya atau kurangi bebannya, lalu siapkan lagi",
      `the budget line of ${cohort} has ${money(free.amount, "en")} left and the list asks ` +
        `${money(asked.amount, "en")}: the whole list is refused; raise the line or lower the burden, then prepare it again`
    ),
  TooManyDuties: ({ actor, asked: duty, held }, { appointed, cohort }) => {
    const todo = DutyWords.duties[duty].todo
    const others = appointed(duty).filter((officer) => !held.includes(duty) && officer !== actor)
    const had = (language: Text.Language, and: string) =>
      held.map((one) => DutyWords.duties[one].todo[language]).join(` ${and} `)
    return refuse(
      `${actor} sudah bertugas ${had("id", "dan")} daftar ${cohort}: tugas ketiga, ${todo.id}, tidak boleh dalam keadaan apa pun; ${letId(others, todo.id)}`,
      `${actor} has had the duties to ${had("en", "and")} the list of ${cohort}: a third, to ${todo.en} it, is never allowed; ${letEn(others, todo.en)}`
    )
  },
  AnotherPersonNeeded: ({ actor, as, step }, { cohort }) => {
    const todo = DutyWords.duties[step].todo
    return as === "officer"
      ? refuse(
          `${actor} adalah petugas yang akan ${todo.id} daftar ${cohort}: dua petugas lain yang harus meminta dan memecahkan kaca`,
          `${actor} is the one who is to ${todo.en} the list of ${cohort}: two other officers must ask for it and break the glass`
        )
      : refuse(
          `${actor} sudah meminta agar kaca dipecahkan untuk ${todo.id} daftar ${cohort}: yang memecahkannya harus petugas lain yang ditunjuk`,
          `${actor} asked to break the glass to ${todo.en} the list of ${cohort}: what is missing is another appointed officer who breaks it`
        )
  },
  NotInTheWay: ({ found, officer, step }, { cohort }) => {
    const todo = DutyWords.duties[step].todo
    return found.length === 0
      ? refuse(
          `tidak ada yang menghalangi ${officer} ${todo.id} daftar ${cohort}: kaca tidak perlu dipecahkan`,
          `nothing keeps ${officer} from taking the step to ${todo.en} the list of ${cohort}: no glass needs to be broken`
        )
      : refuse(
          `yang menghalangi ${officer} ${todo.id} daftar ${cohort} sudah lain; minta lagi`,
          `what keeps ${officer} from taking the step to ${todo.en} the list of ${cohort} has changed; ask again`
        )
  },
  GlassNotShort: ({ days, until }, { cohort }) =>
    refuse(
      `kaca daftar ${cohort} dipecahkan paling lama ${days} hari, jadi tidak sampai ${until}`,
      `the glass of the list of ${cohort} is broken for at most ${days} days, so not until ${until}`
    ),
  NoSuchGlass: ({ glass }, { cohort }) =>
    refuse(
      `tidak ada permintaan ${glass} tentang isi daftar ${cohort} yang sekarang; lihat {program} lists, atau minta dahulu: {program} lists request-glass ${cohort}`,
      `there is no request ${glass} about what stands on the list of ${cohort} now; look at {program} lists, or ask first: {program} lists request-glass ${cohort}`
    ),
  GlassEnded: ({ glass, until }, { cohort }) =>
    refuse(
      `permintaan ${glass} tentang daftar ${cohort} berakhir ${until}Z; kalau keadaan darurat masih ada, minta lagi`,
      `request ${glass} about the list of ${cohort} ended at ${until}Z; if the emergency goes on, ask again`
    )
}

/** What comes next at each stage before the release, the stages in their order. */
const nextOf: Readonly<Record<string, string>> = {
  Unprepared: "prepare",
  Rejected: "prepare",
  Prepared: "verify",
  Verified: "approve",
  Approved: "release"
}
const order = [...Object.keys(nextOf), "Released", "Settled", "Cancelled"]
const orderOf = (stage: string): number => order.indexOf(stage)

const stageOf = (stage: string): Text.Text => DutyWords.stages[stage as keyof typeof DutyWords.stages]
const stageId = (stage: string) => stageOf(stage).id
const stageEn = (stage: string) => stageOf(stage).en

/** Who else may do it, or how to have it done. */
export const letId = (others: ReadonlyArray<string>, todo: string): string =>
  others.length === 0
    ? `catat penunjukan seseorang untuk ${todo} dalam officers.json`
    : `yang ditunjuk untuk itu: ${others.join(", ")}`
export const letEn = (others: ReadonlyArray<string>, todo: string): string =>
  others.length === 0 ? `enter in officers.json who is appointed to ${todo}` : `appointed for it: ${others.join(", ")}`

/** The list is not the one that was looked at. */
export const changed = (cohort: string): Refused =>
  refuse(
    `isi daftar ${cohort} bukan lagi yang Anda lihat: lihat dahulu dengan {program} lists, lalu tanda tangani isinya yang sekarang`,
    `the list of ${cohort} is no longer what you looked at: look again with {program} lists, then sign what stands there now`
  )

/** The list pays something else than what is owed. */
export const stale = (cohort: string): Refused =>
  refuse(
    `yang harus dibayar pada ${cohort} sudah berubah sejak daftarnya disiapkan; siapkan lagi: {program} lists prepare ${cohort} --as PETUGAS`,
    `what is owed in ${cohort} has changed since its list was prepared; prepare it again: {program} lists prepare ${cohort} --as OFFICER`
  )

/** Nobody is appointed to anything. */
export const noOfficers = refuse(
  "musim ini tidak punya officers.json, jadi tidak ada petugas yang ditunjuk dan daftar hanya dapat disiapkan (tanpa --as); " +
    "letakkan berkas itu di folder musim pelatihan",
  "the season has no officers.json, so nobody is appointed and lists can only be prepared (without --as); " +
    "put the file into the folder of the season"
)

/** Turns the refusals of the office into sentences; what is no refusal stays as it is. */
export const told =
  (asked: Asked) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, Exclude<E, Known> | Refused, R> =>
    Effect.mapError(effect, (error) => (isKnown(error) ? sentence(error, asked) : (error as Exclude<E, Known>)))

/** A journal of other seasons knows nothing of this one. */
export const known = <A, E extends { readonly _tag: string }, R>(effect: Effect.Effect<A, E, R>) =>
  effect.pipe(
    Effect.catchTag("NotAnnounced" as never, () =>
      Effect.fail(
        refuse(
          "jurnal ini belum mengenal musim ini; jalankan {program} dahulu",
          "this journal does not know the season yet; run {program} first"
        )
      )
    )
  ) as Effect.Effect<A, Exclude<E, { readonly _tag: "NotAnnounced" }> | Refused, R>

const isKnown = (error: unknown): error is Known =>
  Predicate.hasProperty(error, "_tag") && typeof error._tag === "string" && Object.hasOwn(words, error._tag)

const sentence = (error: Known, asked: Asked): Refused =>
  (words[error._tag] as (error: Known, asked: Asked) => Refused)(error, asked)
