// Checks that a suite leaves no thread, process or file watcher behind.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, extensions, Position, workspace } from 'vscode';
import { parts, until } from './extensionHost.ts';
import { forget } from './suite.ts';

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
  const { estimates, predictor } = await parts();
  // Tests type without pauses. To such a user, few suggestions are worth their time.
  estimates.reset();
  // It starts when it is needed first, and stays.
  predictor.connected();
  // The editor's own language servers start with the first document, and stay.
  for (const language of ['markdown', 'json'])
    await extensions.getExtension(`vscode.${language}-language-features`)?.activate();
  const { uri } = await workspace.openTextDocument({ language: 'typescript' });
  await commands.executeCommand('vscode.executeHoverProvider', uri, new Position(0, 0));
  await forget();
  await sleep(500);
}
