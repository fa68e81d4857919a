/**
 * What an office writes to people, in plain words: who writes, what was decided, why, what it means and what to do. The
 * reasons are those of the rules, said as what was not met. A city that writes otherwise gives templates of its own with
 * the same values.
 */
import type * as Notice from "./Notice.ts"
import * as Template from "./Template.ts"

// ---- Models

const about = { office: "text", name: "text", course: "text" } as const

/** What every notice to a person is given besides its own values. */
export type About = Template.Arguments<typeof about>

// ---- Rules

/** One template for each kind of notice. */
export const templates = {
  "application-received": Template.make({
    name: "application-received",
    version: 1,
    parameters: about,
    texts: {
      id: {
        subject: "Pendaftaran {course} diterima",
        text: "{office}: {name}, pendaftaran Anda untuk {course} sudah kami terima. Kami memberi kabar setelah diputuskan."
      },
      en: {
        subject: "Application for {course} received",
        text: "{office}: {name}, we have received your application for {course}. We will tell you what is decided."
      }
    }
  }),
  "application-set-aside": Template.make({
    name: "application-set-aside",
    version: 1,
    parameters: about,
    texts: {
      id: {
        subject: "Pendaftaran kedua untuk {course}",
        text: "{office}: {name}, Anda terdaftar dua kali untuk {course}. Pendaftaran yang pertama berlaku, yang ini dikesampingkan."
      },
      en: {
        subject: "Second application for {course}",
        text: "{office}: {name}, you applied twice for {course}. The first application stands, this one is set aside."
      }
    }
  }),
  "application-refused": Template.make({
    name: "application-refused",
    version: 1,
    parameters: { ...about, reasons: "text", objection: "text" },
    texts: {
      id: {
        subject: "Pendaftaran {course} ditolak",
        text: "{office}: {name}, pendaftaran Anda untuk {course} ditolak. Alasan: {reasons} Bila menurut Anda keliru: {objection}"
      },
      en: {
        subject: "Application for {course} refused",
        text: "{office}: {name}, your application for {course} is refused. Reason: {reasons} If you think this is wrong: {objection}"
      }
    }
  }),
  "facts-missing": Template.make({
    name: "facts-missing",
    version: 1,
    parameters: { ...about, missing: "text", desk: "text" },
    texts: {
      id: {
        subject: "Data untuk {course} belum lengkap",
        text: "{office}: {name}, pendaftaran Anda untuk {course} belum dapat diputuskan. Yang belum ada: {missing}. Bawa ke {desk}."
      },
      en: {
        subject: "Something is missing for {course}",
        text: "{office}: {name}, your application for {course} cannot be decided yet. Missing: {missing}. Bring it to {desk}."
      }
    }
  }),
  waitlisted: Template.make({
    name: "waitlisted",
    version: 1,
    parameters: { ...about, place: "count" },
    texts: {
      id: {
        subject: "Daftar tunggu {course}",
        text: "{office}: {name}, Anda memenuhi syarat {course}, tetapi kursi sudah penuh. Anda nomor {place} di daftar tunggu."
      },
      en: {
        subject: "Waiting list of {course}",
        text: "{office}: {name}, you qualify for {course}, but all seats are taken. You are number {place} on the waiting list."
      }
    }
  }),
  "seat-offered": Template.make({
    name: "seat-offered",
    version: 1,
    parameters: { ...about, answerBy: "text", begins: "day", desk: "text" },
    texts: {
      id: {
        subject: "Kursi {course} untuk Anda",
        text: "{office}: {name}, Anda mendapat kursi {course}, mulai {begins}. Jawab paling lambat {answerBy} di {desk}."
      },
      en: {
        subject: "A seat in {course} is yours",
        text: "{office}: {name}, you have a seat in {course}, which begins on {begins}. Answer by {answerBy} at {desk}."
      }
    }
  }),
  "waitlist-promoted": Template.make({
    name: "waitlist-promoted",
    version: 1,
    parameters: { ...about, answerBy: "text", begins: "day", desk: "text" },
    texts: {
      id: {
        subject: "Kursi {course} untuk Anda",
        text: "{office}: {name}, ada kursi kosong: Anda mendapat kursi {course}, mulai {begins}. Jawab paling lambat {answerBy} di {desk}."
      },
      en: {
        subject: "A seat in {course} is yours",
        text: "{office}: {name}, a seat has become free: it is yours, in {course}, which begins on {begins}. Answer by {answerBy} at {desk}."
      }
    }
  }),
  "seat-lapsing": Template.make({
    name: "seat-lapsing",
    version: 1,
    parameters: { ...about, answerBy: "text", desk: "text" },
    texts: {
      id: {
        subject: "Kursi {course} menunggu jawaban",
        text: "{office}: {name}, kursi {course} Anda gugur bila tidak dijawab sampai {answerBy}. Jawab di {desk}."
      },
      en: {
        subject: "Your seat in {course} waits for an answer",
        text: "{office}: {name}, your seat in {course} lapses unless you answer by {answerBy}. Answer at {desk}."
      }
    }
  }),
  "seat-lapsed": Template.make({
    name: "seat-lapsed",
    version: 1,
    parameters: { ...about, objection: "text" },
    texts: {
      id: {
        subject: "Kursi {course} gugur",
        text: "{office}: {name}, kursi {course} Anda gugur karena tidak dijawab. Bila menurut Anda keliru: {objection}"
      },
      en: {
        subject: "Your seat in {course} has lapsed",
        text: "{office}: {name}, your seat in {course} has lapsed, because it was not answered. If you think this is wrong: {objection}"
      }
    }
  }),
  "objection-answered": Template.make({
    name: "objection-answered",
    version: 1,
    parameters: { ...about, answer: "text", reason: "text" },
    texts: {
      id: {
        subject: "Jawaban keberatan {course}",
        text: "{office}: {name}, keberatan Anda tentang {course} {answer}. Alasan: {reason}"
      },
      en: {
        subject: "Your objection about {course}",
        text: "{office}: {name}, your objection about {course} was {answer}. Reason: {reason}"
      }
    }
  }),
  "session-reminder": Template.make({
    name: "session-reminder",
    version: 1,
    parameters: { ...about, session: "day", venue: "text" },
    texts: {
      id: {
        subject: "{course}: {session}",
        text: "{office}: {name}, pelatihan {course} diadakan {session} di {venue}."
      },
      en: { subject: "{course}: {session}", text: "{office}: {name}, {course} meets on {session} at {venue}." }
    }
  }),
  "session-moved": Template.make({
    name: "session-moved",
    version: 1,
    parameters: { ...about, from: "day", session: "day", reason: "text", venue: "text" },
    texts: {
      id: {
        subject: "{course} dipindah ke {session}",
        text: "{office}: {name}, pelatihan {course} tanggal {from} dipindah ke {session} di {venue}. Alasan: {reason}"
      },
      en: {
        subject: "{course} moved to {session}",
        text: "{office}: {name}, the session of {course} on {from} is moved to {session} at {venue}. Reason: {reason}"
      }
    }
  }),
  "session-cancelled": Template.make({
    name: "session-cancelled",
    version: 1,
    parameters: { ...about, session: "day", reason: "text" },
    texts: {
      id: {
        subject: "{course} {session} batal",
        text: "{office}: {name}, pelatihan {course} tanggal {session} dibatalkan. Alasan: {reason}"
      },
      en: {
        subject: "{course} on {session} cancelled",
        text: "{office}: {name}, the session of {course} on {session} is cancelled. Reason: {reason}"
      }
    }
  }),
  "cohort-called-off": Template.make({
    name: "cohort-called-off",
    version: 1,
    parameters: { ...about, reason: "text" },
    texts: {
      id: {
        subject: "{course} dibatalkan",
        text: "{office}: {name}, pelatihan {course} dibatalkan. Alasan: {reason}"
      },
      en: { subject: "{course} called off", text: "{office}: {name}, {course} is called off. Reason: {reason}" }
    }
  }),
  "absence-noted": Template.make({
    name: "absence-noted",
    version: 1,
    parameters: { ...about, session: "day", desk: "text" },
    texts: {
      id: {
        subject: "Tidak hadir {session}",
        text: "{office}: {name}, Anda tercatat tidak hadir di {course} pada {session}. Bila keliru, beri tahu {desk}."
      },
      en: {
        subject: "Absent on {session}",
        text: "{office}: {name}, you were noted as absent from {course} on {session}. If that is wrong, tell {desk}."
      }
    }
  }),
  "completion-at-risk": Template.make({
    name: "completion-at-risk",
    version: 1,
    parameters: about,
    texts: {
      id: {
        subject: "Kehadiran {course}",
        text: "{office}: {name}, bila Anda tidak hadir satu kali lagi di {course}, Anda tidak dapat lulus."
      },
      en: {
        subject: "Attendance of {course}",
        text: "{office}: {name}, if you miss one more session of {course}, you can no longer complete it."
      }
    }
  }),
  "course-completed": Template.make({
    name: "course-completed",
    version: 1,
    parameters: about,
    texts: {
      id: { subject: "Lulus {course}", text: "{office}: {name}, Anda dinyatakan lulus {course}. Selamat." },
      en: { subject: "{course} completed", text: "{office}: {name}, you have completed {course}. Congratulations." }
    }
  }),
  "course-not-completed": Template.make({
    name: "course-not-completed",
    version: 1,
    parameters: { ...about, attended: "text", objection: "text" },
    texts: {
      id: {
        subject: "Tidak lulus {course}",
        text: "{office}: {name}, Anda tidak lulus {course}: bagian jam yang dihadiri {attended}. Bila menurut Anda keliru: {objection}"
      },
      en: {
        subject: "{course} not completed",
        text: "{office}: {name}, you have not completed {course}: the share of hours attended is {attended}. If you think this is wrong: {objection}"
      }
    }
  }),
  "entitlement-assessed": Template.make({
    name: "entitlement-assessed",
    version: 1,
    parameters: { ...about, days: "count", gross: "money", tax: "money", net: "money" },
    texts: {
      id: {
        subject: "Tunjangan {course}",
        text: "{office}: {name}, tunjangan {course}: {days|# hari}, bruto {gross}, pajak {tax}, diterima {net}. Kabar menyusul saat dibayarkan."
      },
      en: {
        subject: "Allowance of {course}",
        text: "{office}: {name}, allowance of {course}: {days|# day|# days}, gross {gross}, tax {tax}, paid out {net}. We tell you when it is paid."
      }
    }
  }),
  "entitlement-open": Template.make({
    name: "entitlement-open",
    version: 1,
    parameters: { ...about, missing: "text", desk: "text" },
    texts: {
      id: {
        subject: "Tunjangan {course} belum dapat dihitung",
        text: "{office}: {name}, tunjangan {course} Anda belum dapat dihitung. Yang belum ada: {missing}. Hubungi {desk}."
      },
      en: {
        subject: "Allowance of {course} cannot be computed yet",
        text: "{office}: {name}, your allowance of {course} cannot be computed yet. Missing: {missing}. Ask at {desk}."
      }
    }
  }),
  "entitlement-adjusted": Template.make({
    name: "entitlement-adjusted",
    version: 1,
    parameters: { ...about, kind: "text", net: "money", desk: "text" },
    texts: {
      id: {
        subject: "Penyesuaian tunjangan {course}",
        text: "{office}: {name}, setelah diperiksa kembali tunjangan {course} {kind} {net}. Keterangan di {desk}."
      },
      en: {
        subject: "Adjustment of allowance of {course}",
        text: "{office}: {name}, looked at again, your allowance of {course} is {kind} by {net}. Ask at {desk}."
      }
    }
  }),
  "payment-released": Template.make({
    name: "payment-released",
    version: 1,
    parameters: { ...about, net: "money" },
    texts: {
      id: {
        subject: "Tunjangan {course} sedang dibayarkan",
        text: "{office}: {name}, tunjangan {course} sebesar {net} sedang dibayarkan melalui bank."
      },
      en: {
        subject: "Allowance of {course} is on its way",
        text: "{office}: {name}, your allowance of {course}, {net}, is on its way through the bank."
      }
    }
  }),
  "payment-made": Template.make({
    name: "payment-made",
    version: 1,
    parameters: { ...about, net: "money", reference: "text" },
    texts: {
      id: {
        subject: "Tunjangan {course} dibayar",
        text: "{office}: {name}, tunjangan {course} sebesar {net} sudah dibayar. Nomor rujukan bank: {reference}."
      },
      en: {
        subject: "Allowance of {course} paid",
        text: "{office}: {name}, your allowance of {course}, {net}, is paid. The bank's reference: {reference}."
      }
    }
  }),
  "payment-returned": Template.make({
    name: "payment-returned",
    version: 1,
    parameters: { ...about, net: "money", reason: "text", desk: "text" },
    texts: {
      id: {
        subject: "Tunjangan {course} kembali",
        text: "{office}: {name}, bank mengembalikan tunjangan {course} sebesar {net}. Alasan: {reason} Hubungi {desk}."
      },
      en: {
        subject: "Allowance of {course} came back",
        text: "{office}: {name}, the bank returned your allowance of {course}, {net}. Reason: {reason} Ask at {desk}."
      }
    }
  }),
  "list-awaits-duty": Template.make({
    name: "list-awaits-duty",
    version: 1,
    parameters: { office: "text", course: "text", list: "text", duty: "text", total: "money", people: "count" },
    texts: {
      id: {
        subject: "Daftar {list} menunggu: {duty}",
        text: "{office}: daftar pembayaran {list} ({course}, {people|# orang}, bruto {total}) menunggu: {duty}."
      },
      en: {
        subject: "List {list} awaits: {duty}",
        text: "{office}: the list {list} ({course}, {people|# person|# people}, gross {total}) awaits: {duty}."
      }
    }
  }),
  "glass-requested": Template.make({
    name: "glass-requested",
    version: 1,
    parameters: { office: "text", list: "text", officer: "text", by: "text", reason: "text" },
    texts: {
      id: {
        subject: "Keadaan darurat diminta: {list}",
        text: "{office}: {by} meminta agar {officer} boleh bertindak atas daftar {list} di luar kewenangan. Alasan: {reason}"
      },
      en: {
        subject: "Emergency asked for: {list}",
        text: "{office}: {by} asks that {officer} may act on the list {list} beyond their powers. Reason: {reason}"
      }
    }
  }),
  "glass-broken": Template.make({
    name: "glass-broken",
    version: 1,
    parameters: { office: "text", list: "text", officer: "text", by: "text", reason: "text" },
    texts: {
      id: {
        subject: "Keadaan darurat disetujui: {list}",
        text: "{office}: {by} menyetujui agar {officer} bertindak atas daftar {list} di luar kewenangan. Alasan: {reason}"
      },
      en: {
        subject: "Emergency confirmed: {list}",
        text: "{office}: {by} confirmed that {officer} acts on the list {list} beyond their powers. Reason: {reason}"
      }
    }
  })
} satisfies Readonly<Record<Notice.Kind, Template.Template>>

/** The values of each kind of notice. */
export type ArgumentsOf<K extends Notice.Kind> =
  (typeof templates)[K] extends Template.Template<infer P> ? Template.Arguments<P> : never
