// The kinds of text in the workspace, as notes in two languages, and which words each of them has. A word that only other kinds have is
// hardly meant in a text of this kind: "under" is no word of a German diary beside English notes. Keeps hashes, no text.
import { documentHash } from '../../model/documentHash.ts';
import { createFolderKinds } from './folderKinds.ts';
import { wordHash } from './wordHash.ts';

export interface WordKinds {
  /** Adds the words of a text that is learned. `text`: whole lines. */
  add(path: string, text: string): void;
  /**
   * After a text: the part of the promised cases in which a word is right, above 0 to 1, given the kind of the text. A word that only
   * other kinds have is right as often as words of this kind are words of others, too. 1 where nothing is known against the word.
   * `path`: of the document, whose neighbors tell the kind of its first words.
   */
  rightAfter(before: string, path?: string): RightInKind;
  /** For `createWordKinds`. */
  save(): Uint8Array;
}

export type RightInKind = (word: string) => number;

interface Kind {
  words: number;
  /** Those that another kind has. */
  shared: number;
}

/** Bits of a mask. */
const mostKinds = 16;
/** 6 bytes each. */
const slots = 2 ** 17;
const mostUsed = 0.75 * slots;
/** Of files: which kind the rest of a file belongs to that is added in parts. Two files with one place may be of one kind. */
const places = 2 ** 16;
/** A text is of a kind that has this share of its words. */
const leastShare = 0.35;

/** UTF-16 units before the caret that tell the kind, and the least number of words. */
const window = 240;
const leastWords = 4;
/** Log odds that each word adds to the kinds that have it: 1 for the last one before the caret, and less for each one before it. */
const decay = 0.95;

const longestWord = 24;
const wordPattern = new RegExp(`\\p{L}{1,${longestWord}}`, 'gu');

/** `saved`: what `save` returned. `folders` must have been saved with it. */
export function createWordKinds(saved?: Uint8Array, folders = createFolderKinds()): WordKinds {
  const hashes = new Uint32Array(slots);
  /** One bit for each kind that has the word. */
  const masks = new Uint16Array(slots);
  const kinds: Kind[] = [];
  /** The number of the kind and 1. */
  const kindAt = new Uint8Array(places);
  let used = 0;

  function slotOf(hash: number): number {
    let slot = hash % slots;
    while (hashes[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) % slots;
    return slot;
  }
  const maskOf = (word: string): number => masks[slotOf(wordHash(word))]!;

  function addWord(hash: number, kind: number): void {
    const slot = slotOf(hash);
    if (hashes[slot] === 0) {
      if (used >= mostUsed) return;
      hashes[slot] = hash;
      used++;
    }
    const mask = masks[slot]!;
    if (hasKind(mask, kind)) return;
    masks[slot] = mask | (1 << kind);
    kinds[kind]!.words++;
    if (mask === 0) return;
    kinds[kind]!.shared++;
    // It was a word of one kind alone.
    if ((mask & (mask - 1)) === 0) kinds[31 - Math.clz32(mask)]!.shared++;
  }

  /** The kind that has most of the words; a new one where none has enough of them. */
  function kindOf(words: readonly string[]): number {
    const found = words.map(maskOf);
    let [best, most] = [-1, -1];
    for (const kind of kinds.keys()) {
      const count = found.filter((mask) => hasKind(mask, kind)).length;
      if (count > most) [best, most] = [kind, count];
    }
    if (most >= leastShare * words.length || kinds.length === mostKinds) return best;
    return kinds.push({ words: 0, shared: 0 }) - 1;
  }

  /** Probability of each kind. Undefined: there is one kind, or too little is known. */
  function kindsAfter(before: string, path: string | undefined): number[] | undefined {
    const text = before.slice(-window);
    const known: number[] = [];
    for (const word of new Set(wordsOf(text.slice(0, text.length - openWord(text).length)).reverse())) {
      const mask = maskOf(word);
      if (mask !== 0) known.push(mask);
    }
    const isClear = known.length >= leastWords;
    const ofNeighbors = isClear || path === undefined ? undefined : folders.probabilitiesAt(path, kinds.length);
    if (!isClear && !ofNeighbors) return undefined;
    const scores = kinds.map((_, kind) =>
      known.reduce(
        (sum, mask, index) => sum + (hasKind(mask, kind) ? decay ** index : 0),
        Math.log(ofNeighbors?.[kind] ?? 1),
      ),
    );
    const weights = scores.map((score) => Math.exp(score - Math.max(...scores)));
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / all);
  }

  if (saved) restore(new DataView(saved.buffer, saved.byteOffset, saved.byteLength));

  function restore(view: DataView): void {
    for (let at = 0; at + entryBytes <= view.byteLength; at += entryBytes) {
      const mask = view.getUint16(at + 4, true);
      for (let kind = 0; kind < mostKinds; kind++) {
        if (!hasKind(mask, kind)) continue;
        while (kinds.length <= kind) kinds.push({ words: 0, shared: 0 });
        addWord(view.getUint32(at, true), kind);
      }
    }
  }

  return {
    add: (path, text) => {
      const words = wordsOf(text);
      if (words.length === 0) return;
      const place = documentHash(path) % places;
      if (kindAt[place] === 0) {
        kindAt[place] = kindOf(words) + 1;
        folders.add(path, kindAt[place]! - 1);
      }
      const kind = kindAt[place]! - 1;
      for (const word of words) addWord(wordHash(word), kind);
    },
    rightAfter: (before, path) => {
      let probabilities: number[] | undefined;
      let isRead = false;
      return (word) => {
        if (kinds.length < 2) return 1;
        const mask = maskOf(word.toLowerCase());
        if (mask === 0) return 1;
        if (!isRead) probabilities = kindsAfter(before, path);
        isRead = true;
        if (!probabilities) return 1;
        let right = 0;
        for (const [kind, { words, shared }] of kinds.entries()) {
          const part = hasKind(mask, kind) ? 1 : (shared + 1) / (words + 2);
          right += probabilities[kind]! * part;
        }
        return right;
      };
    },
    save: () => {
      const view = new DataView(new ArrayBuffer(used * entryBytes));
      let at = 0;
      for (let slot = 0; slot < slots; slot++) {
        if (hashes[slot] === 0) continue;
        view.setUint32(at, hashes[slot]!, true);
        view.setUint16(at + 4, masks[slot]!, true);
        at += entryBytes;
      }
      return new Uint8Array(view.buffer);
    },
  };
}

/** A hash and a mask. */
const entryBytes = 6;

const hasKind = (mask: number, kind: number): boolean => ((mask >>> kind) & 1) === 1;
const wordsOf = (text: string): string[] => text.toLowerCase().match(wordPattern) ?? [];

/** The beginning of a word at the end of a text. */
const openWord = (text: string): string => /(?<!\p{L})\p{L}{1,24}$/u.exec(text)?.[0] ?? '';

/** The part of the promised cases in which a continuation is right: that of its word which is right least often. */
export function rightPart(before: string, continuation: string, rightInKind: RightInKind | undefined): number {
  if (!rightInKind) return 1;
  const open = openWord(before.slice(-2 * longestWord));
  let part = 1;
  for (const { index, 0: word } of (open + continuation).matchAll(wordPattern))
    if (index + word.length > open.length) part = Math.min(part, rightInKind(word));
  return part;
}
