/** The whole office for programs that `await`: nothing of `effect` is imported by whoever uses it. */
export * as Office from "./Office.ts"
export * as Answer from "./Answer.ts"
export * as Form from "./Form.ts"
export * as Pack from "./Pack.ts"
export * as Plain from "./Plain.ts"
