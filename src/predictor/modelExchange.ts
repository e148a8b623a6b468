// Imports the file of a model as a checkpoint, and exports a checkpoint. The predictor does it, because it is the program that judges whether
// a checkpoint can suggest, and because the time of a character is measured with the engine and in the thread that will use it.
import { layersOf } from '../engine/modelShape.ts';
import type { Models } from '../model/createModels.ts';
import { decodeCheckpointInSteps, encodeCheckpointInSteps, withoutResume } from '../model/network/checkpoint.ts';
import type { ModelOrigin } from '../model/network/modelCard.ts';
import { maxModelFileBytes, type ExportedModel, type ImportedModel } from '../protocol/predictor.ts';
import type { Work } from '../model/work.ts';

/** @throws Error that says what is wrong with the file. */
export function* importModel(
  file: Uint8Array,
  models: Pick<Models, 'timeNetwork'>,
  now: () => number,
): Work<ImportedModel> {
  if (file.length > maxModelFileBytes) throw new Error(`it is larger than ${maxModelFileBytes / 2 ** 20} MB`);
  const checkpoint = withoutResume(yield* decodeCheckpointInSteps(file));
  const msPerCharacter = yield* models.timeNetwork(checkpoint, now);
  const bytes = yield* encodeCheckpointInSteps(checkpoint);
  const { shape, progress } = checkpoint;
  return { checkpoint: bytes, ...shape, layers: layersOf(shape), bitsPerChar: progress.bitsPerChar, msPerCharacter };
}

/** @throws Error when the bytes are not a usable checkpoint. */
export function* exportModel(checkpoint: Uint8Array, origin: ModelOrigin): Work<ExportedModel> {
  const decoded = yield* decodeCheckpointInSteps(checkpoint);
  const file = yield* encodeCheckpointInSteps({ ...withoutResume(decoded), origin });
  return { file, bitsPerChar: decoded.progress.bitsPerChar };
}
