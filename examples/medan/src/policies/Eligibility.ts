/**
 * Who may join: the rules that look at one applicant. Those that count across people stand in `Limits`.
 */
import * as Schema from "effect/Schema"
import { MsmeScale } from "@bina/indonesia"
import { Fact, Policy, Rule } from "@bina/policy"
import * as Terms from "./Terms.ts"

/** What the rules read about an applicant. `startsOn` is the first session date; the rest is about a person. */
export const ApplicantFacts = Schema.Struct({
  birthDate: Fact.date({ text: { id: "tanggal lahir", en: "date of birth" } }),
  startsOn: Fact.date({ open: true, text: { id: "hari pertama pelatihan", en: "first day of the training" } }),
  residesInCity: Fact.boolean({
    text: { id: "kecamatan alamat termasuk kota ini", en: "district of the address belongs to the city" }
  }),
  publicEmployee: Fact.boolean({ text: { id: "pegawai pemerintah atau BUMN", en: "public employee" } }),
  occupation: Fact.literals(["business-owner", "job-seeker", "employee", "student", "other"], {
    text: { id: "pekerjaan", en: "occupation" },
    labels: {
      "business-owner": { id: "pelaku usaha", en: "business owner" },
      "job-seeker": { id: "pencari kerja", en: "job seeker" },
      employee: { id: "karyawan", en: "employee" },
      student: { id: "mahasiswa", en: "student" },
      other: { id: "lainnya", en: "other" }
    }
  }),
  annualSales: Fact.money("IDR", { text: { id: "omzet setahun", en: "annual sales" } })
})

const { startsOn, ...ofPerson } = ApplicantFacts.fields

/** The part of it that the person says, and the part that the cohort says. */
export const PersonFacts = Schema.Struct(ofPerson)
export const CohortFacts = Schema.Struct({ startsOn })

/** Eligible, or every reason why not. */
export const eligibility = Policy.make("medan-2020/eligibility", ApplicantFacts, (f) => {
  const age = f.birthDate.ageOn(f.startsOn)

  const oldEnough = Rule.requires("under-age", age.isAtLeast(18), {
    citation: Terms.participants,
    text: {
      id: "Berumur paling sedikit 18 tahun pada hari pertama pelatihan.",
      en: "At least 18 years old on the first day of the training."
    },
    refusal: {
      id: "Belum berumur 18 tahun pada hari pertama pelatihan.",
      en: "Younger than 18 on the first day of the training."
    }
  })
  const notTooOld = Rule.requires("over-age", age.isAtMost(55), {
    citation: Terms.participants,
    text: {
      id: "Berumur paling banyak 55 tahun pada hari pertama pelatihan.",
      en: "At most 55 years old on the first day of the training."
    },
    refusal: {
      id: "Berumur lebih dari 55 tahun pada hari pertama pelatihan.",
      en: "Older than 55 on the first day of the training."
    }
  })
  // The address decides. The region in an identity number is that of first registration and proves nothing.
  const resident = Rule.requires("not-resident", f.residesInCity, {
    citation: Terms.participants,
    text: { id: "Beralamat di salah satu kecamatan kota ini.", en: "Lives in a district of the city." },
    refusal: { id: "Kecamatan alamatnya bukan kecamatan kota ini.", en: "The address is in no district of the city." }
  })
  const notPublicEmployee = Rule.requires("public-employee", f.publicEmployee.not(), {
    citation: Terms.participants,
    text: {
      id: "Bukan PNS, ASN, anggota TNI atau Polri, atau pegawai BUMN.",
      en: "Not a civil servant, soldier, police officer or employee of a state company."
    },
    refusal: {
      id: "PNS, ASN, anggota TNI atau Polri, atau pegawai BUMN.",
      en: "A civil servant, soldier, police officer or employee of a state company."
    }
  })
  const notInEducation = Rule.requires("in-formal-education", f.occupation.is("student").not(), {
    citation: Terms.participants,
    text: { id: "Tidak sedang menempuh pendidikan formal.", en: "Not in formal education." },
    refusal: { id: "Sedang menempuh pendidikan formal.", en: "In formal education." }
  })
  const smallBusiness = Rule.requires(
    "business-too-large",
    f.occupation.is("business-owner").implies(f.annualSales.isAtMost(MsmeScale.smallBusinessCeiling.on(f.startsOn))),
    {
      citation: Terms.participants,
      text: {
        id: "Usahanya paling besar usaha kecil menurut undang-undang yang berlaku pada hari pertama pelatihan.",
        en: "The business is at most a small one under the law in force on the first day of the training."
      },
      refusal: {
        id: "Omzet setahun usahanya di atas batas usaha kecil menurut undang-undang yang berlaku pada hari pertama pelatihan.",
        en: "The annual sales of the business are above those of a small one under the law in force on the first day of the training."
      }
    }
  )
  return Policy.allOf(oldEnough, notTooOld, resident, notPublicEmployee, notInEducation, smallBusiness)
})
