// Writes the event file of one training, for TensorBoard, into a folder on a local disk.
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LearnerEvent } from '../protocol/learner.ts';
import type { RunEvent } from '../protocol/runEvents.ts';
import { createQueue } from '../processes/queue.ts';
import { createTrainingLog, fileHeader } from '../tensorboard/trainingLog.ts';
import { makeFolder } from './makeFolder.ts';

export interface EventFile {
  readonly path: string;
  write(event: LearnerEvent | RunEvent): void;
  /** Resolves when everything is written; rejects with the first error. */
  close(): Promise<void>;
}

/** Creates the folder and a new file in it. The name has no name of the machine, as TensorBoard's own files do. */
export async function createEventFile(folder: string): Promise<EventFile> {
  await makeFolder(folder);
  const startMs = Date.now();
  const path = join(folder, `events.out.tfevents.${Math.floor(startMs / 1000)}.hidden-state.${process.pid}.${startMs}`);
  await appendFile(path, fileHeader(startMs / 1000), { mode: 0o600 });
  const inOrder = createQueue();
  const recordsOf = createTrainingLog();
  let failure: { readonly error: unknown } | undefined;
  return {
    path,
    write: (event) => {
      const records = recordsOf(event, Date.now() / 1000);
      if (records.length === 0 || failure) return;
      inOrder(() => appendFile(path, records)).catch((error: unknown) => (failure ??= { error }));
    },
    close: () =>
      inOrder(() => {
        if (failure) throw failure.error;
      }),
  };
}
