// The training steps of one run, a column for each measure, with the smoothed loss beside the raw one.
import type { StepPoint } from '../../../src/protocol/learner.ts';
import { DecimatedSeries, NumberSeries } from './decimatedSeries.ts';
import { Smoother } from './smoothing.ts';

/** A column that a run can be drawn over. */
export type Axis = 'elapsedMs' | 'characters' | 'step';
export const axisNames: readonly Axis[] = ['elapsedMs', 'characters', 'step'];

export type Metric = 'lossBits' | 'gradientNorm' | 'learningRate' | 'updateRatio' | 'charsPerSecond';

/** Speed is told over at least so long: shorter, it is the clock's noise. */
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
  /** The point from which the speed of the newest one is reckoned. */
  private speedStart = 0;

  constructor(smoothing: number) {
    this.smoother = new Smoother(smoothing);
  }

  get length(): number {
    return this.step.length;
  }

  /** Points of steps that were seen already (a replayed event, a rollback) are left out: the axes never run back. */
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

  /** Pauses do not count: the clock of a run stands still in them. */
  private speedAt(newest: number): number {
    const at = this.elapsedMs.at(newest);
    while (this.speedStart + 1 < newest && this.elapsedMs.at(this.speedStart + 1) <= at - speedWindowMs)
      this.speedStart++;
    const [from, fromMs] =
      newest === 0 ? [0, 0] : [this.characters.at(this.speedStart), this.elapsedMs.at(this.speedStart)];
    const overMs = at - fromMs;
    return overMs > 0 ? ((this.characters.at(newest) - from) / overMs) * 1000 : (this.charsPerSecond.last ?? 0);
  }

  /** In steps. */
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
