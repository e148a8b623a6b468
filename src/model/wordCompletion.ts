// What an editor's word completion saves without any model: it offers the most recent word that begins with what was typed.
import { wordsOf } from '../completion/text/words.ts';

export interface WordCompletion {
  /** Takes a text's words in. */
  learn(text: string): void;
  /** Keys that the text costs with the help of these words, which it adds to on the way. */
  keysFor(text: string): number;
}

export function createWordCompletion(): WordCompletion {
  const recent = new Map<string, string>();

  function note(word: string): void {
    for (let length = 1; length < word.length; length++) recent.set(word.slice(0, length), word);
  }

  /** Typed up to where the right word is offered, then taken with one key. */
  function keysForWord(word: string): number {
    for (let length = 1; length < word.length - 1; length++) {
      if (recent.get(word.slice(0, length)) === word) return length + 1;
    }
    return word.length;
  }

  return {
    learn: (text) => letters(text).forEach(note),
    keysFor: (text) => {
      let keys = 0;
      for (const part of parts(text)) {
        keys += part.isWord ? keysForWord(part.text) : Array.from(part.text).length;
        if (part.isWord) note(part.text);
      }
      return keys;
    },
  };
}

interface Part {
  readonly text: string;
  readonly isWord: boolean;
}

/** A text's words, letters and digits, and what stands between them. */
function parts(text: string): Part[] {
  return wordsOf(text).flatMap((word) => {
    const start = word.search(/[^\s]/u);
    const core = start < 0 ? '' : word.slice(start);
    const isWord = /^[\p{L}\p{N}\p{M}_$]/u.test(core);
    return [
      { text: isWord ? word.slice(0, start) : word, isWord: false },
      { text: isWord ? core : '', isWord: true },
    ].filter(({ text: found }) => found !== '');
  });
}

function letters(text: string): string[] {
  return parts(text).flatMap(({ text: word, isWord }) => (isWord ? [word] : []));
}

/** Share of the keystrokes saved on `scored` after `training`. */
export function wordCompletionSavings(
  training: readonly { readonly text: string }[],
  scored: readonly { readonly text: string }[],
): { readonly saved: number } {
  const words = createWordCompletion();
  for (const { text } of training) words.learn(text);
  const keys = scored.reduce((sum, { text }) => sum + words.keysFor(text), 0);
  const characters = scored.reduce((sum, { text }) => sum + Array.from(text).length, 0);
  return { saved: characters === 0 ? 0 : 1 - keys / characters };
}
