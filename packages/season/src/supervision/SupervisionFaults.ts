/**
 * What can be wrong with a season of supervision when its files are held against each other, in words: what it means for
 * the establishment, and how to mend it. A row that cannot be used never stops the others.
 */
import * as Problem from "../reading/Problem.ts"

// ---- Rules

const { error, warning } = Problem

/** The register. */
export const registeredTwice = warning(
  "registered-twice",
  "usaha ini sudah ada di baris sebelumnya dengan isi yang sama; dihitung sekali",
  "hapus salah satu barisnya",
  "a row above says the same of this establishment; it is counted once",
  "remove one of the rows"
)
export const registeredOtherwise = error(
  "registered-otherwise",
  "usaha ini sudah ada di baris sebelumnya dengan isi lain; isian yang berbeda dianggap belum diketahui",
  "sisakan baris yang benar",
  "a row above says otherwise of this establishment; what differs counts as not known",
  "keep the row that is right"
)
export const notRegistered = error(
  "not-registered",
  "usaha ini tidak ada dalam daftar usaha; baris tidak dihitung",
  "bandingkan nomornya dengan daftar usaha, atau tambahkan usahanya",
  "this establishment is not in the register; the row is not counted",
  "compare its number with the register, or add it there"
)

/** Visits. */
export const visitedTwice = warning(
  "visited-twice",
  "kunjungan yang sama sudah ada di baris sebelumnya; dihitung sekali",
  "hapus salah satu barisnya",
  "a row above records the same visit; it is counted once",
  "remove one of the rows"
)
export const visitedOtherwise = error(
  "visited-otherwise",
  "ada baris lain tentang kunjungan ini (hari dan surat tugas sama) dengan isi lain; keduanya tidak dihitung",
  "hapus baris yang salah menurut berita acara",
  "another row tells of this visit (same day and letter of assignment) otherwise; neither is counted",
  "remove the one that is wrong, by the signed report of the visit"
)
export const nothingFound = error(
  "nothing-found",
  "pelanggaran tanpa satu pun temuan; tidak dihitung dan tidak menaikkan sanksi",
  "isi temuan dari berita acara, atau ubah putusannya",
  "a violation without any finding; it is not counted and raises no sanction",
  "enter the finding from the signed report, or change the verdict"
)
export const breachThoughCompliant = warning(
  "breach-though-compliant",
  "ada temuan tetapi putusannya patuh; dihitung seperti putusannya",
  "periksa putusannya dengan berita acara",
  "something was found although the verdict is compliant; counted as the verdict says",
  "check the verdict against the signed report"
)

/** Reports. */
export const owesNoReports = error(
  "owes-no-reports",
  "usaha ini tidak wajib melapor; baris tidak dihitung",
  "periksa nomornya, atau kolom kewajibannya dalam daftar usaha",
  "this establishment owes no reports; the row is not counted",
  "check its number, or the column of the duty in the register"
)
export const notADueDate = error(
  "not-a-due-date",
  "tanggal ini bukan batas laporan; baris tidak dihitung, dan periode yang belum dilaporkan belum dapat ditentukan",
  "bandingkan tanggal dengan jadwal laporan",
  "no report was due on this date; the row is not counted, and periods without a report are undetermined",
  "compare the date with the schedule of reports"
)
export const receivedTwice = warning(
  "received-twice",
  "laporan untuk periode ini sudah ada; yang diterima paling awal yang dihitung",
  "hapus baris yang berlebih",
  "a report for this period is there already; the one that came first counts",
  "remove the row that is too many"
)
export const scheduleUnknown = error(
  "schedule-unknown",
  "jadwal laporan untuk sebagian masa ini tidak diketahui; laporan semua usaha belum dapat ditentukan",
  "tambahkan dasar hukum jadwalnya, atau pisahkan masa yang jadwalnya diketahui",
  "when reports were due in part of this time is not known; the reports of all establishments are undetermined",
  "add the instrument that set the schedule, or take the part whose schedule is known"
)
