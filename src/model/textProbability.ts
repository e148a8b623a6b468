// Probabilities of the words of a given text after what was read so far: by all components together, without one of them, and by some
// models alone. Nothing is learned, and the models are back in their state at the end.
import type { ByteMixture } from './byteMixture.ts';
import { classOf, endProbability, type CharacterClass } from './characterClass.ts';
import { classProbabilities } from './characterPredictions.ts';
import { mixerComponents } from './components.ts';
import type { LoadedModels, WorkspaceNetwork } from './createModels.ts';

/**
 * Probabilities that one word of the text is the next one and ends where it does, given that the word before it ends. So they can be
 * compared with those of other words, also of longer ones that begin with this word. Undefined where a model is missing.
 */
export interface WordProbabilities {
  readonly all: number;
  /** Without one component, for each that there is. */
  readonly without: readonly ComponentProbability[];
  readonly contextMixingAlone: number | undefined;
  readonly workspaceNetworkAlone: number | undefined;
}

export interface ComponentProbability {
  /** English name of the component, the key of its translations in l10n/. */
  readonly label: string;
  readonly probability: number;
}

/** `words`: of the text, in order, as `wordsOf` splits it. */
export function probabilitiesOf(models: LoadedModels, words: readonly string[]): readonly WordProbabilities[] {
  const { workspaceNetwork, bytes } = models;
  const network = workspaceNetwork && alone(workspaceNetwork, words);
  if (!bytes) {
    return words.map((_, index) => ({
      all: network![index]!,
      without: [],
      contextMixingAlone: undefined,
      workspaceNetworkAlone: network![index]!,
    }));
  }
  const state = bytes.save();
  const probabilitiesBy = (model: ByteMixture): readonly number[] => {
    const found = together(model, words);
    bytes.restore(state);
    return found;
  };
  const all = probabilitiesBy(bytes);
  const present = mixerComponents.filter(({ id }) => bytes.components.has(id));
  const without = present.map(({ id, label }) => ({ label, found: probabilitiesBy(bytes.without(id)) }));
  const mixingAlone = probabilitiesBy(bytes.without(...present.map(({ id }) => id)));
  return words.map((_, index) => ({
    all: all[index]!,
    without: without.map(({ label, found }) => ({ label, probability: found[index]! })),
    contextMixingAlone: mixingAlone[index]!,
    workspaceNetworkAlone: network?.[index],
  }));
}

function together(model: ByteMixture, words: readonly string[]): readonly number[] {
  const encoder = new TextEncoder();
  return givenEnds(words, (word) => {
    let probability = 1;
    for (const byte of encoder.encode(word)) {
      probability *= model.predict(0)[byte]!;
      model.read(byte);
    }
    return { probability, classes: classProbabilities(model.predict(0)) };
  });
}

/** The workspace network, without context mixing. A character that is not in its vocabulary has the probability 0. */
function alone({ model, adaptive, vocabulary }: WorkspaceNetwork, words: readonly string[]): readonly number[] {
  const state = model.save();
  const found = givenEnds(words, (word) => {
    let logProbability = 0;
    for (const character of word) {
      const [id] = vocabulary.encode(character);
      const isKnown = id !== undefined && vocabulary.decode(id) !== '';
      logProbability += isKnown ? adaptive.reader.logProbabilities()[id]! : -Infinity;
      model.read(character);
    }
    return { probability: Math.exp(logProbability), classes: model.predict(1)[0]?.classes };
  });
  model.restore(state);
  return found;
}

/** `read` reads a word: the probability of its characters, and that of each class for the character after it. */
function givenEnds(
  words: readonly string[],
  read: (word: string) => {
    readonly probability: number;
    readonly classes: Readonly<Record<CharacterClass, number>> | undefined;
  },
): readonly number[] {
  let endedBefore = 1;
  return words.map((word) => {
    const { probability, classes } = read(word);
    const inside = classOf(Array.from(word).at(-1)!);
    // White space at the end of the text begins a word that is not there.
    const ends = inside === 'blank' ? 1 : endProbability(inside, classes);
    const given = (probability * ends) / Math.max(endedBefore, Number.MIN_VALUE);
    endedBefore = ends;
    return Math.min(1, given);
  });
}
