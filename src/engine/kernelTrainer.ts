// The trainer over the kernels: owns the memory, checks what the caller wrote there for a step, and reads what it leaves.
import type { OptimizerState, StepReport, Trainer, TrainerOptions } from './engine.ts';
import { singleThreadPool, multiThreadPool } from './threadPool.ts';
import type { ThreadPool, SpawnThread } from './threadPool.ts';
import { AddressPlan, instantiateKernels } from './kernelModule.ts';
import type { KernelBuild, Kernels } from './kernelModule.ts';
import { packBackward, packForward } from './packWeights.ts';
import { packedIndex, panelColumns, rowBytes } from './panels.ts';
import { writePass } from './passLayout.ts';
import { StepTimer, type StepTimes } from './stepTimer.ts';
import { checkIds, callerInputs } from './stepInputs.ts';
import { planTrainer, reportNumbers } from './trainerPlan.ts';
import type { TrainerPlan } from './trainerPlan.ts';

/** How many threads share the streams, and how one is started; without that the leader works for all of them. */
export interface Threads {
  readonly count: number;
  readonly spawn?: SpawnThread;
}

/** One step of so many is timed, first the second: a thousand laps of a tenth of a microsecond. */
const timingInterval = 16;

export class KernelTrainer implements Trainer {
  readonly options: TrainerOptions;
  readonly inputs: Int32Array;
  readonly targets: Int32Array;
  readonly outputMask: Float32Array;
  private readonly plan: TrainerPlan;
  private readonly memory: WebAssembly.Memory;
  private readonly kernels: Kernels;
  private readonly crew: ThreadPool;
  /** Flat parameter -> its place among the packed ones. */
  private readonly index: Int32Array;
  private readonly control: Float64Array;
  private readonly reports: readonly Float64Array[];
  private readonly clock = new StepTimer();
  private updates = 0;
  private steps = 0;

  constructor({ module, shared }: KernelBuild, options: TrainerOptions, threads: Threads) {
    const addresses = new AddressPlan();
    this.options = options;
    this.plan = planTrainer(options, threads.count, addresses);
    this.memory = addresses.memory(shared);
    this.kernels = instantiateKernels(module, this.memory, this.clock.endPhase);
    const { buffer } = this.memory;
    this.index = packedIndex(options.shape);
    const { inputs, targets, outputMask } = callerInputs(this.plan, buffer);
    this.inputs = inputs;
    this.targets = targets;
    this.outputMask = outputMask;
    outputMask.fill(1);
    this.control = new Float64Array(buffer, this.plan.control, 3);
    this.reports = this.plan.shares.map(({ words }) => new Float64Array(buffer, words.report, reportNumbers));
    for (const { pass, words } of this.plan.shares) {
      writePass(buffer, pass, words);
      const rowOffsets = new Int32Array(buffer, words.rowOffsets, words.streams);
      rowOffsets.forEach((_, row) => (rowOffsets[row] = row * rowBytes));
    }
    this.pack();
    this.crew =
      shared && threads.spawn && this.plan.shares.length > 1
        ? multiThreadPool(module, this.kernels, this.plan, this.memory, threads.spawn)
        : singleThreadPool(this.kernels, this.plan, this.memory);
  }

  step(learningRate: number): StepReport {
    checkIds(this, this.options.shape.vocabulary);
    this.control[0] = learningRate;
    this.control[1] = this.updates + 1;
    const times = ++this.steps % timingInterval === 2 ? this.timedStep() : undefined;
    if (!times) this.crew.step();
    const { streams, length } = this.options;
    const [loss, squares, changes, weights] = this.sums();
    const gradientNorm = Math.sqrt(squares!);
    if (Number.isFinite(gradientNorm)) this.updates++;
    return {
      lossNats: loss! / (streams * length),
      gradientNorm,
      updateRatio: weights! > 0 ? Math.sqrt(changes! / weights!) : 0,
      ...(times && { times }),
    };
  }

  private timedStep(): StepTimes {
    this.kernels.setTiming(true);
    this.clock.start();
    this.crew.step(this.clock.endPhase);
    this.kernels.setTiming(false);
    return this.clock.read();
  }

  evaluate(costs: Float32Array): void {
    checkIds(this, this.options.shape.vocabulary);
    this.control[2] = 1;
    this.crew.evaluate();
    this.control[2] = 0;
    const { streams, length } = this.options;
    for (const { costs: from, firstStream, words } of this.plan.shares) {
      const own = this.floats(from, length * words.streams);
      for (let step = 0; step < length; step++) {
        costs.set(own.subarray(step * words.streams, (step + 1) * words.streams), step * streams + firstStream);
      }
    }
  }

  resetState(stream?: number): void {
    this.eachStateRow((row, of) => {
      if (stream === undefined || stream === of) row.fill(0);
    });
  }

  readState(): Float32Array {
    const { shape, streams } = this.options;
    const blocks = shape.cell === 'lstm' ? 2 : 1;
    const state = new Float32Array(streams * blocks * shape.hidden);
    this.eachStateRow((row, stream, block, unit) =>
      state.set(row.subarray(0, shape.hidden - unit), (stream * blocks + block) * shape.hidden + unit),
    );
    return state;
  }

  writeState(state: Float32Array): void {
    const { hidden, cell } = this.options.shape;
    const blocks = cell === 'lstm' ? 2 : 1;
    this.eachStateRow((row, stream, block, unit) => {
      const first = (stream * blocks + block) * hidden;
      row.fill(0);
      row.set(state.subarray(first + unit, first + Math.min(unit + row.length, hidden)));
    });
  }

  readParameters(): Float32Array {
    return this.unpacked(this.plan.weights);
  }

  writeParameters(parameters: Float32Array): void {
    this.packInto(this.plan.weights, parameters);
    this.pack();
  }

  readWeights(into = new Float32Array(this.plan.packed.length)): Float32Array {
    into.set(this.floats(this.plan.weights, into.length));
    return into;
  }

  writeWeights(weights: Float32Array): void {
    this.floats(this.plan.weights, this.plan.packed.length).set(weights);
    this.pack();
  }

  readOptimizer(): OptimizerState {
    const { first, second, options } = this.plan;
    const adamw = options.optimizer.kind === 'adamw';
    return {
      steps: this.updates,
      first: adamw ? this.unpacked(first) : new Float32Array(0),
      second: adamw ? this.unpacked(second) : new Float32Array(0),
    };
  }

  writeOptimizer({ steps, first, second }: OptimizerState): void {
    this.updates = steps;
    if (this.options.optimizer.kind !== 'adamw') return;
    this.packInto(this.plan.first, first);
    this.packInto(this.plan.second, second);
  }

  dispose(): void {
    this.crew.dispose(); // the memory goes with the last reference to this trainer
  }

  /**
   * Visits the states of all streams by rows of neighbouring units, of which the last has some beyond the hidden size: they must stay
   * numbers, since products read them. Block 0 is the hidden state, 1 the LSTM's cell.
   */
  private eachStateRow(visit: (row: Float32Array, stream: number, block: number, unit: number) => void): void {
    const { hidden, cell } = this.options.shape;
    for (const { firstStream, words } of this.plan.shares) {
      const blocks = cell === 'lstm' ? [words.hiddenPrevious, words.cellPrevious] : [words.hiddenPrevious];
      for (let stream = 0; stream < words.streams; stream++) {
        for (let unit = 0; unit < hidden; unit += panelColumns) {
          const at = (unit / panelColumns) * words.hiddenStride + stream * rowBytes;
          blocks.forEach((address, block) =>
            visit(this.floats(address + at, panelColumns), firstStream + stream, block, unit),
          );
        }
      }
    }
  }

  private sums(): number[] {
    return Array.from({ length: reportNumbers }, (_, i) => this.reports.reduce((sum, report) => sum + report[i]!, 0));
  }

  private pack(): void {
    packForward(this.kernels, this.plan, this.options.shape.vocabulary, new Float32Array(this.memory.buffer), 0, 1);
    packBackward(this.kernels, this.plan, 0, 1);
  }

  private packInto(address: number, flat: Float32Array): void {
    const packed = this.floats(address, this.plan.packed.length);
    for (let i = 0; i < flat.length; i++) packed[this.index[i]!] = flat[i]!;
  }

  private unpacked(address: number): Float32Array {
    const packed = this.floats(address, this.plan.packed.length);
    const flat = new Float32Array(this.index.length);
    for (let i = 0; i < flat.length; i++) flat[i] = packed[this.index[i]!]!;
    return flat;
  }

  private floats(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }
}
