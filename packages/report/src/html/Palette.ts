/**
 * The report's colours, few and with a meaning each. What is drawn stands at 3:1 or more against the paper, what is
 * written at 4.5:1; colour is never the only sign, for a legend, a label or a table says the same.
 */

export const ink = "#1d2b2f"
export const muted = "#54656a"
export const rule = "#d5dcdb"
export const paper = "#ffffff"

/** Taken, paid, present, completed: what went as planned. */
export const good = "#0c6157"
/** Waiting, partly: neither yes nor no. */
export const waiting = "#55978c"
/** Refused, absent, above the budget, overpaid. */
export const bad = "#b0452c"
/** Excused. */
export const excused = "#b98719"
/** Undetermined, no record: somebody must look. */
export const open = "#7a5ea8"
/** Set aside. */
export const aside = "#87949a"
