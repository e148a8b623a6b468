// When to speak, and how far: a suggestion is shown when its first word is probably right and complete, and goes on word by
// word while the next one probably is too. Decoding asks after every character whether to go on, so that what will not be
// shown is hardly computed.
import { classOf, type CharacterClass } from './words.ts';

/** What a model expects at a place in the text. */
export interface Expectation {
  /** The character that it would write next, and its probability. */
  readonly character: string;
  readonly probability: number;
  /** How likely the next character is of each class; together at most 1. */
  readonly classes: Readonly<Record<CharacterClass, number>>;
}

export interface GateSettings {
  /** Least probability that the first word is right and ends where it does. */
  readonly show: number;
  /** The same of each further word, given that those before it are right. */
  readonly extend: number;
}

/** Words that passed, and what the model thinks of them. */
export interface Passed {
  readonly text: string;
  /** Where each word ends, and how likely it is that all up to there is right, and ends there. */
  readonly words: readonly { readonly end: number; readonly probability: number }[];
}

export interface Gate {
  /** Takes the next character in; false when nothing more can pass. */
  add(expected: Expectation): boolean;
  passed(): Passed | undefined;
}

export function openGate({ show, extend }: GateSettings): Gate {
  let text = '';
  let inside: CharacterClass = 'blank';
  /** Product of the probabilities of all characters. */
  let product = 1;
  const words: { end: number; probability: number }[] = [];

  /** The least that the product must be for the word being written to pass. */
  const needed = () => {
    const last = words.at(-1);
    return last ? last.probability * extend : show;
  };

  return {
    add: ({ character, probability, classes }) => {
      const found = classOf(character);
      if (inside !== 'blank' && found !== inside) {
        const right = product * (1 - classes[inside]);
        if (right < needed()) return false;
        words.push({ end: text.length, probability: right });
        inside = 'blank';
      }
      if (inside === 'blank') inside = found;
      text += character;
      product *= probability;
      return product >= needed();
    },
    passed: () => {
      const last = words.at(-1);
      return last && { text: text.slice(0, last.end), words };
    },
  };
}
