// Checks that a suite leaves no thread, process or file watcher behind.
import assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import { parts, until } from './extensionHost.ts';

const watchedKinds = ['MessagePort', 'ProcessWrap', 'FSEventWrap'];

/** The kinds of the resources that are open in the extension host. */
function resources(): string[] {
  return process
    .getActiveResourcesInfo()
    .filter((kind) => watchedKinds.includes(kind))
    .sort();
}

/** To be called first in a suite. Compares the open resources before and after all tests. */
export function assertNoLeaks(): void {
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

/** Removes the model and what is known of the user, and waits for resources that end by themselves. */
async function settle(): Promise<void> {
  // Tests type without pauses. To such a user, few suggestions are worth their time.
  (await parts()).estimates.reset();
  // The first Markdown document starts the editor's own language server, which stays.
  await workspace.openTextDocument({ language: 'markdown' });
  await commands.executeCommand('hiddenState.forget', true);
  await new Promise((resolve) => setTimeout(resolve, 500));
}
