// What the text before the current position looks like: recent bytes, word and line hashes, open brackets. Contexts are computed
// from it. It is one block of memory, so that the host can save and restore it.
import { allocate } from './memory';
import {
  classBlank,
  classCapital,
  classDigit,
  classJoiner,
  classLetter,
  classOf,
  isWordClass,
} from './characterClasses';
import { hashPair } from './hash';
import { byteAt, writeByte } from './textBuffer';

const maxBracketDepth: u32 = 64;
export const matchModelCount: u32 = 5;
/** Per open bracket, 3 u32: the bracket, the hash of the word before it, the hash of the bytes inside it. */
const bracketBytes = 12;
/** Per match model, 3 u32: see matchModel.ts. */
const matchBytes = 12;

/** Names of paq8: c4 and c8 are recent bytes, word0 is the current word. All hashes are u32; 0: nothing. */
@unmanaged
export class TextState {
  /** Position in the text buffer. The host reads this first field. */
  position: u32;
  documentStart: u32;
  documentHash: u32;
  /** The last 20 bytes, four in each field, the newest in the lowest bits; 0 before the document. */
  c4: u32;
  c8: u32;
  c12: u32;
  c16: u32;
  c20: u32;
  /** Hash of the word so far (0 between words), and of the three words before it. */
  word: u32;
  word1: u32;
  word2: u32;
  word3: u32;
  /** The same of the lower-cased words. */
  lowerWord: u32;
  lowerWord1: u32;
  /** Hash of the word since its last capital or digit: the last part of an identifier. */
  subword: u32;
  wordLength: u32;
  /** Hash of the bytes since the last word, and of those before the current word. */
  gap: u32;
  previousGap: u32;
  lineHash: u32;
  firstWordOfLine: u32;
  /** Hash of the line with each word replaced by one symbol, of this line and of the one before. */
  lineShape: u32;
  previousLineShape: u32;
  /** 1: the last byte belongs to a word. */
  inWord: u32;
  lineStart: u32;
  previousLineStart: u32;
  indent: u32;
  /** 1: only blanks since the start of the line. */
  inIndent: u32;
  wordsInLine: u32;
  /** The last four bytes outside words that are not blank, the newest in the lowest bits. */
  punctuation: u32;
  /** Classes of the last eight bytes, four bits each. */
  classHistory: u32;
  bracketDepth: u32;
}

const bracketsOffset = (offsetof<TextState>() + 15) & ~15;
const matchesOffset = bracketsOffset + maxBracketDepth * bracketBytes;
export const stateBytes: usize = (matchesOffset + matchModelCount * matchBytes + 63) & ~63;

/** Set once by `prepareTextState`. */
export let state: TextState = changetype<TextState>(0);

export function prepareTextState(): void {
  state = changetype<TextState>(allocate(stateBytes));
  state.position = 1;
}

// @ts-ignore: decorator
@inline
function bracket(depth: u32): usize {
  return changetype<usize>(state) + bracketsOffset + (depth - 1) * bracketBytes;
}

/** The innermost open bracket, 0: none. */
// @ts-ignore: decorator
@inline
export function openBracket(): u32 {
  return state.bracketDepth > 0 ? load<u32>(bracket(state.bracketDepth)) : 0;
}

/** Hash of the word before the innermost open bracket. */
// @ts-ignore: decorator
@inline
export function wordBeforeBracket(): u32 {
  return state.bracketDepth > 0 ? load<u32>(bracket(state.bracketDepth), 4) : 0;
}

/** Hash of the bytes since the innermost open bracket, without nested ones. */
// @ts-ignore: decorator
@inline
export function hashInsideBracket(): u32 {
  return state.bracketDepth > 0 ? load<u32>(bracket(state.bracketDepth), 8) : 0;
}

// @ts-ignore: decorator
@inline
export function matchAddress(model: u32): usize {
  return changetype<usize>(state) + matchesOffset + model * matchBytes;
}

/** The byte of the line above at this column + `ahead`; 0: none. */
// @ts-ignore: decorator
@inline
export function byteAbove(ahead: u32): u32 {
  const at = state.previousLineStart + (state.position - state.lineStart) + ahead;
  return at < state.lineStart ? byteAt(at) : 0;
}

/** Starts a document. `document`: the same number for the same document. */
export function beginDocument(document: u32): void {
  const position = state.position;
  memory.fill(changetype<usize>(state), 0, stateBytes);
  state.position = position;
  state.documentStart = position;
  state.lineStart = position;
  state.previousLineStart = position;
  state.inIndent = 1;
  state.documentHash = hashPair(document, 25);
}

/** Appends a byte to the text. */
export function appendToText(byte: u32): void {
  const previousClass = classOf(state.c4 & 255);
  const characterClass = classOf(byte);
  const inWord = isWordClass(characterClass);
  if (state.bracketDepth > 0) {
    const innermost = bracket(state.bracketDepth);
    store<u32>(innermost, hashPair(load<u32>(innermost, 8), byte), 8);
  }
  writeByte(state.position, byte);
  state.position++;
  state.c20 = (state.c20 << 8) | (state.c16 >> 24);
  state.c16 = (state.c16 << 8) | (state.c12 >> 24);
  state.c12 = (state.c12 << 8) | (state.c8 >> 24);
  state.c8 = (state.c8 << 8) | (state.c4 >> 24);
  state.c4 = (state.c4 << 8) | byte;
  state.classHistory = (state.classHistory << 4) | characterClass;
  if (inWord) appendToWord(byte, characterClass, previousClass);
  else appendToGap(byte, characterClass);
  const symbol: u32 = inWord ? 1 : byte;
  if (!inWord || state.inWord == 0) state.lineShape = hashPair(state.lineShape, symbol);
  state.inWord = <u32>inWord;
  state.lineHash = hashPair(state.lineHash, byte);
  if (state.inIndent) {
    if (characterClass == classBlank) state.indent++;
    else state.inIndent = 0;
  }
  updateBrackets(byte);
  if (byte == 10) startLine();
}

function appendToWord(byte: u32, characterClass: u32, previousClass: u32): void {
  const lower = characterClass == classCapital ? byte + 32 : byte;
  if (state.word == 0) state.previousGap = state.gap;
  state.gap = 0;
  state.word = hashPair(state.word, byte + 1);
  state.lowerWord = hashPair(state.lowerWord, lower + 1);
  state.wordLength++;
  const startsSubword =
    (characterClass == classCapital && previousClass == classLetter) ||
    characterClass == classJoiner ||
    (characterClass == classDigit) != (previousClass == classDigit);
  state.subword = hashPair(startsSubword ? 0 : state.subword, lower + 1);
}

function appendToGap(byte: u32, characterClass: u32): void {
  if (state.word != 0) {
    state.word3 = state.word2;
    state.word2 = state.word1;
    state.word1 = state.word;
    state.lowerWord1 = state.lowerWord;
    if (state.firstWordOfLine == 0) state.firstWordOfLine = state.word;
    state.word = 0;
    state.lowerWord = 0;
    state.gap = 0;
    state.wordLength = 0;
    state.wordsInLine++;
  }
  state.subword = 0;
  state.gap = hashPair(state.gap, byte + 1);
  if (characterClass != classBlank && byte != 10) state.punctuation = (state.punctuation << 8) | byte;
}

/** Opens ( [ { and closes ) ] }. */
function updateBrackets(byte: u32): void {
  if (byte == 40 || byte == 91 || byte == 123) {
    if (state.bracketDepth < maxBracketDepth) state.bracketDepth++;
    const innermost = bracket(state.bracketDepth);
    store<u32>(innermost, byte);
    store<u32>(innermost, state.word1, 4);
    store<u32>(innermost, 0, 8);
  } else if ((byte == 41 || byte == 93 || byte == 125) && state.bracketDepth > 0) state.bracketDepth--;
}

function startLine(): void {
  state.previousLineStart = state.lineStart;
  state.lineStart = state.position;
  state.previousLineShape = state.lineShape;
  state.firstWordOfLine = 0;
  state.indent = 0;
  state.inIndent = 1;
  state.lineHash = 0;
  state.lineShape = 0;
  state.inWord = 0;
  state.wordsInLine = 0;
}
