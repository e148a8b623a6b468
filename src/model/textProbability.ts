// Probabilities of a given text after what was read so far: by all components together, without one of the networks, and by some
// components alone. Nothing is learned, and the models are back in their state at the end.
import type { ByteModel } from './byteModel.ts';
import type { LoadedModels, WorkspaceNetwork } from './createModels.ts';
import type { MixtureInputs } from './mixture.ts';

/** Probabilities of one piece of the text, given all before it. Undefined where a component is missing. */
export interface PieceProbabilities {
  readonly all: number;
  readonly withoutWorkspaceNetwork: number | undefined;
  readonly withoutPretrainedNetwork: number | undefined;
  readonly contextMixingAlone: number | undefined;
  readonly workspaceNetworkAlone: number | undefined;
}

/** `pieces`: consecutive parts of the text. */
export function probabilitiesOf(models: LoadedModels, pieces: readonly string[]): readonly PieceProbabilities[] {
  const { workspaceNetwork, contextMixing } = models;
  const network = workspaceNetwork && alone(workspaceNetwork, pieces);
  if (!contextMixing) {
    return pieces.map((_, index) => ({
      all: network![index]!,
      withoutWorkspaceNetwork: undefined,
      withoutPretrainedNetwork: undefined,
      contextMixingAlone: undefined,
      workspaceNetworkAlone: network![index]!,
    }));
  }
  const { contextMixing: mixing } = contextMixing;
  const inputs = { workspaceNetwork: workspaceNetwork?.adaptive };
  const without = (component: 'pretrainedNetwork' | undefined, components: MixtureInputs): readonly number[] => {
    const state = mixing.save();
    if (component) mixing.setInput(component, undefined);
    const found = together(mixing, components, pieces);
    mixing.restore(state);
    return found;
  };
  const all = without(undefined, inputs);
  const withoutPretrained = without('pretrainedNetwork', inputs);
  const withoutWorkspace = workspaceNetwork && without(undefined, {});
  const mixingAlone = without('pretrainedNetwork', {});
  return pieces.map((_, index) => ({
    all: all[index]!,
    withoutWorkspaceNetwork: withoutWorkspace?.[index],
    withoutPretrainedNetwork: withoutPretrained[index]!,
    contextMixingAlone: mixingAlone[index]!,
    workspaceNetworkAlone: network?.[index],
  }));
}

function together(contextMixing: ByteModel, components: MixtureInputs, pieces: readonly string[]): readonly number[] {
  const { workspaceNetwork } = components;
  const saved = workspaceNetwork?.save();
  const encoder = new TextEncoder();
  const found = pieces.map((piece) => {
    let probability = 1;
    for (const byte of encoder.encode(piece)) {
      contextMixing.setInput('workspaceNetwork', workspaceNetwork?.predict());
      probability *= contextMixing.predict(0)[byte]!;
      contextMixing.read(byte);
      workspaceNetwork?.read(byte, false);
    }
    return probability;
  });
  if (workspaceNetwork) workspaceNetwork.restore(saved);
  return found;
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
