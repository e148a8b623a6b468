// `ui`: shows the dashboard of the editor in a browser, of a training that it runs, or of a checkpoint.
import { stat } from 'node:fs/promises';
import type { TrainingSettings } from '../../protocol/settings.ts';
import { assertWritable, readCheckpoint, replaceFile } from '../checkpointFile.ts';
import { interruptible } from '../interruption.ts';
import { collectFolder } from '../readFolder.ts';
import { startServer } from './server.ts';
import { createSession, type UiSession } from './session.ts';

export interface UiOptions {
  readonly settings: TrainingSettings;
  /** 0: any that is free. */
  readonly port: number;
  /** Checkpoint to write when the training has ended. */
  readonly out?: string;
  /** Checkpoint to continue from. */
  readonly from?: string;
  readonly json: boolean;
}

/** `path`: a folder to train on, or a checkpoint. Resolves after Ctrl+C, when the checkpoint is written. */
export async function showUi(path: string, { settings, port, out, from, json }: UiOptions): Promise<void> {
  if (out !== undefined) await assertWritable(out);
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  const checkpoint = isFolder ? from && (await readCheckpoint(from)) : await readCheckpoint(path);
  const session: UiSession = createSession(
    (message) => server.send(message),
    (error) => console.error(error ?? 'The training has ended. Ctrl+C ends the program.'),
  );
  const { snapshot, receive, watch } = session;
  const server = await startServer({ port, snapshot, receive, watched: watch });
  console.log(
    json ? JSON.stringify({ url: server.url }) : `Open this page in a browser on this machine:\n${server.url}`,
  );
  try {
    await interruptible(async (signal) => {
      if (!isFolder) session.showNetwork(checkpoint as Uint8Array);
      else await beginTraining(session, path, settings, checkpoint || undefined);
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve());
        if (signal.aborted) resolve();
      });
    });
    const trained = await session.stop();
    if (out !== undefined && trained) await replaceFile(out, trained);
  } finally {
    server.close();
  }
}

async function beginTraining(
  session: UiSession,
  folder: string,
  settings: TrainingSettings,
  from: Uint8Array | undefined,
): Promise<void> {
  session.prepare();
  const { texts, excluded } = await collectFolder(folder);
  session.train({ texts, excluded, settings }, from);
}
