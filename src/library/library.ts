// The library `hidden-state`: trains on a folder or on texts, and uses models, without an editor. It works in the thread that calls
// it, in slices of 40 ms, and opens no connection.
import type { Model, TrainOptions, Training } from './api.ts';
import { createModel, modelBytes } from './model.ts';
import { startTraining } from './training.ts';

export type * from './api.ts';

/** Begins a training. Options that are not valid, and a folder that cannot be read, reject `result`. */
export function train(options: TrainOptions): Training {
  return startTraining(options);
}

/** Opens a file that `save` or the command `train --out` has written, or its bytes. Rejects with an Error that names the reason. */
export async function openModel(file: string | Uint8Array): Promise<Model> {
  return createModel(await modelBytes(file));
}
