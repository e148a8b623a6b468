// A guess that was typed over is not made again right away.
import type { Caret } from './caret.ts';
import { typedSince } from './outcome.ts';
import { stillToType, type Shown } from './reuse.ts';
import { wordEnd } from './words.ts';

/** UTF-16 units typed after which a guess may be made again. */
const forgottenAfter = 30;
/** Unless the model has become this sure of it. */
const sureAgain = 0.5;
const mostKept = 8;

export interface Rejections {
  /** A suggestion is about to be shown. */
  shown(caret: Caret, text: string): void;
  /** Whether a first word of this probability was just typed over here. */
  has(caret: Caret, suggestion: string, probability: number): boolean;
}

/** Of one document. */
export function createRejections(): Rejections {
  let guesses: Shown[] = [];
  return {
    shown: (caret, text) => {
      guesses = [...guesses.slice(1 - mostKept), { caret, text }];
    },
    has: (caret, suggestion, probability) => {
      if (probability >= sureAgain) return false;
      const word = firstWord(suggestion);
      return guesses.some((guess) => firstWord(guess.text) === word && isTypedOver(guess, caret));
    },
  };
}

function isTypedOver({ caret: then, text }: Shown, now: Caret): boolean {
  const typed = typedSince(then, now);
  if (!typed || typed.length > forgottenAfter) return false;
  return stillToType({ caret: then, text }, { before: then.before + typed, after: then.after }) === undefined;
}

function firstWord(text: string): string {
  return text.slice(0, wordEnd(text)).trim();
}
