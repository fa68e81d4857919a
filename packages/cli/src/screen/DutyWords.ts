/** The words for duties and stages of lists, as the screen and the refusals use them. */
import type { Authority } from "@bina/core"
import type { DisbursementState } from "@bina/core/journal"
import type { Text } from "@bina/policy"

// ---- Rules

/** To do it, and to have it done. */
export const duties: { readonly [D in Authority.Task]: { readonly todo: Text.Text; readonly done: Text.Text } } = {
  prepare: { todo: { id: "menyiapkan", en: "prepare" }, done: { id: "disiapkan", en: "prepared" } },
  verify: { todo: { id: "memeriksa", en: "verify" }, done: { id: "diperiksa", en: "verified" } },
  approve: { todo: { id: "menyetujui", en: "approve" }, done: { id: "disetujui", en: "approved" } },
  release: { todo: { id: "melepas ke bank", en: "release" }, done: { id: "dilepas ke bank", en: "released" } },
  record: { todo: { id: "mencatat jawaban bank", en: "record" }, done: { id: "dicatat", en: "recorded" } },
  answer: { todo: { id: "menjawab keberatan", en: "answer objections" }, done: { id: "dijawab", en: "answered" } },
  override: { todo: { id: "memutus dengan tangan", en: "override" }, done: { id: "diputus", en: "overridden" } },
  merge: { todo: { id: "menyatukan dua nomor", en: "merge" }, done: { id: "disatukan", en: "merged" } }
}

/** Where a list stands. */
export const stages: { readonly [S in ReturnType<typeof DisbursementState.stageOf>]: Text.Text } = {
  Unprepared: { id: "belum disiapkan", en: "not prepared" },
  Prepared: duties.prepare.done,
  Verified: duties.verify.done,
  Approved: duties.approve.done,
  Released: duties.release.done,
  Rejected: { id: "dikembalikan", en: "sent back" },
  Settled: { id: "selesai", en: "settled" },
  Cancelled: { id: "dibatalkan", en: "cancelled" }
}
