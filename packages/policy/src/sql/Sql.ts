/**
 * The words of the SQL face: how facts stand in tables, and what can go wrong. `Sql.toSql` writes the statement of a
 * policy.
 */
export { type LeafColumn, type ListTable, type Mapping, MappingRefused } from "./Mapping.ts"
export { comment, Dialect, identifier, literal, NotWritable, qualified } from "./Quote.ts"
export { type ColumnCheck, checks, type NotTranslatable, RepeatedColumn, type Statement, toSql } from "./ToSql.ts"
