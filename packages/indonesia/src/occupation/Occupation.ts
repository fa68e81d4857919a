/**
 * What people do for a living, in the words of the population register and in those of forms: whether they run a business,
 * look for work, study or are employed, and whether the state employs them. A word that stands in no table is not known;
 * nobody is taken for a private person because a list did not foresee their word.
 */
import * as Option from "effect/Option"

// ---- Models

/** How somebody earns their living, as far as programmes ask. */
export type Kind = "business-owner" | "job-seeker" | "employee" | "student" | "other"

/** `isPublic` is whether the state, its forces or a company of its own employs them; of some words that cannot be said. */
export interface Occupation {
  readonly kind: Kind
  readonly isPublic: boolean | undefined
}

// ---- Rules

/**
 * What a text says of an occupation; none where no table knows it. What stands in parentheses, case, blanks and signs
 * mean nothing.
 *
 * ```ts
 * import { Occupation } from "@bina/indonesia"
 * import * as Option from "effect/Option"
 *
 * Occupation.parse("Pegawai Negeri Sipil (PNS)") // => Option.some({ kind: "employee", isPublic: true })
 * Occupation.parse("Belum/Tidak Bekerja") // => Option.some({ kind: "job-seeker", isPublic: false })
 * Occupation.parse("Manajer bintang") // => Option.none()
 * ```
 */
export const parse = (text: string): Option.Option<Occupation> => Option.fromUndefinedOr(table.get(fold(text)))

/** Whether a text denies public employment: `Bukan PNS`, `Non ASN`. It says nothing of what somebody does instead. */
export const deniesPublic = (text: string): boolean => {
  const words = fold(text)
  const denied = /^(?:bukan|non|tidak|tdk|bkn)\s+(.+)$/.exec(words)?.[1]
  return (
    denied !== undefined && (table.get(denied)?.isPublic === true || /^pegawai( negeri| pemerintah)?$/.test(denied))
  )
}

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\([^)]*\)/g, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()

const of = (kind: Kind, isPublic: boolean | undefined, ...words: ReadonlyArray<string>) =>
  words.map((word) => [word, { kind, isPublic }] as const)

const table: ReadonlyMap<string, Occupation> = new Map([
  // Whoever sells or makes on their own account.
  ...of("business-owner", false, "pelaku usaha", "wiraswasta", "wirausaha", "pedagang", "perdagangan", "pengusaha"),
  ...of("business-owner", false, "usaha sendiri", "pemilik usaha", "umkm", "pelaku umkm", "pengrajin", "perajin"),
  // Whoever has no work, as the register and as forms say it.
  ...of("job-seeker", false, "pencari kerja", "belum tidak bekerja", "belum bekerja", "tidak bekerja"),
  ...of("job-seeker", false, "pengangguran", "menganggur", "korban phk"),
  ...of("student", false, "pelajar mahasiswa", "pelajar", "mahasiswa", "mahasiswi", "siswa", "siswi"),
  // The state, its forces, its companies and whoever is elected or appointed to it.
  ...of("employee", true, "pegawai negeri sipil", "pegawai negeri", "pns", "asn", "aparatur sipil negara", "cpns"),
  ...of("employee", true, "pppk", "p3k", "tentara nasional indonesia", "tni", "tni ad", "tni al", "tni au"),
  ...of("employee", true, "kepolisian ri", "kepolisian republik indonesia", "polri", "polisi", "anggota polri"),
  ...of("employee", true, "pegawai bumn", "karyawan bumn", "pegawai bumd", "karyawan bumd", "karyawan bumn bumd"),
  ...of("employee", true, "perangkat desa", "kepala desa", "lurah", "camat", "hakim", "jaksa", "duta besar"),
  ...of("employee", true, "anggota dpr ri", "anggota dpd", "anggota bpk", "anggota mahkamah konstitusi"),
  ...of("employee", true, "anggota kabinet kementerian", "anggota dprd provinsi", "anggota dprd kabupaten kota"),
  ...of("employee", true, "presiden", "wakil presiden", "gubernur", "wakil gubernur", "bupati", "wakil bupati"),
  ...of("employee", true, "walikota", "wakil walikota"),
  // These work for the state as well as for others, so the word alone does not say.
  ...of("employee", undefined, "karyawan honorer", "honorer", "tenaga honorer", "guru", "dosen", "dokter", "bidan"),
  ...of("employee", undefined, "perawat", "apoteker", "peneliti", "pegawai", "karyawan", "guru honorer"),
  ...of(
    "employee",
    false,
    "karyawan swasta",
    "pegawai swasta",
    "swasta",
    "buruh harian lepas",
    "buruh",
    "buruh pabrik"
  ),
  ...of("employee", false, "buruh tani perkebunan", "buruh nelayan perikanan", "buruh peternakan", "sopir", "supir"),
  ...of("employee", false, "pembantu rumah tangga", "asisten rumah tangga", "satpam", "pelaut", "pilot"),
  ...of("employee", false, "wartawan", "penyiar televisi", "penyiar radio", "mekanik", "juru masak", "pialang"),
  // What is left of the register's own list: neither asked for sales nor employed by the state.
  ...of("other", false, "mengurus rumah tangga", "ibu rumah tangga", "irt", "pensiunan", "petani pekebun", "petani"),
  ...of(
    "other",
    false,
    "pekebun",
    "peternak",
    "nelayan perikanan",
    "nelayan",
    "industri",
    "konstruksi",
    "transportasi"
  ),
  ...of("other", false, "tukang cukur", "tukang listrik", "tukang batu", "tukang kayu", "tukang sol sepatu"),
  ...of("other", false, "tukang las pandai besi", "tukang las", "tukang jahit", "penjahit", "tukang gigi"),
  ...of("other", false, "penata rias", "penata busana", "penata rambut", "perancang busana", "seniman", "tabib"),
  ...of("other", false, "paraji", "paranormal", "penterjemah", "penerjemah", "promotor acara", "psikiater psikolog"),
  ...of("other", false, "imam masjid", "ustadz mubaligh", "ustadz", "pendeta", "pastor", "biarawati", "biarawan"),
  ...of("other", false, "pengacara", "notaris", "arsitek", "akuntan", "konsultan", "ojek online", "ojol", "lainnya")
])
