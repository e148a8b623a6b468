// Context mixing: a language model that predicts UTF-8 bit by bit from many contexts at once and learns while it reads, after
// paq8 and lpaq (Mahoney, "Data Compression Explained", mattmahoney.net/dc/dce.html). This file wraps the WebAssembly module
// compiled from kernels/. Its memory is fixed, and its results are deterministic.
import type { ByteModel } from '../byteModel.ts';
import { mixerComponents, type MixerComponentId } from '../components.ts';
import type { Work } from '../work.ts';
import { contextCounts } from './contexts.ts';

export interface ContextMixingSize {
  /** Bytes for all hash tables. Best quality needs about 80 bytes per byte of text. */
  readonly tableBytes: number;
  /** Bytes of text that match models can refer to: a power of two. */
  readonly historyBytes: number;
  /** Each match model indexes 2^matchBits positions. */
  readonly matchBits: number;
  /** Number of hashed contexts: one of `contextCounts`. Fewer contexts take less time and leave more table memory to each. */
  readonly contexts: number;
}

const mebibyte = 2 ** 20;
const small = { tableBytes: 51 * mebibyte, historyBytes: 2 ** 21, matchBits: 18, contexts: contextCounts.short };
const large = { tableBytes: 44 * mebibyte, historyBytes: 2 ** 22, matchBits: 19, contexts: contextCounts.long };
const largest = { ...large, tableBytes: 40 * mebibyte, historyBytes: 2 ** 23 };

const smallestMb = 64;
/** Least memory for each byte of a long text, where the memory may grow. */
const bytesPerTextByte = 20;

/**
 * The best division of the memory for a text of `textBytes`: a longer text needs more history and fewer contexts. Takes just under
 * 64 MB; for more than 3 MB of text up to `maxMemoryMb`, by powers of two.
 */
export function sizeForText(textBytes: number, maxMemoryMb = smallestMb): ContextMixingSize {
  if (textBytes <= mebibyte) return small;
  if (textBytes <= 1.2 * mebibyte) return { ...large, contexts: contextCounts.short };
  if (textBytes <= 1.6 * mebibyte) return { ...large, contexts: contextCounts.medium };
  if (textBytes <= 3 * mebibyte) return large;
  const doublingsTo = (megabytes: number): number => Math.max(0, Math.log2(megabytes / smallestMb));
  const wanted = Math.ceil(doublingsTo((textBytes * bytesPerTextByte) / mebibyte));
  const doublings = Math.min(wanted, Math.floor(doublingsTo(maxMemoryMb)));
  const { tableBytes, historyBytes, matchBits, contexts } = largest;
  return {
    tableBytes: tableBytes * 2 ** doublings,
    historyBytes: historyBytes * 2 ** doublings,
    matchBits: matchBits + doublings,
    contexts,
  };
}

/** Opaque: what the model read, without what it learned. */
export type ContextMixingState = Uint8Array;

/** Opaque: the whole memory, with everything learned. */
export type ContextMixingSnapshot = Uint8Array;

export interface ContextMixing extends ByteModel<ContextMixingState> {
  /** Size of the WebAssembly memory, constant from creation. */
  readonly memoryBytes: number;
  /**
   * Learns the bytes as a part of much text: the mixers learn the first 0.3 MB, and then a sample (kernels/mixedSample.ts). The same
   * bytes in the same order give the same model, however they are split into calls.
   */
  learnSampled(bytes: Uint8Array): void;
  /** Whether `learnSampled` mixes the next byte, so that inputs matter. */
  isInSample(): boolean;
  /** Sets what a component predicts for the next byte, [256]; undefined: it gives no prediction. Valid until set again. */
  setInput(component: MixerComponentId, distribution: Float32Array | undefined): void;
  /**
   * A copy of everything learned, in steps of a millisecond or less, between which nothing may be read or learned. Contains no text that
   * was only exchanged.
   */
  snapshotInSteps(): Work<ContextMixingSnapshot>;
  /** Replaces everything learned. The model must have the size of the one that made the snapshot. */
  loadSnapshot(snapshot: ContextMixingSnapshot): void;
}

/** Exports of kernels/index.ts. Addresses and lengths are in bytes. */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  prepare(tableBytes: number, historyBytes: number, matchBits: number, contexts: number, withPrior: boolean): void;
  textAddress(): number;
  textCapacity(): number;
  distributionAddress(): number;
  stateAddress(): number;
  stateSize(): number;
  begin(document: number): void;
  learn(length: number): number;
  learnSampled(length: number): void;
  isInSample(): boolean;
  measure(length: number): number;
  readByte(byte: number): void;
  restoreText(position: number): void;
  predict(least: number): void;
  setInput(component: number, isPresent: boolean): void;
}

const byteValues = 256;
const indexOfComponent = new Map(mixerComponents.map(({ id }, index) => [id, index]));

/**
 * @param module build/contextMixing.wasm
 * @throws RangeError when the size is out of range.
 */
export function createContextMixing(module: WebAssembly.Module, size: ContextMixingSize): ContextMixing {
  checkSize(size);
  const abort = () => {
    throw new Error('the context-mixing kernel aborted');
  };
  const kernel = new WebAssembly.Instance(module, { env: { abort } }).exports as unknown as Kernel;
  kernel.prepare(size.tableBytes, size.historyBytes, size.matchBits, size.contexts, true);
  // Memory does not grow after this, so views stay valid.
  const { buffer } = kernel.memory;
  const text = new Uint8Array(buffer, kernel.textAddress(), kernel.textCapacity());
  const probabilities = new Float32Array(buffer, kernel.distributionAddress(), byteValues);
  const state = new Uint8Array(buffer, kernel.stateAddress(), kernel.stateSize());
  const memory = new Uint8Array(buffer);
  /** Components that give a prediction. */
  const present = new Set<MixerComponentId>();

  /** Passes the bytes to the kernel in pieces that fit its text buffer. */
  function inPieces(bytes: Uint8Array, pass: (length: number) => void): void {
    for (let start = 0; start < bytes.length; start += text.length) {
      const piece = bytes.subarray(start, start + text.length);
      text.set(piece);
      pass(piece.length);
    }
  }

  function sumOverPieces(bytes: Uint8Array, pass: (length: number) => number): number {
    let bits = 0;
    inPieces(bytes, (length) => (bits += pass(length)));
    return bits;
  }

  return {
    memoryBytes: buffer.byteLength,
    begin: (document) => kernel.begin(document),
    learn: (bytes) => sumOverPieces(bytes, kernel.learn),
    learnSampled: (bytes) => inPieces(bytes, kernel.learnSampled),
    isInSample: () => Boolean(kernel.isInSample()),
    measure: (bytes) => sumOverPieces(bytes, kernel.measure),
    read: (byte) => kernel.readByte(byte & 0xff),
    predict: (least) => {
      kernel.predict(least);
      return probabilities;
    },
    setInput: (component, distribution) => {
      if (!distribution && !present.delete(component)) return;
      if (distribution) {
        present.add(component);
        probabilities.set(distribution.subarray(0, byteValues));
      }
      kernel.setInput(indexOfComponent.get(component)!, distribution !== undefined);
    },
    save: () => state.slice(),
    restore: (saved) => {
      if (saved.length !== state.length) throw new Error('the state belongs to another model');
      kernel.restoreText(positionOf(saved));
      state.set(saved);
    },
    *snapshotInSteps() {
      text.fill(0);
      probabilities.fill(0);
      const copy = new Uint8Array(memory.length);
      for (let at = 0; at < memory.length; at += mebibyte) {
        copy.set(memory.subarray(at, at + mebibyte), at);
        yield;
      }
      return copy;
    },
    loadSnapshot: (snapshot) => {
      if (snapshot.length !== memory.length) throw new Error('the snapshot belongs to another model');
      memory.set(snapshot);
      for (const index of indexOfComponent.values()) kernel.setInput(index, false);
      present.clear();
    },
  };
}

/** The first field of a state is its position in the history, u32 little-endian. */
function positionOf(state: ContextMixingState): number {
  return new DataView(state.buffer, state.byteOffset).getUint32(0, true);
}

const cacheLineBytes = 64;
/** The kernel can undo 2^16 bytes of reading, and the history must be larger than that. */
const leastHistory = 2 ** 17;

function checkSize({ tableBytes, historyBytes, matchBits, contexts }: ContextMixingSize): void {
  const isPowerOfTwo = Number.isInteger(Math.log2(historyBytes));
  if (!isPowerOfTwo || historyBytes < leastHistory) {
    throw new RangeError(`history size is not a power of two from ${leastHistory}: ${historyBytes}`);
  }
  if (!Number.isInteger(tableBytes) || tableBytes < cacheLineBytes) {
    throw new RangeError(`table size is not an integer from ${cacheLineBytes}: ${tableBytes}`);
  }
  if (!Number.isInteger(matchBits) || matchBits < 8 || matchBits > 24) {
    throw new RangeError(`match bits are not an integer from 8 to 24: ${matchBits}`);
  }
  if (!Object.values(contextCounts).includes(contexts)) {
    throw new RangeError(`context count is not one of ${Object.values(contextCounts).join(', ')}: ${contexts}`);
  }
}
