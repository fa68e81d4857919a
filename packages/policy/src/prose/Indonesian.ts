/**
 * The Indonesian of regulations: articles are `Pasal`, numbered paragraphs `ayat`, schedules `Lampiran`.
 */
import type * as Rounding from "../vocabulary/Rounding.ts"
import type { Clauses, Grammar, Lists, Nouns, Openings, Parts, Tables } from "./Grammar.ts"
import * as Names from "./Names.ts"

// ---- Joining

const joined = (parts: ReadonlyArray<string>, word: string): string =>
  parts.length < 2
    ? parts.join("")
    : parts.length === 2
      ? parts.join(` ${word} `)
      : `${parts.slice(0, -1).join(", ")}, ${word} ${parts.at(-1)}`

const article = ({ number, title }: Names.Article): string =>
  title === undefined ? `Pasal ${number}` : `Pasal ${number} (${title})`

const figure = ({ label, number }: Names.Schedule): string => `${label} (Lampiran ${number})`

const roundings: Readonly<Record<Rounding.Rounding, string>> = {
  down: "dibulatkan ke bawah",
  up: "dibulatkan ke atas",
  "half-up": "dibulatkan ke bilangan terdekat dan tepat di tengah ke atas",
  "half-even": "dibulatkan ke bilangan terdekat dan tepat di tengah ke bilangan genap"
}

const where = (list: string, clause: string | undefined): string => (clause === undefined ? list : `${list} ${clause}`)

const not = (yes: boolean): string => (yes ? "" : "tidak ")

// ---- Words

const nouns: Nouns = {
  the: (label) => label,
  quoted: (word) => `“${word}”`,
  ofElement: (label, list) => `${label} pada ${list} itu`,
  yesNo: (yes) => (yes ? "“ya”" : "“tidak”"),
  articleValue: (rule) => `hasil ${article(rule)}`,
  paragraphValue: (number) => `nilai pada ayat (${number})`,
  plus: (parts) => parts.join(" ditambah "),
  minus: (left, right) => `${left} dikurangi ${right}`,
  times: (left, right) => `${left} dikali ${right}`,
  atMost: (operand, bound) => `${operand}, tetapi paling banyak ${bound}`,
  atLeast: (operand, bound) => `${operand}, tetapi paling sedikit ${bound}`,
  atMostIfSet: (operand, bound) => `${operand}, dan jika ada ${bound}, paling banyak sebesar itu`,
  atLeastIfSet: (operand, bound) => `${operand}, dan jika ada ${bound}, paling sedikit sebesar itu`,
  ratio: (numerator, denominator) => `pecahan ${numerator} per ${denominator}`,
  share: (ratio, operand, rounding) => `${ratio} dari ${operand}, ${roundings[rounding]}`,
  age: (birth, on) => `umur pada ${on} menurut ${birth}`,
  years: (number) => `${number} tahun`,
  days: (number) => `${number} hari`,
  daysBetween: (from, to) => `banyaknya hari dari ${from} sampai ${to}`,
  daysAfter: (date, days) => `hari yang jatuh ${days} hari setelah ${date}`,
  daysBefore: (date, days) => `hari yang jatuh ${days} hari sebelum ${date}`,
  parameter: (parameter, on) => `${figure(parameter)} yang berlaku pada ${on}`,
  band: (table, operand, on) =>
    `nilai bagi ${operand} menurut tabel “${table.label}” (Lampiran ${table.number}) yang berlaku pada ${on}`,
  scale: (table, operand, on, rounding) =>
    `${figure(table)} yang berlaku pada ${on}, dikenakan atas ${operand}, ${roundings[rounding]}`,
  count: (list, clause) => `banyaknya ${where(list, clause)}`,
  sum: (of, list, clause) => `total ${of} dari seluruh ${where(list, clause)}`,
  least: (of, list, clause) => `${of} yang terkecil di antara ${where(list, clause)}`,
  greatest: (of, list, clause) => `${of} yang terbesar di antara ${where(list, clause)}`,
  whether: (clause) => `jawaban apakah ${clause}`
}

const numbers = {
  equal: "sama dengan",
  "not-equal": "tidak sama dengan",
  less: "kurang dari",
  "at-most": "paling banyak",
  more: "lebih dari",
  "at-least": "paling sedikit"
} as const

const days = {
  equal: "jatuh pada",
  "not-equal": "tidak jatuh pada",
  less: "jatuh sebelum",
  "at-most": "jatuh pada atau sebelum",
  more: "jatuh setelah",
  "at-least": "jatuh pada atau setelah"
} as const

const clauses: Clauses = {
  holds: (label, yes) => `“${label}” ${not(yes)}berlaku`,
  constant: (yes) => (yes ? "tidak ada yang disyaratkan" : "hal itu tidak dapat terpenuhi"),
  articleMet: (rule, yes) => `${article(rule)} ${not(yes)}terpenuhi`,
  elementMeets: (list, rule, yes) => `${list} itu ${not(yes)}memenuhi ${article(rule)}`,
  paragraphMet: (number, yes) => `syarat pada ayat (${number}) ${not(yes)}terpenuhi`,
  duty: ({ label, number }, on, yes) => `“${label}” (Lampiran ${number}) ${not(yes)}berlaku pada ${on}`,
  compare: (compared, operator, left, right) =>
    compared === "word"
      ? `${left} ${operator === "equal" ? "adalah" : "bukan"} ${right}`
      : `${left} ${compared === "day" ? days[operator] : numbers[operator]} ${right}`,
  among: (operand, words, yes) => `${operand} ${yes ? "adalah" : "bukan"} salah satu dari ${joined(words, "atau")}`,
  forWhich: (clause) => `yang padanya ${clause}`,
  thatMeet: (rule) => `yang memenuhi ${article(rule)}`,
  some: (list, clause, yes) => `${yes ? "ada" : "tidak ada"} ${where(list, clause)}`,
  every: (list, clause, yes) => `${yes ? "pada setiap" : "tidak pada setiap"} ${list}, ${clause}`,
  isSet: (noun, yes) => `${yes ? "ada" : "tidak ada"} ${noun}`,
  and: (parts) => joined(parts, "dan"),
  or: (parts) => joined(parts, "atau"),
  ifThen: (condition, consequence) => `jika ${condition}, ${consequence}`,
  orElse: (denied, consequence) => `${denied}, atau dalam hal lain ${consequence}`,
  otherwise: (consequence) => `dalam hal lain, ${consequence}`
}

const lists: Lists = {
  allOf: "semua hal berikut terpenuhi:",
  anyOf: "paling sedikit satu dari hal berikut terpenuhi:",
  notAllOf: "paling sedikit satu dari hal berikut tidak terpenuhi:",
  noneOf: "tidak satu pun dari hal berikut terpenuhi:",
  atLeastOf: (least, of, yes) => `${yes ? "paling sedikit" : "kurang dari"} ${least} dari ${of} hal berikut terpenuhi:`,
  firstOf: "yang pertama sesuai di antara yang berikut:",
  firstHolds: "hal pertama yang sesuai di antara yang berikut terpenuhi:",
  and: "dan",
  or: "atau"
}

const ofEach = (list: string | undefined): string => (list === undefined ? "" : `Bagi setiap ${list}: `)

const openings: Openings = {
  requires: (rest) => `Syarat ini terpenuhi jika ${rest}`,
  requiresOnly: (condition, rest) =>
    `Syarat ini terpenuhi dengan sendirinya, kecuali jika ${condition}; dalam hal itu, syarat ini terpenuhi jika ${rest}`,
  amount: (rest) => `Besarnya adalah ${rest}`,
  quantity: (rest) => `Nilainya adalah ${rest}`,
  yesNo: (rest) => `Jawabannya “ya” jika ${rest}`,
  each: (list, rest) => `Setiap ${list} dinilai sendiri, dan memenuhi pasal ini jika ${rest}`,
  condition: (rest, list) => `${ofEach(list)}Syarat ini terpenuhi jika ${rest}`,
  value: (rest, list) => `${ofEach(list)}Nilai ini adalah ${rest}`,
  general: (value) => `Pada umumnya ${value}, kecuali apabila:`,
  exception: ({ number, title }, value) =>
    `Pasal ${number}${title === undefined ? "" : ` (${title})`} berlaku: ${value}`,
  byTable: (list) => `${ofEach(list)}Hal ini ditetapkan oleh baris pertama yang sesuai dalam tabel di bawah ayat ini.`
}

const tables: Tables = {
  cases: (number) => `Tabel untuk ayat (${number})`,
  byTime: "Menurut masa berlakunya",
  cited: "Peraturan yang dikutip",
  row: "Baris",
  when: "Jika",
  outcome: "Maka",
  otherwise: "dalam hal lain",
  term: "Istilah",
  name: "Nama data",
  content: "Isi",
  limits: "Batas",
  handling: "Penyimpanan",
  from: "Berlaku sejak",
  through: "Sampai dengan",
  value: "Nilai",
  rate: "Tarif",
  above: "Lebih dari",
  upTo: "Hingga dan termasuk",
  standing: "Keadaan",
  basis: "Dasar",
  confidence: "Kepastian dasar",
  open: "terbuka",
  sealed: "tersegel (data perorangan)",
  optional: (content) => `${content}; dapat dinyatakan tidak ada`,
  list: (most) => `daftar, paling banyak ${most} baris`,
  kinds: {
    boolean: "ya atau tidak",
    integer: "bilangan bulat",
    date: "tanggal",
    code: "kode",
    token: "penanda acak"
  },
  money: (currency) => `uang (${currency})`,
  oneOf: (words) => `salah satu dari ${joined(words, "atau")}`,
  between: (least, most) => `${least} sampai dengan ${most}`,
  characters: (most) => `paling banyak ${most} huruf`,
  onwards: "seterusnya",
  inForce: "berlaku",
  unknown: (because) => `tidak diketahui: ${because}`,
  confidences: {
    sourced: "bersumber naskah",
    "well-known": "umum diketahui",
    uncertain: "belum pasti, harus dicocokkan"
  },
  noBasis: "tanpa dasar",
  instrument: "Peraturan",
  article: "Bagian",
  title: "Tentang",
  signedOn: "Ditetapkan",
  inForceFrom: "Mulai berlaku",
  output: "Hasil",
  gives: "Ditetapkan oleh"
}

const parts: Parts = {
  definitions: "Pengertian",
  definitionsLead:
    "Data berikut dipakai dalam pasal-pasal di bawah. Data yang tersegel adalah tentang orang dan disimpan terpisah; data yang terbuka boleh ditulis apa adanya. Semua batas termasuk nilai batasnya.",
  facts: "Data yang dipakai",
  rules: "Ketentuan",
  articleHeading: ({ number, title }, code) => `Pasal ${number}${title === undefined ? "" : `. ${title}`} [${code}]`,
  articleShort: (number) => `Pasal ${number}`,
  answers: "Putusan",
  requirements: (rules) =>
    `Putusannya “memenuhi syarat” jika ${
      rules.length > 2 && Names.isRun(rules)
        ? `Pasal ${rules[0]} sampai dengan Pasal ${rules.at(-1)} semuanya`
        : joined(
            rules.map((number) => `Pasal ${number}`),
            "dan"
          )
    } terpenuhi.`,
  refusal: (text) => `Jika tidak terpenuhi, alasan yang disebut: “${text}”.`,
  reasons: "Setiap pasal yang tidak terpenuhi disebut sebagai alasan, menurut urutan pasal.",
  open: "Data yang belum diketahui tidak pernah dianggap ya atau tidak: selama putusan bergantung padanya, putusan ditunda dan yang masih kurang disebutkan.",
  outputs: "Hasil yang diberikan",
  below: "uraian di bawah",
  outputHeading: (name) => `Hasil [${name}]`,
  schedules: "Lampiran",
  scheduleHeading: ({ label, number }) => `Lampiran ${number}. ${label}`,
  before: (first) => `Sebelum ${first} nilainya tidak diketahui.`,
  extends: "Nilai terakhir tetap berlaku sampai diubah.",
  refuses: (from) => `Sejak ${from} nilainya tidak diketahui dan tidak boleh dipakai.`,
  reviewBy: (day) => `Harus ditinjau paling lambat ${day}.`,
  bands: "Baris pertama yang batas atasnya tidak di bawah angka yang dinilai menentukan hasilnya.",
  layers:
    "Tiap tarif hanya dikenakan atas bagian yang berada di lapisannya; semua bagian dijumlahkan tepat, lalu dibulatkan satu kali.",
  outside: "Di luar masa yang disebut di atas, hal ini tidak berlaku.",
  never: "Hal ini tidak pernah berlaku.",
  sources: "Dasar hukum",
  basis: (citation) => `Dasar: ${citation}.`,
  withoutBasis: "Tanpa dasar yang disebut."
}

/** Indonesian. */
export const indonesian: Grammar = { nouns, clauses, lists, openings, tables, parts }
