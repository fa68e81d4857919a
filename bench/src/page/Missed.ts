/**
 * Why goals are missed, as far as we know. Written by hand; the figures themselves stand in the table above it.
 */
export const remarks = [
  "Where a goal is missed, this is why, as far as we know:",
  [
    "- **`decide`, `explain`** walk the tree as it stands over plain objects, and check every leaf against its declaration\n" +
      "  first. Most of the time of `decide` goes into the sessions: nine dates as text to be checked, and a small object for\n" +
      "  each element and set of operands. An explanation of the whole work has about 208 steps (each condition of each\n" +
      "  session with its inputs), each an object; the goal was set by a trace of ten entries. Whoever has many cases uses\n" +
      "  `decideMany`, which gives the same answers.",
    "- **An explanation for every row** is `explain` after the facts of the row were rebuilt from columns, with the same\n" +
      "  208 steps. Keeping the reasons as bits costs next to nothing; explanations are for the rows somebody asks about.",
    "- **Objects through columns**: nearly all of it is reading the objects. Every key of nine sessions is checked, as\n" +
      "  `decide` does, and dates are read from text. With many enrolments alive the garbage collector takes its share.",
    "- **`toSql`** counts the sessions of a case in a scan of its own, to refuse lists that are too long, where the statement\n" +
      "  by hand needs one scan; and it keeps the order of evaluation with sub-queries that the planner may not merge.\n" +
      "  An age stays nullable whatever the columns promise: a day before the birth has none.",
    "- **The first policy of a process** pays for code that no policy has run through yet."
  ].join("\n")
].join("\n\n")
