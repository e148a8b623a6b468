// The editor's word completion, as a baseline: it offers the most recent word that begins with the letters before the caret. As a
// language model it is certain of the next character of that word, and predicts nothing where no word matches.
import { classOf, type CharacterClass } from './characterClass.ts';
import type { LanguageModel } from './languageModel.ts';
import type { TrainingText } from './trainingText.ts';

export interface WordCompletionState {
  /** The letters of the word that the caret is in. */
  readonly prefix: string;
  /** Whether that word is to be learned when it ends. */
  readonly isLearned: boolean;
}

export interface WordCompletion extends LanguageModel<WordCompletionState> {
  /**
   * Keystrokes for a text: each word is typed until the right one is offered, and then accepted with one key. Learns the words of
   * the text as it goes.
   */
  keystrokesFor(text: string): number;
}

/** UTF-16 units. A longer run of letters is no word that the editor offers. */
const longestWord = 200;
/** Prefixes in each of the two maps, which then take about 150 MB each. A file of gene sequences has any number of words. */
const mostPrefixes = 2_000_000;

const noClasses: Readonly<Record<CharacterClass, number>> = { letter: 0, ideograph: 0, mark: 0, blank: 0 };

/** `most`: prefixes in one of two maps. */
export function createWordCompletion(most = mostPrefixes): WordCompletion {
  /** By prefix: the most recent word that begins with it and is longer. `earlier`: of the words before, as many are kept. */
  let [recent, earlier] = [new Map<string, string>(), new Map<string, string>()];
  let [prefix, isLearned] = ['', false];

  function learnWord(word: string): void {
    if (word.length > longestWord) return;
    for (let length = 1; length < word.length; length++) recent.set(word.slice(0, length), word);
    if (recent.size > most) [recent, earlier] = [new Map(), recent];
  }

  const wordWith = (start: string): string | undefined => recent.get(start) ?? earlier.get(start);

  function nextCharacter(): string | undefined {
    const codePoint = wordWith(prefix)?.codePointAt(prefix.length);
    return codePoint === undefined ? undefined : String.fromCodePoint(codePoint);
  }

  function keystrokesForWord(word: string): number {
    if (word.length > longestWord) return word.length;
    for (let length = 1; length < word.length - 1; length++) {
      if (wordWith(word.slice(0, length)) === word) return length + 1;
    }
    return word.length;
  }

  function endWord(): void {
    if (isLearned) learnWord(prefix);
    prefix = '';
  }

  function readCharacter(character: string): void {
    if (classOf(character) !== 'letter') endWord();
    else if (prefix.length <= longestWord) prefix += character;
  }

  return {
    begin: endWord,
    /** 0 bits for a predicted character. Any other had probability 0, so the sum is infinite then. */
    learn: (text) => {
      let bits = 0;
      isLearned = true;
      for (const character of text) {
        if (nextCharacter() !== character) bits = Infinity;
        readCharacter(character);
      }
      return bits;
    },
    read: (text) => {
      isLearned = false;
      for (const character of text) readCharacter(character);
    },
    predict: () => {
      const character = nextCharacter();
      if (character === undefined) return [];
      return [{ character, probability: 1, classes: { ...noClasses, [classOf(character)]: 1 } }];
    },
    save: () => ({ prefix, isLearned }),
    restore: (state) => {
      ({ prefix, isLearned } = state);
    },
    keystrokesFor: (text) => {
      let keystrokes = 0;
      for (const { word, isWord } of partsOf(text)) {
        keystrokes += isWord ? keystrokesForWord(word) : Array.from(word).length;
        if (isWord) learnWord(word);
      }
      return keystrokes;
    },
  };
}

interface Part {
  readonly word: string;
  readonly isWord: boolean;
}

/** Words are runs of letters and digits, and single ideographs; everything else is one part for each character. */
function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let run = '';
  const endRun = () => {
    if (run !== '') parts.push({ word: run, isWord: true });
    run = '';
  };
  for (const character of text) {
    const found = classOf(character);
    if (found === 'letter') run += character;
    else {
      endRun();
      parts.push({ word: character, isWord: found === 'ideograph' });
    }
  }
  endRun();
  return parts;
}

/** A word completion that has learned the words of these texts. */
export function wordCompletionAfter(texts: readonly TrainingText[]): WordCompletion {
  const model = createWordCompletion();
  for (const { path, text } of texts) {
    model.begin(path);
    model.learn(text);
  }
  model.begin('');
  return model;
}

/** Share of the keystrokes that word completion saves on `scored`, after it learned the words of `training`. */
export function wordCompletionSavings(
  training: readonly TrainingText[],
  scored: readonly { readonly text: string }[],
): { readonly saved: number } {
  const model = wordCompletionAfter(training);
  const keystrokes = scored.reduce((sum, { text }) => sum + model.keystrokesFor(text), 0);
  const characters = scored.reduce((sum, { text }) => sum + Array.from(text).length, 0);
  return { saved: characters === 0 ? 0 : 1 - keystrokes / characters };
}
