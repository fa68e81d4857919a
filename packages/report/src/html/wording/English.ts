/** The report in English. */
import type { Wording } from "../Wording.ts"

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many)

export const english: Wording = {
  language: "English",
  report: "Season report",
  fiscalYear: "Fiscal year",
  season: "Season",
  period: "Sessions",
  city: "City",
  prepared: "Prepared on",
  contents: "Contents",
  noPersonalData: "This report holds figures only: no name and no identity number.",
  course: "Course",
  total: "Total",
  number: "Number",
  share: "Share",
  where: "By cohort",
  nothing: "none",
  noCohorts: "This season has no cohorts, so there is nothing to report yet.",
  otherCohorts: (count) => `${count} others`,
  key: {
    title: "The season in figures",
    applications: "Applications",
    applicationsNote: (cohorts, count) => `for ${count} ${plural(cohorts, "cohort", "cohorts")}`,
    seated: "Seated",
    seatedNote: (quota) => `of ${quota} seats`,
    completed: "Completed the course",
    completedNote: (share) => `${share} of those seated`,
    days: "Qualifying days",
    daysNote: (share) => `${share} of the days of all seated`,
    net: "Transport allowance, net",
    netNote: (gross, tax) => `gross ${gross}, tax ${tax}`,
    absorption: "Budget absorbed",
    absorptionNote: (gross, line) => `${gross} in lists within budget, of ${line}`,
    within: "Lists within budget",
    withinValue: (within, all) => `${within} of ${all}`,
    withinNote: (shortage) => `shortage ${shortage}`,
    withinAll: "no list is short of money",
    adjustment: "Adjustments, net",
    adjustmentNote: (people, count) => `${count} ${plural(people, "person", "people")}, after corrections`
  },
  attention: {
    title: "To act on",
    none: "Nothing is left open: every case is decided, every list complete and within budget.",
    overBudget: (course, shortage) =>
      `${course}: the payable list exceeds its budget line by ${shortage}. It is refused whole until the department decides how to cover it.`,
    incomplete: (course, people, count) =>
      `${course}: the payable list is incomplete, ${count} ${plural(people, "person has", "people have")} days without a record.`,
    undetermined: (cases, count) =>
      `${count} ${plural(cases, "application", "applications")} could not be decided because facts are missing.`,
    overpaid: (people, count, net) =>
      `${count} ${plural(people, "person was", "people were")} paid too much: ${net} net to recover.`,
    underpaid: (people, count, net) =>
      `${count} ${plural(people, "person was", "people were")} paid too little: ${net} net still to pay.`,
    notCounted: (rows, count) => `${count} ${plural(rows, "entry", "entries")} in the files could not be counted.`
  },
  cohorts: {
    title: "Cohorts",
    lead: "As planned, in the order in which they are filled.",
    table: "Cohorts of the season",
    venue: "Venue",
    dates: "Dates",
    days: "Days"
  },
  budget: {
    title: "Budget absorption",
    lead: "The gross transport allowance of each cohort against its budget line. A list above its line is refused whole; nothing is cut silently.",
    plot: "Gross allowance of each cohort, and its budget line",
    table: "Budget absorption by cohort, in rupiah",
    payer: "Payer",
    line: "Budget line",
    gross: "Gross",
    tax: "Tax",
    net: "Net",
    absorption: "Absorption",
    left: "Left",
    list: "List",
    within: "Within budget",
    over: "Over budget",
    incomplete: (count) => `incomplete (${count})`,
    ofPayer: (payer) => `Total ${payer}`,
    ofAll: "Total of all cohorts",
    millions: "million rupiah",
    grossBar: "Gross, within the line",
    overBar: "Gross, above the line",
    lineMark: "Budget line",
    finding: (high, highShare, low, lowShare) =>
      `Highest in ${high} (${highShare} of the line), lowest in ${low} (${lowShare}).`,
    totalNote:
      "Totals add the lists as computed, lists over budget included; the tile “Budget absorbed” leaves those out.",
    choices: (course) => `Choices for ${course}`,
    choice: "Choice",
    paid: "People paid",
    total: "Gross in all",
    residue: "Left on the line",
    registrationOrder: (unpaid) => `In order of registration, each in full; unpaid: ${unpaid}`,
    perDay: (price) => `Every day at the same lower price, ${price}`,
    wholeDays: (days) => `The first ${days} paid days of everybody`,
    postponed: (shortage) => `Wait until the line is raised by ${shortage}`,
    choicesNote:
      "The department chooses; nothing has been chosen here. What is left belongs to nobody. Tax is computed again for the amounts chosen."
  },
  applications: {
    title: "Applications by outcome",
    lead: "Cohorts are filled in the programme's order, applications in the order of registration.",
    plot: "Applications of each cohort by outcome",
    table: "Applications by cohort and outcome",
    received: "Received",
    quota: "Quota",
    seated: "Seated",
    waitlisted: "Waitlisted",
    refused: "Refused",
    undetermined: "Undetermined",
    duplicates: "Duplicate",
    finding: (seats, quota, share) => `${seats} of ${quota} seats are taken (${share}).`
  },
  reasons: {
    title: "Reasons of refusal",
    lead: "Every reason that applies is given, so that one application may count under several.",
    plot: "How often each reason was given",
    table: "Reasons by number and cohort",
    reason: "Reason",
    basis: "Basis",
    times: "Given",
    shareOfRefused: "Share of refused",
    none: "No application was refused.",
    finding: (reason, count, share) =>
      `Most frequent: ${reason} (${count} times, ${share} of the refused applications).`
  },
  attendance: {
    title: "Attendance by day",
    lead: "People seated, by what the attendance list says of each session day. The line marks the days that qualify for the allowance: present, both signatures, and the health protocol observed while it is in force.",
    plot: (course) => `Attendance by day, ${course}`,
    table: "Attendance by cohort and session day, in people",
    date: "Date",
    present: "Present",
    partial: "Partly present",
    excused: "Excused",
    absent: "Absent",
    unrecorded: "No record",
    qualifying: "Qualifying",
    presentShare: "Present, share",
    summary: (share, days) => `${share} present over ${days} ${plural(days, "day", "days")}`,
    none: "No session day is planned."
  },
  protocol: {
    title: "Health protocol",
    lead: "Of the people who came on days when the protocol was in force, how many observed each measure. A day on which one measure is missed is not paid.",
    plot: "Observance of each measure by cohort",
    table: "Health-protocol observance by cohort, in person-days",
    came: "Came",
    all: "All measures",
    none: "No health protocol was in force on any session day.",
    finding: (measure, share) => `Least observed: ${measure} (${share}).`,
    legend: "The darker a cell, the less the measure was observed."
  },
  completion: {
    title: "Completion",
    lead: "Who attended the minimum of the planned lesson hours; each signature is worth half a session.",
    plot: "People seated, by completion",
    table: "Completion by cohort",
    completed: "Completed",
    notCompleted: "Not completed",
    undetermined: "Undetermined",
    finding: (completed, seated, share) => `${completed} of ${seated} people seated completed their course (${share}).`
  },
  adjustments: {
    title: "Adjustments after corrections",
    lead: "What should have been paid minus what was paid, for the people named in corrections: negative sums were overpaid, positive ones are still owed. Lists count as paid as computed.",
    plot: "Net adjustments by cohort",
    table: "Adjustments by cohort and kind, in rupiah",
    kind: "Kind",
    people: "People",
    overpaid: "Overpaid",
    underpaid: "Underpaid",
    unchanged: "Unchanged",
    none: "No correction arrived after payment.",
    finding: (overpaid, underpaid) => `Overpaid ${overpaid}, underpaid ${underpaid}, net of tax.`
  },
  unresolved: {
    title: "Cases and lists to resolve",
    lead: "A missing fact is never taken for a yes or a no. These cases wait until an officer completes them; the names are in undetermined.csv of each cohort.",
    casesTable: "Undetermined applications by missing fact",
    fact: "Missing fact",
    remedy: "How to complete it",
    listsTable: "Incomplete payable lists",
    missingDays: "People with undetermined days",
    payees: "People on the list",
    noCases: "Every application is decided.",
    allComplete: "Every payable list is complete."
  },
  problems: {
    title: "Problems found in the files",
    lead: "What could not be read, or was read with a doubt. Row, column and remedy of each are in problems.csv.",
    table: "Problems by kind",
    kind: "Problem",
    effect: "Effect",
    files: "Files",
    notCounted: "Not counted",
    warning: "Counted, please check",
    none: "No problem was found in the files."
  },
  basis: {
    title: "Rules applied",
    lead: "The policies that decided, by fingerprint: the same fingerprint means the same rules, values and citations.",
    table: "Policies",
    policy: "Policy",
    fingerprint: "Fingerprint (SHA-256)"
  }
}
