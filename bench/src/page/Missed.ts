/**
 * Why goals are missed, as far as we know. Written by hand; the figures themselves stand in the table above it.
 */
export const remarks = `What was measured apart is told as such; the rest is what we suppose, from reading the code.

- **\`decideMany\`**: the distance is that of memory, for in the cache there is none. Stage by stage, measured apart, the largest part
  is admission: about 23 ns for each row that the rules let through, where a stripped loop for this one limit needs 11. It counts any
  limits over any keys, quotas and people who apply twice. The rest we suppose to be that rules, seats, allowance and budget hand
  lists of rows to each other through columns, while the loop keeps a row in registers.
- **Reasons as bits** are those of the five rules; whether a household has a seat left is looked at only for rows that the rules let
  through. What it is compared with is another policy, which names the first rule that refuses: not the same code with bits left out.
- **Column kernels**, one small loop for each operation over blocks of rows, stood here as a second way to run a policy over
  columns, for platforms that forbid generated code: 2.84 × the loop, where 2.5 was the goal. They are gone. They were the hardest
  seventh of the compiler's code, every meaning stood there a second time, and who may not generate code decides few rows: each is now
  decided by \`decide\`, whose figure stands below, with the same answers.
- **\`decide\`, \`explain\`** walk the tree over plain objects, and check every leaf against its declaration first. The sessions make
  the difference between the whole work and the five requirements: each condition is asked of each of them, with its operands in an
  array. An explanation of the whole work has some two hundred steps, each an object; the goal had a trace of ten entries in mind.
- **The whole trace for every row** is the tree of \`explain\` after the facts of the row were rebuilt from columns, some two hundred
  objects a row; it is timed without warming up. The goal had ten entries in mind. What an officer writes to somebody who is
  refused, the rules with their texts and citations, needs no trace: that is the line after it in the table, from reason bits.
- **Objects through columns**: most of it is encoding, and most of that are the sessions. Counted in processor time over rows that
  stay in the cache, a hand-written loop that reads the same objects needs some 0.35 µs a row, of which 0.25 µs are eleven dates
  that are read character by character; Bina needs about 0.75 µs, since it also looks at each object for names that nobody declared
  and for a prototype that is not plain. What comes on top at 100 k and 1 M is memory: ten objects a row, read once, and a
  collector that marks all of them whenever it goes through the heap.
- **Streams** of objects: why they need more than 400 MB was not looked into. Whether a stream is linear is judged from two processes at
  different moments: three runs said 0.84 ×, 1.33 × and 1.10 ×.
- **\`toSql\`** counts the sessions of a case in a scan of its own, to refuse lists that are too long, and keeps the order of evaluation
  with sub-queries that the planner may not merge. We suppose that this is the distance; plans were not compared. On DuckDB each ratio
  is of one pair of runs, on PostgreSQL of two: a verdict close to the goal, met or missed, is within the noise.
- **Importing**: profiled, some 20 ms are spent running the modules, mostly making schemas and tagged errors. Counted in processor time
  on a busy machine, all in one file instead of some forty took 86 ms instead of 121 ms above \`effect/Schema\`. Files stay apart
  because each module has a path of its own, and two copies of a module would not know each other's errors.`
