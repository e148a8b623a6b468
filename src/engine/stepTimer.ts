// Times the phases of a training step on the leader's thread. Only one step in many is timed.

/**
 * products: products of the recurrent weights (forward, backward, gradient), table lookups, and copying ids and mask;
 * gates: the functions of the cell, forward and backward;
 * outputs: products between hidden states and logits, forward and backward;
 * softmax: softmax and loss; waiting: for other threads; update: gradient sums, optimizer, packing.
 * The kernels report the first four, in this order (kernels/stepTimer.ts).
 */
export const stepPhases = ['products', 'gates', 'outputs', 'softmax', 'waiting', 'update'] as const;
export type StepPhase = (typeof stepPhases)[number];

/** Milliseconds. */
export type StepTimes = Readonly<Record<StepPhase, number>>;

export const waiting = stepPhases.indexOf('waiting');
export const update = stepPhases.indexOf('update');

export class StepTimer {
  private readonly times = new Float64Array(stepPhases.length);
  private last = 0;

  start(): void {
    this.times.fill(0);
    this.last = performance.now();
  }

  /** The phase with this index ends now. */
  readonly endPhase = (phase: number): void => {
    const now = performance.now();
    this.times[phase]! += now - this.last;
    this.last = now;
  };

  read(): StepTimes {
    const [products = 0, gates = 0, outputs = 0, softmax = 0, waiting = 0, update = 0] = this.times;
    return { products, gates, outputs, softmax, waiting, update };
  }
}
