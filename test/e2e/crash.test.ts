// The extension host is killed during training: the last checkpoint survives, and the next start offers to continue.
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/build/setup.mjs';
import type { Editor } from './editor.ts';
import { Home } from './home.ts';

describe('an extension host that is killed during training', () => {
  const home = new Home();
  const workspace = home.at('notes');
  const settings = {
    'hiddenState.training.seconds': 300,
    // A network from scratch improves for long enough.
    'hiddenState.training.start': 'scratch',
    'hiddenState.suggestions.temperature': 0,
  };
  const environment = { HIDDEN_STATE_CRASH_TEST: home.path };
  let editor: Editor;

  before(async () => {
    cpSync(join(root, 'samples'), workspace, { recursive: true });
    await home.install();
    editor = await home.open({ workspace, settings, environment });
  });
  after(() => home.close());

  it('loses at most the last half minute', async () => {
    await editor.run('Hidden State: Train RNN on workspace');
    // After nine seconds: the first checkpoint is saved, and the training does not stop yet because it no longer improves.
    await editor.status.getByText(/training [3-9]%/).waitFor();
    const killedAtMs = Date.now();
    process.kill(extensionHostOf(home.path), 'SIGKILL');
    // Immediately, before the window restarts the extension host, which would already report the interruption.
    await editor.close();
    const checkpoint = readdirSync(home.profile, { recursive: true, encoding: 'utf8' }).find((path) =>
      path.endsWith('model.checkpoint'),
    );
    assert.ok(checkpoint, 'there is a checkpoint');
    const lostMs = killedAtMs - statSync(join(home.profile, checkpoint)).mtimeMs;
    console.log(`      written ${(lostMs / 1000).toFixed(1)} s before the end`);
    assert.ok(lostMs < 30_000, `${lostMs} ms`);
  });

  it('is reported at the next start, with an action that continues the training', async () => {
    const { port } = editor;
    editor = await home.open({ workspace, settings, environment, port });
    const notice = editor.page.locator('.notification-toast', {
      hasText: 'interrupted, because the editor stopped its extensions',
    });
    const continueButton = notice.getByRole('button', { name: 'Train further' });
    await continueButton.hover(); // waits until the notification no longer moves
    await editor.picture('after-crash');
    await continueButton.click();
    await editor.status.getByText(/training \d+%/).waitFor();
  });
});

/** Process id of the extension host whose environment contains our variable, from /proc (Linux). */
function extensionHostOf(marker: string): number {
  const isExtensionHost = (id: string): boolean => {
    try {
      const [command, environment] = ['cmdline', 'environ'].map((name) => readFileSync(`/proc/${id}/${name}`, 'utf8'));
      return command!.includes('--type=extensionHost') && environment!.includes(`HIDDEN_STATE_CRASH_TEST=${marker}`);
    } catch {
      return false;
    }
  };
  const found = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isExtensionHost(name));
  // Its child processes may have the same command line and environment.
  const parentOf = (id: string): string => /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))![1]!;
  const [host, ...others] = found.filter((id) => !found.includes(parentOf(id)));
  assert.ok(
    host && others.length === 0,
    `extension hosts: ${found.map((id) => `${id} of ${parentOf(id)}`).join(', ')}`,
  );
  return Number(host);
}
