// Exponential smoothing that is honest at both ends: debiased, so that the first points do not lean to zero, and carried
// to the last point.

export class Smoother {
  readonly weight: number;
  private sum = 0;
  /** weight^n: what is still missing of a full average. */
  private missing = 1;

  /** `weight`: what the past counts, from 0 (no smoothing) to below 1. */
  constructor(weight: number) {
    this.weight = weight;
  }

  next(value: number): number {
    this.sum = this.weight * this.sum + (1 - this.weight) * value;
    this.missing *= this.weight;
    return this.sum / (1 - this.missing);
  }
}
