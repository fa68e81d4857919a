/**
 * What a season writes, as text: lists, figures, a regulation, a comparison, and the folder into which they go. The pages,
 * which load a drawing library, stand behind entries of their own.
 */
export * as Headings from "./lists/Headings.ts"
export * as LetterFolder from "./folder/LetterFolder.ts"
export * as Lists from "./lists/Lists.ts"
export * as NoticeFolder from "./folder/NoticeFolder.ts"
export * as OutputFolder from "./folder/OutputFolder.ts"
export * as Outputs from "./Outputs.ts"
export * as RegulationText from "./text/RegulationText.ts"
export * as ReportFigures from "./ReportFigures.ts"
export * as SimulationText from "./text/SimulationText.ts"
export * as SingleFiles from "./folder/SingleFiles.ts"
export * as Table from "./lists/Table.ts"
export * as Worklist from "./lists/Worklist.ts"
