// Probabilities of a given text after what was read so far: by all components together, without one of them, and by some models alone.
// Nothing is learned, and the models are back in their state at the end.
import type { ByteMixture } from './byteMixture.ts';
import { mixerComponents } from './components.ts';
import type { LoadedModels, WorkspaceNetwork } from './createModels.ts';

/** Probabilities of one piece of the text, given all before it. Undefined where a model is missing. */
export interface PieceProbabilities {
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

/** `pieces`: consecutive parts of the text. */
export function probabilitiesOf(models: LoadedModels, pieces: readonly string[]): readonly PieceProbabilities[] {
  const { workspaceNetwork, bytes } = models;
  const network = workspaceNetwork && alone(workspaceNetwork, pieces);
  if (!bytes) {
    return pieces.map((_, index) => ({
      all: network![index]!,
      without: [],
      contextMixingAlone: undefined,
      workspaceNetworkAlone: network![index]!,
    }));
  }
  const state = bytes.save();
  const probabilitiesBy = (model: ByteMixture): readonly number[] => {
    const found = together(model, pieces);
    bytes.restore(state);
    return found;
  };
  const all = probabilitiesBy(bytes);
  const present = mixerComponents.filter(({ id }) => bytes.components.has(id));
  const without = present.map(({ id, label }) => ({ label, found: probabilitiesBy(bytes.without(id)) }));
  const mixingAlone = probabilitiesBy(bytes.without(...present.map(({ id }) => id)));
  return pieces.map((_, index) => ({
    all: all[index]!,
    without: without.map(({ label, found }) => ({ label, probability: found[index]! })),
    contextMixingAlone: mixingAlone[index]!,
    workspaceNetworkAlone: network?.[index],
  }));
}

/** The probability of each piece. */
function together(model: ByteMixture, pieces: readonly string[]): readonly number[] {
  const encoder = new TextEncoder();
  return pieces.map((piece) => {
    let probability = 1;
    for (const byte of encoder.encode(piece)) {
      probability *= model.predict(0)[byte]!;
      model.read(byte);
    }
    return probability;
  });
}

/** The workspace network, without context mixing. A character that is not in its vocabulary has the probability 0. */
function alone({ model, adaptive, vocabulary }: WorkspaceNetwork, pieces: readonly string[]): readonly number[] {
  const state = model.save();
  const found = pieces.map((piece) => {
    let logProbability = 0;
    for (const character of piece) {
      const [id] = vocabulary.encode(character);
      const isKnown = id !== undefined && vocabulary.decode(id) !== '';
      logProbability += isKnown ? adaptive.reader.logProbabilities()[id]! : -Infinity;
      model.read(character);
    }
    return Math.exp(logProbability);
  });
  model.restore(state);
  return found;
}
