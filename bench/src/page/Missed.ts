/**
 * Why goals are missed, as far as we know. Written by hand; the figures themselves stand in the table above it.
 */
export const remarks = `- **\`decideMany\`** decides the rules about as fast as the loop does; the distance is in what lies between. On a busy machine both
  wait for memory and come close to each other; on a free one the whole work took 1.25 to 1.5 times as long as the loop, which is
  at the goal or above it, whatever the table says of this run. The loop keeps a row
  in registers from the first rule to the tax, and knows that there is one limit of two seats, no quota, nobody who applies twice.
  Here, rules, seats, allowance and budget hand lists of rows to each other through columns, and admission counts any limits over
  any keys: about 23 ns a row that the rules let through, where a loop for this one limit needs 11.
- **Nullable facts** cost a load and a few bit operations more for each fact and list.
- **\`decide\`, \`explain\`** walk the tree as it stands over plain objects, and check every leaf against its declaration first. Most
  of the time of the whole work goes into its sessions: dates as text to be checked, and a small object for each element and each
  set of operands. An explanation of the whole work has about two hundred steps (each condition of each session with its inputs),
  each an object with its finding and citation; the goal had a trace of ten entries in mind. Whoever has many cases uses
  \`decideMany\`, which gives the same answers.
- **An explanation for every row** is \`explain\` after the facts of the row were rebuilt from columns. Keeping the reasons as bits
  costs next to nothing; explanations are for the rows that somebody asks about.
- **Objects through columns**: nearly all of it is reading objects. Every key of every session is looked at, as \`decide\` does, and
  dates are read from text. With a million enrolments alive the garbage collector takes more than all the rest: each chunk is new
  typed arrays, which V8 counts as memory outside its heap and answers by marking the whole heap again. Whole answers as objects
  are more work and still faster there, because their own garbage lets the arrays go sooner. Encoding into arrays of a chunk
  before would avoid it, and is not done.
- **Streams of objects** hold a piece as objects, as columns and as outcomes; the heap grows to what the collector allows it.
- **\`toSql\`** counts the sessions of a case in a scan of its own, to refuse lists that are too long, where a statement by hand needs
  one scan; and it keeps the order of evaluation with sub-queries that the planner may not merge. An age stays nullable whatever the
  columns promise: a day before the birth has none.
- **Importing**: some 20 ms are spent running the modules, mostly making schemas; the rest is opening some forty files, which takes
  long on the file system of this machine (\`effect/Schema\` alone takes several hundred milliseconds here).
- **The first policy of a process** pays for code that no policy has run through yet.`
