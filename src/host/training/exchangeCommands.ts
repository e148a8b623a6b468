// The commands "Import model file…" and "Export model file…": a model as a file of the open format, which PyTorch reads and writes. The
// predictor converts the files; this file asks the user and keeps the model.
import { homedir } from 'node:os';
import { FileType, l10n, ProgressLocation, Uri, window, workspace } from 'vscode';
import { maxModelFileBytes, slowMsPerCharacter, type ImportedModel } from '../../protocol/predictor.ts';
import { fileErrorWords } from '../../disk/fileErrors.ts';
import { checkpointUntilStored } from '../processes/checkpointSource.ts';
import { reasonOf } from '../fileError.ts';
import { isConfirmed, learnWorkspace, manageTrust, offer, openFolder, trainFrom } from '../messages.ts';
import { bitsText } from '../numberText.ts';
import { plainText } from '../plainText.ts';
import { workspaceRoots } from '../workspace/workspaceFiles.ts';
import type { EarlierModel } from './earlierModel.ts';
import type { ModelParts } from './forgetModel.ts';

export interface ExchangeParts extends Pick<
  ModelParts,
  'session' | 'store' | 'predictor' | 'forgetting' | 'consent' | 'forgetAnalyses'
> {
  readonly earlierModel: EarlierModel;
  /** The version of the extension. */
  readonly version: string;
}

const extension = 'safetensors';

/**
 * Makes the model of a file the model of the workspace. A file that cannot be used changes nothing. With `file`: does not ask for
 * the file, nor for a confirmation.
 */
export async function importCheckpoint(parts: ExchangeParts, file?: Uri): Promise<void> {
  const { store, predictor } = parts;
  if (!(await mayImport(parts))) return;
  const source = file ?? (await askForFile());
  if (!source) return;
  if (!file && (await store.load()) && !(await confirmReplacement(source))) return;
  const name = nameOf(source);
  const options = { location: ProgressLocation.Notification, title: l10n.t('Importing {0}', plainText(name)) };
  try {
    const model = await window.withProgress(options, async () => {
      const content = await readModelFile(source);
      return predictor.connected().importModel(content);
    });
    // A training may have begun meanwhile, here or in another window.
    if (!(await mayImport(parts))) return;
    const imported = checkpointUntilStored(model.checkpoint, parts.earlierModel);
    const loaded = await predictor.load(imported);
    if (!loaded.usable) throw new Error(loaded.reason ?? l10n.t('another model was loaded meanwhile'));
    const isKept = await keep(parts, model).finally(() => imported.noteStored());
    if (!isKept) throw new Error(l10n.t('the model was forgotten meanwhile'));
    void showImported(parts, name, model);
  } catch (error) {
    const text = l10n.t(
      '{0} cannot be imported: {1}. The model of this workspace stays as it is.',
      plainText(name),
      reasonOf(error),
    );
    void window.showErrorMessage(text);
  }
}

/** Writes the saved model of the workspace to a file. With `file`: does not ask for it. */
export async function exportCheckpoint({ store, predictor, version }: ExchangeParts, file?: Uri): Promise<void> {
  if (!(await store.load())) return showNothingToExport();
  const target = file ?? (await askForTarget());
  if (!target) return;
  // A training may have found better weights while the user chose the file.
  const checkpoint = await store.load();
  if (!checkpoint) return showNothingToExport();
  const name = nameOf(target);
  try {
    const origin = { date: new Date().toISOString(), writtenBy: `Hidden State ${version}` };
    const { file: content, bitsPerChar } = await predictor.connected().exportModel(checkpoint, origin);
    await workspace.fs.writeFile(target, content);
    const which =
      bitsPerChar === undefined
        ? l10n.t('The model is exported to {0}.', plainText(name))
        : l10n.t('The model with {0} bits per character is exported to {1}.', bitsText(bitsPerChar), plainText(name));
    const text = `${which} ${l10n.t('It may reproduce passages of its text: share it as carefully as the text.')}`;
    void window.showInformationMessage(text);
  } catch (error) {
    const text =
      fileErrorWords(error) === undefined
        ? l10n.t('The model cannot be exported: {0}', reasonOf(error))
        : l10n.t('The model cannot be exported to {0}: {1}. Choose another place.', plainText(name), reasonOf(error));
    void window.showErrorMessage(text);
  }
}

function showNothingToExport(): void {
  void window.showInformationMessage(l10n.t('There is no trained model in this workspace to export.'));
}

/** False after telling the user why a model cannot be imported now. */
async function mayImport({ session, store }: ExchangeParts): Promise<boolean> {
  if (!workspace.isTrusted) {
    const text = l10n.t('An imported model changes the suggestions of the workspace, so it waits until you trust it.');
    void offer(window.showWarningMessage, text, manageTrust());
    return false;
  }
  if (workspaceRoots().length === 0) {
    const text = l10n.t('A model belongs to a workspace: open a folder, then import again.');
    void offer(window.showInformationMessage, text, openFolder());
    return false;
  }
  if (session.isRunning) {
    const text = l10n.t('A training is running, and would replace the imported model. Stop it, then import again.');
    void offer(window.showInformationMessage, text, { title: l10n.t('Stop training'), command: 'hiddenState.stop' });
    return false;
  }
  if (!(await store.canWrite())) {
    const text = l10n.t(
      'Another window trains on this workspace and saves its model. Import there, or close that window.',
    );
    void window.showWarningMessage(text);
    return false;
  }
  return true;
}

async function askForFile(): Promise<Uri | undefined> {
  const [file] =
    (await window.showOpenDialog({
      title: l10n.t('Import model file'),
      openLabel: l10n.t('Import'),
      filters: filters(),
      defaultUri: Uri.file(homedir()),
    })) ?? [];
  return file;
}

/** The dialog asks before it returns the name of a file that exists. It begins outside of the workspace: a model is not to be committed. */
async function askForTarget(): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0];
  return window.showSaveDialog({
    title: l10n.t('Export model file'),
    saveLabel: l10n.t('Export'),
    filters: filters(),
    ...(folder && { defaultUri: Uri.joinPath(Uri.file(homedir()), `${folder.name}.${extension}`) }),
  });
}

function filters(): Record<string, string[]> {
  return { [l10n.t('PyTorch model file')]: [extension] };
}

function confirmReplacement(source: Uri): Promise<boolean> {
  const question = l10n.t(
    'Use {0} instead of the trained model of this workspace? The trained model stays in the list of runs, where you can choose it again.',
    plainText(nameOf(source)),
  );
  return isConfirmed(question, l10n.t('Use it'));
}

/** What is no file, or far too large, is not read. */
async function readModelFile(source: Uri): Promise<Uint8Array> {
  const { size, type } = await workspace.fs.stat(source);
  // A device has no end, and the editor would wait for a pipe.
  if ((type & FileType.File) === 0) throw new Error(l10n.t('it is no file'));
  if (size > maxModelFileBytes) throw new Error(l10n.t('it is larger than {0} MB', maxModelFileBytes / 2 ** 20));
  return workspace.fs.readFile(source);
}

/** Saves the model, and forgets what describes the one before. False: all is forgotten meanwhile, in another window. */
async function keep(parts: ExchangeParts, model: ImportedModel): Promise<boolean> {
  const { session, store, forgetAnalyses, forgetting } = parts;
  await forgetting.begin();
  const { epoch } = forgetting;
  await parts.earlierModel.keep();
  if (await forgetting.isForgotten(epoch)) return false;
  const { checkpoint, network } = model;
  forgetAnalyses();
  session.modelReplaced({ ...network, importedMs: Date.now() });
  store.save(checkpoint, epoch);
  await store.close();
  return !(await forgetting.isForgotten(epoch));
}

function showImported({ consent }: ExchangeParts, name: string, model: ImportedModel): Promise<void> {
  const { network, msPerCharacter } = model;
  const text = l10n.t('{0} is the model of this workspace now, and makes suggestions.', plainText(name));
  const actions = [
    ...(consent.isGiven ? [] : [learnWorkspace()]),
    // A network with several layers is not trained here.
    ...(network.layers > 1 ? [] : [trainFrom('checkpoint', l10n.t('Train further'))]),
  ];
  const slow = l10n.t('It is slow on this machine: suggestions will appear late.');
  return msPerCharacter > slowMsPerCharacter
    ? offer(window.showWarningMessage, `${text} ${slow}`, ...actions)
    : offer(window.showInformationMessage, text, ...actions);
}

function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
