// The commands about one file, for the Explorer: exclude it from learning, include it again, forget it, and why it is excluded. A folder
// can be excluded and included, too.
import { l10n, Uri, window } from 'vscode';
import { currentLedger, type LearnedFiles } from '../learning/learnedFiles.ts';
import { offer, trainFrom } from '../messages.ts';
import { plainText } from '../plainText.ts';
import { settings } from '../settings.ts';
import { excludeFile, includeFile, isExcludedFile } from '../workspace/excludedFiles.ts';
import { exclusionText } from '../workspace/exclusionReasons.ts';
import { hasSecretName } from '../workspace/secretFiles.ts';
import { fileOf, pathOf } from '../workspace/workspaceFiles.ts';
import { forgetFile, isInNetworks, type ModelParts } from './forgetModel.ts';

export interface FileCommandParts extends ModelParts {
  readonly learnedFiles: Pick<LearnedFiles, 'ledger'>;
}

/** `file`: its URI, its path in the ledger, or anything else for that of the active editor. */
export function fileCommands(parts: FileCommandParts): Record<string, (file: unknown) => unknown> {
  const withPath =
    (run: (path: string) => unknown) =>
    (file: unknown): unknown => {
      const path = typeof file === 'string' ? file : pathFrom(file);
      return path === undefined ? showFileNeeded() : run(path);
    };
  return {
    excludeFile: withPath((path) => exclude(path, isLearned(parts.history, path))),
    includeFile: withPath(include),
    forgetFile: withPath(async (path) =>
      (await isInNetworks(parts, path)) ? forgetFile(parts, path) : exclude(path, false),
    ),
    whyExcluded: withPath((path) => showReason(parts, path)),
  };
}

/** A file, or one in the folder. */
function isLearned({ learnedFiles }: ModelParts['history'], path: string): boolean {
  return [...learnedFiles].some((each) => each === path || each.startsWith(`${path}/`));
}

function pathFrom(file: unknown): string | undefined {
  const uri = file instanceof Uri ? file : window.activeTextEditor?.document.uri;
  return uri && pathOf(uri);
}

/**
 * Context mixing soon forgets an excluded file by itself. `isInNetwork`: a network has learned it, and forgets it only when it is trained
 * from scratch; unless the user wants to keep it, `watchRemovedFiles` asks for that.
 */
async function exclude(path: string, isInNetwork: boolean): Promise<void> {
  const file = fileOf(path);
  if (!file) return showFileNeeded();
  await excludeFile(file.inside);
  const name = plainText(path);
  if (isInNetwork && settings.files.afterRemoval.value() === 'keep') {
    const text = l10n.t('{0} is excluded from now on. The trained network knows it until you start a new one.', name);
    return void offer(window.showInformationMessage, text, trainFrom('nothing', l10n.t('Train a new network')));
  }
  void window.showInformationMessage(
    isInNetwork
      ? l10n.t(
          '{0} is excluded from now on. Text statistics forget it within a minute; the trained network knows it until you start a new one.',
          name,
        )
      : l10n.t('{0} is excluded from now on. Text statistics forget it within a minute.', name),
  );
}

async function include(path: string): Promise<void> {
  const file = fileOf(path);
  if (!file) return showFileNeeded();
  await includeFile(file.inside);
  void window.showInformationMessage(l10n.t('{0} is included again.', plainText(path)));
}

function showFileNeeded(): void {
  void window.showInformationMessage(l10n.t('Open a file of this workspace, then choose the command again.'));
}

function showReason({ session, learnedFiles }: FileCommandParts, path: string): void {
  const ledger = currentLedger(learnedFiles, session.state);
  const uri = fileOf(path)?.uri;
  const entry = ledger.find((each) => each.path === path || (each.path.endsWith('/') && path.startsWith(each.path)));
  const rule = isExcludedFile(path)
    ? 'excluded by setting'
    : uri && hasSecretName(uri)
      ? 'secret name'
      : entry && !entry.included
        ? entry.rule
        : undefined;
  const name = plainText(path);
  const because = rule && exclusionText(entry?.path ?? path, rule);
  const text =
    because !== undefined
      ? l10n.t('{0} is not learned: {1}.', name, because)
      : entry
        ? l10n.t('{0} is learned.', name)
        : l10n.t('{0} is not learned. Nothing is known about it yet: learn the workspace first.', name);
  void window.showInformationMessage(text);
}
