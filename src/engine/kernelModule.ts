// A compiled kernel module and its exports. The sources are in kernels/.

export interface Kernels {
  prepareConstants(): void;
  firstFree(): number;
  /** Turns reports of phases on or off. */
  setTiming(on: boolean): void;
  /** Forward and backward pass: adds to the gradients and the report. */
  trainWindow(pass: number): void;
  /** Forward pass only: loss of each target in nats, f32 [T][B] at `to`. */
  evaluate(pass: number, to: number): void;
  carryStates(pass: number): void;
  feed(pass: number): void;
  feedLayer(pass: number, input: number, inputStride: number, below: number): void;
  predict(pass: number): void;
  logSoftmax(panels: number, logits: number, scratch: number): void;
  foldBias(panels: number, rows: number, from: number, to: number): void;
  transpose(
    first: number,
    panels: number,
    blocks: number,
    from: number,
    fromStride: number,
    to: number,
    toStride: number,
  ): void;
  clear(bytes: number, a: number): void;
  accumulate(bytes: number, a: number, b: number): void;
  squares(bytes: number, a: number): number;
  sumTable(panels: number, rows: number, table: number): void;
  sgd(bytes: number, weights: number, gradient: number, rate: number, report: number): void;
  prepareAdamw(
    coefficients: number,
    scale: number,
    beta1: number,
    beta2: number,
    rate: number,
    correct: number,
    epsilon: number,
    decay: number,
    ahead: number,
  ): void;
  adamw(
    bytes: number,
    weights: number,
    gradient: number,
    first: number,
    second: number,
    coefficients: number,
    report: number,
  ): void;
}

/** A build of the kernels, and whether it uses shared memory. */
export interface KernelBuild {
  readonly module: WebAssembly.Module;
  readonly shared: boolean;
}

/** Kernels on the caller's memory. They call `endPhase` at the end of each phase of a timed step (stepTimer.ts). */
export function instantiateKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  endPhase: (phase: number) => void = () => undefined,
): Kernels {
  const abort = () => {
    throw new Error('a kernel aborted');
  };
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort, endPhase } });
  const kernels = exports as unknown as Kernels;
  kernels.prepareConstants();
  if (kernels.firstFree() > firstAddress) throw new Error('the kernels use more memory than expected');
  return kernels;
}

/** First address of a memory plan, after the memory of the kernels themselves. */
const firstAddress = 16384;

/** Assigns addresses, aligned to 64 bytes. The memory is allocated when all addresses are known. */
export class AddressPlan {
  private next = firstAddress;

  bytes(count: number): number {
    const address = this.next;
    this.next += Math.ceil(count / 64) * 64;
    return address;
  }

  words(count: number): number {
    return this.bytes(count * 4);
  }

  memory(shared: boolean): WebAssembly.Memory {
    const pages = Math.ceil(this.next / 65536);
    return new WebAssembly.Memory(shared ? { initial: pages, maximum: pages, shared } : { initial: pages });
  }
}
