/**
 * For whoever tells people what was decided: which notices follow from a journal, what is known of each on its way, and
 * the ports that carriers and stores fulfil.
 */
export * as LocalTime from "./notices/LocalTime.ts"
export * as Notice from "./notices/Notice.ts"
export * as Planner from "./notices/Planner.ts"
export * as Delivery from "./notices/Delivery.ts"
export * as Template from "./notices/Template.ts"
export * as Texts from "./notices/Texts.ts"
export * as Segments from "./notices/Segments.ts"
export * as Contacts from "./notices/Contacts.ts"
export * as Content from "./notices/Content.ts"
export * as Rendering from "./notices/Rendering.ts"
export * as Notifier from "./notices/Notifier.ts"
export * as Outbox from "./notices/Outbox.ts"
export * as MemoryOutbox from "./memory/MemoryOutbox.ts"
export * as Planning from "./notices/Planning.ts"
export * as Dispatching from "./notices/Dispatching.ts"
