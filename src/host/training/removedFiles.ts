// Lets the trained network forget files that it has learned and that are no longer part of the corpus: deleted, renamed, ignored or
// excluded. Text cannot be removed from weights, so that a new network is trained without them, with the user's consent.
import { Disposable, l10n, window, workspace, type Uri } from 'vscode';
import type { Collection } from '../../corpus/collect.ts';
import { change } from '../setting.ts';
import { settings } from '../settings.ts';
import { watchOutsideChanges } from '../workspace/outsideChanges.ts';
import type { WorkspaceChanges } from '../workspace/workspaceChanges.ts';
import { folderNames, pathOf } from '../workspace/workspaceFiles.ts';
import type { WorkspaceReader } from '../workspace/workspaceReader.ts';
import { forgetAndRetrain, type ModelParts } from './forgetModel.ts';
import type { TrainingPower } from './trainingPower.ts';

export interface RemovedFilesParts extends ModelParts {
  readonly power: Pick<TrainingPower, 'mustWait'>;
  readonly changes: WorkspaceChanges;
  readonly reader: Pick<WorkspaceReader, 'read' | 'onComplete'>;
}

/** Without typing and further changes of files, so that a branch can be left and taken again. */
const idleBeforeMs = 50_000;
/** If more files are deleted, all are read again. */
const mostDeleted = 20_000;

/** `idleMs`: how long the user has to be idle before the files of the workspace are compared with those of the network. */
export function watchRemovedFiles(
  parts: RemovedFilesParts,
  warn: (error: unknown) => void,
  idleMs = idleBeforeMs,
): Disposable {
  const { session, reader, changes, history } = parts;
  const typing = watchOutsideChanges();
  let timer: NodeJS.Timeout | undefined;
  /** The user answered, or is asked, in this window. */
  let isAsked = false;
  /** Paths of the files that are read. Undefined: not known, or something has changed since. */
  let current: ReadonlySet<string> | undefined;
  /** Files and folders that were deleted since then. Compared with the learned files only when the user is idle, because switching a
   * branch deletes many at once. */
  const deleted = new Set<string>();

  function noteFiles({ texts, unchanged = [] }: Collection): void {
    current = new Set([...texts, ...unchanged].map(({ path }) => path));
    deleted.clear();
  }

  function noteRemoval(): void {
    current = undefined;
    deleted.clear();
    checkLater();
  }

  function checkLater(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void check().catch(warn), idleMs);
  }

  async function check(): Promise<void> {
    if (session.isRunning || typing.idleMs() < idleMs) return checkLater();
    const choice = settings.files.afterRemoval.value();
    const isSettled = choice === 'keep' || (choice === 'ask' && isAsked);
    if (isSettled || !workspace.isTrusted) return;
    const removed = await removedFiles();
    if (removed === 0 || session.isRunning) return;
    if (choice === 'retrain' && (await parts.power.mustWait())) return checkLater();
    if (choice === 'ask' && !(await ask(removed))) return;
    // A training without them may have begun before the user answered.
    if ((await removedFiles()) > 0) await forgetAndRetrain(parts);
  }

  /** Number of files that the network has learned and that are removed. */
  async function removedFiles(): Promise<number> {
    const learned = learnedFiles(parts);
    if (learned.length === 0) return 0;
    if (learned.some((path) => isDeleted(path, deleted))) current = undefined;
    if (!current) noteFiles(await reader.read());
    // The user may have forgotten the network meanwhile, and another one is about to be trained.
    return learnedFiles(parts).filter((path) => !current?.has(path)).length;
  }

  async function ask(removed: number): Promise<boolean> {
    isAsked = true;
    const [once, always, never] = [l10n.t('Train without them'), l10n.t('Always'), l10n.t('Never')];
    const answer = await window.showInformationMessage(question(removed), once, always, never);
    if (answer === always || answer === never) {
      await change(settings.files.afterRemoval, answer === always ? 'retrain' : 'keep');
    }
    return answer === once || answer === always;
  }

  function noteDeletion(uri: Uri): void {
    deleted.add(pathOf(uri));
    if (deleted.size > mostDeleted) return noteRemoval();
    checkLater();
  }

  checkLater();
  return Disposable.from(
    typing,
    changes.removed(noteDeletion),
    changes.rulesChanged(noteRemoval),
    reader.onComplete(noteFiles),
    // An earlier run is active now.
    history.onCurrentChange(checkLater),
    { dispose: () => clearTimeout(timer) },
  );
}

function question(removed: number): string {
  const files =
    removed === 1
      ? l10n.t('A file that the trained network has learned is now deleted, renamed or excluded.')
      : l10n.t('{0} files that the trained network has learned are now deleted, renamed or excluded.', removed);
  const when = l10n.t(
    'Only a new network, trained without them, forgets such text. The networks of earlier runs are deleted then.',
  );
  return `${files} ${when}`;
}

/** Paths in the corpus, of the folders that are open. */
function learnedFiles({ history }: RemovedFilesParts): string[] {
  const names = folderNames().map((name) => `${name}/`);
  return [...history.learnedFiles].filter((path) => names.some((name) => path.startsWith(name)));
}

/** Whether the file or a folder that contains it was deleted. */
function isDeleted(path: string, deleted: ReadonlySet<string>): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (deleted.has(path.slice(0, end))) return true;
  }
  return false;
}
