// The real editor with the packaged extension during a training, with the dashboard open.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { makePackage } from '../../scripts/package/package.mjs';
import { Editor, installInto } from '../../test/e2e/editor.ts';

/**
 * @param {object} options
 * @param {readonly string[]} options.folders copied side by side into the workspace
 * @param {number} options.seconds of training
 */
export async function openTrainingEditor({ folders, seconds }) {
  const home = mkdtempSync(join(tmpdir(), 'hidden-state-bench-'));
  const [workspace, profile] = [join(home, 'notes'), join(home, 'profile')];
  for (const folder of folders) cpSync(folder, join(workspace, basename(folder)), { recursive: true });
  await installInto(profile, await makePackage());
  const editor = await Editor.open({
    profile,
    workspace,
    settings: {
      'hiddenState.training.seconds': seconds,
      'hiddenState.training.hiddenSize': 64,
      'hiddenState.training.threads': 1,
    },
    environment: { HIDDEN_STATE_BENCH: home },
  });
  await editor.run('Hidden State: Show training dashboard');
  await editor.run('Hidden State: Train RNN on workspace');
  await editor.dashboard.locator('body[data-run=present]').waitFor({ timeout: 120_000 });
  return {
    editor,
    /** Marks the processes for `residentMB`. */
    marker: home,
    close: async () => {
      await editor.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
