// That a suite leaves no thread, no process and no watcher behind.
import assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import { parts, until } from './extensionHost.ts';

const watched = ['MessagePort', 'ProcessWrap', 'FSEventWrap'];

/** What is open in the extension host, by its kind. */
function resources(): string[] {
  return process
    .getActiveResourcesInfo()
    .filter((kind) => watched.includes(kind))
    .sort();
}

/** Called first in a suite: before all else it notes what is open, after all else nothing more may be. */
export function leavesNothingBehind(): void {
  let open: string[];
  before(async () => {
    await settle();
    open = resources();
  });
  after(async () => {
    await settle();
    await until(() => resources().length <= open.length).catch(() => assert.deepEqual(resources(), open));
  });
}

/** No training, no model; whatever ends of itself has the time to. */
async function settle(): Promise<void> {
  await parts();
  // The editor's own server for this language is started by the first document of it, and stays.
  await workspace.openTextDocument({ language: 'markdown' });
  await commands.executeCommand('hiddenState.forget', true);
  await new Promise((resolve) => setTimeout(resolve, 500));
}
