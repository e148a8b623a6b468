// Copies the inputs of a step into the order in which the kernels read them. Each thread copies its own streams.
import type { Trainer } from './engine.ts';
import { panelColumns, rowBytes } from './panels.ts';
import type { TrainerPlan } from './trainerPlan.ts';

export type CallerInputs = Pick<Trainer, 'inputs' | 'targets' | 'outputMask'>;

/** The caller's arrays, in the trainer's memory. */
export function callerInputs(
  { options, inputs, targets, outputMask }: TrainerPlan,
  buffer: ArrayBufferLike,
): CallerInputs {
  const { shape, streams, length } = options;
  return {
    inputs: new Int32Array(buffer, inputs, length * streams),
    targets: new Int32Array(buffer, targets, length * streams),
    outputMask: new Float32Array(buffer, outputMask, streams * shape.hiddenSize),
  };
}

/** @throws RangeError for an id outside the vocabulary: a kernel would read beyond the table. */
export function checkIds({ inputs, targets }: CallerInputs, vocabulary: number): void {
  for (let row = 0; row < inputs.length; row++) {
    const id = inputs[row]!;
    const target = targets[row]!;
    if (id >= vocabulary || target < 0 || target >= vocabulary) {
      throw new RangeError(`no such character: ${id} -> ${target} of ${vocabulary}`);
    }
  }
}

/** The inputs of one thread. Created once, so that a step allocates nothing. */
export class StepInputs {
  private readonly plan: TrainerPlan;
  private readonly written: CallerInputs;
  private readonly firstStream: number;
  private readonly streams: number;
  private readonly gather: Int32Array;
  private readonly targets: Int32Array;
  private readonly mask: Float32Array;

  constructor(plan: TrainerPlan, buffer: ArrayBufferLike, thread: number) {
    const { length, masked = false } = plan.options;
    const { firstStream, words } = plan.threads[thread]!;
    this.plan = plan;
    this.written = callerInputs(plan, buffer);
    this.firstStream = firstStream;
    this.streams = words.streams;
    this.gather = new Int32Array(buffer, words.gather, length * words.streams);
    this.targets = new Int32Array(buffer, words.targets, length * words.streams);
    const panels = masked ? plan.packed.hiddenPanels : 0;
    this.mask = new Float32Array(buffer, words.mask, panels * words.streams * panelColumns);
  }

  /** Converts ids to rows of the table; no character is the row after the last one. */
  copyIds(): void {
    const { firstStream, streams, gather, targets, written } = this;
    const { shape, length, streams: allStreams } = this.plan.options;
    for (let step = 0, at = 0; step < length; step++) {
      for (let from = step * allStreams + firstStream, end = from + streams; from < end; from++, at++) {
        const id = written.inputs[from]!;
        gather[at] = (id < 0 ? shape.vocabulary : id) * rowBytes;
        targets[at] = written.targets[from]!;
      }
    }
  }

  /** Copies the mask from [B][H] to panels, if there is one. */
  copyMask(): void {
    const { firstStream, streams, mask, written } = this;
    const { hiddenSize } = this.plan.options.shape;
    if (mask.length === 0) return;
    for (let stream = 0; stream < streams; stream++) {
      const from = (firstStream + stream) * hiddenSize;
      for (let unit = 0; unit < hiddenSize; unit++) {
        const panel = Math.floor(unit / panelColumns);
        mask[(panel * streams + stream) * panelColumns + (unit % panelColumns)] = written.outputMask[from + unit]!;
      }
    }
  }
}
