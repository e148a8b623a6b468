// What suites do before and after their tests.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, ConfigurationTarget, Uri, workspace } from 'vscode';
import { at, configure, parts, pathOf, restoreSettings } from './extensionHost.ts';

export const forget = (): Thenable<void> => commands.executeCommand('hiddenState.forget', true);

export const closeEditors = (): Thenable<void> => commands.executeCommand('workbench.action.closeAllEditors');

/** The suite begins with nothing learned, and leaves no model, settings and editors behind. */
export function beginWithNothing(settings: Readonly<Record<string, unknown>> = {}): void {
  before(async () => {
    await forget();
    await configure(settings);
  });
  after(async () => {
    await forget();
    await restoreSettings();
    await closeEditors();
  });
}

/** Files and folders of the workspace that the tests of the suite create. */
export function removeAfter(...names: readonly string[]): void {
  after(() => names.forEach((name) => rmSync(at(name), { recursive: true, force: true })));
}

/** Gives the predictor a text that is also a file: it may learn the workspace by itself, and then keeps nothing else. */
export function learnFile(name: string, text: string): void {
  before(async () => {
    writeFileSync(at(name), text);
    (await parts()).predictor.learn([{ path: pathOf(name), text }]);
  });
  removeAfter(name);
}

/** A temporary folder on disk, until the end of the suite. */
export function scratchFolder(): { readonly path: string; readonly uri: Uri } {
  const path = mkdtempSync(join(tmpdir(), 'hidden-state-host-'));
  after(() => rmSync(path, { recursive: true, force: true }));
  return { path, uri: Uri.file(path) };
}

/** Otherwise, the editor's notebook extension starts a thread in the extension host, which stays. */
export function withoutNotebookThread(): void {
  const set = (isOn: false | undefined) =>
    workspace.getConfiguration('ipynb').update('experimental.serialization', isOn, ConfigurationTarget.Global);
  before(() => set(false));
  after(() => set(undefined));
}
