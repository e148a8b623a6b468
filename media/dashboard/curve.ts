// The training steps of one run, a column for each measure, with the smoothed loss beside the raw one.
import type { StepPoint } from '../../src/protocol/learner.ts';
import { Column, Numbers } from './column.ts';
import { Smoother } from './smoothing.ts';

/** A column that a run can be drawn over. */
export type Axis = 'elapsedMs' | 'characters' | 'step';
export const axes: readonly Axis[] = ['elapsedMs', 'characters', 'step'];

export type Measure = 'lossBits' | 'gradientNorm' | 'learningRate' | 'updateRatio' | 'charsPerSecond';

/** Speed is told over at least so long: shorter, it is the clock's noise. */
const speedOverMs = 1000;

export class Curve {
  readonly step = new Column();
  readonly characters = new Column();
  readonly elapsedMs = new Column();
  readonly lossBits = new Column();
  readonly gradientNorm = new Column();
  readonly learningRate = new Column();
  readonly updateRatio = new Column();
  readonly charsPerSecond = new Column();
  smoothLoss = new Numbers();
  private smoother: Smoother;
  /** The point from which the speed of the newest one is reckoned. */
  private speedFrom = 0;

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
      this.charsPerSecond.push(this.speedOf(this.length - 1));
    }
  }

  /** Pauses do not count: the clock of a run stands still in them. */
  private speedOf(newest: number): number {
    const at = this.elapsedMs.at(newest);
    while (this.speedFrom + 1 < newest && this.elapsedMs.at(this.speedFrom + 1) <= at - speedOverMs) this.speedFrom++;
    const [from, fromMs] =
      newest === 0 ? [0, 0] : [this.characters.at(this.speedFrom), this.elapsedMs.at(this.speedFrom)];
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
    this.smoothLoss = new Numbers();
    for (let index = 0; index < this.length; index++) {
      this.smoothLoss.push(this.smoother.next(this.lossBits.at(index), this.step.at(index)));
    }
  }
}
