// Remembers, per document, the state after what was read of it, so that a keystroke costs the reading of one character and
// not of the whole prompt; and what was learnt from text that is no longer there is forgotten with it.
import { LRUCache } from 'lru-cache';

/** Characters (UTF-16 units) between two states kept; what is deleted or changed costs at most so many again. */
const spacing = 64;
/** States kept of a document. Each may hold a megabyte of weights. */
const mostMarks = 6;
/** Characters at the start of a prompt by which it is found again in what was read, when its window has moved on. */
const anchorLength = 64;
const defaultDocuments = 4;

interface SavedState<Place> {
  /** UTF-16 units of the text that had been read. */
  readonly end: number;
  readonly place: Place;
}

/** What has been read of one document, and the states on the way. */
interface CachedText<Place> {
  text: string;
  marks: SavedState<Place>[];
}

export interface PrefixCache {
  /** Puts the reader where it has read the longest known beginning of the prompt; answers that beginning's length. */
  resume(document: string, prompt: string): number;
  /** What `resume` would answer. */
  knownLength(document: string, prompt: string): number;
  /** The reader has now read `text`, the beginning of the prompt that it resumed, and no more. */
  save(document: string, text: string): void;
  clear(): void;
}

/** What reads: it can tell where it stands and be put back there. */
interface Rewindable<Place> {
  save(): Place;
  restore(place: Place): void;
}

export function createPrefixCache<Place>(reader: Rewindable<Place>, maxDocuments = defaultDocuments): PrefixCache {
  const passages = new LRUCache<string, CachedText<Place>>({ max: maxDocuments });

  /** Where the prompt begins in the passage, and the marks that lie in what they have in common. */
  function find(document: string, prompt: string): { start: number; marks: SavedState<Place>[] } {
    const passage = passages.get(document);
    const start = passage ? placeOf(prompt, passage.text) : -1;
    if (!passage || start < 0) return { start: 0, marks: [] };
    const end = start + commonLength(passage.text, start, prompt);
    return { start, marks: passage.marks.filter((mark) => mark.end > start && mark.end <= end) };
  }

  return {
    knownLength: (document, prompt) => {
      const { start, marks } = find(document, prompt);
      return (marks.at(-1)?.end ?? start) - start;
    },
    resume: (document, prompt) => {
      const { start, marks } = find(document, prompt);
      const last = marks.at(-1);
      if (!last) {
        passages.delete(document);
        return 0;
      }
      reader.restore(last.place);
      const text = prompt.slice(0, last.end - start);
      passages.set(document, { text, marks: marks.map((mark) => ({ ...mark, end: mark.end - start })) });
      return text.length;
    },
    save: (document, text) => {
      const passage = passages.get(document) ?? { text: '', marks: [] };
      const [previous, last] = [passage.marks.at(-2)?.end ?? 0, passage.marks.at(-1)];
      // The newest state is always kept; it makes way for the next unless it is far enough from the one before it.
      if (last && last.end - previous < spacing) passage.marks.pop();
      if (passage.marks.length >= mostMarks) passage.marks.shift();
      passage.text = text;
      passage.marks.push({ end: text.length, place: reader.save() });
      passages.set(document, passage);
    },
    clear: () => passages.clear(),
  };
}

/** Where the prompt begins in a text that may begin earlier; -1 if nowhere. */
function placeOf(prompt: string, text: string): number {
  return text.startsWith(prompt) || prompt.startsWith(text) ? 0 : text.indexOf(prompt.slice(0, anchorLength));
}

function commonLength(text: string, start: number, prompt: string): number {
  let length = 0;
  while (length < prompt.length && start + length < text.length && text[start + length] === prompt[length]) length++;
  return length;
}
