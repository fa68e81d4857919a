/** People are told: what goes into the folder, what is shown of it, and what never happens twice or to somebody else. */
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Folder from "./Folder.ts"
import * as Medan from "./Medan.ts"
import * as Written from "./Written.ts"

const days = ["2020-10-05", "2020-10-06"]

const reached = (serial: number, row: Parameters<typeof Written.applicant>[1] = {}) =>
  Written.applicant(serial, { "No. HP/WA": `08120000000${serial}`, ...row })

const season = (roster = [reached(1), reached(2, { NIK: "" })]) =>
  Written.season({ id: "told" }, [
    {
      settings: {},
      roster,
      attendance: days.map((day) => Written.present(1, day))
    }
  ])

const results = (): string => join(Folder.empty(), "results")

const notify = async (folder: string, out: string, ...words: ReadonlyArray<string>) => {
  const said = await Medan.run("--season", folder, "--out", out, "--lang", "en", "--notify", "folder", ...words)
  assert.strictEqual(said.status, 0, said.stderr)
  return said
}

const look = async (folder: string, out: string, ...words: ReadonlyArray<string>) =>
  Medan.run("notices", ...words, "--season", folder, "--out", out, "--lang", "en")

/** The texts in the folder of the one cohort, by what they begin with. */
const texts = (out: string): ReadonlyArray<string> => {
  const place = join(out, "notices", "told.satu")
  return readdirSync(place)
    .filter((name) => name.endsWith(".txt"))
    .map((name) => Folder.get(place, name))
    .toSorted()
}

describe("medan --notify folder", { timeout: 120_000 }, () => {
  it("writes each notice once, and a page from which they are sent", async () => {
    const [folder, out] = [season(), results()]
    assert.include((await notify(folder, out)).stdout, "notices: ")
    const first = texts(out)
    assert.isTrue(first.some((text) => text.includes("we have received") || text.includes("sudah kami terima")))
    assert.isTrue(
      first.some((text) => text.includes("Rp")),
      "what is paid"
    )
    const page = Folder.get(join(out, "notices", "told.satu"), "index.html")
    assert.include(page, "https://wa.me/62")
    assert.notInclude(page, "<script")

    assert.include((await notify(folder, out)).stdout, "notices: 0 handed over")
    assert.deepStrictEqual(texts(out), first)
  })

  it("tells nobody where nothing is asked, and everything later", async () => {
    const [folder, out] = [season(), results()]
    assert.strictEqual((await Medan.run("--season", folder, "--out", out)).status, 0)
    assert.isFalse(existsSync(join(out, "notices")))
    const due = (await look(folder, out, "--due")).stdout
    assert.include(due, "entitlement-assessed")
    await notify(folder, out)
    assert.include((await look(folder, out, "--due")).stdout, "everybody was told")
  })

  it("shows what became of each notice, and no name or number", async () => {
    const [folder, out] = [season(), results()]
    await notify(folder, out)
    const { stdout } = await look(folder, out)
    assert.match(stdout, /application-received .* Accepted/)
    assert.match(stdout, /seat-offered .* Settled {2}answered/)
    // A line begins with the first digits of a hash, which may all be decimal.
    assert.notMatch(stdout.replaceAll(/^ *[0-9a-f]{12} /gm, ""), /\d{10}/)
    assert.notInclude(stdout, "Rekaan")
  })

  it("reaches nobody by a row that became another person's or was set aside", async () => {
    const [folder, out] = [season([reached(1)]), results()]
    await notify(folder, out)
    const before = texts(out)
    const second = { "Nama Lengkap": "Orang Lain", "No. HP/WA": "081200009999", Timestamp: "2020-09-10 09:00:00" }
    const other = season([reached(1), reached(1, second)])
    await notify(other, out)
    const paid = texts(out).filter((text) => text.includes("Rp"))
    assert.isTrue(paid.length > 0)
    for (const text of paid) assert.notInclude(text, "6281200009999")
    for (const text of before) assert.include(texts(out), text)
  })

  it("says what cannot be done with status 2, and writes nothing", async () => {
    const [folder, out] = [season(), results()]
    assert.strictEqual((await look(folder, out)).status, 2)
    await notify(folder, out)
    const before = texts(out)
    const retried = await look(folder, out, "retry", "0123")
    assert.deepStrictEqual([retried.status, retried.stderr.includes("no failed notice")], [2, true])
    const kind = await look(folder, out, "preview", "nonsense")
    assert.deepStrictEqual([kind.status, kind.stderr.includes("application-received")], [2, true])
    assert.deepStrictEqual(texts(out), before)
  })

  it("says what could not be written, and writes it once it can be", async () => {
    const [folder, out] = [season(), results()]
    assert.strictEqual((await Medan.run("--season", folder, "--out", out)).status, 0)
    writeFileSync(join(out, "notices"), "in the way")
    const said = await notify(folder, out)
    assert.match(said.stdout, /notices: 0 handed over, \d+ attempts failed/)
    assert.include((await look(folder, out, "--due")).stdout, "application-received")
    rmSync(join(out, "notices"))
    const failed = await look(folder, out, "retry")
    assert.deepStrictEqual([failed.status, failed.stderr.includes("no failed notice")], [2, true], "it is tried anyway")
  })

  it("previews a kind without anybody's name", async () => {
    const [folder, out] = [season(), results()]
    await notify(folder, out)
    const { stdout } = await look(folder, out, "preview", "entitlement-assessed")
    assert.match(stdout, /\(name\), allowance of Kue: 2 days, gross /)
    assert.match(stdout, /1 SMS|2 SMS/)
    // Of a kind that did not happen the template itself.
    assert.include((await look(folder, out, "preview", "glass-broken")).stdout, "{officer}")
  })
})
