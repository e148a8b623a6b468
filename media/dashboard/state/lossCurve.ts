// The training steps of one run: one series per metric, and the smoothed loss.
import type { StepPoint } from '../../../src/protocol/learner.ts';
import { DecimatedSeries, NumberSeries } from './decimatedSeries.ts';
import { Smoother } from './smoothing.ts';

export type Metric = 'lossBits' | 'gradientNorm' | 'learningRate' | 'updateRatio' | 'charsPerSecond';

/** Speed is averaged over this time. Shorter windows show the noise of the clock. */
const speedWindowMs = 1000;

export class LossCurve {
  readonly step = new DecimatedSeries();
  readonly characters = new DecimatedSeries();
  readonly elapsedMs = new DecimatedSeries();
  readonly lossBits = new DecimatedSeries();
  readonly gradientNorm = new DecimatedSeries();
  readonly learningRate = new DecimatedSeries();
  readonly updateRatio = new DecimatedSeries();
  readonly charsPerSecond = new DecimatedSeries();
  smoothLoss = new NumberSeries();
  private smoother: Smoother;
  /** Index of the point where the speed window of the newest point starts. */
  private speedStart = 0;

  constructor(smoothing: number) {
    this.smoother = new Smoother(smoothing);
  }

  get length(): number {
    return this.step.length;
  }

  /** Skips steps that are known already (a repeated event, a rollback), so that the axes never decrease. */
  append(points: readonly StepPoint[]): void {
    for (const point of points) {
      if (point.step <= (this.step.last ?? -1) || !Number.isFinite(point.lossBits)) continue;
      this.step.push(point.step);
      this.characters.push(point.characters);
      this.elapsedMs.push(point.elapsedMs);
      this.lossBits.push(point.lossBits);
      this.gradientNorm.push(point.gradientNorm);
      this.learningRate.push(point.learningRate);
      this.updateRatio.push(point.updateRatio);
      this.smoothLoss.push(this.smoother.next(point.lossBits, point.step));
      this.charsPerSecond.push(this.speedAt(this.length - 1));
    }
  }

  /** Pauses do not count: `elapsedMs` does not advance while the training is paused. */
  private speedAt(newest: number): number {
    const at = this.elapsedMs.at(newest);
    while (this.speedStart + 1 < newest && this.elapsedMs.at(this.speedStart + 1) <= at - speedWindowMs)
      this.speedStart++;
    const [from, fromMs] =
      newest === 0 ? [0, 0] : [this.characters.at(this.speedStart), this.elapsedMs.at(this.speedStart)];
    const overMs = at - fromMs;
    return overMs > 0 ? ((this.characters.at(newest) - from) / overMs) * 1000 : (this.charsPerSecond.last ?? 0);
  }

  /** Smoothing window in steps. */
  get smoothing(): number {
    return this.smoother.window;
  }

  set smoothing(window: number) {
    if (window === this.smoother.window) return;
    this.smoother = new Smoother(window);
    this.smoothLoss = new NumberSeries();
    for (let index = 0; index < this.length; index++) {
      this.smoothLoss.push(this.smoother.next(this.lossBits.at(index), this.step.at(index)));
    }
  }
}
