/**
 * What can be wrong with the cells of an Indonesian form, in words: what it means for the person or the list, and how to
 * mend it.
 */
import { Problem } from "@bina/season"

// ---- Rules

const { error, warning } = Problem

/** Applications. */
export const registrationTime = error(
  "registration-time",
  "waktu pendaftaran tidak terbaca; pendaftaran ini tidak dihitung",
  "tulis seperti 14/09/2020 09:32:04",
  "the time of registration cannot be read; this application is not counted",
  "write it like 14/09/2020 09:32:04"
)
export const malformedNik = error(
  "malformed-nik",
  "NIK tidak berbentuk benar; fakta nik belum diketahui",
  "salin 16 angka dari KTP ke sel berformat teks",
  "the NIK is not well formed; the fact nik is missing",
  "copy the 16 digits from the identity card into a cell formatted as text"
)
export const nikRegion = warning(
  "nik-region",
  "kode wilayah pada NIK tidak dikenal",
  "bandingkan dengan KTP",
  "the region code of the NIK is not known",
  "compare it with the identity card"
)
export const nikBirthDate = warning(
  "nik-birth-date",
  "tanggal lahir berbeda dari tanggal pada NIK; yang tertulis di sini yang dipakai",
  "bandingkan dengan KTP",
  "the date of birth differs from the one in the NIK; the one stated here is used",
  "compare it with the identity card"
)
export const malformedHousehold = error(
  "malformed-household",
  "nomor KK kosong atau tidak berbentuk benar; fakta household belum diketahui",
  "salin 16 angka dari kartu keluarga ke sel berformat teks",
  "the household number is empty or not well formed; the fact household is missing",
  "copy the 16 digits from the family card into a cell formatted as text"
)
export const noBirthDate = error(
  "no-birth-date",
  "tanggal lahir kosong; fakta birthDate belum diketahui",
  "isi tanggal lahir dari KTP",
  "the date of birth is empty; the fact birthDate is missing",
  "enter the date of birth from the identity card"
)
export const birthDate = error(
  "birth-date",
  "tanggal lahir tidak terbaca; fakta birthDate belum diketahui",
  "tulis seperti 02/03/1985 atau 2 Maret 1985",
  "the date of birth cannot be read; the fact birthDate is missing",
  "write it like 02/03/1985 or 2 Maret 1985"
)
export const noDistrict = error(
  "no-district",
  "kecamatan kosong; tempat tinggal belum diketahui",
  "isi kecamatan dari alamat pada kartu keluarga",
  "the district is empty; the place of residence is not known",
  "enter the district of the address on the family card"
)
export const district = error(
  "district",
  "kecamatan ini tidak ada di Indonesia; tempat tinggal belum diketahui",
  "tulis nama kecamatan seperti dalam daftar Kemendagri",
  "there is no such district in Indonesia; the place of residence is not known",
  "write the name of the district as in the list of Kemendagri"
)
export const noOccupation = error(
  "no-occupation",
  "pekerjaan kosong; fakta occupation belum diketahui",
  "isi pekerjaan",
  "the occupation is empty; the fact occupation is missing",
  "enter the occupation"
)
export const unknownOccupation = error(
  "unknown-occupation",
  "pekerjaan ini tidak dikenal; fakta occupation belum diketahui",
  "tulis seperti di KTP, misalnya Wiraswasta, Karyawan Swasta atau Pelajar/Mahasiswa",
  "this occupation is not known; the fact occupation is missing",
  "write it as on the identity card, for example Wiraswasta, Karyawan Swasta or Pelajar/Mahasiswa"
)
export const unknownEmployment = error(
  "unknown-employment",
  "isi kolom ini tidak mengatakan apakah orang ini pegawai pemerintah; fakta publicEmployee belum diketahui",
  "tulis PNS, TNI, Polri atau Pegawai BUMN, atau Tidak",
  "this does not say whether the person is employed by the state; the fact publicEmployee is missing",
  "write PNS, TNI, Polri or Pegawai BUMN, or Tidak"
)
export const noSales = error(
  "no-sales",
  "pelaku usaha tanpa omzet; fakta annualSales belum diketahui",
  "tanyakan omzet per tahun dan isi dalam rupiah",
  "a business owner without a turnover; the fact annualSales is missing",
  "ask for the annual turnover and enter it in rupiah"
)
export const sales = error(
  "sales",
  "omzet tidak terbaca; fakta annualSales belum diketahui",
  "tulis seperti Rp 250.000.000 atau 1,2 miliar",
  "the turnover cannot be read; the fact annualSales is missing",
  "write it like Rp 250.000.000 or 1,2 miliar"
)
export const taxId = error(
  "tax-id",
  "NPWP tertulis tetapi tidak berbentuk benar; fakta hasTaxId belum diketahui",
  "tulis 15 atau 16 angka, atau - bila belum ada",
  "a tax number is written that is not well formed; the fact hasTaxId is missing",
  "write its 15 or 16 digits, or - if there is none"
)
export const phone = warning(
  "phone",
  "nomor telepon tidak terbaca",
  "tulis seperti 0812-3456-7890",
  "the telephone number cannot be read",
  "write it like 0812-3456-7890"
)
export const noAccount = warning(
  "no-account",
  "bank atau nomor rekening kosong; pembayaran tidak dapat dikirim",
  "minta buku tabungan peserta",
  "the bank or the account number is empty; a payment cannot be sent",
  "ask the participant for the bank book"
)

export const malformedAccount = error(
  "malformed-account",
  "isi kolom ini bukan nomor rekening; daftar penerima tidak memuat rekening dan pembayaran tidak dapat dikirim",
  "salin angka dari buku tabungan ke sel berformat teks",
  "what stands here is no account number; the recipients list names no account and a payment cannot be sent",
  "copy the digits from the bank book into a cell formatted as text"
)
export const malformedBank = error(
  "malformed-bank",
  "isi kolom ini bukan nama bank; daftar penerima tidak memuat bank dan pembayaran tidak dapat dikirim",
  "tulis nama bank seperti di buku tabungan",
  "what stands here is no name of a bank; the recipients list names no bank and a payment cannot be sent",
  "write the name of the bank as in the bank book"
)
export const noName = error(
  "no-name",
  "isi kolom ini bukan nama orang; daftar tidak memuat nama, jadi tidak dapat ditandatangani dengan benar",
  "salin nama dari KTP",
  "what stands here is no name of a person; the lists show none, so nobody can sign for it",
  "copy the name from the identity card"
)

/** Attendance and its corrections. */
export const sessionDate = error(
  "session-date",
  "tanggal tidak terbaca; baris tidak dihitung",
  "tulis seperti 05/10/2020",
  "the date cannot be read; the row is not counted",
  "write it like 05/10/2020"
)
export const mark = error(
  "mark",
  "kehadiran tidak dikenal; baris tidak dihitung",
  "tulis Hadir, Izin, Sakit atau Alpa",
  "the attendance mark is not known; the row is not counted",
  "write Hadir, Izin, Sakit or Alpa"
)
export const signature = error(
  "signature",
  "isi kolom paraf ini bukan tanda tangan dan bukan kosong; kehadiran di baris ini tidak dihitung",
  "tulis paraf, v atau jamnya seperti di daftar asli, atau kosongkan",
  "what stands in this field is no signature and not the lack of one; the attendance on this row is not counted",
  "write the initials, a tick or the hour as on the original list, or leave it empty"
)
export const protocol = error(
  "protocol",
  "tanda protokol tidak dikenal; hari ini mungkin belum dapat ditentukan",
  "tulis Ya atau Tidak",
  "the protocol mark is not known; the day may be undetermined",
  "write Ya or Tidak"
)
export const temperature = error(
  "temperature",
  "suhu tidak terbaca atau tidak mungkin; hari ini mungkin belum dapat ditentukan",
  "tulis seperti 36,5",
  "the temperature cannot be read or is not possible; the day may be undetermined",
  "write it like 36,5"
)
export const recordedAt = error(
  "recorded-at",
  "waktu pencatatan koreksi tidak terbaca; baris tidak dihitung",
  "tulis seperti 2020-11-28T09:00:00+07:00",
  "the time at which the correction was recorded cannot be read; the row is not counted",
  "write it like 2020-11-28T09:00:00+07:00"
)

/** Facts and the programme. */
export const outOfBounds = error(
  "out-of-bounds",
  "nilai di luar batas yang mungkin; fakta ini dianggap belum diketahui",
  "periksa nilai ini pada dokumen aslinya",
  "the value lies outside what is possible; the fact counts as missing",
  "check this value against the original document"
)
export const aboveStandard = warning(
  "above-standard",
  "uang transport melebihi standar biaya menteri untuk tahun anggaran ini",
  "periksa dasar hukum satuan biaya ini",
  "the daily transport exceeds the ministry's price standard of this fiscal year",
  "check the legal basis of this price"
)

/** Answers of the bank. One of these refuses the whole file. */
export const answeredNik = error(
  "answered-nik",
  "NIK tidak berbentuk benar, jadi tidak jelas pembayaran siapa yang dijawab",
  "salin 16 angka dari daftar ke sel berformat teks",
  "the NIK is not well formed, so nobody knows whose payment is answered",
  "copy the 16 digits from the list into a cell formatted as text"
)
export const answer = error(
  "answer",
  "jawabannya tidak dikenal",
  "tulis dibayar atau dikembalikan",
  "the answer is not known",
  "write dibayar (paid) or dikembalikan (returned)"
)
export const answerReference = error(
  "answer-reference",
  "nomor referensi bank tidak ada",
  "salin nomor referensi dari laporan bank",
  "the bank's reference is missing",
  "copy it from the report of the bank"
)
export const answerReason = error(
  "answer-reason",
  "alasan pengembalian tidak ada",
  "salin alasannya dari laporan bank; jangan menulis nama atau nomor rekening",
  "there is no reason why it came back",
  "copy the reason from the report of the bank, without names or account numbers"
)
export const answerPaidReason = error(
  "answer-paid-reason",
  "yang dibayar tidak punya alasan pengembalian",
  "kosongkan Alasan, atau tulis dikembalikan",
  "what was paid has no reason for coming back",
  "leave Alasan empty, or write dikembalikan (returned)"
)

/** Supervision. One place for all of its sheets: a row without its establishment is nobody's. */
export const nib = error(
  "nib",
  "NIB tidak berbentuk benar; baris tidak dihitung",
  "salin 13 angka dari NIB ke sel berformat teks",
  "the NIB is not well formed; the row is not counted",
  "copy its 13 digits from the licence into a cell formatted as text"
)
export const kbli = error(
  "kbli",
  "KBLI tidak berbentuk benar; bidang usaha belum diketahui",
  "tulis lima angka KBLI 2020",
  "the KBLI is not well formed; the trade is not known",
  "write the five digits of KBLI 2020"
)
export const workers = error(
  "workers",
  "jumlah tenaga kerja tidak terbaca; skala usaha belum dapat ditentukan",
  "tulis bilangan bulat",
  "the number of workers cannot be read; the scale is undetermined",
  "write a whole number"
)
export const amount = error(
  "amount",
  "nilai rupiah tidak terbaca; skala usaha belum dapat ditentukan",
  "tulis seperti Rp 250.000.000 atau 1,2 miliar",
  "the amount cannot be read; the scale is undetermined",
  "write it like Rp 250.000.000 or 1,2 miliar"
)
export const yesOrNo = error(
  "yes-or-no",
  "isian bukan ya atau tidak; kewajiban melapor belum dapat ditentukan",
  "tulis ya atau tidak",
  "this is neither yes nor no; the duty to report is undetermined",
  "write ya or tidak"
)
export const visitDate = error(
  "visit-date",
  "tanggal kunjungan tidak terbaca; kunjungan tidak dihitung dan langkah berikutnya ditahan",
  "tulis seperti 2020-07-14",
  "the date of the visit cannot be read; it is not counted, and no next step is taken",
  "write it like 2020-07-14"
)
export const assignment = warning(
  "assignment",
  "nomor surat tugas kosong; kunjungan dihitung",
  "isi nomor surat tugas",
  "the letter of assignment is missing; the visit is counted",
  "enter its number"
)
export const checklistItem = warning(
  "checklist-item",
  "isian daftar periksa bukan ya atau tidak; putusannya tetap dihitung",
  "isi dari berita acara",
  "this item of the checklist is neither yes nor no; the verdict is counted all the same",
  "enter it from the signed report"
)
export const verdict = error(
  "verdict",
  "putusan tidak dikenal; kunjungan tidak dihitung dan langkah berikutnya ditahan",
  "tulis patuh, pelanggaran atau dimaafkan",
  "the verdict is not known; the visit is not counted, and no next step is taken",
  "write patuh, pelanggaran or dimaafkan"
)
export const dueDate = error(
  "due-date",
  "batas laporan tidak terbaca; periode yang belum dilaporkan belum dapat ditentukan",
  "tulis seperti 2020-07-10",
  "the due date cannot be read; periods without a report are undetermined",
  "write it like 2020-07-10"
)
export const receivedAt = error(
  "received-at",
  "waktu terima tidak terbaca; periode ini belum dapat ditentukan",
  "tulis seperti 2020-07-09T09:12:00+07:00",
  "the time of receipt cannot be read; the period is undetermined",
  "write it like 2020-07-09T09:12:00+07:00"
)
