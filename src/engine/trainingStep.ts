// One thread's work in a training step, in three parts: forward and backward for its own streams, then gradient sums and update
// for its own part of the weights. All threads meet at a barrier after each part (threadPool.ts).
import type { Optimizer } from './engine.ts';
import type { Kernels } from './kernelModule.ts';
import { packBackward, packForward, spanOf } from './packWeights.ts';
import { rowBytes, type PanelMatrix } from './panels.ts';
import { StepInputs } from './stepInputs.ts';
import { adamwBytes, reportNumbers, type TrainerPlan } from './trainerPlan.ts';

type AdamW = Extract<Optimizer, { kind: 'adamw' }>;

/** Replaces a learning rate of 0, by which the kernel would divide. Too small to change a float32 weight. */
const minRate = 1e-30;

/** A thread's view of the trainer. Created once, so that a step allocates nothing. */
export class StepWorker {
  private readonly kernels: Kernels;
  private readonly plan: TrainerPlan;
  private readonly thread: number;
  private readonly inputs: StepInputs;
  private readonly floats: Float32Array;
  private readonly report: Float64Array;
  /** The reports of all threads. */
  private readonly reports: readonly Float64Array[];
  private readonly control: Float64Array;
  private readonly matrices: readonly PanelMatrix[];

  constructor(kernels: Kernels, plan: TrainerPlan, memory: WebAssembly.Memory, thread: number) {
    const { buffer } = memory;
    this.kernels = kernels;
    this.plan = plan;
    this.thread = thread;
    this.inputs = new StepInputs(plan, buffer, thread);
    this.floats = new Float32Array(buffer);
    this.reports = plan.threads.map(({ words }) => new Float64Array(buffer, words.report, reportNumbers));
    this.report = this.reports[thread]!;
    this.control = new Float64Array(buffer, plan.control, 3);
    this.matrices = [plan.packed.table, plan.packed.recurrent, plan.packed.output];
  }

  /** Forward and backward for this thread's streams. All threads must finish before the next part. */
  computeGradient(): void {
    const { gradient, pass } = this.plan.threads[this.thread]!;
    const { table } = this.plan.packed;
    this.kernels.clear(table.panels * table.stride, gradient + table.offset * 4); // the other gradients are overwritten
    this.report.fill(0);
    this.inputs.copyIds();
    this.inputs.copyMask();
    this.kernels.trainWindow(pass);
  }

  /** Norm of the gradient of the mean loss over all threads, after all have summed. */
  gradientNorm(): number {
    let sum = 0;
    for (const report of this.reports) sum += report[1]!;
    return Math.sqrt(sum);
  }

  private get threads(): number {
    return this.plan.threads.length;
  }

  /**
   * Adds the gradients of all threads for this thread's part of the weights, into its own gradient. It only reads those of the other
   * threads, so that no cache line changes its owner twice. All threads must finish before the next part.
   */
  sumGradients(): void {
    const { threads } = this.plan;
    const sum = threads[this.thread]!.gradient;
    for (const matrix of this.matrices) {
      const { from, count } = spanOf(matrix, this.thread, this.threads);
      const at = matrix.offset * 4 + from * matrix.stride;
      const bytes = count * matrix.stride;
      for (let other = 0; other < threads.length; other++) {
        if (other !== this.thread) this.kernels.accumulate(bytes, sum + at, threads[other]!.gradient + at);
      }
      if (matrix === this.plan.packed.table) this.kernels.sumTable(count, matrix.rows, sum + at);
      this.report[1]! += this.kernels.squares(bytes, sum + at);
    }
  }

  /** Clips and updates this thread's part of the weights. Does nothing if the gradient is not finite. */
  update(): void {
    const norm = this.gradientNorm();
    if (!Number.isFinite(norm)) return;
    this.updateWeights(norm);
    const { kernels, plan, floats, thread, threads } = this;
    packForward(kernels, plan, floats, { thread, threads });
    packBackward(kernels, plan, { thread, threads });
    this.kernels.carryStates(this.plan.threads[this.thread]!.pass);
  }

  /** Whether the leader requests an evaluation instead of a step. */
  get evaluating(): boolean {
    return this.control[2] !== 0;
  }

  /** Forward pass only for this thread's streams. Their hidden states carry over. */
  evaluate(): void {
    const { pass, losses } = this.plan.threads[this.thread]!;
    this.inputs.copyIds();
    this.kernels.evaluate(pass, losses);
    this.kernels.carryStates(pass);
  }

  private updateWeights(norm: number): void {
    const { options, weights, threads, first, second } = this.plan;
    const { optimizer, maxGradientNorm } = options;
    const learningRate = this.control[0]!;
    const scale = norm > maxGradientNorm ? maxGradientNorm / norm : 1;
    const { coefficients, gradient, words } = threads[this.thread]!;
    const report = words.report + 16;
    if (optimizer.kind === 'adamw') this.prepareAdamw(optimizer, scale);
    else this.report[2] = (learningRate * scale) ** 2 * this.report[1]!;
    const adamw = (at: number, bytes: number, numbers: number) =>
      this.kernels.adamw(bytes, weights + at, gradient + at, first + at, second + at, numbers, report);
    for (let part = 0; part < this.matrices.length; part++) {
      const matrix = this.matrices[part]!;
      const { from, count } = spanOf(matrix, this.thread, this.threads);
      const start = matrix.offset * 4 + from * matrix.stride;
      const bytes = count * matrix.stride;
      if (optimizer.kind === 'sgd') {
        this.kernels.sgd(bytes, weights + start, gradient + start, learningRate * scale, report + 8);
      } else {
        const own = coefficients + (1 + part) * adamwBytes;
        for (let at = start; at < start + bytes; at += matrix.stride) {
          adamw(at, matrix.stride - rowBytes, own);
          adamw(at + matrix.stride - rowBytes, rowBytes, coefficients);
        }
      }
    }
  }

  private prepareAdamw(optimizer: AdamW, scale: number): void {
    const { beta1, beta2, epsilon, weightDecay, nesterov, tableRate, outputRate } = optimizer;
    const [learningRate, updates] = this.control as unknown as [number, number];
    const correct1 = 1 / (1 - beta1 ** updates);
    const correct2 = 1 / Math.sqrt(1 - beta2 ** updates);
    const ahead = nesterov ? beta1 : 1;
    const { coefficients } = this.plan.threads[this.thread]!;
    const prepare = (part: number, rate: number, decay: number) => {
      const at = coefficients + part * adamwBytes;
      const step = Math.max(rate, minRate) * correct1;
      this.kernels.prepareAdamw(at, scale, beta1, beta2, step, correct2, epsilon, rate * decay, ahead);
    };
    prepare(0, learningRate, 0);
    prepare(1, learningRate * tableRate, weightDecay);
    prepare(2, learningRate, weightDecay);
    prepare(3, learningRate * outputRate, weightDecay);
  }
}
