// The reader over the kernels: one stream, one character at a time.
import type { Reader } from './engine.ts';
import { AddressPlan, instantiateKernels } from './kernelModule.ts';
import type { Kernels } from './kernelModule.ts';
import { cellSpec } from './cells.ts';
import type { ModelShape } from './modelShape.ts';
import { packForward } from './packWeights.ts';
import { packedIndex, panelColumns, rowBytes } from './panels.ts';
import { writePass } from './passLayout.ts';
import { planReader } from './trainerPlan.ts';

export class KernelReader implements Reader {
  readonly shape: ModelShape;
  readonly hidden: Float32Array;
  readonly state: Float32Array;
  private readonly plan: ReturnType<typeof planReader>;
  private readonly kernels: Kernels;
  private readonly floats: Float32Array;
  private readonly previous: Float32Array;
  private readonly gather: Int32Array;
  private readonly logits: Float32Array;
  private readonly index: Int32Array;

  constructor(module: WebAssembly.Module, shape: ModelShape) {
    const addresses = new AddressPlan();
    this.shape = shape;
    this.plan = planReader(shape, addresses);
    const memory = addresses.memory(false);
    const { buffer } = memory;
    const { words, state, previous, stateBytes, pass } = this.plan;
    this.kernels = instantiateKernels(module, memory);
    this.floats = new Float32Array(buffer);
    this.state = new Float32Array(buffer, state, stateBytes / 4);
    this.hidden = this.state.subarray(0, shape.hidden);
    this.previous = new Float32Array(buffer, previous, stateBytes / 4);
    this.gather = new Int32Array(buffer, words.gather, 1);
    this.logits = new Float32Array(buffer, words.logits, shape.vocabulary);
    this.index = packedIndex(shape);
    writePass(buffer, pass, words);
  }

  writeParameters(parameters: Float32Array): void {
    const first = this.plan.weights / 4;
    for (let i = 0; i < parameters.length; i++) this.floats[first + this.index[i]!] = parameters[i]!;
    packForward(this.kernels, this.plan, this.shape.vocabulary, this.floats, 0, 1);
  }

  writeWeights(weights: Float32Array): void {
    this.floats.set(weights, this.plan.weights / 4);
    packForward(this.kernels, this.plan, this.shape.vocabulary, this.floats, 0, 1);
  }

  reset(): void {
    this.state.fill(0);
  }

  feed(id: number): void {
    if (id >= this.shape.vocabulary) throw new RangeError(`no such character: ${id} of ${this.shape.vocabulary}`);
    this.gather[0] = (id < 0 ? this.shape.vocabulary : id) * rowBytes;
    this.previous.set(this.state);
    this.kernels.feed(this.plan.pass);
  }

  readGates(into: Float32Array): void {
    const { hidden } = this.shape;
    const { blocks, gates } = cellSpec(this.shape.cell);
    const { words } = this.plan;
    gates.forEach(({ block }, gate) => {
      for (let unit = 0; unit < hidden; unit++) {
        const panel = Math.floor(unit / panelColumns) * blocks + block;
        into[gate * hidden + unit] = this.floats[(words.gates + panel * words.timeStride) / 4 + (unit % panelColumns)]!;
      }
    });
  }

  logProbabilities(): Float32Array {
    const { pass, words, scratch } = this.plan;
    this.kernels.predict(pass);
    this.kernels.logSoftmax(words.vocabularyPanels, words.logits, scratch);
    return this.logits;
  }

  dispose(): void {
    // The memory is freed with the last reference to this reader.
  }
}
