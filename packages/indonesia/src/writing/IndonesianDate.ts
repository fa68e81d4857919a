/**
 * Days and times as Indonesian files hold them, as one module.
 */
export * from "./WrittenDate.ts"
export * from "./LocalTimestamp.ts"
