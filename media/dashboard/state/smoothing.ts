// Exponential smoothing that is honest at both ends: a weighted mean of what was seen, so that it starts at the first value
// instead of leaning to zero (debiased), follows the steep beginning closely because its memory grows with the run, and is
// carried to the last point. Points may be many steps apart: what is older weighs less by its age, not by its number.

/** Steps that can be remembered, from none to a long run's. */
export const smoothings = [1, 3, 10, 30, 60, 100, 300, 1000, 3000];

/** While the run is younger than this many windows, the memory is that share of its age. */
const shareOfAge = 1 / 12;

export class Smoother {
  /** Steps that are remembered once the run is long. */
  readonly window: number;
  private first: number | undefined;
  private last = 0;
  /** Sum of the weights, and of the weighted values. */
  private weight = 0;
  private sum = 0;
  private memory = 0;
  private steps = 0;
  private decay = 0;

  constructor(window: number) {
    this.window = window;
  }

  /** Steps never go back. */
  next(value: number, step: number): number {
    this.first ??= step;
    const memory = Math.max(1, Math.min(this.window, (step - this.first) * shareOfAge));
    const steps = Math.max(1, step - this.last);
    // Long runs ask the same a million times.
    if (memory !== this.memory || steps !== this.steps) {
      [this.memory, this.steps] = [memory, steps];
      this.decay = (1 - 1 / memory) ** steps;
    }
    this.last = step;
    this.weight = 1 + this.decay * this.weight;
    this.sum = value + this.decay * this.sum;
    return this.sum / this.weight;
  }
}
