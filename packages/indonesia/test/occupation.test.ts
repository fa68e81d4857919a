/** Occupations in the words of the register and of forms. */
import { assert, describe, it } from "@effect/vitest"
import { Occupation } from "@bina/indonesia"
import * as Option from "effect/Option"

const some = (kind: Occupation.Kind, isPublic: boolean | undefined) => Option.some({ kind, isPublic })

describe("An occupation", () => {
  for (const [text, expected] of [
    ["Pelajar/Mahasiswa", some("student", false)],
    ["PELAJAR / MAHASISWA", some("student", false)],
    ["Pegawai Negeri Sipil (PNS)", some("employee", true)],
    ["Tentara Nasional Indonesia (TNI)", some("employee", true)],
    ["Kepolisian RI (POLRI)", some("employee", true)],
    ["Karyawan BUMN", some("employee", true)],
    ["Wiraswasta", some("business-owner", false)],
    ["Pedagang", some("business-owner", false)],
    ["Belum/Tidak Bekerja", some("job-seeker", false)],
    ["Tidak bekerja", some("job-seeker", false)],
    ["Karyawan Honorer", some("employee", undefined)],
    ["Mengurus Rumah Tangga", some("other", false)],
    ["Bukan PNS", Option.none()],
    ["Astronot", Option.none()],
    ["", Option.none()]
  ] as const) {
    it(`that is written ${JSON.stringify(text)}`, () => {
      assert.deepStrictEqual(Occupation.parse(text), expected)
    })
  }

  it("denies to be public in words for it only", () => {
    for (const text of ["Bukan PNS", "Non ASN", "non-ASN", "bukan pegawai negeri", "tidak PNS"]) {
      assert.isTrue(Occupation.deniesPublic(text), text)
    }
    for (const text of ["PNS", "Bukan apa-apa", "Tidak bekerja", "non", "Bukan pelajar"]) {
      assert.isFalse(Occupation.deniesPublic(text), text)
    }
  })
})
