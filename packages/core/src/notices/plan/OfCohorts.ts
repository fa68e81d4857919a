/** What is told of applications, seats and sessions. */
import type { CivilDate } from "@bina/policy"
import type * as Application from "../../flow/admission/Application.ts"
import type * as CohortEvent from "../../streams/cohort/Event.ts"
import * as LocalTime from "../LocalTime.ts"
import type * as Notice from "../Notice.ts"
import { type Applying, end, type Hearing, type Meeting, tell } from "./Told.ts"

// ---- Rules

/** Hears an event of a cohort after its announcement. */
export const ofCohort = (event: CohortEvent.Event, meeting: Meeting, hearing: Hearing): void => {
  switch (event._tag) {
    case "ApplicationReceived":
    case "ApplicationAmended":
    case "FactsSupplied":
      return received(event, meeting, hearing)
    case "ApplicationWithdrawn":
      return ofApplication(event, meeting, (applying) => end(applying, () => true, "superseded", "withdrawn", hearing))
    case "ApplicationDetermined":
      return determined(event, meeting, hearing)
    case "ObjectionAnswered":
      return ofApplication(event, meeting, (applying) =>
        tell(applying, "objection-answered", "objection", subjectOf(event, meeting), meeting, hearing)
      )
    case "SeatOffered":
      return offered(event, meeting, hearing)
    case "SeatAccepted":
      return ofApplication(event, meeting, (applying) => {
        end(applying, isOffer, "settled", "answered", hearing)
        seat(applying, event.application, meeting)
        for (const session of meeting.schedule) remind(applying, event.application, session, meeting, hearing)
      })
    case "SeatDeclined":
      return ofApplication(event, meeting, (applying) => {
        end(applying, isOffer, "settled", "answered", hearing)
        applying.isSeated = false
      })
    case "SeatLapsed":
      return ofApplication(event, meeting, (applying) => {
        end(applying, isOffer, "superseded", "decided-anew", hearing)
        applying.isSeated = false
        tell(applying, "seat-lapsed", "decision", subjectOf(event, meeting), meeting, hearing)
      })
    case "SessionMoved":
      return moved(event, meeting, hearing)
    case "SessionCancelled":
      return cancelled(event, meeting, hearing)
    case "CompletionRecorded":
      return ofApplication(event, meeting, (applying) => {
        end(applying, (topic) => topic === "completion" || topic === "risk", "superseded", "decided-anew", hearing)
        if (event.standing === "undetermined") return
        const kind = event.standing === "completed" ? "course-completed" : "course-not-completed"
        tell(applying, kind, "completion", subjectOf(event, meeting), meeting, hearing)
      })
    case "ParticipantExited":
      return ofApplication(event, meeting, (applying) => {
        const isOfTraining = (topic: string) => isSession(topic) || topic === "risk" || isOffer(topic)
        end(applying, isOfTraining, "superseded", event.reason === "Completed" ? "done" : "left", hearing)
        if (event.reason !== "Completed") applying.isSeated = false
      })
    case "CohortCalledOff":
      for (const [application, applying] of meeting.applications) {
        const isConcerned = applying.isSeated || applying.isWaiting || applying.open.has("offer")
        end(applying, () => true, "superseded", "called-off", hearing)
        const subject = { cohort: meeting.terms.id, application }
        if (isConcerned) tell(applying, "cohort-called-off", "decision", subject, meeting, hearing)
      }
      return
    case "CohortClosed":
      for (const applying of meeting.applications.values()) end(applying, isSession, "superseded", "done", hearing)
      return
    case "CohortAnnounced":
    case "RegistrationOpened":
    case "DeterminationOverridden":
    case "ObjectionReceived":
    case "SeatsGiven":
    case "CohortFilled":
    case "CohortStarted":
      return
  }
}

const isOffer = (topic: string): boolean => topic === "offer" || topic === "lapsing"

const isSession = (topic: string): boolean => topic.startsWith("session ") || topic.startsWith("absence ")

const subjectOf = ({ application }: { readonly application: Application.Id }, { terms }: Meeting): Notice.Subject => ({
  cohort: terms.id,
  application
})

const ofApplication = (
  { application }: { readonly application: Application.Id },
  { applications }: Meeting,
  tellAbout: (applying: Applying) => void
): void => {
  const applying = applications.get(application)
  if (applying !== undefined) tellAbout(applying)
}

type Received = Extract<
  CohortEvent.Event,
  { readonly _tag: "ApplicationReceived" | "ApplicationAmended" | "FactsSupplied" }
>

const received = (event: Received, meeting: Meeting, hearing: Hearing): void => {
  const { id, person } = event.application
  const known = meeting.applications.get(id)
  const applying: Applying = known ?? {
    person: undefined,
    isWaiting: false,
    isSeated: false,
    open: new Map(),
    days: new Map()
  }
  if (known === undefined) meeting.applications.set(id, applying)
  applying.person = person._tag === "Known" ? person.value : undefined
  if (event._tag === "ApplicationReceived") {
    tell(applying, "application-received", "received", { cohort: meeting.terms.id, application: id }, meeting, hearing)
  } else end(applying, (topic) => topic === "missing", "settled", "supplied", hearing)
}

type Determined = Extract<CohortEvent.Event, { readonly _tag: "ApplicationDetermined" }>

const determined = (event: Determined, meeting: Meeting, hearing: Hearing): void =>
  ofApplication(event, meeting, (applying) => {
    end(applying, (topic) => topic === "decision" || topic === "missing", "superseded", "decided-anew", hearing)
    const subject = subjectOf(event, meeting)
    const { _tag } = event.determination
    if (_tag === "Waitlisted") applying.isWaiting = true
    switch (_tag) {
      case "Refused":
        return tell(applying, "application-refused", "decision", subject, meeting, hearing)
      case "Undetermined":
        return tell(applying, "facts-missing", "missing", subject, meeting, hearing)
      case "Waitlisted":
        return tell(applying, "waitlisted", "decision", subject, meeting, hearing)
      case "Duplicate":
        return tell(applying, "application-set-aside", "decision", subject, meeting, hearing)
      // The offer of the seat follows, and says so.
      case "Seated":
        return
    }
  })

type Offered = Extract<CohortEvent.Event, { readonly _tag: "SeatOffered" }>

const offered = (event: Offered, meeting: Meeting, hearing: Hearing): void =>
  ofApplication(event, meeting, (applying) => {
    const subject = subjectOf(event, meeting)
    const kind = applying.isWaiting ? "waitlist-promoted" : "seat-offered"
    end(applying, (topic) => topic === "decision" || isOffer(topic), "superseded", "decided-anew", hearing)
    applying.isWaiting = false
    tell(applying, kind, "offer", subject, meeting, hearing, { expires: event.answerBy })
    const lapsing = LocalTime.daysAfter(event.answerBy, -hearing.timing.lapsingDays)
    if (lapsing > event.at) {
      tell(applying, "seat-lapsing", "lapsing", subject, meeting, hearing, {
        notBefore: lapsing,
        expires: event.answerBy
      })
    }
  })

const seat = (applying: Applying, application: Application.Id, meeting: Meeting): void => {
  applying.isSeated = true
  if (applying.person !== undefined) meeting.holders.set(applying.person, application)
}

const remind = (
  applying: Applying,
  application: Application.Id,
  session: CivilDate.CivilDate,
  meeting: Meeting,
  hearing: Hearing
): void => {
  const { at, daysBefore, until } = hearing.timing.reminder
  const expires = meeting.zone.momentOf({ day: session, hour: until })
  // Sessions that are over when the seat is taken need no reminder.
  if (expires <= hearing.recorded.appendedAt) return
  const notBefore = meeting.zone.momentOf({ day: LocalTime.dayAfter(session, -daysBefore), hour: at })
  const subject = { cohort: meeting.terms.id, application, session }
  tell(applying, "session-reminder", `session ${session}`, subject, meeting, hearing, { notBefore, expires })
}

/** What is told to everybody who has a seat. */
const toSeated = (
  { applications }: Meeting,
  tellOne: (applying: Applying, application: Application.Id) => void
): void => {
  for (const [application, applying] of applications) if (applying.isSeated) tellOne(applying, application)
}

type Moved = Extract<CohortEvent.Event, { readonly _tag: "SessionMoved" }>

const moved = (event: Moved, meeting: Meeting, hearing: Hearing): void => {
  const { from, to } = event
  meeting.schedule = meeting.schedule.map((date) => (date === from ? to : date)).toSorted()
  toSeated(meeting, (applying, application) => {
    end(applying, (topic) => topic === `session ${from}`, "superseded", "moved", hearing)
    const subject = { cohort: meeting.terms.id, application, session: to }
    const { until } = hearing.timing.reminder
    // Whoever went to the old place on the old day has to know by then, whichever day comes first.
    const expires = meeting.zone.momentOf({ day: from > to ? from : to, hour: until })
    tell(applying, "session-moved", `session ${to}`, subject, meeting, hearing, { expires })
    remind(applying, application, to, meeting, hearing)
  })
}

type Cancelled = Extract<CohortEvent.Event, { readonly _tag: "SessionCancelled" }>

const cancelled = (event: Cancelled, meeting: Meeting, hearing: Hearing): void => {
  meeting.schedule = meeting.schedule.filter((date) => date !== event.date)
  toSeated(meeting, (applying, application) => {
    end(applying, (topic) => topic === `session ${event.date}`, "superseded", "cancelled", hearing)
    const subject = { cohort: meeting.terms.id, application, session: event.date }
    const expires = meeting.zone.momentOf({ day: event.date, hour: LocalTime.hour("23:59") })
    tell(applying, "session-cancelled", `session ${event.date}`, subject, meeting, hearing, { expires })
  })
}

/** A cohort that has ended takes no more attendance, so nobody's days are asked for again. */
export const forgetDays = (meeting: Meeting | undefined): void => {
  for (const { days } of meeting?.applications.values() ?? []) days.clear()
}
