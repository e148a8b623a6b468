// What the time of a training step goes into: one step in many is timed, lap by lap, on the leader's thread.

/**
 * products: of the recurrent weights, forward, backward and for their gradient, with the gathering of the characters' rows
 * that they begin from, and, before the first, the bringing over of ids and mask; gates: the cell's functions, forward and
 * backward; outputs: products from the hidden state to the characters and back; softmax: with the loss; waiting: for the other
 * threads; update: summing the gradients, the optimizer, packing. The first four are told by the kernels (kernels/laps.ts), in this order.
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

  /** The phase of this index has ended. */
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
