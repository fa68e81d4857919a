/**
 * The words of the SQL face: how facts stand in tables, what can go wrong, and the window functions for what needs
 * memory from row to row. `Sql.toSql` writes the statement of a policy.
 */
export { budget, type Claims, type SeatLimit, type Seats, seats, SeveralKeys } from "./InOrder.ts"
export { type LeafColumn, type ListTable, type Mapping, MappingRefused } from "./Mapping.ts"
export { comment, Dialect, identifier, literal, NotWritable, qualified } from "./Quote.ts"
export { type ColumnCheck, checks, type NotTranslatable, RepeatedColumn, type Statement, toSql } from "./ToSql.ts"
