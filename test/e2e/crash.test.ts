// The whole extension host dies in mid-training: what was learnt is still there, and the editor says what happened.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/build/setup.mjs';
import { Editor, installInto } from './editor.ts';

describe('an extension host that is killed in mid-training', () => {
  const home = mkdtempSync(join(tmpdir(), 'hidden-state-crash-'));
  const workspace = join(home, 'notes');
  const profile = join(home, 'profile');
  const settings = { 'hiddenState.training.seconds': 300, 'hiddenState.suggestions.temperature': 0 };
  const environment = { HIDDEN_STATE_CRASH_TEST: home };
  let editor: Editor;

  before(async () => {
    cpSync(join(root, 'samples'), workspace, { recursive: true });
    const vsix = process.env['HIDDEN_STATE_VSIX'];
    assert.ok(vsix, 'HIDDEN_STATE_VSIX names the package');
    await installInto(profile, vsix);
    editor = await Editor.open({ profile, workspace, settings, environment });
  });
  after(async () => {
    await editor.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });

  it('loses at most the last half minute', async () => {
    await editor.run('Hidden State: Train RNN on workspace');
    await editor.status.getByText(/bpc · [5-9] %/).waitFor();
    const killedAtMs = Date.now();
    process.kill(extensionHostOf(home), 'SIGKILL');
    // At once: the window would start another extension host, and that one would tell of it, and be the next start.
    await editor.close();
    const checkpoint = readdirSync(profile, { recursive: true, encoding: 'utf8' }).find((path) =>
      path.endsWith('model.checkpoint'),
    );
    assert.ok(checkpoint, 'there is a checkpoint');
    const lostMs = killedAtMs - statSync(join(profile, checkpoint)).mtimeMs;
    console.log(`      written ${(lostMs / 1000).toFixed(1)} s before the end`);
    assert.ok(lostMs < 30_000, `${lostMs} ms`);
  });

  it('is told of at the next start, with an offer to go on that goes on', async () => {
    const { port } = editor;
    editor = await Editor.open({ profile, workspace, settings, environment, port });
    const notice = editor.page.locator('.notification-toast', { hasText: 'cut off: the extension host stopped' });
    const goOn = notice.getByRole('button', { name: 'Continue training' });
    await goOn.hover(); // once it stands still
    await editor.picture('after-crash');
    await goOn.click();
    await editor.status.getByText(/bpc · \d+ %/).waitFor();
  });
});

/** The process that runs the extensions of the editor that was started with our variable. Linux keeps it under /proc. */
function extensionHostOf(mark: string): number {
  const isOurs = (id: string): boolean => {
    try {
      const [command, environment] = ['cmdline', 'environ'].map((name) => readFileSync(`/proc/${id}/${name}`, 'utf8'));
      return command!.includes('--type=extensionHost') && environment!.includes(`HIDDEN_STATE_CRASH_TEST=${mark}`);
    } catch {
      return false;
    }
  };
  const found = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOurs(name));
  // What it has forked may carry its name and its variables too.
  const parentOf = (id: string): string => /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))![1]!;
  const [host, ...others] = found.filter((id) => !found.includes(parentOf(id)));
  assert.ok(
    host && others.length === 0,
    `extension hosts: ${found.map((id) => `${id} of ${parentOf(id)}`).join(', ')}`,
  );
  return Number(host);
}
