/**
 * Everything that can be wrong with files of any form, and with what is read off them, in words: what it means for the
 * person or the list, and how to mend it. One place, so that the same fault is told in the same way wherever it is found.
 * What can be wrong with the cells of one form, the form says.
 */
import * as Problem from "./Problem.ts"

// ---- Rules

const { error, warning } = Problem

/** Rows that are no rows. */
export const unclosedQuote = error(
  "unclosed-quote",
  "tanda kutip dibuka dan tidak ditutup; baris ini tidak dihitung",
  "tutup atau hapus tanda kutip pada baris ini",
  "a quotation mark is opened and never closed; this row is not counted",
  "close or remove the quotation mark on this row"
)
export const cellCount = error(
  "cell-count",
  "jumlah sel tidak sama dengan jumlah kolom; baris ini tidak dihitung",
  "lengkapi sel yang kurang, atau beri tanda kutip pada sel yang memuat pemisah",
  "the number of cells is not the number of columns; this row is not counted",
  "add the missing cells, or quote the cell that contains the separator"
)

export const encoding = warning(
  "encoding",
  "ada huruf yang tidak terbaca di baris ini (dan di baris lain sebanyak tertulis): berkas bukan UTF-8",
  "simpan ulang sebagai CSV UTF-8",
  "letters on this row (and on as many rows as shown) cannot be read: the file is not UTF-8",
  "save it again as CSV UTF-8"
)

/** Attendance and its corrections; `number` is what a person's number is called, `absent` the word of the form. */
export const notSeated = (number: string): Problem.Fault =>
  error(
    "not-seated",
    "orang ini tidak memegang kursi dalam angkatan ini; baris tidak dihitung",
    `bandingkan ${number} dengan daftar peserta`,
    "this person holds no seat in this cohort; the row is not counted",
    `compare the ${number} with the list of participants`
  )
export const notASession = error(
  "not-a-session",
  "tanggal ini bukan hari pelatihan angkatan ini; baris tidak dihitung",
  "bandingkan tanggal dengan jadwal",
  "this date is no session of this cohort; the row is not counted",
  "compare the date with the schedule"
)
export const differing = error(
  "differing",
  "ada dua baris yang berbeda untuk orang dan hari ini; hari ini belum dapat ditentukan",
  "hapus baris yang salah",
  "two rows differ for this person and day; the day is undetermined",
  "remove the wrong row"
)
export const noAttendance = error(
  "no-attendance",
  "peserta tanpa baris kehadiran untuk hari pelatihan ini; hari ini belum dapat ditentukan",
  "tambahkan baris kehadiran dari daftar hadir asli",
  "a seated person without an attendance row for this session; the day is undetermined",
  "add the row from the original attendance list"
)
export const signedThoughAbsent = (absent: string): Problem.Fault =>
  warning(
    "signed-though-absent",
    `tercatat ${absent} tetapi ada paraf; dihitung seperti tertulis`,
    "bandingkan dengan daftar hadir asli",
    `marked ${absent} although there is a signature; counted as it stands`,
    "compare it with the original attendance list"
  )
export const openAdjustment = error(
  "open-adjustment",
  "penyesuaian belum dapat dihitung karena ada hari yang belum dapat ditentukan",
  "lengkapi kehadiran orang ini, lalu jalankan lagi",
  "the adjustment cannot be computed because a day is undetermined",
  "complete the attendance of this person and run again"
)

/** What the journal of the season does not accept. */
export const aheadOfTime = error(
  "ahead-of-time",
  "hari atau waktu pencatatan ini belum tiba, atau pencatatan mendahului harinya; baris tidak dihitung",
  "periksa tanggal dan waktu pencatatan",
  "this day or time of recording is still to come, or was recorded before its day; the row is not counted",
  "check the date and the time of recording"
)
export const amendmentRefused = error(
  "amendment-refused",
  "pendaftaran ini sudah diputuskan; perubahan orang atau waktunya tidak diterima",
  "kembalikan baris seperti semula dan ajukan sebagai pendaftaran baru",
  "this application has been decided; a change of who applied or when is not accepted",
  "put the row back as it was and enter it as a new application"
)
export const timeMoved = warning(
  "time-moved",
  "waktu pendaftaran di baris ini bukan yang sudah diputuskan; yang berlaku tetap waktu yang tercatat",
  "kembalikan waktunya seperti semula",
  "the time of registration on this row is not the one that was decided about; the recorded one stands",
  "put the time back as it was"
)
export const unclearRow = error(
  "unclear-row",
  "beberapa pendaftaran pada waktu ini sudah diputuskan dan baris ini tidak lagi dapat dikenali; tidak dihitung",
  "kembalikan nomor pada baris-baris dengan waktu ini seperti semula",
  "several applications of this time have been decided, and this row can no longer be told from them; it is not counted",
  "put back the numbers on the rows of this time"
)
export const paidOtherwise = warning(
  "paid-otherwise",
  "nama atau rekening di baris ini bukan yang tertulis pada daftar yang sudah disetujui; daftar itu tetap",
  "bila pembayaran kembali dari bank, perbaiki rekening lalu siapkan daftar baru",
  "the name or account on this row is not the one on the list that was approved; that list stands",
  "if the bank returns the payment, mend the account and prepare a new list"
)
export const seatDoubtful = warning(
  "seat-doubtful",
  "menurut data di baris ini orang itu tidak memenuhi syarat, padahal sudah mendapat kursi; kursinya tetap",
  "periksa datanya; bila benar, putuskan lewat petugas",
  "by the data on this row the person may not join, and has a seat already; the seat stays",
  "check the data; if they are right, let an officer decide"
)
export const refusalDoubtful = warning(
  "refusal-doubtful",
  "menurut data di baris ini orang itu memenuhi syarat, padahal sudah ditolak; penolakannya tetap",
  "bila datanya benar, ajukan keberatan supaya diputuskan lagi",
  "by the data on this row the person may join, and was refused already; the refusal stays",
  "if the data are right, object, so that it is decided anew"
)
export const setAsideEligible = warning(
  "set-aside-eligible",
  "pendaftaran kedua ini memenuhi syarat, tetapi dikesampingkan karena yang pertama sudah ditolak",
  "bila yang kedua yang benar, ajukan keberatan atas yang pertama",
  "this second application would qualify, but is set aside, and the first one was refused",
  "if the second one is right, object to the decision about the first"
)
export const twoOfOneNumber = warning(
  "two-of-one-number",
  "nama atau rekening di baris ini lain dari pendaftaran pertama dengan nomor yang sama; yang pertama berlaku",
  "pastikan siapa pemilik nomor itu sebelum daftar ditandatangani",
  "name or account on this row differ from the first application under the same number; the first one stands",
  "find out whose number it is before the list is signed"
)
export const equalTimes = warning(
  "equal-times",
  "ada pendaftaran lain pada waktu yang sama persis; hanya urutan baris yang menentukan siapa mendapat kursi",
  "cari waktu yang lebih tepat pada catatan asli",
  "another application has exactly the same time; only the order of rows decided who has a seat",
  "look for a more exact time in the original records"
)
export const outsideRegistration = warning(
  "outside-registration",
  "waktu ini di luar masa pendaftaran angkatan; pendaftarannya tetap dihitung",
  "periksa urutan hari dan bulan serta tahunnya",
  "this time lies outside the registration of the cohort; the application counts all the same",
  "check the order of day and month, and the year"
)
export const recordGone = error(
  "record-gone",
  "baris kehadiran yang sudah tercatat untuk hari ini tidak lagi ada dalam berkas; yang tercatat tetap dihitung",
  "kembalikan barisnya, atau catat perubahannya dalam berkas koreksi",
  "a record of attendance of this day is no longer in the file; what was recorded still counts",
  "put the row back, or enter the change into the corrections"
)
export const erased = error(
  "erased",
  "data orang ini sudah dihapus; baris tidak dihitung",
  "hapus baris ini dari berkas",
  "what was known of this person was erased; the row is not counted",
  "take the row out of the file"
)
export const cohortClosed = error(
  "cohort-closed",
  "angkatan ini sudah ditutup; baris yang baru atau berubah setelah itu tidak dihitung",
  "kembalikan baris seperti semula",
  "the cohort is closed; a row that is new or was changed after that is not counted",
  "put the row back as it was"
)
export const withoutRow = error(
  "without-row",
  "pendaftaran yang sudah tercatat tidak lagi ada dalam berkas; dalam daftar tampil seperti tercatat",
  "kembalikan barisnya; penarikan diri dicatat, tidak dihapus",
  "applications that were recorded are no longer in the file; lists show them as they were recorded",
  "put the rows back; who withdraws is recorded, not deleted"
)

/** The programme. */
export const aboveCapacity = warning(
  "above-capacity",
  "kuota melebihi kapasitas tempat",
  "periksa kuota atau tempat",
  "the quota exceeds the capacity of the venue",
  "check the quota or the venue"
)

/** Answers of the bank. One of these refuses the whole file. */
export const answeredTwice = (number: string): Problem.Fault =>
  error(
    "answered-twice",
    `${number} ini sudah ada di baris sebelumnya`,
    "sisakan satu baris untuk satu orang; yang dibayar lalu dikembalikan ditulis dalam berkas berikutnya",
    `a row above has this ${number} already`,
    "keep one row a person; what was paid and came back later stands in a file of its own"
  )
export const answeredElsewhere = (number: string): Problem.Fault =>
  error(
    "answered-elsewhere",
    "orang ini tidak ada dalam daftar ini",
    `bandingkan ${number} dengan daftarnya; jawaban tentang daftar lain dicatat pada daftar itu`,
    "this person is not on this list",
    `compare the ${number} with the list; an answer about another list is recorded there`
  )
export const answeredOtherwise = error(
  "answered-otherwise",
  "jawaban lain untuk pembayaran ini sudah dicatat",
  "tanyakan kepada bank mana yang benar; kalau yang tercatat benar, hapus baris ini",
  "another answer about this payment is recorded",
  "ask the bank which is right; if the recorded one is, remove this row"
)
