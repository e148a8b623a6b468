// A training that starts from the pretrained network of the package instead of random weights.
import { decodeInt8Network } from '../model/network/int8Network.ts';
import type { Checkpoint } from '../model/network/checkpoint.ts';
import { runToEnd } from '../model/work.ts';
import { defaultTrainingSettings, type TrainingSettings } from '../protocol/settings.ts';
import { pretrainedRate } from './recipe.ts';

/**
 * The pretrained network as a checkpoint of a training that has taken no step. `bytes`: in the format of int8Network.ts.
 * @throws Error when they are not in that format.
 */
export function pretrainedCheckpoint(bytes: Uint8Array): Checkpoint {
  const noMoments = { steps: 0, first: new Float32Array(0), second: new Float32Array(0) };
  const progress = { steps: 0, characters: 0, elapsedMs: 0, bitsPerChar: undefined };
  return { ...runToEnd(decodeInt8Network(bytes)), optimizer: noMoments, progress };
}

/** Whether a new network starts from the pretrained one. Another cell or size than the default is only possible from scratch. */
export function startsFromPretrained({ start, cell, hiddenSize }: TrainingSettings): boolean {
  const usual = defaultTrainingSettings;
  return start === 'pretrained' && cell === usual.cell && hiddenSize === usual.hiddenSize;
}

/**
 * The settings of a training as they take effect. A network keeps its cell, its size and what it started from; one that started from
 * the pretrained network is trained at a lower learning rate. `from`: the checkpoint that is continued, or the pretrained network.
 */
export function effectiveSettings(
  settings: TrainingSettings,
  from: Checkpoint | undefined,
  isPretrained: boolean,
): TrainingSettings {
  const start = isPretrained || from?.training?.settings['start'] === 'pretrained' ? 'pretrained' : 'scratch';
  const { cell, hiddenSize } = from?.shape ?? settings;
  const learningRate = start === 'pretrained' ? Math.min(settings.learningRate, pretrainedRate) : settings.learningRate;
  return { ...settings, cell, hiddenSize, start, learningRate };
}
