// The reader over the kernels: one stream, one character at a time, layer by layer.
import type { Precision, Reader } from './engine.ts';
import { AddressPlan, instantiateKernels, type Kernels } from './kernelModule.ts';
import { cellSpec } from './cells.ts';
import { upperTensors, type ModelShape } from './modelShape.ts';
import { allParts, packForward } from './packWeights.ts';
import { packedIndex, packLayerTensor, panelColumns, rowBytes } from './panels.ts';
import { writePass } from './passLayout.ts';
import { ReaderCodes } from './readerCodes.ts';
import { planReader, type LayerPlan, type ReaderPlan } from './readerPlan.ts';

export class KernelReader implements Reader {
  readonly shape: ModelShape;
  readonly hidden: Float32Array;
  readonly state: Float32Array;
  private readonly plan: ReaderPlan;
  /** The layer whose hidden state the outputs read. */
  private readonly last: LayerPlan;
  private readonly kernels: Kernels;
  private readonly floats: Float32Array;
  private readonly previous: Float32Array;
  private readonly gather: Int32Array;
  private readonly logits: Float32Array;
  private readonly index: Int32Array;

  private readonly codes: ReaderCodes | undefined;

  constructor(module: WebAssembly.Module, shape: ModelShape, precision: Precision = 'float32') {
    const addresses = new AddressPlan();
    this.shape = shape;
    this.plan = planReader(shape, precision, addresses);
    const memory = addresses.memory(false);
    const { buffer } = memory;
    const { first, upper, state, previous, stateBytes } = this.plan;
    const layers = [first, ...upper];
    this.last = layers.at(-1)!;
    this.kernels = instantiateKernels(module, memory);
    this.floats = new Float32Array(buffer);
    this.state = new Float32Array(buffer, state, (layers.length * stateBytes) / 4);
    this.hidden = new Float32Array(buffer, this.last.words.hiddenNext, shape.hiddenSize);
    this.previous = new Float32Array(buffer, previous, this.state.length);
    this.gather = new Int32Array(buffer, first.words.gather, 1);
    this.logits = new Float32Array(buffer, this.last.words.logits, shape.vocabulary);
    this.index = packedIndex(shape);
    this.codes = this.plan.codes && new ReaderCodes(shape, this.plan.codes, buffer);
    for (const { pass, words } of layers) writePass(buffer, pass, words);
  }

  writeParameters(given: Float32Array): void {
    const parameters = this.codes?.write(given) ?? given;
    const first = this.plan.weights / 4;
    for (let i = 0; i < this.index.length; i++) this.floats[first + this.index[i]!] = parameters[i]!;
    for (const { name, layer, offset, length } of upperTensors(this.shape)) {
      const { weights, packed } = this.plan.upper[layer - 1]!;
      const to = this.floats.subarray(weights / 4, weights / 4 + packed.length);
      packLayerTensor(to, packed, this.shape, { name, values: parameters.subarray(offset, offset + length) });
    }
    packForward(this.kernels, this.plan, this.floats, allParts);
  }

  writeWeights(weights: Float32Array): void {
    if (this.codes) throw new Error('a reader of int8 weights takes parameters only');
    this.floats.set(weights, this.plan.weights / 4);
    packForward(this.kernels, this.plan, this.floats, allParts);
  }

  reset(): void {
    this.state.fill(0);
  }

  feed(id: number): void {
    if (id >= this.shape.vocabulary) throw new RangeError(`no such character: ${id} of ${this.shape.vocabulary}`);
    this.gather[0] = (id < 0 ? this.shape.vocabulary : id) * rowBytes;
    this.previous.set(this.state);
    const { first, upper } = this.plan;
    this.kernels.feed(first.pass);
    let below = first.words.hiddenNext;
    for (const { pass, words, weights, packed } of upper) {
      this.kernels.feedLayer(pass, weights + packed.table.offset * 4, packed.table.stride, below);
      below = words.hiddenNext;
    }
  }

  readGates(into: Float32Array): void {
    const { hiddenSize } = this.shape;
    const { blocks, gates } = cellSpec(this.shape.cell);
    const { words } = this.last;
    gates.forEach(({ block }, gate) => {
      for (let unit = 0; unit < hiddenSize; unit++) {
        const panel = Math.floor(unit / panelColumns) * blocks + block;
        into[gate * hiddenSize + unit] =
          this.floats[(words.gates + panel * words.timeStride) / 4 + (unit % panelColumns)]!;
      }
    });
  }

  logProbabilities(): Float32Array {
    const { pass, words } = this.last;
    this.kernels.predict(pass);
    this.kernels.logSoftmax(words.vocabularyPanels, words.logits, this.plan.scratch);
    return this.logits;
  }

  dispose(): void {
    // The memory is freed with the last reference to this reader.
  }
}
