// Where we stand in a text: all that contexts are made of. It is one block of memory, so that it can be saved and put back.
import { allocate } from './memory';
import { pair } from './numbers';

export const deepest: u32 = 64;
export const matchers: u32 = 5;
/** Per open bracket: the bracket, the word before it, and a hash of what was written since at this depth. */
const bracketBytes = 12;
/** Per matcher: where the text went on after the last same beginning (0: nowhere), length of the match, recent misses. */
const matchBytes = 12;

@unmanaged
export class Place {
  /** In the history; it wraps around. */
  position: u32;
  documentStart: u32;
  document: u32;
  /** The last twenty bytes, four in each, the newest lowest; 0 before the document. */
  recent: u32;
  older: u32;
  older2: u32;
  older3: u32;
  older4: u32;
  /** Hashes: the word so far (0 between words), the three words before, lower-cased ones, the part of the word since its last
   * capital or digit. */
  word: u32;
  word1: u32;
  word2: u32;
  word3: u32;
  lowerWord: u32;
  lowerWord1: u32;
  part: u32;
  wordLength: u32;
  /** Hash of what stands between words: now, and before this word. */
  gap: u32;
  gapBefore: u32;
  line: u32;
  firstWord: u32;
  /** Hash of the line with each word replaced by one sign; of the line before; whether the last sign was a word. */
  shape: u32;
  shapeBefore: u32;
  inShapeWord: u32;
  lineStart: u32;
  lineBeforeStart: u32;
  indent: u32;
  inIndent: u32;
  wordsInLine: u32;
  /** The last four marks. */
  marks: u32;
  /** Classes of the last eight bytes, four bits each. */
  classes: u32;
  depth: u32;
}

const bracketsAt = (offsetof<Place>() + 15) & ~15;
const matchesAt = bracketsAt + deepest * bracketBytes;
export const placeBytes: usize = (matchesAt + matchers * matchBytes + 63) & ~63;

/** Set once by `preparePlace`. */
export let here: Place = changetype<Place>(0);

let history: usize = 0;
export let historyMask: u32 = 0;
/** What stood where followed bytes were written, by position. */
let overwritten: usize = 0;
const overwrittenMask: u32 = 0xffff;

export function preparePlace(historyBytes: u32): void {
  here = changetype<Place>(allocate(placeBytes));
  historyMask = historyBytes - 1;
  history = allocate(historyBytes);
  overwritten = allocate(overwrittenMask + 1);
  here.position = 1;
}

// @ts-ignore: decorator
@inline
export function byteAt(position: u32): u32 {
  return load<u8>(history + (position & historyMask));
}

function write(position: u32, byte: u32): void {
  store<u8>(history + (position & historyMask), <u8>byte);
}

/** Before a byte is followed: keeps the one that it will write over. */
export function keepOverwritten(): void {
  store<u8>(overwritten + (here.position & overwrittenMask), <u8>byteAt(here.position));
}

/** Puts back what was written over since `position`, as far as it is kept. */
export function putBack(position: u32): void {
  const from = max(position, here.position - min(here.position, overwrittenMask + 1));
  for (let at = from; at < here.position; at++) write(at, load<u8>(overwritten + (at & overwrittenMask)));
}

/** How far back from `position` the history still reaches. */
// @ts-ignore: decorator
@inline
export function reaches(position: u32): bool {
  return here.position - position <= historyMask - overwrittenMask;
}

// @ts-ignore: decorator
@inline
function bracket(level: u32): usize {
  return changetype<usize>(here) + bracketsAt + (level - 1) * bracketBytes;
}

/** The innermost open bracket, 0 if none. */
// @ts-ignore: decorator
@inline
export function openBracket(): u32 {
  return here.depth > 0 ? load<u32>(bracket(here.depth)) : 0;
}

// @ts-ignore: decorator
@inline
export function wordBeforeBracket(): u32 {
  return here.depth > 0 ? load<u32>(bracket(here.depth), 4) : 0;
}

// @ts-ignore: decorator
@inline
export function insideBracket(): u32 {
  return here.depth > 0 ? load<u32>(bracket(here.depth), 8) : 0;
}

// @ts-ignore: decorator
@inline
export function matchAddress(matcher: u32): usize {
  return changetype<usize>(here) + matchesAt + matcher * matchBytes;
}

/** The byte of the line above at this column and `ahead` of it; 0 if there is none. */
// @ts-ignore: decorator
@inline
export function above(ahead: u32): u32 {
  const at = here.lineBeforeStart + (here.position - here.lineStart) + ahead;
  return at < here.lineStart ? byteAt(at) : 0;
}

const classOf = memory.data(256);
export const classLetter: u32 = 1;
export const classCapital: u32 = 2;
export const classDigit: u32 = 3;
export const classJoiner: u32 = 4;
export const classWide: u32 = 5;
const classBlank: u32 = 6;

function classify(characters: string, kind: u32): void {
  for (let i = 0; i < characters.length; i++) store<u8>(classOf + <u32>characters.charCodeAt(i), <u8>kind);
}

export function prepareClasses(): void {
  memory.fill(classOf, 15, 128);
  memory.fill(classOf + 128, <u8>classWide, 128);
  memory.fill(classOf + 97, <u8>classLetter, 26);
  memory.fill(classOf + 65, <u8>classCapital, 26);
  memory.fill(classOf + 48, <u8>classDigit, 10);
  classify('_$', classJoiner);
  classify(' \t', classBlank);
  classify('\n', 7);
  classify('([{', 8);
  classify(')]}', 9);
  classify('"\'`', 10);
  classify('.', 11);
  classify(',;:', 12);
  classify('=<>|&', 13);
  classify('/*#', 14);
}

/** 1-5 within words, 6-15 outside. */
// @ts-ignore: decorator
@inline
export function kindOf(byte: u32): u32 {
  return load<u8>(classOf + byte);
}

// @ts-ignore: decorator
@inline
export function isWordKind(kind: u32): bool {
  return kind <= classWide;
}

/** To the beginning of a document; `document` is any number that stays the same for it. */
export function beginPlace(document: u32): void {
  const position = here.position;
  memory.fill(changetype<usize>(here), 0, placeBytes);
  here.position = position;
  here.documentStart = position;
  here.lineStart = position;
  here.lineBeforeStart = position;
  here.inIndent = 1;
  here.document = pair(document, 25);
}

/** One byte further. */
export function advance(byte: u32): void {
  const before = kindOf(here.recent & 255);
  const kind = kindOf(byte);
  const inWord = isWordKind(kind);
  if (here.depth > 0) {
    const level = bracket(here.depth);
    store<u32>(level, pair(load<u32>(level, 8), byte), 8);
  }
  write(here.position, byte);
  here.position++;
  here.older4 = (here.older4 << 8) | (here.older3 >> 24);
  here.older3 = (here.older3 << 8) | (here.older2 >> 24);
  here.older2 = (here.older2 << 8) | (here.older >> 24);
  here.older = (here.older << 8) | (here.recent >> 24);
  here.recent = (here.recent << 8) | byte;
  here.classes = (here.classes << 4) | kind;
  if (inWord) advanceWord(byte, kind, before);
  else advanceGap(byte, kind);
  const sign: u32 = inWord ? 1 : byte;
  if (!inWord || here.inShapeWord == 0) here.shape = pair(here.shape, sign);
  here.inShapeWord = <u32>inWord;
  here.line = pair(here.line, byte);
  if (here.inIndent) {
    if (kind == classBlank) here.indent++;
    else here.inIndent = 0;
  }
  advanceBrackets(byte);
  if (byte == 10) advanceLine();
}

function advanceWord(byte: u32, kind: u32, before: u32): void {
  const lower = kind == classCapital ? byte + 32 : byte;
  if (here.word == 0) here.gapBefore = here.gap;
  here.gap = 0;
  here.word = pair(here.word, byte + 1);
  here.lowerWord = pair(here.lowerWord, lower + 1);
  here.wordLength++;
  const newPart =
    (kind == classCapital && before == classLetter) ||
    kind == classJoiner ||
    (kind == classDigit) != (before == classDigit);
  here.part = pair(newPart ? 0 : here.part, lower + 1);
}

function advanceGap(byte: u32, kind: u32): void {
  if (here.word != 0) {
    here.word3 = here.word2;
    here.word2 = here.word1;
    here.word1 = here.word;
    here.lowerWord1 = here.lowerWord;
    if (here.firstWord == 0) here.firstWord = here.word;
    here.word = 0;
    here.lowerWord = 0;
    here.gap = 0;
    here.wordLength = 0;
    here.wordsInLine++;
  }
  here.part = 0;
  here.gap = pair(here.gap, byte + 1);
  if (kind != classBlank && byte != 10) here.marks = (here.marks << 8) | byte;
}

function advanceBrackets(byte: u32): void {
  if (byte == 40 || byte == 91 || byte == 123) {
    if (here.depth < deepest) here.depth++;
    const level = bracket(here.depth);
    store<u32>(level, byte);
    store<u32>(level, here.word1, 4);
    store<u32>(level, 0, 8);
  } else if ((byte == 41 || byte == 93 || byte == 125) && here.depth > 0) here.depth--;
}

function advanceLine(): void {
  here.lineBeforeStart = here.lineStart;
  here.lineStart = here.position;
  here.shapeBefore = here.shape;
  here.firstWord = 0;
  here.indent = 0;
  here.inIndent = 1;
  here.line = 0;
  here.shape = 0;
  here.inShapeWord = 0;
  here.wordsInLine = 0;
}
