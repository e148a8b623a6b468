// An editor on a copy of the sample workspace with a trained network, and the dashboard open beside a file.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/build/setup.mjs';
import { Editor, installInto } from './editor.ts';

export interface Trained {
  readonly editor: Editor;
  /** The open folder. */
  readonly workspace: string;
  close(): Promise<void>;
}

export async function openTrained(settings: Record<string, unknown>): Promise<Trained> {
  const home = mkdtempSync(join(tmpdir(), 'hidden-state-e2e-'));
  const [workspace, profile] = [join(home, 'notes and code'), join(home, 'profile')];
  cpSync(join(root, 'samples'), workspace, { recursive: true });
  const vsix = process.env['HIDDEN_STATE_VSIX'];
  assert.ok(vsix, 'HIDDEN_STATE_VSIX names the package');
  await installInto(profile, vsix);
  const editor = await Editor.open({ profile, workspace, settings: { 'window.commandCenter': false, ...settings } });
  await editor.openFile('scratch.md');
  await editor.run('Hidden State: Train RNN on workspace');
  await editor.run('Hidden State: Show training dashboard');
  await trainingEnded(editor);
  return {
    editor,
    workspace,
    close: async () => {
      await editor.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Waits until the status bar shows a result without progress, and the dashboard has drawn the end of the training. */
export async function trainingEnded(editor: Editor): Promise<void> {
  await editor.status.getByText(/^(?!.*%).*\d\.\d\d bpc/).waitFor();
  await editor.dashboard
    .locator('.status-name')
    .getByText(/^(Finished|Stopped)/)
    .waitFor();
}

/** For `afterEach`: takes a picture of the window if the test failed. */
export async function pictureOfFailure(editor: Editor, test: Mocha.Test | undefined): Promise<void> {
  if (test?.isFailed()) await editor.picture(`failed ${test.title}`);
}
