// A compiled kernel module and what it exports; kernels/ holds the sources.

export interface Kernels {
  prepareConstants(): void;
  firstFree(): number;
  /** Whether laps are told from now on. */
  setTiming(on: boolean): void;
  /** Forward and backward of one pass: adds to its gradients and its report. */
  window(pass: number): void;
  /** Forward alone: nats of each target, f32 [T][B] at `to`. */
  measure(pass: number, to: number): void;
  carry(pass: number): void;
  feed(pass: number): void;
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

/** A build of the kernels, and whether it works on shared memory. */
export interface KernelBuild {
  readonly module: WebAssembly.Module;
  readonly shared: boolean;
}

/** Kernels over a memory of the caller's. `lap` hears which phase of a step has ended (stepClock.ts). */
export function instantiateKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  lap: (phase: number) => void = () => undefined,
): Kernels {
  const abort = () => {
    throw new Error('a kernel aborted');
  };
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort, lap } });
  const kernels = exports as unknown as Kernels;
  kernels.prepareConstants();
  if (kernels.firstFree() > firstAddress) throw new Error('the kernels keep more memory than expected');
  return kernels;
}

/** Where a plan of memory may begin: behind what the kernels keep for themselves. */
const firstAddress = 16384;

/** Hands out addresses, 64 bytes aligned; the memory itself is made when all is known. */
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
