// Writes an event file for TensorBoard of each training, where the user has set a folder for them.
import { isAbsolute, join } from 'node:path';
import { Disposable, l10n, window, workspace } from 'vscode';
import { createEventFile, type EventFile } from '../../disk/eventFile.ts';
import type { RunEvent } from '../../protocol/runEvents.ts';
import { reasonOf } from '../fileError.ts';
import { offer, openSettings } from '../messages.ts';
import { section } from '../setting.ts';
import { settings } from '../settings.ts';
import type { TrainingSession } from './session.ts';

export function logTrainings(session: Pick<TrainingSession, 'onEvent' | 'watch'>): Disposable {
  let file: Promise<EventFile> | undefined;

  function end(): void {
    const ended = file;
    file = undefined;
    session.watch('log', false);
    ended?.then((one) => one.close().catch(showFailure), ignore);
  }

  const subscription = session.onEvent((event: RunEvent) => {
    if (event.type === 'prepared') {
      if (file) end();
      const folder = logFolder();
      if (folder === undefined) return;
      file = createEventFile(folder);
      file.catch(showFailure);
      session.watch('log', true);
    }
    file?.then((one) => one.write(event), ignore);
    if (file && (event.type === 'ended' || event.type === 'failed' || event.type === 'cleared')) end();
  });
  return Disposable.from(subscription, new Disposable(() => file && end()));
}

/** Undefined where none is set, or where a relative one has no folder on a local disk that it is inside of. */
function logFolder(): string | undefined {
  const path = settings.training.logFolder.value().trim();
  const [root] = workspace.workspaceFolders ?? [];
  if (path === '' || isAbsolute(path)) return path || undefined;
  return root?.uri.scheme === 'file' ? join(root.uri.fsPath, path) : undefined;
}

/** The user was told of a file that could not be created. */
const ignore = (): void => undefined;

function showFailure(error: unknown): void {
  const text = l10n.t(
    'Hidden State: the log for TensorBoard could not be written: {0}. Choose another folder in the settings.',
    reasonOf(error),
  );
  void offer(window.showWarningMessage, text, openSettings(`${section}.${settings.training.logFolder.key}`));
}
