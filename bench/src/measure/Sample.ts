/**
 * One measurement of one contender: what the process that took it prints.
 */
export interface Sample {
  readonly id: string
  readonly title: string
  readonly remark: string
  readonly count: number
  /** Nanoseconds an enrolment, the median of the runs. */
  readonly nanoseconds: number
  /** The fastest of the runs: what the machine can do when nothing else does anything. */
  readonly fastest: number
  readonly runs: number
  readonly checksum: string
  /** The most memory that the process held, data included. */
  readonly megabytes: number
}
