// Hashes of the contexts, in the spirit of paq8's order-N, word, and record models. ../contexts.ts lists them; shorter ones are in
// directContexts.ts.
import * as contextTable from './contextTable';
import { hash32, hashPair } from './hash';
import { allocate } from './memory';
import { byteAbove, hashInsideBracket, openBracket, state, wordBeforeBracket } from './textState';

/** Number of contexts in use; they keep their order. */
export let usedContexts: u32 = 0;
/** Rank of each context among those in use; a removed one has the rank after the last. */
const ranks = memory.data(contextTable.contextCount);
/** Hash of each context by rank, and one for the removed contexts: [contextCount + 1] u32. */
export const contextHashes = memory.data((contextTable.contextCount + 1) * 4);

/** The last two bytes that followed a byte, and two bytes, [256] and [65536] u32; the word that last followed a word, [65536] u32. */
let successorsOf1: usize = 0;
let successorsOf2: usize = 0;
let successorsOfWord: usize = 0;

/** Uses the `count` most useful contexts. */
export function prepareContexts(count: u32): void {
  for (let i: u32 = 0; i < <u32>contextTable.contextCount; i++) {
    const isUsed = !isRemoved(i, contextTable.contextCount - count);
    store<u8>(ranks + i, <u8>(isUsed ? usedContexts : count));
    usedContexts += <u32>isUsed;
  }
  successorsOf1 = allocate(256 * 4);
  successorsOf2 = allocate(65536 * 4);
  successorsOfWord = allocate(65536 * 4);
}

function isRemoved(context: u32, count: u32): bool {
  for (let n: u32 = 0; n < count; n++) if (contextTable.leftOut[n] == context) return true;
  return false;
}

// @ts-ignore: decorator
@inline
export function rankOf(context: u32): u32 {
  return load<u8>(ranks + context);
}

// @ts-ignore: decorator
@inline
function setContext(context: u32, hash: u32): void {
  store<u32>(contextHashes + (rankOf(context) << 2), hash32(hash + 0x9e3779b1 * (context + 1)));
}

/** Hashes all contexts. `predictedByte`: of the longest match, 256: none; `matchedLength`: its length, at most 24. */
export function computeContexts(predictedByte: u32, matchedLength: u32): void {
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
  setContext(contextTable.order4, c4);
  setContext(contextTable.order5, hashPair(c4, state.c8 & 255));
  setContext(contextTable.order6, hashPair(c4, state.c8 & 0xffff));
  setContext(contextTable.order8, hashPair(c4, state.c8));
  setContext(contextTable.wordSoFar, word + 1);
  setContext(contextTable.wordAndGap, hashPair(word, state.previousGap + 2));
  setContext(contextTable.twoWords, twoWords + 3);
  setContext(contextTable.threeWords, hashPair(twoWords, word2));
  setContext(contextTable.wordAndSecondBefore, hashPair(word, word2) + 5);
  setContext(contextTable.twoWordsAndGap, hashPair(twoWords, state.previousGap) + 7);
  setContext(contextTable.wordAndFirstOfLine, hashPair(word, state.firstWordOfLine) + 8);
  setContext(contextTable.wordIndentAndBracket, hashPair(hashPair(word, state.indent), bracket));
  setContext(contextTable.wordAndWordBeforeBracket, hashPair(word, wordBeforeBracket()) + 9);
  setContext(contextTable.bytesAbove, hashPair(above0 | (last << 8), byteAbove(1)));
  setContext(contextTable.wordAndByteAbove, hashPair(word, above0) + 11);
  setContext(contextTable.byteAboveAndColumn, hashPair(above0, min(state.position - state.lineStart, 255)) + 12);
  setContext(contextTable.subwordAndByte, hashPair(state.subword, last) + 13);
  setContext(contextTable.bytes2To3, (c4 & 0xffff00) | 0x0e000000);
  setContext(contextTable.bytes3To4, hashPair(c4 & 0xffff0000, 15));
  setContext(contextTable.bytes1And3, hashPair(c4 & 0xff00ff, 16));
  setContext(contextTable.punctuationAndWord, hashPair(state.punctuation, word));
  setContext(contextTable.lineSoFar, state.lineHash);
  setContext(contextTable.lineShapeAndWord, hashPair(state.lineShape, word) + 19);
  setContext(contextTable.afterByte, hashPair(load<u32>(successorsOf1 + (last << 2)), last) + 21);
  setContext(contextTable.afterTwoBytes, hashPair(load<u32>(successorsOf2 + (c2 << 2)), last) + 22);
  setContext(contextTable.afterMatch, hashPair(predictedByte | (matchedLength << 9), last) + 23);
  setContext(contextTable.twoLowerWords, hashPair(state.word != 0 ? state.lowerWord : hashPair(last, 5), state.lowerWord1) + 24);
  setContext(contextTable.order5InDocument, hashPair(hashPair(c4, state.c8 & 255), state.documentHash) + 26);
  setContext(contextTable.wordInDocument, hashPair(word, state.documentHash) + 27);
  setContext(contextTable.order2AndBracket, hashPair(c2, bracket) + 28);
  setContext(contextTable.order3AndIndent, hashPair(c3, state.indent) + 29);
  setContext(contextTable.classesOf6, hashPair(state.classHistory & 0xffffff, 115));
  setContext(contextTable.lineShapes, hashPair(state.lineShape, state.previousLineShape));
  setContext(contextTable.wordAndItsSuccessor, hashPair(word, load<u32>(successorsOfWord + ((word1 & 0xffff) << 2))) + 114);
  setContext(contextTable.subwordInDocument, hashPair(hashPair(state.subword, last), state.documentHash) + 125);
  setContext(contextTable.insideBracket, hashPair(hashInsideBracket(), bracket) + 123);
  setContext(contextTable.columnAndByte, hashPair(state.position - state.lineStart, last) + 117);
  setContext(contextTable.wordAndTwoBefore, hashPair(hashPair(word, word2), state.word3) + 113);
  setContext(contextTable.twoWordsAndPunctuation, hashPair(twoWords, state.punctuation & 255) + 103);
}

/** Updates the successor tables. Call before `appendToText`. */
export function updateSuccessors(byte: u32, endsWord: bool): void {
  const after1 = successorsOf1 + ((state.c4 & 255) << 2);
  const after2 = successorsOf2 + ((state.c4 & 0xffff) << 2);
  store<u32>(after1, ((load<u32>(after1) << 8) | byte) & 0xffff);
  store<u32>(after2, ((load<u32>(after2) << 8) | byte) & 0xffff);
  if (endsWord) store<u32>(successorsOfWord + ((state.word1 & 0xffff) << 2), state.word);
}
