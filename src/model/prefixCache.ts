// Caches model states by document and text prefix, so that a keystroke costs reading one character and not the whole prompt.
// Restoring a state also forgets what the model learned from text that the user deleted.
import { LRUCache } from 'lru-cache';

/** UTF-16 units between two saved states: at most this many are read again after a change or deletion. */
const spacing = 64;
/** Saved states per document. A state may hold a megabyte of adapted weights. */
const maxStates = 6;
/** UTF-16 units at the start of a prompt that locate it in the cached text after the window of the prompt has moved. */
const anchorLength = 64;
const maxDocuments = 8;

interface SavedState<State> {
  /** UTF-16 units of the cached text that were read before it was saved. */
  readonly end: number;
  readonly state: State;
}

/** The text that was read of one document, and the states on the way. */
interface CachedText<State> {
  text: string;
  states: SavedState<State>[];
}

export interface PrefixCache {
  /** Restores the state after the longest known prefix of the prompt, and returns the length of that prefix. 0: no state. */
  resume(document: string, prompt: string): number;
  /** What `resume` would return. */
  knownLength(document: string, prompt: string): number;
  /** Saves the state of the model, which has read `text`: a prefix of the prompt that it resumed. */
  save(document: string, text: string): void;
  delete(document: string): void;
}

interface Rewindable<State> {
  save(): State;
  restore(state: State): void;
}

export function createPrefixCache<State>(model: Rewindable<State>): PrefixCache {
  const cache = new LRUCache<string, CachedText<State>>({ max: maxDocuments });

  /** The index of the prompt in the cached text, and the states inside their common text. */
  function find(document: string, prompt: string): { start: number; states: SavedState<State>[] } {
    const cached = cache.get(document);
    const start = cached ? indexOfPrompt(prompt, cached.text) : -1;
    if (!cached || start < 0) return { start: 0, states: [] };
    const end = start + commonLength(cached.text, start, prompt);
    return { start, states: cached.states.filter((saved) => saved.end > start && saved.end <= end) };
  }

  return {
    knownLength: (document, prompt) => {
      const { start, states } = find(document, prompt);
      return (states.at(-1)?.end ?? start) - start;
    },
    resume: (document, prompt) => {
      const { start, states } = find(document, prompt);
      const last = states.at(-1);
      if (!last) {
        cache.delete(document);
        return 0;
      }
      model.restore(last.state);
      const text = prompt.slice(0, last.end - start);
      cache.set(document, { text, states: states.map((saved) => ({ ...saved, end: saved.end - start })) });
      return text.length;
    },
    save: (document, text) => {
      const cached = cache.get(document) ?? { text: '', states: [] };
      const [previous, last] = [cached.states.at(-2)?.end ?? 0, cached.states.at(-1)];
      // The newest state replaces the last one unless that is far enough from the one before it.
      if (last && last.end - previous < spacing) cached.states.pop();
      if (cached.states.length >= maxStates) cached.states.shift();
      cached.text = text;
      cached.states.push({ end: text.length, state: model.save() });
      cache.set(document, cached);
    },
    delete: (document) => void cache.delete(document),
  };
}

/** The index of the prompt in a text that may start earlier; -1 if it is not in it. */
function indexOfPrompt(prompt: string, text: string): number {
  return text.startsWith(prompt) || prompt.startsWith(text) ? 0 : text.indexOf(prompt.slice(0, anchorLength));
}

function commonLength(text: string, start: number, prompt: string): number {
  let length = 0;
  while (length < prompt.length && start + length < text.length && text[start + length] === prompt[length]) length++;
  return length;
}
