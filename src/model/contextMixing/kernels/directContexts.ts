// Direct contexts: low orders and the current word, which occur so often that bit histories say little. Each node of a nibble's
// binary tree is an adaptive probability, as in lpaq1's order 1 and 2. All contexts share one table of cache lines without check
// bytes: one line per nibble (4 bits) of a context.
import {
  adaptiveProbability,
  allocateProbabilities,
  countMask,
  logitOf,
  updateProbability,
} from './adaptiveProbability';
import { hash32, hashPair } from './hash';
import { state } from './textState';

export const directCount: u32 = 6;
/** The first contexts are order 1, 2, and 3. */
const directOrders: u32 = 3;
const limit: u32 = 1023;
/** log2 of the bytes in a cache line. */
const lineBits: u32 = 6;
/** log2 of the number of lines. */
let tableBits: u32 = 0;
let table: usize = 0;
/** By context, u32: hash; address of the current node; address of the line of each nibble, [2][directCount]. */
const hashes = memory.data(<i32>directCount * 4);
const nodes = memory.data(<i32>directCount * 4);
const lines = memory.data(2 * <i32>directCount * 4);
const nibbleBytes: u32 = directCount * 4;
/** Of this bit: how many of orders 1-3 were seen before. */
export let knownDirectOrders: u32 = 0;

/** Allocates the largest power of two up to `bytes`; returns the number of bytes. */
export function prepareDirectContexts(bytes: usize): usize {
  tableBits = 31 - <u32>clz(<u32>bytes) - lineBits;
  const count = 1 << (tableBits + lineBits - 2);
  table = allocateProbabilities(count);
  for (let i = 0; i < count; i++) store<u32>(table + (i << 2), adaptiveProbability(0.5));
  return <usize>count << 2;
}

// @ts-ignore: decorator
@inline
function setHash(context: u32, hash: u32): void {
  store<u32>(hashes + (context << 2), hash32(hash + 0x9e3779b1 * (context + 1)));
}

/** Before the first bit of a byte. */
export function computeDirectContexts(): void {
  const c4 = state.c4;
  setHash(0, c4 & 0xff);
  setHash(1, c4 & 0xffff);
  setHash(2, c4 & 0xffffff);
  setHash(3, c4);
  setHash(4, state.word != 0 ? state.word : hashPair(state.gap, 77));
  setHash(5, hashPair(state.subword, c4 & 0xff));
  findLines(lines, 1);
}

/** Finds the lines of the nibble after `bits`. */
function findLines(into: usize, bits: u32): void {
  for (let context: u32 = 0; context < directCount; context++) {
    const line = hash32(load<u32>(hashes + (context << 2)) + bits * 0x9e3779b1) >> (32 - tableBits);
    store<u32>(into + (context << 2), <u32>(table + (<usize>line << lineBits)));
  }
}

/** Stores the inputs, [directCount] f32, at `logits`. */
export function setDirectInputs(logits: usize, bits: u32, index: u32): void {
  if (index == 4) findLines(lines + nibbleBytes, bits);
  const nibble = lines + (index < 4 ? 0 : nibbleBytes);
  const width = index & 3;
  const node = (<u32>1 << width) | (bits & ((<u32>1 << width) - 1));
  knownDirectOrders = 0;
  for (let context: u32 = 0; context < directCount; context++) {
    const at = <usize>load<u32>(nibble + (context << 2)) + (node << 2);
    const entry = load<u32>(at);
    store<u32>(nodes + (context << 2), <u32>at);
    store<f32>(logits + (context << 2), logitOf(entry));
    knownDirectOrders += <u32>(context < directOrders && (entry & countMask) != 0);
  }
}

/** Learns from the bit that was predicted last. */
export function updateDirectContexts(bit: u32): void {
  for (let context: u32 = 0; context < directCount; context++) {
    updateProbability(<usize>load<u32>(nodes + (context << 2)), bit != 0, limit);
  }
}
