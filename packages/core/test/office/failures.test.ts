import { describe, expectTypeOf, it } from "@effect/vitest"
import type { Handling, Office, Requests } from "@bina/core/office"

/** The names of a method's own refusals, without what may go wrong with any command. */
type Own<M extends Requests.Method> = Exclude<Office.FailureOf<M>, Handling.Failure>["_tag"]

type OfCohort = "NotAnnounced" | "NotDrafted" | "CohortEnded" | "WrongStage"
type OfOne = OfCohort | "UnknownApplication" | "WrongStanding"
type OfList = "DayDoesNotFit" | "NotAtThisStage" | "NotAuthorised"
type OfSignature = OfList | "ContentChanged" | "SamePerson" | "TooManyDuties"
type Freeing = "SeatNotTaken" | "PersonMerged" | "ParticipationUnread"
type Taking = "SeatLimitReached" | "CohortSeatHeld" | "PersonMerged" | "ParticipationUnread"
type Unopened = "Erased" | "NotOpen" | "SealBroken" | "UnknownPerson"
type OfProgramme = "NotDrafted" | "ProgrammeEnded"

describe("Failures of the office", () => {
  it("name what a method can refuse, and nothing of another", () => {
    expectTypeOf<Own<"acceptSeat">>().toEqualTypeOf<OfOne | "OfferExpired">()
    expectTypeOf<Own<"declineSeat">>().toEqualTypeOf<OfOne | Freeing>()
    expectTypeOf<Own<"lapseSeat">>().toEqualTypeOf<OfOne | Freeing | "OfferStands">()
    expectTypeOf<Own<"acceptSeats">>().toEqualTypeOf<OfCohort>()
    expectTypeOf<Own<"lapseSeats">>().toEqualTypeOf<OfCohort | Freeing>()
    expectTypeOf<Own<"recheckEligibility">>().toEqualTypeOf<
      "NotAnnounced" | "NotDrafted" | "UnknownZone" | "NoPolicy" | "UnknownPolicy" | "UndeclaredFacts" | Unopened
    >()
    expectTypeOf<Own<"startCohort">>().toEqualTypeOf<OfCohort>()
    expectTypeOf<Own<"moveSession">>().toEqualTypeOf<OfCohort | "NoSession" | "SessionTaken">()
    expectTypeOf<Own<"cancelSession">>().toEqualTypeOf<OfCohort | "NoSession" | "LastSession">()
    expectTypeOf<Own<"closeCohort">>().toEqualTypeOf<OfCohort | "Unfinished">()
    expectTypeOf<Own<"callOffCohort">>().toEqualTypeOf<OfCohort | Freeing>()
    expectTypeOf<Extract<Own<"promoteWaitlist">, Taking | "AlreadyKnown">>().toEqualTypeOf<Taking>()
    expectTypeOf<Extract<Own<"promoteWaitlists">, "WrongStage" | "DecisionsMissing" | "NotAnnounced">>().toBeNever()
    expectTypeOf<Extract<Own<"supplyFacts">, "AlreadyKnown">>().toEqualTypeOf<"AlreadyKnown">()
  })

  it("name of the money only what a step of a list moves", () => {
    expectTypeOf<Own<"verifyList">>().toEqualTypeOf<OfSignature>()
    expectTypeOf<Own<"releaseList">>().toEqualTypeOf<OfSignature>()
    expectTypeOf<Own<"settleList">>().toEqualTypeOf<OfList | "AnswersAwaited">()
    expectTypeOf<Extract<Own<"approveList">, "BudgetExceeded" | "NotOwed">>().toEqualTypeOf<
      "BudgetExceeded" | "NotOwed"
    >()
    expectTypeOf<Extract<Own<"recordPayment">, "BudgetExceeded" | "NotOwed" | "ContentChanged">>().toBeNever()
    expectTypeOf<Extract<Own<"cancelList">, "BudgetExceeded" | "NotOwed" | "ContentChanged">>().toBeNever()
  })

  it("name of a programme only what its step can be refused with", () => {
    expectTypeOf<Own<"closeProgramme">>().toEqualTypeOf<OfProgramme | "CohortsLeft">()
    expectTypeOf<Own<"amendPolicy">>().toEqualTypeOf<
      OfProgramme | "UnknownPolicy" | "NothingToAmend" | "AmendmentOutOfOrder"
    >()
  })
})
