// A guess that was typed over is not made again right away.
import { stillToType } from './reuse.ts';
import type { Caret } from './caret.ts';
import { wordEnd } from './words.ts';

/** UTF-16 units typed after which a guess may be made again. */
const forgottenAfter = 30;
/** Unless the model has become this sure of it. */
const sureAgain = 0.5;
/** So much of the text before the caret tells where a guess was made, wherever the window of the text begins. */
const placeLength = 120;
const mostKept = 8;

interface Guess {
  readonly caret: Caret;
  readonly text: string;
}

export interface Rejections {
  /** A suggestion is about to be shown. */
  shown(caret: Caret, text: string): void;
  /** Whether a first word of this probability was just typed over here. */
  has(caret: Caret, suggestion: string, probability: number): boolean;
}

/** Of one document. */
export function createRejections(): Rejections {
  let guesses: Guess[] = [];
  return {
    shown: (caret, text) => {
      guesses = [...guesses.slice(1 - mostKept), { caret: placeOf(caret), text }];
    },
    has: (caret, suggestion, probability) => {
      if (probability >= sureAgain) return false;
      const word = firstWord(suggestion);
      return guesses.some((guess) => firstWord(guess.text) === word && isTypedOver(guess, caret));
    },
  };
}

function isTypedOver({ caret: then, text }: Guess, now: Caret): boolean {
  const at = now.before.lastIndexOf(then.before);
  if (at < 0) return false;
  const typed = now.before.slice(at + then.before.length);
  if (typed === '' || typed.length > forgottenAfter) return false;
  return stillToType({ caret: then, text }, { before: then.before + typed, after: then.after }) === undefined;
}

function placeOf({ before }: Caret): Caret {
  return { before: before.slice(-placeLength), after: '' };
}

function firstWord(text: string): string {
  return text.slice(0, wordEnd(text)).trim();
}
