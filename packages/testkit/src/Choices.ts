/**
 * A finite source of choices. A generator that draws from it is a pure function of the numbers it was given, so any
 * property tester can make, shrink and replay what it generates by handling a plain array of integers. Exhausted, it
 * answers 0, the simplest choice.
 */
export class Choices {
  private readonly numbers: ReadonlyArray<number>
  private at = 0
  constructor(numbers: ReadonlyArray<number>) {
    this.numbers = numbers
  }
  /** A number from 0 to `bound` − 1. */
  below(bound: number): number {
    const number = this.numbers[this.at] ?? 0
    this.at += 1
    return number % bound
  }
  /** A number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }
  /** True in one of `n` cases. */
  oneIn(n: number): boolean {
    return this.below(n) === n - 1
  }
  /** One of several values; the first is the simplest. */
  pick<A>(values: readonly [A, ...Array<A>]): A {
    return values[this.below(values.length)]!
  }
  /** Several values, each made by its own choices. */
  several<A>(least: number, most: number, make: (index: number) => A): ReadonlyArray<A> {
    return Array.from({ length: this.between(least, most) }, (_, index) => make(index))
  }
}
