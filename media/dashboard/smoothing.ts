// Exponential smoothing that is honest at both ends: it starts at the first value instead of leaning to zero (debiased),
// follows the steep beginning closely because its memory grows with the run, and is carried to the last point.

/** While the run is younger than this many windows, the memory is that share of its age. */
const shareOfAge = 1 / 12;

export class Smoother {
  /** Points that are remembered once the run is long. */
  readonly window: number;
  private count = 0;
  private mean = 0;

  constructor(window: number) {
    this.window = window;
  }

  next(value: number): number {
    const memory = Math.max(1, Math.min(this.window, this.count++ * shareOfAge));
    this.mean += (value - this.mean) / memory;
    return this.mean;
  }
}
