// The counting model: predicts UTF-8 bit by bit from many contexts at once, and learns by reading. A facade over kernels/;
// fixed memory, no randomness but its own.

export interface ContextMixingSize {
  /** Of the hash table; the more text, the more it needs: about 80 bytes a byte of text, less for less quality. */
  readonly tableBytes: number;
  /** How much text is remembered for matches: a power of two. */
  readonly historyBytes: number;
  /** Each of the five matchers remembers 2^matchBits places. */
  readonly matchBits: number;
  /** How many contexts are counted in, those worth most: fewer leave more room to each, and take less time. */
  readonly contexts: number;
}

const mebibyte = 2 ** 20;

const [most, many, fewest] = [39, 30, 24];
const small = { tableBytes: 51 * mebibyte, historyBytes: 2 ** 21, matchBits: 18, contexts: most };
const large = { tableBytes: 44 * mebibyte, historyBytes: 2 ** 22, matchBits: 19, contexts: fewest };
const largest = { ...large, tableBytes: 40 * mebibyte, historyBytes: 2 ** 23 };

/** Just under 64 MB in all, shared out by how much text there is to learn: long texts need their places remembered, and have room for
 * fewer contexts. */
export function sizeForText(textBytes: number): ContextMixingSize {
  if (textBytes <= mebibyte) return small;
  if (textBytes <= 1.2 * mebibyte) return { ...large, contexts: most };
  if (textBytes <= 1.6 * mebibyte) return { ...large, contexts: many };
  return textBytes <= 3 * mebibyte ? large : largest;
}

/** The network trained on the workspace, and the one trained beforehand. */
const voices = ['own', 'generic'] as const;
export type ModelInputId = (typeof voices)[number];

/** A place in the text, to go back to; opaque. */
export type ContextMixingState = Uint8Array;

/** All that a model has learnt, and where it stands; opaque. */
export type ContextMixingSnapshot = Uint8Array;

export interface ContextMixing {
  /** Memory taken, all of it from the start. */
  readonly memoryBytes: number;
  /** To the beginning of a document, at the end of all that was learnt; the number stays the same for it. */
  begin(document: number): void;
  /** Learns the bytes; answers what they cost, in bits. */
  learn(bytes: Uint8Array): number;
  /** Reads the bytes without learning them; answers what they cost, in bits. */
  measure(bytes: Uint8Array): number;
  /** Reads one byte without learning it, and without asking what it costs. */
  read(byte: number): void;
  /** Probabilities of the next byte, [256]: a view, valid until the next call. What is less likely than `least` is shared out
   * evenly among the bytes that begin alike; 0: all exactly. Sums to 1, none is 0. */
  predict(least: number): Float32Array;
  /** What another voice expects of the next byte, [256]; undefined: nothing. Holds until it is said again. */
  setInput(distribution: Float32Array | undefined, voice?: ModelInputId): void;
  /** Where it stands. Going back undoes all `follow`s since then, not what was learnt. */
  save(): ContextMixingState;
  restore(place: ContextMixingState): void;
  /** All of it, and how to become that again: for several trials, a text needs to be learnt once only. */
  snapshot(): ContextMixingSnapshot;
  loadSnapshot(learnt: ContextMixingSnapshot): void;
}

interface Kernel {
  readonly memory: WebAssembly.Memory;
  prepare(tableBytes: number, historyBytes: number, matchBits: number, contexts: number, knowing: boolean): void;
  textAddress(): number;
  textCapacity(): number;
  distributionAddress(): number;
  placeAddress(): number;
  placeSize(): number;
  begin(document: number): void;
  learn(length: number): number;
  read(length: number): number;
  follow(byte: number): void;
  unfollow(position: number): void;
  distribute(least: number): void;
  speak(voice: number, speaks: boolean): void;
}

const byteValues = 256;

/** @param module build/counting.wasm */
export function createContextMixing(module: WebAssembly.Module, size: ContextMixingSize): ContextMixing {
  checkSize(size);
  const abort = () => {
    throw new Error('the counting kernel aborted');
  };
  const kernel = new WebAssembly.Instance(module, { env: { abort } }).exports as unknown as Kernel;
  kernel.prepare(size.tableBytes, size.historyBytes, size.matchBits, size.contexts, true);
  // Memory does not grow after this, so views stay valid.
  const { buffer } = kernel.memory;
  const text = new Uint8Array(buffer, kernel.textAddress(), kernel.textCapacity());
  const probabilities = new Float32Array(buffer, kernel.distributionAddress(), byteValues);
  const here = new Uint8Array(buffer, kernel.placeAddress(), kernel.placeSize());
  const all = new Uint8Array(buffer);

  /** What `pass` makes of the bytes, part by part. */
  function passing(bytes: Uint8Array, pass: (length: number) => number): number {
    let bits = 0;
    for (let start = 0; start < bytes.length; start += text.length) {
      const part = bytes.subarray(start, start + text.length);
      text.set(part);
      bits += pass(part.length);
    }
    return bits;
  }

  return {
    memoryBytes: buffer.byteLength,
    begin: (document) => kernel.begin(document),
    learn: (bytes) => passing(bytes, kernel.learn),
    measure: (bytes) => passing(bytes, kernel.read),
    read: (byte) => kernel.follow(byte & 0xff),
    predict: (least) => {
      kernel.distribute(least);
      return probabilities;
    },
    setInput: (distribution, voice = 'own') => {
      if (distribution) probabilities.set(distribution.subarray(0, byteValues));
      kernel.speak(voices.indexOf(voice), distribution !== undefined);
    },
    save: () => here.slice(),
    restore: (place) => {
      if (place.length !== here.length) throw new Error('a place of another model');
      kernel.unfollow(positionOf(place));
      here.set(place);
    },
    snapshot: () => all.slice(),
    loadSnapshot: (learnt) => {
      if (learnt.length !== all.length) throw new Error('a copy of another model');
      all.set(learnt);
      voices.forEach((_, voice) => kernel.speak(voice, false));
    },
  };
}

/** A place begins with its position in the history, u32 little-endian. */
function positionOf(place: ContextMixingState): number {
  return new DataView(place.buffer, place.byteOffset).getUint32(0, true);
}

const lineBytes = 64;
/** Below this, following a long text without learning it would write over all that is remembered. */
const leastHistory = 2 ** 17;

function checkSize({ tableBytes, historyBytes, matchBits, contexts }: ContextMixingSize): void {
  const powerOfTwo = Number.isInteger(Math.log2(historyBytes));
  if (!powerOfTwo || historyBytes < leastHistory) throw new RangeError(`no usable history size: ${historyBytes}`);
  if (!Number.isInteger(tableBytes) || tableBytes < lineBytes)
    throw new RangeError(`no usable table size: ${tableBytes}`);
  if (!Number.isInteger(matchBits) || matchBits < 8 || matchBits > 24) {
    throw new RangeError(`no usable number of match bits: ${matchBits}`);
  }
  if (!Number.isInteger(contexts) || contexts < fewest || contexts > most) {
    throw new RangeError(`no usable number of contexts: ${contexts}`);
  }
}
