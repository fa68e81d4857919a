/** The lists of a season at the desks of its officers: shown, signed, voided, refused, and silent about people. */
import { assert, describe, it } from "@effect/vitest"
import * as Forms from "../src/Forms.ts"
import * as Desk from "./Desk.ts"
import * as Folder from "./Folder.ts"
import * as Medan from "./Medan.ts"
import * as Written from "./Written.ts"

const { days, run } = Desk

/** The content that stands on the list, as it is shown. */
const contentOf = (text: string): string => /content ([0-9a-f]{12}) · edition/.exec(text)?.[1] ?? "none"

const absent = { Kehadiran: "Alpa", "Paraf Pagi": "", "Paraf Sore": "" }

/** The first person missed the first day, as the sheet says from now on. */
const edit = ({ season }: Desk.Desk): void =>
  Folder.put(
    season,
    "cohorts/satu/attendance.csv",
    Written.sheet(Forms.attendanceColumns, [
      Written.present(1, days[0]!, absent),
      Written.present(1, days[1]!),
      ...[2, 3].flatMap(Desk.both)
    ])
  )

const steps = [
  ["verify", "budi"],
  ["approve", "citra"],
  ["release", "dedi"]
] as const

/** Takes steps, each by its officer; all of them must be taken. */
const take = async (desk: Desk.Desk, ...some: ReadonlyArray<readonly [string, string]>): Promise<void> => {
  for (const [step, officer] of some) {
    const answer = await run(desk, "lists", step, "satu", "--as", officer)
    assert.strictEqual(answer.status, 0, `${step}: ${answer.stderr}`)
  }
}

describe("medan lists", () => {
  it("shows what each list pays and what comes next, then who signed what under which appointment", async () => {
    const desk = Desk.season([
      Desk.cohort(),
      Desk.cohort({ settings: { id: "dua" }, roster: [Written.applicant(9)], attendance: [] })
    ])
    const early = await run(desk, "lists")
    assert.strictEqual(early.status, 2)
    assert.match(early.stderr, /run medan first/)
    await run(desk)
    const before = Folder.get(desk.out, "season.json")
    const prepared = (await run(desk, "lists")).stdout
    assert.match(prepared, /Kue \(satu\): prepared\n {2}season-of-a-test\.satu · content [0-9a-f]{12} · edition 1/)
    assert.match(prepared, /3 people · gross IDR 600,000 · tax IDR 36,000 · net IDR 564,000/)
    assert.match(prepared, /2030-03-04T02:00:00Z {2}prepared by season-files/)
    assert.match(prepared, /next: medan lists verify satu --as OFFICER/)
    assert.match(prepared, /Kue \(dua\): not prepared\n {2}next: nobody is owed anything yet/)

    await take(desk, ...steps)
    const released = (await run(desk, "lists")).stdout
    const content = contentOf(prepared)
    for (const [step, officer] of steps) {
      const done = { verify: "verified", approve: "approved", release: "released" }[step]
      assert.include(released, `${done} by ${officer}, decree-${step}, content ${content}`)
    }
    assert.match(released, /next: medan lists answers satu FILE --as OFFICER/)

    // The season itself goes on as before.
    const again = await run(desk)
    assert.match(again.stdout, /nothing new/)
    assert.strictEqual(Folder.get(desk.out, "season.json"), before)
    for (const serial of [1, 2, 3]) {
      assert.notInclude(released, Written.nik(serial))
      assert.notInclude(released, `Rekaan ${serial}`)
      assert.notInclude(released, `55${serial}`)
    }
  })

  it("takes a step once: again it is done already, also after the list went on", async () => {
    const desk = Desk.season()
    await run(desk)
    await take(desk, ["prepare", "ani"])
    assert.match((await run(desk, "lists", "prepare", "satu", "--as", "ani")).stdout, /already done/)
    await take(desk, ...steps.slice(0, 2))
    const again = await run(desk, "lists", "verify", "season-of-a-test.satu", "--as", "budi")
    assert.deepStrictEqual([again.status, again.stdout.split(" (")[0]], [0, "already done"])
    assert.strictEqual(again.stdout.match(/verified by budi/g)?.length, 1)
  })

  it("an edit after the approval voids it, visibly; then it is signed anew", async () => {
    const desk = Desk.season()
    await run(desk)
    await take(desk, ...steps.slice(0, 2))
    const before = contentOf((await run(desk, "lists")).stdout)
    edit(desk)
    const edited = await run(desk)
    assert.match(
      edited.stdout,
      /satu: .*prepared anew; these signatures are void: verified \(budi\), approved \(citra\)/
    )
    const shown = (await run(desk, "lists")).stdout
    assert.match(shown, /Kue \(satu\): prepared/)
    assert.match(shown, /signatures void \(verified, approved\), by season-files/)
    assert.match(shown, /gross IDR 500,000/)
    assert.notStrictEqual(contentOf(shown), before)

    const late = await run(desk, "lists", "release", "satu", "--as", "dedi")
    assert.strictEqual(late.status, 2)
    assert.match(late.stderr, /is prepared; this step is for one that is approved\. First: medan lists verify satu/)
    const stale = await run(desk, "lists", "verify", "satu", "--as", "budi", "--content", before)
    assert.strictEqual(stale.status, 2)
    assert.match(stale.stderr, /no longer what you looked at/)
    await take(desk, ...steps)
    assert.match((await run(desk)).stdout, /nothing new/)
  })

  it("what changes neither recipients nor amounts voids nothing", async () => {
    const desk = Desk.season([Desk.cohort({ settings: { quota: 3 } })])
    await run(desk)
    await take(desk, ["prepare", "ani"], ...steps.slice(0, 2))
    const shown = (await run(desk, "lists")).stdout
    const put = (name: string, text: string) => Folder.put(desk.season, `cohorts/satu/${name}.csv`, text)

    put("attendance", Written.sheet(Forms.attendanceColumns, [1, 2, 3].flatMap(Desk.both).toReversed()))
    assert.notInclude((await run(desk)).stdout, "void")
    assert.strictEqual((await run(desk, "lists")).stdout, shown)

    const people = [1, 2, 3].map((serial) => Written.applicant(serial))
    put("roster", Written.sheet(Forms.rosterColumns, [...people, Written.applicant(4)]))
    const waiting = await run(desk)
    assert.notInclude(waiting.stdout, "void")
    assert.strictEqual(Written.list(desk.out, "cohorts/satu/waitlist.csv").length, 1)
    assert.strictEqual((await run(desk, "lists")).stdout, shown)

    const spelt = Written.applicant(1, { "Nama Lengkap": "  PESERTA rekaan 1 ", Bank: "bri" })
    put("roster", Written.sheet(Forms.rosterColumns, [spelt, ...people.slice(1), Written.applicant(4)]))
    assert.notInclude((await run(desk)).stdout, "void")
    assert.strictEqual((await run(desk, "lists")).stdout, shown)
    await take(desk, ["release", "dedi"])
  })

  it("by what the bank reads a payment is signed: another name or account voids, also when it is taken back", async () => {
    const desk = Desk.season()
    await run(desk)
    const people = [1, 2, 3].map((serial) => Written.applicant(serial))
    const put = (first: object) =>
      Folder.put(
        desk.season,
        "cohorts/satu/roster.csv",
        Written.sheet(Forms.rosterColumns, [Written.applicant(1, first), ...people.slice(1)])
      )
    let edition = 1
    for (const first of [{ "Nama Lengkap": "Orang Lain" }, {}, { "No. Rekening": "7777777777" }, {}]) {
      await take(desk, ["verify", "budi"])
      put(first)
      assert.match((await run(desk)).stdout, /these signatures are void: verified \(budi\)/)
      edition += 1
      assert.include((await run(desk, "lists")).stdout, `edition ${edition}`)
      assert.match((await run(desk)).stdout, /nothing new/)
    }
  })

  it("pays by the application that has the seat, whatever account stands in another one that was set aside", async () => {
    const again = (row: object) => Written.applicant(9, { NIK: Written.nik(1), ...row })
    const rows = [1, 2, 3].map((serial) => Written.applicant(serial))
    const desk = Desk.season([Desk.cohort({ roster: [...rows, again({ "No. Rekening": "8888888888" })] })])
    await run(desk)
    await take(desk, ["verify", "budi"])
    const content = contentOf((await run(desk, "lists")).stdout)
    Folder.put(
      desk.season,
      "cohorts/satu/roster.csv",
      Written.sheet(Forms.rosterColumns, [
        ...rows,
        again({ "No. Rekening": "9999999999", "Nama Lengkap": "Orang Lain" })
      ])
    )
    const edited = await run(desk)
    assert.strictEqual(edited.status, 0)
    assert.notInclude(edited.stdout, "void")
    assert.strictEqual(contentOf((await run(desk, "lists")).stdout), content)
    await take(desk, ["approve", "citra"])
  })

  it("after the release an edit is an adjustment and leaves the list alone", async () => {
    const desk = Desk.season()
    await run(desk)
    await take(desk, ...steps)
    edit(desk)
    const edited = await run(desk)
    assert.notInclude(edited.stdout, "void")
    const [cohort] = JSON.parse(Folder.get(desk.out, "season.json")).cohorts
    assert.deepStrictEqual(
      cohort.adjustments.map(({ gross }: { readonly gross: number }) => gross),
      [-100_000]
    )
    assert.match((await run(desk, "lists")).stdout, /released\n.*edition 1\n.*gross IDR 600,000/)
  })

  it("nobody signs what is no longer owed: corrections have the list prepared again", async () => {
    const later = { "Dicatat Pada": "2020-11-01T00:00:00+07:00", "Dicatat Oleh": "Inspektorat", Alasan: "pemeriksaan" }
    const desk = Desk.season()
    await run(desk)
    await take(desk, ...steps.slice(0, 2))
    const correction = { ...Written.present(3, days[0]!, absent), ...later }
    Folder.put(desk.season, "cohorts/satu/corrections.csv", Written.sheet(Written.correctionColumns, [correction]))
    await run(desk)
    const season = Folder.get(desk.out, "season.json")
    assert.match((await run(desk, "lists")).stdout, /! what is owed has changed since this list was prepared/)
    const refused = await run(desk, "lists", "release", "satu", "--as", "dedi")
    assert.strictEqual(refused.status, 2)
    assert.match(refused.stderr, /what is owed in satu has changed .* medan lists prepare satu/)
    await take(desk, ["prepare", "ani"], ...steps)
    assert.match((await run(desk, "lists")).stdout, /released\n.*edition 2\n.*gross IDR 500,000/)
    assert.match((await run(desk)).stdout, /nothing new/)
    assert.strictEqual(Folder.get(desk.out, "season.json"), season)
  })
})

describe("medan lists, refusing", () => {
  it("says which duty is meant and what to do", async () => {
    const desk = Desk.season(
      [Desk.cohort()],
      [
        ...Desk.appointments,
        Desk.appointment("budi", "approve"),
        Desk.appointment("fitri", "verify", { during: { from: "2029-01-01", to: "2030-03-04" } }),
        Desk.appointment("gita", "verify", { payers: ["APBN"] }),
        Desk.appointment("hadi", "verify", { ceiling: 599_999 })
      ]
    )
    await run(desk)
    const refusals: ReadonlyArray<readonly [RegExp, ...Array<string>]> = [
      [
        /somebody may not verify the list of satu: no appointment says so; appointed for it: budi/,
        "verify",
        "somebody"
      ],
      [/fitri may not verify .* does not hold on 2030-03-04/, "verify", "fitri"],
      [/gita may not verify .* for another treasury/, "verify", "gita"],
      [/hadi may not verify .* does not reach IDR 600,000/, "verify", "hadi"],
      [/the list of satu is prepared; .* First: medan lists verify satu/, "approve", "citra"],
      [/--content takes at least/, "verify", "budi", "--content", "abc"],
      [/season-files is the program itself; name the officer/, "verify", "season-files"],
      [/SEASON-files is the program itself/, "verify", "SEASON-files"],
      [/Budi may not verify .* spells the id otherwise/, "verify", "Budi"]
    ]
    for (const [said, step, officer, ...more] of refusals) {
      const answer = await run(desk, "lists", step!, "satu", "--as", officer!, ...more)
      assert.deepStrictEqual([answer.status, answer.stdout], [2, ""], step)
      assert.match(answer.stderr, said)
    }
    assert.match(
      (await run(desk, "lists", "verify", "tiga", "--as", "budi")).stderr,
      /has no cohort or list tiga; it has satu/
    )
    await take(desk, ["verify", "budi"])
    const same = await run(desk, "lists", "approve", "satu", "--as", "budi")
    assert.strictEqual(same.status, 2)
    assert.match(
      same.stderr,
      /had the duty to verify .* may not approve it as well: the four duties are for four people/
    )
    assert.match(same.stderr, /appointed for it: citra/)
  })

  it("refuses the whole list where the budget line is too short", async () => {
    const desk = Desk.season([Desk.cohort({ settings: { budgetLine: { account: "5.2", amount: 500_000 } } })])
    await run(desk)
    await take(desk, ["verify", "budi"])
    const refused = await run(desk, "lists", "approve", "satu", "--as", "citra")
    assert.strictEqual(refused.status, 2)
    assert.match(refused.stderr, /has IDR 500,000 left and the list asks IDR 600,000: the whole list is refused/)
  })

  it("without officers.json lists are prepared, and nothing more", async () => {
    const desk = Desk.season([Desk.cohort()], [])
    await run(desk)
    assert.match((await run(desk, "lists", "prepare", "satu")).stdout, /already done[^]*edition 1/)
    assert.match((await run(desk, "lists", "prepare", "satu")).stdout, /already done/)
    for (const words of [
      ["lists", "verify", "satu", "--as", "budi"],
      ["lists", "prepare", "satu", "--as", "ani"],
      ["close", "satu", "--as", "eka"]
    ]) {
      const refused = await run(desk, ...words)
      assert.deepStrictEqual([refused.status, refused.stdout], [2, ""])
      assert.match(refused.stderr, /no officers\.json, .* can only be prepared .* put the file into the folder/)
    }
  })

  it("says where officers.json cannot be used", async () => {
    const broken: ReadonlyArray<readonly [string, RegExp]> = [
      ["{", /officers\.json cannot be used: it is not complete JSON/],
      [JSON.stringify({ appointments: [] }), /officers\.json cannot be used: .*appointments/],
      [
        JSON.stringify({ appointments: [{ officer: "ani", task: "prepare" }] }),
        /Missing key at appointments\[0\]\.lines/
      ],
      [JSON.stringify({ appointments: [Desk.appointment("ani", "sign")] }), /appointments\[0\]\.task/],
      [
        JSON.stringify({ appointments: [Desk.appointment("budi", "verify"), Desk.appointment("BUDI", "approve")] }),
        /budi and BUDI are read as one id/
      ],
      [
        JSON.stringify({
          appointments: [Desk.appointment("officer-1", "verify"), Desk.appointment("officer-l", "approve")]
        }),
        /officer-1 and officer-l are read as one id/
      ],
      [JSON.stringify({ appointments: [Desk.appointment("Season-Files", "verify")] }), /are read as one id/],
      [
        JSON.stringify({ appointments: [Desk.appointment("season-files", "verify")] }),
        /\[0\]\.officer: season-files is/
      ],
      [
        JSON.stringify({ appointments: [Desk.appointment("a", "verify", { lines: ["x"] })] }),
        /\[0\]\.lines: .* no cohort x/
      ],
      [
        JSON.stringify({ appointments: [Desk.appointment("a", "erase", { lines: ["satu"] })] }),
        /\[0\]\.lines: .*"all"/
      ],
      [
        JSON.stringify({ appointments: [Desk.appointment("a", "close", { during: { from: "2030-02-30" } })] }),
        /appointments\[0\]\.during\.from/
      ]
    ]
    const desk = Desk.season()
    await run(desk)
    for (const [text, said] of broken) {
      Folder.put(desk.season, "officers.json", text)
      const answer = await run(desk, "lists")
      assert.deepStrictEqual([answer.status, answer.stdout], [2, ""])
      assert.match(answer.stderr, said)
    }
    assert.strictEqual((await run(desk)).status, 0, "the season itself asks nobody")
  })
})

describe("medan lists, undoing and emergencies", () => {
  it("sends back for a reason, after which it is prepared and signed anew", async () => {
    const desk = Desk.season()
    await run(desk)
    await take(desk, ["verify", "budi"])
    const sentBack = await run(desk, "lists", "reject", "satu", "--as", "citra", "--reason", "account missing")
    assert.match(sentBack.stdout, /sent back by citra, decree-approve: account missing/)
    assert.match((await run(desk)).stdout, /nothing new/)
    const refused = await run(desk, "lists", "verify", "satu", "--as", "budi")
    assert.match(refused.stderr, /is sent back; .* First: medan lists prepare satu/)
    await take(desk, ["prepare", "ani"], ...steps)
  })

  const flood = ["--reason", "flood in the office"]
  const asking = (officer: string, ...more: ReadonlyArray<string>) =>
    ["lists", "request-glass", "satu", "--as", officer].concat(flood, more)
  const breaking = (officer: string) => ["lists", "break-glass", "satu", "--as", officer, "--request", "1"]

  it("two officers, each in a command of their own, let a third take one step, and the history tells it", async () => {
    const desk = Desk.season()
    await run(desk)
    await take(desk, ["verify", "budi"])
    const forBudi = ["--for", "budi", "--step", "approve"]
    const asked = await run(desk, ...asking("ani", ...forBudi))
    assert.strictEqual(asked.status, 0, asked.stderr)
    assert.match(
      asked.stdout,
      /asked to break the glass \(1\) by ani: budi may approve \(despite the duty to verify, despite no appointment\), until 2030-03-05T02:00:00Z: flood/
    )
    assert.strictEqual((await run(desk, "lists", "approve", "satu", "--as", "budi")).status, 2, "asking lifts nothing")
    assert.match((await run(desk, ...asking("ani", ...forBudi))).stdout, /already done/)

    const broken = await run(desk, ...breaking("dedi"))
    assert.strictEqual(broken.status, 0, broken.stderr)
    assert.match(broken.stdout, /glass broken by dedi with ani: budi may approve/)
    const approved = await run(desk, "lists", "approve", "satu", "--as", "budi")
    assert.strictEqual(approved.status, 0, approved.stderr)
    assert.match(approved.stdout, /approved by budi, glass broken \(1\)/)
    const third = await run(desk, "lists", "release", "satu", "--as", "budi")
    assert.match(
      third.stderr,
      /budi has had the duties to verify and approve .* a third, to release it, is never allowed/
    )
    assert.match(
      (await run(desk, ...asking("ani", "--for", "budi", "--step", "release"))).stderr,
      /a third, to release it, is never allowed; appointed for it: dedi/
    )

    const history = (await run(desk, "history", "satu")).stdout
    assert.match(history, /GlassRequested {2}ani .*budi to approve until .*Distinctness.*flood in the office/)
    assert.match(history, /GlassBroken {2}dedi {2}decree-release {2}with ani {2}budi to approve/)
    assert.match(history, /ListApproved {2}budi/)
    assert.match(history, /BudgetCommitted {2}budi/)
    assert.match((await run(desk, "history", Written.nik(1))).stdout, /ListApproved {2}budi/)
  })

  it("nobody breaks glass alone, for themselves, out of turn, without need or for long; the message names the step", async () => {
    const desk = Desk.season()
    await run(desk)
    const refusals: ReadonlyArray<readonly [RegExp, ReadonlyArray<string>]> = [
      [
        /dedi is the one who is to verify the list of satu: two other officers/,
        asking("dedi", "--for", "dedi", "--step", "verify")
      ],
      [/dedi is the one who is to verify/, asking("dedi", "--for", "DEDI", "--step", "verify")],
      [
        /the list of satu is prepared; this step is for one that is verified/,
        asking("citra", "--for", "dedi", "--step", "approve")
      ],
      [/nothing keeps budi from taking the step to verify/, asking("citra", "--for", "budi", "--step", "verify")],
      [/--hours is between 1 and 72/, asking("citra", "--for", "dedi", "--step", "verify", "--hours", "100")],
      [/somebody may not/, asking("somebody", "--for", "dedi", "--step", "verify")],
      [/there is no request 1 .* medan lists request-glass satu/, breaking("citra")]
    ]
    for (const [said, words] of refusals) {
      const answer = await run(desk, ...words)
      assert.deepStrictEqual([answer.status, answer.stdout], [2, ""], words.join(" "))
      assert.match(answer.stderr, said)
    }
    assert.notInclude((await run(desk, "lists")).stdout, "glass", "what is refused leaves nothing")
    assert.strictEqual((await run(desk, ...asking("citra", "--for", "dedi", "--step", "verify"))).status, 0)
    for (const officer of ["citra", "Citra"]) {
      assert.match(
        (await run(desk, ...breaking(officer))).stderr,
        /asked to break the glass to verify the list of satu: what is missing is another appointed officer/
      )
    }
    assert.match((await run(desk, ...breaking("dedi"))).stderr, /dedi is the one who is to verify/)
    const nextDay = { ...desk, on: "2030-03-06" }
    assert.match(
      (await run(nextDay, ...breaking("ani"))).stderr,
      /request 1 about the list of satu ended at 2030-03-05/
    )
  })
})

describe("the program", () => {
  it("ships officers for every duty, and takes a step in a process of its own", () => {
    const desk = Desk.season()
    Folder.put(desk.season, "officers.json", Folder.get(Folder.shipped, "officers.json"))
    const medan = (...words: ReadonlyArray<string>) =>
      Medan.spawn(...words, "--season", desk.season, "--out", desk.out, "--lang", "id")
    assert.strictEqual(medan().status, 0)
    const verified = medan("lists", "verify", "satu", "--as", "officer-verify")
    assert.strictEqual(verified.status, 0, verified.stderr)
    assert.match(verified.stdout, /diperiksa oleh officer-verify/)
    const refused = medan("lists", "approve", "satu", "--as", "officer-verify")
    assert.deepStrictEqual([refused.status, refused.stdout], [2, ""])
    assert.match(refused.stderr, /keempat tugas dipegang empat orang; yang ditunjuk untuk itu: officer-approve/)
  })
})
