// The contexts that are counted in, as hashes of where we stand; shorter ones are in direct.ts. Chosen by ablation: bench/quality/README.md.
import { allocate } from './memory';
import { mixed, pair } from './numbers';
import { above, here, insideBracket, openBracket, wordBeforeBracket } from './place';

export const contexts = 39;
/** The first so many are the orders, from 4 on, and the next so many the words: how many of them are known tells how sure to be. */
export const orders = 4;
export const words = 9;
/** Left out first where there is much text for the tables: what they know is worth less than the room that they take from the others. */
export const dispensable: StaticArray<u32> = [1, 6, 7, 9, 10, 12, 14, 21, 24, 2, 20, 27, 28, 13, 23, 4];
/** How many are counted in. They keep their order; only the prior knows those left out. */
export let used: u32 = 0;
/** The place of each context among those counted in; one left out has the place after the last. */
const places = memory.data(contexts);
/** Hashes of the contexts counted in, and one of those left out: u32 each. */
export const hashes = memory.data((contexts + 1) * 4);

/** The last two bytes that came after a byte, and after two; the word that last came after a word. */
let afterOne: usize = 0;
let afterTwo: usize = 0;
let afterWord: usize = 0;

/** Counts in the `count` contexts that are worth most. */
export function prepareContexts(count: u32): void {
  for (let i: u32 = 0; i < <u32>contexts; i++) {
    const isUsed = !isLeftOut(i, contexts - count);
    store<u8>(places + i, <u8>(isUsed ? used : count));
    used += <u32>isUsed;
  }
  afterOne = allocate(256 * 4);
  afterTwo = allocate(65536 * 4);
  afterWord = allocate(65536 * 4);
}

function isLeftOut(context: u32, count: u32): bool {
  for (let n: u32 = 0; n < count; n++) if (dispensable[n] == context) return true;
  return false;
}

// @ts-ignore: decorator
@inline
export function placeOf(context: u32): u32 {
  return load<u8>(places + context);
}

let next: u32 = 0;

// @ts-ignore: decorator
@inline
function add(hash: u32): void {
  store<u32>(hashes + (placeOf(next) << 2), mixed(hash + 0x9e3779b1 * (next + 1)));
  next++;
}

/** `guess`: the byte that the longest match expects (256: none), `sure`: the match's length, at most 24. */
export function hashContexts(guess: u32, sure: u32): void {
  next = 0;
  const recent = here.recent;
  const last = recent & 255;
  const two = recent & 0xffff;
  const three = recent & 0xffffff;
  const word = here.word != 0 ? here.word : pair(here.gap, 77);
  const word1 = here.word1;
  const word2 = here.word2;
  const wordAfter1 = pair(word, word1);
  const overhead = above(0);
  const bracket = openBracket();
  add(recent);
  add(pair(recent, here.older & 255));
  add(pair(recent, here.older & 0xffff));
  add(pair(recent, here.older));

  add(word + 1);
  add(pair(word, here.gapBefore + 2));
  add(wordAfter1 + 3);
  add(pair(wordAfter1, word2));
  add(pair(word, word2) + 5);
  add(pair(wordAfter1, here.gapBefore) + 7);
  add(pair(word, here.firstWord) + 8);
  add(pair(pair(word, here.indent), bracket));
  add(pair(word, wordBeforeBracket()) + 9);

  add(pair(overhead | (last << 8), above(1)));
  add(pair(word, overhead) + 11);
  add(pair(overhead, min(here.position - here.lineStart, 255)) + 12);
  add(pair(here.part, last) + 13);
  add((recent & 0xffff00) | 0x0e000000);
  add(pair(recent & 0xffff0000, 15));
  add(pair(recent & 0xff00ff, 16));
  add(pair(here.marks, word));
  add(here.line);
  add(pair(here.shape, word) + 19);
  add(pair(load<u32>(afterOne + (last << 2)), last) + 21);
  add(pair(load<u32>(afterTwo + (two << 2)), last) + 22);
  add(pair(guess | (sure << 9), last) + 23);
  add(pair(here.word != 0 ? here.lowerWord : pair(last, 5), here.lowerWord1) + 24);
  add(pair(pair(recent, here.older & 255), here.document) + 26);
  add(pair(word, here.document) + 27);
  add(pair(two, bracket) + 28);
  add(pair(three, here.indent) + 29);
  add(pair(here.classes & 0xffffff, 115));
  add(pair(here.shape, here.shapeBefore));
  add(pair(word, load<u32>(afterWord + ((word1 & 0xffff) << 2))) + 114);
  add(pair(pair(here.part, last), here.document) + 125);
  add(pair(insideBracket(), bracket) + 123);
  add(pair(here.position - here.lineStart, last) + 117);
  add(pair(pair(word, word2), here.word3) + 113);
  add(pair(wordAfter1, here.marks & 255) + 103);
}

/** Notes what came after what; call before `advance`. */
export function noteSuccession(byte: u32, endsWord: bool): void {
  const one = afterOne + ((here.recent & 255) << 2);
  const two = afterTwo + ((here.recent & 0xffff) << 2);
  store<u32>(one, ((load<u32>(one) << 8) | byte) & 0xffff);
  store<u32>(two, ((load<u32>(two) << 8) | byte) & 0xffff);
  if (endsWord) store<u32>(afterWord + ((here.word1 & 0xffff) << 2), here.word);
}
