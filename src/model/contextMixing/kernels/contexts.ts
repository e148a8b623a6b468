// The hashed contexts, in the spirit of paq8's order-N, word, and record models. Shorter contexts are in directContexts.ts. They were
// chosen by ablation: docs/decisions/context-mixing-inputs.md. To add a context: append it to `computeContexts`, increase
// `contextCount` and the limit in contextMixing.ts, and regenerate prior.bin (scripts/assets/mixerPrior.mjs).
import { hash32, hashPair } from './hash';
import { allocate } from './memory';
import { byteAbove, hashInsideBracket, openBracket, state, wordBeforeBracket } from './textState';

export const contextCount = 39;
/** The first contexts are order-N contexts (N = 4, 5, 6, 8), and the next ones are word contexts. */
export const orderContexts = 4;
export const wordContexts = 9;
/** Contexts in the order in which they are removed for long texts: the table memory is worth more to the other contexts. */
const removalOrder: StaticArray<u32> = [1, 6, 7, 9, 10, 12, 14, 21, 24, 2, 20, 27, 28, 13, 23, 4];
/** Number of contexts in use; they keep their order. */
export let usedContexts: u32 = 0;
/** Rank of each context among those in use; a removed one has the rank after the last. */
const ranks = memory.data(contextCount);
/** Hash of each context by rank, and one for the removed contexts: [contextCount + 1] u32. */
export const contextHashes = memory.data((contextCount + 1) * 4);

/** The last two bytes that followed a byte, and two bytes, [256] and [65536] u32; the word that last followed a word, [65536] u32. */
let successorsOf1: usize = 0;
let successorsOf2: usize = 0;
let successorsOfWord: usize = 0;

/** Uses the `count` most useful contexts. */
export function prepareContexts(count: u32): void {
  for (let i: u32 = 0; i < <u32>contextCount; i++) {
    const isUsed = !isRemoved(i, contextCount - count);
    store<u8>(ranks + i, <u8>(isUsed ? usedContexts : count));
    usedContexts += <u32>isUsed;
  }
  successorsOf1 = allocate(256 * 4);
  successorsOf2 = allocate(65536 * 4);
  successorsOfWord = allocate(65536 * 4);
}

function isRemoved(context: u32, count: u32): bool {
  for (let n: u32 = 0; n < count; n++) if (removalOrder[n] == context) return true;
  return false;
}

// @ts-ignore: decorator
@inline
export function rankOf(context: u32): u32 {
  return load<u8>(ranks + context);
}

let nextContext: u32 = 0;

// @ts-ignore: decorator
@inline
function addContext(hash: u32): void {
  store<u32>(contextHashes + (rankOf(nextContext) << 2), hash32(hash + 0x9e3779b1 * (nextContext + 1)));
  nextContext++;
}

/** Hashes all contexts. `predictedByte`: of the longest match, 256: none; `matchedLength`: its length, at most 24. */
export function computeContexts(predictedByte: u32, matchedLength: u32): void {
  nextContext = 0;
  const c4 = state.c4;
  const last = c4 & 255;
  const c2 = c4 & 0xffff;
  const c3 = c4 & 0xffffff;
  const word = state.word != 0 ? state.word : hashPair(state.gap, 77);
  const word1 = state.word1;
  const word2 = state.word2;
  const twoWords = hashPair(word, word1);
  const above0 = byteAbove(0);
  const bracket = openBracket();
  // Order N: the last 4, 5, 6, and 8 bytes.
  addContext(c4);
  addContext(hashPair(c4, state.c8 & 255));
  addContext(hashPair(c4, state.c8 & 0xffff));
  addContext(hashPair(c4, state.c8));

  // Words: the current word with earlier words, gaps, the line, and the open bracket.
  addContext(word + 1);
  addContext(hashPair(word, state.previousGap + 2));
  addContext(twoWords + 3);
  addContext(hashPair(twoWords, word2));
  addContext(hashPair(word, word2) + 5);
  addContext(hashPair(twoWords, state.previousGap) + 7);
  addContext(hashPair(word, state.firstWordOfLine) + 8);
  addContext(hashPair(hashPair(word, state.indent), bracket));
  addContext(hashPair(word, wordBeforeBracket()) + 9);

  // Columns: the line above, and the position in the line.
  addContext(hashPair(above0 | (last << 8), byteAbove(1)));
  addContext(hashPair(word, above0) + 11);
  addContext(hashPair(above0, min(state.position - state.lineStart, 255)) + 12);
  // Subword, and sparse contexts: bytes 2-3, 3-4, and 1 and 3.
  addContext(hashPair(state.subword, last) + 13);
  addContext((c4 & 0xffff00) | 0x0e000000);
  addContext(hashPair(c4 & 0xffff0000, 15));
  addContext(hashPair(c4 & 0xff00ff, 16));
  // Punctuation and line.
  addContext(hashPair(state.punctuation, word));
  addContext(state.lineHash);
  addContext(hashPair(state.lineShape, word) + 19);
  // What followed the last byte, the last two bytes, and the longest match before (indirect contexts).
  addContext(hashPair(load<u32>(successorsOf1 + (last << 2)), last) + 21);
  addContext(hashPair(load<u32>(successorsOf2 + (c2 << 2)), last) + 22);
  addContext(hashPair(predictedByte | (matchedLength << 9), last) + 23);
  // Others, in the order in which they were found.
  addContext(hashPair(state.word != 0 ? state.lowerWord : hashPair(last, 5), state.lowerWord1) + 24);
  addContext(hashPair(hashPair(c4, state.c8 & 255), state.documentHash) + 26);
  addContext(hashPair(word, state.documentHash) + 27);
  addContext(hashPair(c2, bracket) + 28);
  addContext(hashPair(c3, state.indent) + 29);
  addContext(hashPair(state.classHistory & 0xffffff, 115));
  addContext(hashPair(state.lineShape, state.previousLineShape));
  addContext(hashPair(word, load<u32>(successorsOfWord + ((word1 & 0xffff) << 2))) + 114);
  addContext(hashPair(hashPair(state.subword, last), state.documentHash) + 125);
  addContext(hashPair(hashInsideBracket(), bracket) + 123);
  addContext(hashPair(state.position - state.lineStart, last) + 117);
  addContext(hashPair(hashPair(word, word2), state.word3) + 113);
  addContext(hashPair(twoWords, state.punctuation & 255) + 103);
}

/** Updates the successor tables. Call before `appendToText`. */
export function updateSuccessors(byte: u32, endsWord: bool): void {
  const after1 = successorsOf1 + ((state.c4 & 255) << 2);
  const after2 = successorsOf2 + ((state.c4 & 0xffff) << 2);
  store<u32>(after1, ((load<u32>(after1) << 8) | byte) & 0xffff);
  store<u32>(after2, ((load<u32>(after2) << 8) | byte) & 0xffff);
  if (endsWord) store<u32>(successorsOfWord + ((state.word1 & 0xffff) << 2), state.word);
}
