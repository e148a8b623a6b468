// Converts a file of the open format to a checkpoint and back. The predictor does it, because it is the program that judges whether
// a checkpoint can suggest, and because the time of a character is measured with the engine and in the thread that will use it.
import { layersOf } from '../engine/modelShape.ts';
import type { Models } from '../model/createModels.ts';
import { decodeCheckpointInSteps, encodeCheckpointInSteps } from '../model/network/checkpoint.ts';
import { decodePytorchInSteps, encodePytorch } from '../model/network/pytorchFormat.ts';
import type { ImportedModel, ModelOrigin } from '../protocol/predictor.ts';

/** @throws Error that says what is wrong with the file. */
export function* importModel(
  file: Uint8Array,
  models: Pick<Models, 'timeNetwork'>,
  now: () => number,
): Generator<void, ImportedModel> {
  const { checkpoint } = yield* decodePytorchInSteps(file);
  const msPerCharacter = yield* models.timeNetwork(checkpoint, now);
  const bytes = yield* encodeCheckpointInSteps(checkpoint);
  const { shape, progress } = checkpoint;
  return { checkpoint: bytes, ...shape, layers: layersOf(shape), bitsPerChar: progress.bitsPerChar, msPerCharacter };
}

/** @throws Error when the bytes are not a usable checkpoint. */
export function* exportModel(checkpoint: Uint8Array, origin: ModelOrigin): Generator<void, Uint8Array> {
  const decoded = yield* decodeCheckpointInSteps(checkpoint);
  return encodePytorch(decoded, origin);
}
