/**
 * Every refusal of a cohort by its name, for whoever tells of them or catches one. Each is defined beside the rule that
 * gives it; people are named in them by application or by their opaque id only.
 */
export { NotAnnounced, AlreadyAnnounced, CohortEnded, WrongStage, Unfinished } from "./Life.ts"
export { UnknownApplication, WrongStanding } from "./Applications.ts"
export { DecisionsMissing, NoTimeToAnswer } from "./Filling.ts"
export { PlaceIsFixed, PersonIsFixed } from "./Receiving.ts"
export { AlreadyKnown } from "./Supplying.ts"
export { ObjectionOpen, NoObjection, OwnCase, OverrideEnded, PersonUnknown, IsDuplicate } from "./Reviewing.ts"
export { OfferExpired, OfferStands, NotCompleted } from "./Seats.ts"
export { NoSession, SessionTaken, LastSession } from "./Sessions.ts"
export { AttendanceOpen } from "./Completing.ts"
export type { Refusal as CohortRefusal } from "./Decider.ts"
