// The prediction of one bit, and what is learnt from it: opinions -> sets -> refinement -> joined with the voices. A byte is eight
// bits, the highest first; `bits` is a 1 and the bits of the byte so far.
import { hashContexts, noteSuccession, placeOf } from './contexts';
import { hashDirect } from './direct';
import { join, learnJoin, prepareJoin } from './join';
import { advanceMatches, expectBytes, expectedBytes, matchLength } from './matches';
import { pair, squash } from './numbers';
import { hear, knownOrders, knownWords, learnOpinions, logits, onlyOne, silenceContexts, genericSays, ownSays, voiceStep } from './opinions';
import { above, advance, byteAt, here, isWordKind, kindOf, openBracket } from './place';
import { learnRefinement, prepareRefinements, refine } from './refine';
import { choose, finish, learnSets, mix, sets } from './sets';
import { lookUp, noteByte } from './sightings';
import { learnSure, sureOf } from './sure';
import { anyVoiceSpeaks } from './voice';

const refined: f32 = 0.85;
const leastProbability: f32 = 1.0 / 65536.0;
const refinements: u32 = 2;
const refinementContexts: u32 = 2 * 32768;

/** The byte that the longest match expects (256: none), and steps of that match's length. */
let guess: u32 = 256;
let guessLength: u32 = 0;
let guessStep: u32 = 0;
/** Parts of the sets' choice that stay for the byte. */
const byteRows = memory.data(sets * 4);
let isSure: bool = false;

export function preparePrediction(): void {
  prepareJoin();
  prepareRefinements(refinementContexts);
}

/** Looks up what is known of this place, before the first bit. */
export function prepareByte(learning: bool): void {
  const best = expectBytes();
  guess = best < 0 ? 256 : load<u32>(expectedBytes + (best << 2));
  guessLength = best < 0 ? 0 : matchLength(best);
  guessStep = guessStepOf(guessLength);
  hashContexts(guess, min(guessLength, 24));
  hashDirect();
  lookUp(learning);
  silenceContexts();
  chooseByteRows();
}

function guessStepOf(length: u32): u32 {
  if (length < 8) return length >> 1;
  if (length < 16) return 4 + ((length - 8) >> 2);
  return length < 32 ? 6 + ((length - 16) >> 3) : min<u32>(8 + (27 - <u32>clz(length)), 12);
}

function chooseByteRows(): void {
  const recent = here.recent;
  const last = recent & 255;
  const kind = kindOf(last);
  const column = here.position - here.lineStart;
  const reach = min<u32>(here.wordLength, 15);
  const bracket = openBracket();
  setByteRow(2, (kindOf((recent >> 8) & 255) << 4) + kind);
  setByteRow(3, (bracket == 40 ? 1 : bracket == 91 ? 2 : bracket == 123 ? 3 : 0) << 8);
  setByteRow(4, min<u32>(reach, 3) << 3);
  setByteRow(5, above(0));
  setByteRow(7, (reach << 4) + kindOf(byteAt(here.position - reach - 1)));
  setByteRow(8, here.marks & 255);
  setByteRow(9, (min<u32>(here.wordsInLine, 15) << 4) + kindOf(byteAt(here.lineStart + min(here.indent, column - <u32>(column > 0)))));
  setByteRow(10, kind >> 1);
}

// @ts-ignore: decorator
@inline
function setByteRow(set: u32, row: u32): void {
  store<u32>(byteRows + (set << 2), row);
}

// @ts-ignore: decorator
@inline
function byteRow(set: u32): u32 {
  return load<u32>(byteRows + (set << 2));
}

/** A context's logit in eight steps. */
// @ts-ignore: decorator
@inline
function stepOfLogit(context: u32): u32 {
  return <u32>min<f32>(max<f32>(load<f32>(logits + (placeOf(context) << 2)) * 0.6 + 4, 0), 7);
}

// @ts-ignore: decorator
@inline
function within(p: f32): f32 {
  return min(max(p, leastProbability), 1 - leastProbability);
}

/** Probability that the bit after `bits`, the `index`-th (0-7) of its byte, is a one. */
export function predictBit(bits: u32, index: u32): f32 {
  if (index == 0) {
    const p = sureOf();
    isSure = p < 1;
    if (isSure) return max(p, leastProbability);
  }
  hear(bits, index);
  const agrees = guess < 256 && (guess | 256) >> (8 - index) == bits;
  const step: u32 = agrees ? 1 + guessStep : 0;
  const phase: u32 = index == 0 ? 0 : index < 3 ? 1 : index < 5 ? 2 : 3;
  const last = here.recent & 255;
  choose(0, bits);
  choose(1, (knownOrders << 3) + index);
  choose(2, byteRow(2) + (phase << 8));
  choose(3, byteRow(3) + bits);
  choose(4, (min<u32>(knownWords, 7) << 5) + byteRow(4) + index);
  choose(5, byteRow(5));
  choose(6, agrees ? 256 + guess : guess < 256 ? kindOf(guess) : 0);
  choose(7, byteRow(7));
  choose(8, byteRow(8));
  choose(9, byteRow(9));
  choose(10, (bits << 3) + byteRow(10));
  choose(11, (min<u32>(onlyOne, 31) << 3) + index);
  choose(12, (voiceStep << 3) + index);

  choose(13, index);
  choose(14, (stepOfLogit(0) << 6) | (stepOfLogit(5) << 3) | index);
  choose(15, (stepOfLogit(3) << 6) | (stepOfLogit(22) << 3) | index);
  mix();
  const logit = finish(bits, (step << 3) + index, last, (voiceStep << 3) + index);
  const estimate =
    refine(0, ((last << 8) | bits) & 32767, logit) * 0.5 +
    refine(1, 32768 + (pair(here.recent & 0xffff, bits) & 32767), logit) * 0.5;
  const p = squash(logit) * (1 - refined) + estimate * refined;
  const counted = within(p);
  return anyVoiceSpeaks() ? within(join(counted, ownSays, genericSays)) : counted;
}

/** Learns from the bit that `predictBit` was last asked for. */
export function learnBit(bit: u32, index: u32): void {
  if (index == 0) {
    learnSure(bit);
    if (isSure) return;
  }
  if (anyVoiceSpeaks()) learnJoin(bit);
  learnOpinions(bit);
  learnSets(bit);
  for (let stage: u32 = 0; stage < refinements; stage++) learnRefinement(stage, bit);
}

/** Learns the whole byte, and goes on behind it. */
export function learnByte(byte: u32): void {
  noteByte(byte);
  noteSuccession(byte, here.word != 0 && !isWordKind(kindOf(byte)));
  advance(byte);
  advanceMatches(byte, true);
}
