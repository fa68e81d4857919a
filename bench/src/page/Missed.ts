/**
 * Why goals are missed, as far as we know. Written by hand; the figures themselves stand in the table above it.
 */
export const remarks = `What was measured apart is told as such; the rest is what we suppose, from reading the code.

- **\`decideMany\`**: the distance is that of memory, for in the cache there is none. Rules, seats, allowance and budget hand lists of
  rows to each other through columns, while the loop keeps a row in registers. Seats and budget are no rules: they are filled by a loop
  of the benchmark's own. In runs before that they were filled by columnar admission of \`@bina/core\`, which is gone since nothing but
  the benchmark used it, and took about 23 ns for each row that the rules let through, where a loop for this one limit needs 11: what
  is faster since then for that reason is not the merit of the rules.
- **Reasons as bits** are those of the five rules; whether a household has a seat left is looked at only for rows that the rules let
  through. What it is compared with is another policy, which names the first rule that refuses: not the same code with bits left out.
- **Column kernels**, one small loop for each operation over blocks of rows, stood here as a second way to run a policy over
  columns, for platforms that forbid generated code: 2.84 × the loop, where 2.5 was the goal. They are gone. They were the hardest
  fifth of the compiler's code, every meaning stood there a second time, and who may not generate code decides few rows: each is now
  decided by \`decide\`, whose figure stands below, with the same answers.
- **\`decide\`, \`explain\`**: a policy is prepared once, as closures, and a case is read once into plain arrays. Side by side in one
  process with what stood here before (a walk over the tree, over the objects as they were given), on a busy machine, \`decide\` takes
  0.31 of the time for the whole work and 0.50 for the five requirements, \`explain\` 0.22 and 0.28. What remains is spread evenly:
  reading and checking some sixty facts, then a closure for each node; of an explanation, two or three objects for each of some two
  hundred steps.
- **The whole trace for every row** is the tree of \`explain\` after the facts of the row were rebuilt from columns, some two hundred
  objects a row; it is timed without warming up. The goal had ten entries in mind. What an officer writes to somebody who is
  refused, the rules with their texts and citations, needs no trace: that is the line after it in the table, from reason bits.
- **Objects through columns**: nearly all of it is encoding, and most of that are the sessions. Counted in processor time over rows that
  stay in the cache, a hand-written loop that reads the same objects needs some 0.35 µs a row, of which 0.25 µs are eleven dates
  that are read character by character; Bina needs about 0.75 µs, since it also looks at each object for names that nobody declared
  and for a prototype that is not plain. Remembering the days that were read, by their text, was tried: it costs what it saves. What comes on top at 100 k and 1 M is memory: ten objects a row, read once, and a
  collector that marks all of them whenever it goes through the heap.
- **Streams** run in a process whose heap is limited to 256 MB. Without a limit a stream of objects held some 500 MB, of which most
  was garbage that the engine had no reason to collect: with the limit it takes as long and holds 350 MB. Whether a stream is linear
  is judged from two processes at different moments: three runs said 0.84 ×, 1.33 × and 1.10 ×.
- **\`toSql\`**: the plans were compared. A list used to be scanned up to three times, for its length, its sums and what it lacks; now
  there is one scan, one grouping and one join, as by hand, and on both engines the plans have the same nodes. In processor time on
  one thread of DuckDB the ratios went from 1.21 to 1.04, and from 1.49 to 1.23 with nullable facts. What remains: elements that do not
  count are counted out in the aggregates, since the length of each list is needed to refuse those that are too long, while the
  hand-written statement leaves them out before grouping; ages are taken from six parts of dates; masks of what is missing are kept for
  every row. On DuckDB each ratio of the table is of one pair of runs, on
  PostgreSQL of two: a verdict close to the goal, met or missed, is within the noise.
- **Importing**: profiled, some 20 ms are spent running the modules, mostly making schemas and tagged errors. Counted in processor time
  on a busy machine, all in one file instead of some forty took 86 ms instead of 121 ms above \`effect/Schema\`. Files stay apart
  because each module has a path of its own, and two copies of a module would not know each other's errors.`
