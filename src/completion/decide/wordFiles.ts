// Remembers which file the random-looking words of the learned text come from: one file, or several. It keeps hashes, no text.
import { documentHash } from '../../model/documentHash.ts';
import type { Candidate } from './candidate.ts';
import type { Situation } from './gates.ts';
import { offeredRandomWords, randomWordsOf } from './randomWords.ts';
import { wordHash } from './wordHash.ts';

export interface WordFiles {
  /** Adds the words of a text that is learned. `text`: whole lines. */
  add(path: string, text: string): void;
  /** Whether a word (the key of a `RandomWord`) was learned from a single file, other than this one. */
  isOfOneOtherFile(key: string, path: string): boolean;
  /** Size of the table. */
  readonly bytes: number;
  /** The words and their files, for `createWordFiles`. */
  save(): Uint8Array<ArrayBuffer>;
}

/** 8 bytes each. */
const slots = { first: 2 ** 10, most: 2 ** 19 };
/** Share of the slots that may be used. */
const mostUsed = 0.75;
/** Instead of the hash of a file: several files. */
const several = 1;
const none = 0;

/** `saved`: what `save` returned. */
export function createWordFiles(saved?: Uint8Array): WordFiles {
  /** Pairs of the hash of a word and that of its file, by open addressing. */
  let table = new Uint32Array(2 * slots.first);
  let used = 0;

  const size = (): number => table.length / 2;
  const isFull = (): boolean => used >= mostUsed * slots.most;

  /** The slot of a word, or the free one for it. */
  function slotOf(hash: number): number {
    let slot = hash % size();
    while (table[2 * slot] !== none && table[2 * slot] !== hash) slot = (slot + 1) % size();
    return slot;
  }

  function put(hash: number, file: number): void {
    const slot = slotOf(hash);
    if (table[2 * slot] === none) {
      if (isFull()) return;
      table[2 * slot] = hash;
      table[2 * slot + 1] = file;
      if (++used >= mostUsed * size() && size() < slots.most) grow();
    } else if (table[2 * slot + 1] !== file) table[2 * slot + 1] = several;
  }

  function grow(): void {
    const earlier = table;
    table = new Uint32Array(2 * earlier.length);
    used = 0;
    putAll(earlier);
  }

  function putAll(pairs: Uint32Array): void {
    for (let at = 0; at + 1 < pairs.length; at += 2) if (pairs[at] !== none) put(pairs[at]!, pairs[at + 1]!);
  }

  if (saved) putAll(new Uint32Array(saved.slice(0, saved.length - (saved.length % 8)).buffer));

  return {
    add: (path, text) => {
      const file = fileOf(path);
      for (const { key } of randomWordsOf(text)) put(wordHash(key), file);
    },
    isOfOneOtherFile: (key, path) => {
      const hash = wordHash(key);
      const slot = slotOf(hash);
      // Words that do not fit into the table count as words of another file.
      if (table[2 * slot] === none) return isFull();
      const file = table[2 * slot + 1]!;
      return file !== several && file !== fileOf(path);
    },
    get bytes() {
      return table.byteLength;
    },
    save: () => {
      const pairs = new Uint32Array(2 * used);
      let at = 0;
      for (let slot = 0; slot < size(); slot++) {
        if (table[2 * slot] === none) continue;
        pairs[at++] = table[2 * slot]!;
        pairs[at++] = table[2 * slot + 1]!;
      }
      return new Uint8Array(pairs.buffer);
    },
  };
}

const reserved = 2;
const fileOf = (path: string): number => Math.max(reserved, documentHash(path));

/** For a recording: what the gates will ask about these candidates. Undefined: no word is of another file. */
export function otherFileWordsIn(
  candidates: readonly Candidate[],
  files: Pick<WordFiles, 'isOfOneOtherFile'>,
  place: Parameters<typeof isOfOtherFile>[1],
): ReadonlySet<string> | undefined {
  const isOther = isOfOtherFile(files, place);
  const found = candidates.flatMap(({ text }) => [...offeredRandomWords(place.before, text)].filter(isOther));
  return found.length === 0 ? undefined : new Set(found.map(({ key }) => key));
}

/** For the gates: whether a word was learned from one other file, and is not in the document around the caret either. */
export function isOfOtherFile(
  files: Pick<WordFiles, 'isOfOneOtherFile'>,
  { document, before, after }: { readonly document: string; readonly before: string; readonly after: string },
): NonNullable<Situation['isOfOtherFile']> {
  return ({ key, word }) => files.isOfOneOtherFile(key, document) && !before.includes(word) && !after.includes(word);
}
