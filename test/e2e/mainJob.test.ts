// The main workflow: train on a folder, watch the loss fall, type, accept ghost text, save, and reopen the editor later.
import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/build/setup.mjs';
import type { Editor } from './editor.ts';
import { Home } from './home.ts';
import { reportFailures, trainingEnded } from './trained.ts';
import { until } from './until.ts';
import { cutOff, dashboardFrame } from './webview.ts';

describe('the packaged extension in the editor', () => {
  const home = new Home();
  const workspace = home.at('notes and code');
  const networkLog = home.at('network.log');
  const settings = {
    // Longer than the tests need: one of them stops it.
    'hiddenState.training.seconds': 300,
    // Its loss falls far, and for long.
    'hiddenState.training.start': 'scratch',
    'hiddenState.suggestions.temperature': 0,
    'editor.fontSize': 15,
    'window.commandCenter': false,
  };
  const environment = { HIDDEN_STATE_NETWORK_LOG: networkLog };
  const requested: string[] = [];
  let editor: Editor;
  let port: number;
  /** Different images of the hidden state. */
  const seen = new Set<string>();
  const captureHiddenState = async (): Promise<void> => {
    const canvas = editor.dashboard.locator('.hidden-state canvas');
    seen.add(await canvas.evaluate((drawn: HTMLCanvasElement) => drawn.toDataURL()));
  };
  const open = async (): Promise<void> => {
    editor = await home.open({ workspace, settings, environment, ...(port && { port }) });
    port = editor.port;
  };
  const close = async (): Promise<void> => {
    requested.push(...editor.requested);
    await editor.close();
  };

  before(async () => {
    cpSync(join(root, 'samples'), workspace, { recursive: true });
    await home.install('guard');
    await open();
    await editor.openFile('scratch.md');
    await editor.run('Hidden State: Show training dashboard');
  });
  after(() => home.close());
  reportFailures(() => editor);

  it('fits a side bar before anything is learned', async () => {
    const { page } = editor;
    const frame = await dashboardFrame(page);
    const size = page.viewportSize()!;
    await page.setViewportSize({ width: 380, height: 1000 });
    try {
      await until(
        () => frame.evaluate(() => innerWidth),
        (width) => width < 380,
      );
      await frame.getByRole('button', { name: 'Learn this workspace' }).waitFor();
      assert.deepEqual(await cutOff(frame), []);
    } finally {
      await page.setViewportSize(size);
    }
  });

  it('trains from the palette, and the dashboard shows the loss fall', async () => {
    await editor.run('Hidden State: Train RNN on workspace');
    const bits = async (): Promise<number> =>
      Number(await editor.dashboard.locator('.learning .readout-value').first().textContent());
    await editor.dashboard.locator('body[data-run=present]').waitFor();
    const early = await until(bits, (now) => now > 0);
    const late = await until(
      () => captureHiddenState().then(bits),
      (now) => now < 0.75 * early,
    );
    console.log(`      ${early} bits per character, then ${late}`);
  });

  it('updates the hidden state while the network trains', async () => {
    // Empty, drawn, and drawn again.
    await until(
      () => captureHiddenState().then(() => seen.size),
      (pictures) => pictures > 2,
    );
    await editor.picture('dashboard');
  });

  it('shows progress and end of the training in the status bar', async () => {
    await editor.status.getByText(/training \d+%/).waitFor();
    await editor.run('Hidden State: Stop training');
    await trainingEnded(editor);
    await editor.picture('dashboard-finished');
  });

  it('shows the complete dashboard after another tab has covered it', async () => {
    const before = await editor.dashboard.locator('.hero-quality').textContent();
    await editor.page.locator('.tab', { hasText: 'Hidden State' }).click();
    await editor.openFile('diary.md');
    await editor.page.locator('iframe.webview.ready').waitFor({ state: 'hidden' });
    await editor.page.locator('.tab', { hasText: 'Hidden State' }).click();
    await editor.dashboard.locator('body[data-run=present]').waitFor();
    assert.equal(await editor.dashboard.locator('.hero-quality').textContent(), before);
    await editor.dashboard.locator('.hidden-state canvas').waitFor();
    await editor.picture('dashboard-shown-again');
  });

  it('shows ghost text that Tab accepts and Ctrl+S writes to the disk', async () => {
    await editor.run('View: Focus First Editor Group');
    await editor.openFile('scratch.md');
    const ghost = await editor.typeUntilGhostText('\nThe learning rate and the hidd');
    await editor.picture('ghost-text');
    assert.ok(ghost.trim().length >= 2, ghost);
    await editor.page.keyboard.press('Tab');
    await editor.page.keyboard.press('Control+S');
    await until(
      async () => readFileSync(join(workspace, 'scratch.md'), 'utf8'),
      (text) => text.trimEnd().split('\n').at(-1)!.startsWith(`The learning rate and the hidd${ghost.trimEnd()}`),
    );
  });

  it('shows ghost text after the editor was closed and reopened, without training', async () => {
    await close();
    await open();
    await editor.openFile('scratch.md');
    await editor.status.getByText(/Hidden State: (learning|trained)/).waitFor();
    assert.ok((await editor.typeUntilGhostText('\nTo forget the hidd')).trim().length >= 2);
    assert.doesNotMatch((await editor.status.textContent()) ?? '', /training/);
    await editor.picture('ghost-text-reopened');
  });

  it('has one dashboard, also where it was behind another tab when the window was reloaded', async () => {
    await editor.run('Hidden State: Show training dashboard');
    await editor.dashboard.locator('body[data-run=present]').waitFor();
    await editor.page.locator('.tab', { hasText: 'Hidden State' }).click();
    await editor.openFile('diary.md');
    await editor.reload('diary.md', 'hiddenState.dashboard');
    await editor.page.locator('.tab', { hasText: 'Hidden State' }).waitFor();
    await editor.run('Hidden State: Show training dashboard');
    await editor.dashboard.locator('body[data-run=present]').waitFor();
    await until(
      () => editor.page.locator('.tab', { hasText: 'Hidden State' }).count(),
      (count) => count === 1,
    );
  });

  it('makes no request to another machine', async () => {
    requested.push(...editor.requested);
    const outside = requested.filter((address) => !['127.0.0.1', 'localhost'].includes(new URL(address).hostname));
    assert.deepEqual(outside, []);
    const log = existsSync(networkLog) ? readFileSync(networkLog, 'utf8').split('\n') : [];
    const wasLoadedIn = (program: string): boolean =>
      log.some((line) => line.startsWith('loaded') && line.includes(program));
    for (const program of ['extensionHost', 'learner.mjs', 'predictor', 'masker']) {
      assert.ok(wasLoadedIn(program), `the guard was loaded in ${program}`);
    }
    assert.deepEqual(
      log.filter((line) => line.startsWith('outside')),
      [],
    );
  });
});
