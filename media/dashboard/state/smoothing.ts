// Exponential smoothing with bias correction: a weighted mean of all values so far, so it starts at the first value and not
// at zero. The window grows with the run, so the steep beginning is followed closely. Weights decay per step and not per
// point, because points may be many steps apart.

/** The windows to choose from, in steps. */
export const smoothings = [1, 3, 10, 30, 60, 100, 300, 1000, 3000];

/** The window is at most this share of the steps so far. */
const shareOfAge = 1 / 12;

export class Smoother {
  /** Window of a long run, in steps. */
  readonly window: number;
  private first: number | undefined;
  private last = 0;
  /** Sums of the weights and of the weighted values. */
  private weight = 0;
  private sum = 0;
  private currentWindow = 0;
  private steps = 0;
  private decay = 0;

  constructor(window: number) {
    this.window = window;
  }

  /** `step` never decreases. */
  next(value: number, step: number): number {
    this.first ??= step;
    const current = Math.max(1, Math.min(this.window, (step - this.first) * shareOfAge));
    const steps = Math.max(1, step - this.last);
    // The decay changes rarely; long runs call this a million times.
    if (current !== this.currentWindow || steps !== this.steps) {
      [this.currentWindow, this.steps] = [current, steps];
      this.decay = (1 - 1 / current) ** steps;
    }
    this.last = step;
    this.weight = 1 + this.decay * this.weight;
    this.sum = value + this.decay * this.sum;
    return this.sum / this.weight;
  }
}
