// Contexts that come so often that histories tell little: each node of theirs is a learnt probability itself. They share one table
// without checks: a cache line for the first four bits of a byte after a context, and one for the last four after those.
import { allocateLearnt, learnAt, mixed, pair, stretchOf, unlearnt } from './numbers';
import { here } from './place';

export const directs: u32 = 6;
/** The first so many are the shortest orders. */
const directOrders: u32 = 3;
const limit: u32 = 1023;
const lineBits: u32 = 6;
/** log2 of how many lines there are. */
let tableBits: u32 = 0;
let table: usize = 0;
/** The contexts' hashes; the nodes last asked, to be moved; the lines of both halves, [2]: [directs] u32 each. */
const hashes = memory.data(<i32>directs * 4);
const nodes = memory.data(<i32>directs * 4);
const lines = memory.data(2 * <i32>directs * 4);
const halfBytes: u32 = directs * 4;
/** How many of the shortest orders were here before. */
export let knownDirect: u32 = 0;

/** Takes the power of two that is nearest below `bytes`, and answers it. */
export function prepareDirect(bytes: usize): usize {
  tableBits = 31 - <u32>clz(<u32>bytes) - lineBits;
  const count = 1 << (tableBits + lineBits - 2);
  table = allocateLearnt(count);
  for (let i = 0; i < count; i++) store<u32>(table + (i << 2), unlearnt(0.5));
  return <usize>count << 2;
}

// @ts-ignore: decorator
@inline
function setHash(context: u32, hash: u32): void {
  store<u32>(hashes + (context << 2), mixed(hash + 0x9e3779b1 * (context + 1)));
}

/** Before the first bit. */
export function hashDirect(): void {
  const recent = here.recent;
  setHash(0, recent & 0xff);
  setHash(1, recent & 0xffff);
  setHash(2, recent & 0xffffff);
  setHash(3, recent);
  setHash(4, here.word != 0 ? here.word : pair(here.gap, 77));
  setHash(5, pair(here.part, recent & 0xff));
  findLines(lines, 1);
}

/** Of the half byte after `bits`. */
function findLines(into: usize, bits: u32): void {
  for (let context: u32 = 0; context < directs; context++) {
    const line = mixed(load<u32>(hashes + (context << 2)) + bits * 0x9e3779b1) >> (32 - tableBits);
    store<u32>(into + (context << 2), <u32>(table + (<usize>line << lineBits)));
  }
}

/** What they say of the bit, [directs] f32 at `logits`. */
export function hearDirect(logits: usize, bits: u32, index: u32): void {
  if (index == 4) findLines(lines + halfBytes, bits);
  const half = lines + (index < 4 ? 0 : halfBytes);
  const width = index & 3;
  const node = (<u32>1 << width) | (bits & ((<u32>1 << width) - 1));
  knownDirect = 0;
  for (let context: u32 = 0; context < directs; context++) {
    const at = <usize>load<u32>(half + (context << 2)) + (node << 2);
    const learnt = load<u32>(at);
    store<u32>(nodes + (context << 2), <u32>at);
    store<f32>(logits + (context << 2), stretchOf(learnt));
    knownDirect += <u32>(context < directOrders && (learnt & 1023) != 0);
  }
}

export function learnDirect(bit: u32): void {
  for (let context: u32 = 0; context < directs; context++) {
    learnAt(<usize>load<u32>(nodes + (context << 2)), bit != 0, limit);
  }
}
