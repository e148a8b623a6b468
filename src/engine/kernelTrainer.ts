// The trainer over the kernels: it owns the memory, checks the inputs of a step, and reads the results.
import type { OptimizerState, StepReport, Trainer, TrainerOptions } from './engine.ts';
import { singleThreadPool, multiThreadPool, type ThreadPool, type SpawnThread } from './threadPool.ts';
import { AddressPlan, instantiateKernels, type KernelBuild, type Kernels } from './kernelModule.ts';
import { cellSpec } from './cells.ts';
import { allParts, packBackward, packForward } from './packWeights.ts';
import { assertOneLayer } from './modelShape.ts';
import { packedIndex, panelColumns, rowBytes } from './panels.ts';
import { writePass } from './passLayout.ts';
import { StepTimer, type StepTimes } from './stepTimer.ts';
import { checkIds, callerInputs } from './stepInputs.ts';
import { planTrainer, reportNumbers, type TrainerPlan } from './trainerPlan.ts';

/** Number of threads, and how to start one. Without `spawn` the leader does the work of all threads. */
export interface Threads {
  readonly count: number;
  readonly spawn?: SpawnThread;
}

/** One step in this many is timed, starting with the second one. A timed step is about 0.1 ms longer. */
const timingInterval = 16;

export class KernelTrainer implements Trainer {
  readonly options: TrainerOptions;
  readonly inputs: Int32Array;
  readonly targets: Int32Array;
  readonly outputMask: Float32Array;
  private readonly plan: TrainerPlan;
  private readonly memory: WebAssembly.Memory;
  private readonly kernels: Kernels;
  private readonly pool: ThreadPool;
  /** Index of each flat parameter in the packed parameters. */
  private readonly index: Int32Array;
  private readonly control: Float64Array;
  private readonly reports: readonly Float64Array[];
  private readonly timer = new StepTimer();
  private updates = 0;
  private steps = 0;

  constructor({ module, shared }: KernelBuild, options: TrainerOptions, threads: Threads) {
    assertOneLayer(options.shape);
    const addresses = new AddressPlan();
    this.options = options;
    this.plan = planTrainer(options, threads.count, addresses);
    this.memory = addresses.memory(shared);
    this.kernels = instantiateKernels(module, this.memory, this.timer.endPhase);
    const { buffer } = this.memory;
    this.index = packedIndex(options.shape);
    const { inputs, targets, outputMask } = callerInputs(this.plan, buffer);
    this.inputs = inputs;
    this.targets = targets;
    this.outputMask = outputMask;
    outputMask.fill(1);
    this.control = new Float64Array(buffer, this.plan.control, 3);
    this.reports = this.plan.threads.map(({ words }) => new Float64Array(buffer, words.report, reportNumbers));
    for (const { pass, words } of this.plan.threads) {
      writePass(buffer, pass, words);
      const rowOffsets = new Int32Array(buffer, words.rowOffsets, words.streams);
      rowOffsets.forEach((_, row) => (rowOffsets[row] = row * rowBytes));
    }
    this.pack();
    this.pool =
      shared && threads.spawn && this.plan.threads.length > 1
        ? multiThreadPool(this.kernels, { module, plan: this.plan, memory: this.memory }, threads.spawn)
        : singleThreadPool(this.kernels, this.plan, this.memory);
  }

  step(learningRate: number): StepReport {
    checkIds(this, this.options.shape.vocabulary);
    this.control[0] = learningRate;
    this.control[1] = this.updates + 1;
    const times = ++this.steps % timingInterval === 2 ? this.timedStep() : undefined;
    if (!times) this.pool.step();
    const { streams, length } = this.options;
    const [loss, squares, changes, weights] = this.summedReports();
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
    this.timer.start();
    this.pool.step(this.timer.endPhase);
    this.kernels.setTiming(false);
    return this.timer.read();
  }

  evaluate(losses: Float32Array): void {
    checkIds(this, this.options.shape.vocabulary);
    this.control[2] = 1;
    this.pool.evaluate();
    this.control[2] = 0;
    const { streams, length } = this.options;
    for (const { losses: from, firstStream, words } of this.plan.threads) {
      const own = this.floats(from, length * words.streams);
      for (let step = 0; step < length; step++) {
        losses.set(own.subarray(step * words.streams, (step + 1) * words.streams), step * streams + firstStream);
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
    const blocks = cellSpec(shape.cell).stateBlocks;
    const state = new Float32Array(streams * blocks * shape.hiddenSize);
    this.eachStateRow((row, stream, block, unit) =>
      state.set(row.subarray(0, shape.hiddenSize - unit), (stream * blocks + block) * shape.hiddenSize + unit),
    );
    return state;
  }

  writeState(state: Float32Array): void {
    const { hiddenSize, cell } = this.options.shape;
    const blocks = cellSpec(cell).stateBlocks;
    this.eachStateRow((row, stream, block, unit) => {
      const first = (stream * blocks + block) * hiddenSize;
      row.fill(0);
      row.set(state.subarray(first + unit, first + Math.min(unit + row.length, hiddenSize)));
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
    this.pool.dispose(); // the memory is freed with the last reference to this trainer
  }

  /**
   * Visits the states of all streams in rows of 16 units. The last row has padding beyond the hidden size, which must stay finite
   * because the products read it. Block 0 is the hidden state, block 1 the LSTM's cell state.
   */
  private eachStateRow(visit: (row: Float32Array, stream: number, block: number, unit: number) => void): void {
    const { hiddenSize, cell } = this.options.shape;
    for (const { firstStream, words } of this.plan.threads) {
      const blocks = [words.hiddenPrevious, words.cellPrevious].slice(0, cellSpec(cell).stateBlocks);
      for (let stream = 0; stream < words.streams; stream++) {
        for (let unit = 0; unit < hiddenSize; unit += panelColumns) {
          const at = (unit / panelColumns) * words.hiddenStride + stream * rowBytes;
          blocks.forEach((address, block) =>
            visit(this.floats(address + at, panelColumns), firstStream + stream, block, unit),
          );
        }
      }
    }
  }

  private summedReports(): number[] {
    return Array.from({ length: reportNumbers }, (_, i) => this.reports.reduce((sum, report) => sum + report[i]!, 0));
  }

  private pack(): void {
    packForward(this.kernels, this.plan, new Float32Array(this.memory.buffer), allParts);
    packBackward(this.kernels, this.plan, allParts);
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
