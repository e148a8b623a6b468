// An editor on a workspace with a trained network.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../scripts/build/setup.mjs';
import { Editor, installInto } from './editor.ts';

export interface Trained {
  readonly editor: Editor;
  /** The open folder. */
  readonly workspace: string;
  close(): Promise<void>;
}

/** Files that most tests need not learn: a measurement of suggestions takes as long as there is text. */
export const laterNotes = /notes[\\/](?:0[5-9]|1)/;

/** On a copy of the sample workspace, without the paths that match `except`, with the dashboard open beside a file. */
export async function openTrained(settings: Record<string, unknown>, except = /^$/): Promise<Trained> {
  const trained = await openFolder(settings, (workspace) => {
    cpSync(join(root, 'samples'), workspace, { recursive: true, filter: (path) => !except.test(path) });
  });
  const { editor } = trained;
  await editor.openFile('scratch.md');
  await editor.run('Hidden State: Train RNN on workspace');
  await editor.run('Hidden State: Show training dashboard');
  await trainingEnded(editor);
  return trained;
}

interface Files {
  /** Text of each file by its path in the workspace. */
  readonly files: Readonly<Record<string, string>>;
  readonly settings: Record<string, unknown>;
  /** Content of keybindings.json. */
  readonly keybindings: readonly { readonly key: string; readonly command: string }[];
}

/** On a workspace with these files, without a dashboard. */
export async function openTrainedFiles({ files, settings, keybindings }: Files): Promise<Trained> {
  const trained = await openFolder(settings, (workspace, profile) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), text);
    }
    mkdirSync(join(profile, 'user/User'), { recursive: true });
    writeFileSync(join(profile, 'user/User/keybindings.json'), JSON.stringify(keybindings));
  });
  await trained.editor.run('Hidden State: Train RNN on workspace');
  await statusShowsResult(trained.editor);
  return trained;
}

/** `prepare` writes the files of the workspace. */
async function openFolder(
  settings: Record<string, unknown>,
  prepare: (workspace: string, profile: string) => void,
): Promise<Trained> {
  const home = mkdtempSync(join(tmpdir(), 'hidden-state-e2e-'));
  const [workspace, profile] = [join(home, 'notes and code'), join(home, 'profile')];
  prepare(workspace, profile);
  const vsix = process.env['HIDDEN_STATE_VSIX'];
  assert.ok(vsix, 'HIDDEN_STATE_VSIX names the package');
  await installInto(profile, vsix);
  const editor = await Editor.open({ profile, workspace, settings: { 'window.commandCenter': false, ...settings } });
  return {
    editor,
    workspace,
    close: async () => {
      await editor.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Waits until the status bar shows a result without progress. */
const statusShowsResult = (editor: Editor): Promise<void> => editor.status.getByText(/Hidden State: trained/).waitFor();

/** Waits until the status bar shows a result without progress, and the dashboard has drawn the end of the training. */
export async function trainingEnded(editor: Editor): Promise<void> {
  await statusShowsResult(editor);
  await editor.dashboard
    .locator('.status-name')
    .getByText(/^(Finished|Stopped)/)
    .waitFor();
}

/** For `afterEach`: takes a picture of the window if the test failed. */
export async function pictureOfFailure(editor: Editor, test: Mocha.Test | undefined): Promise<void> {
  if (test?.isFailed()) await editor.picture(`failed ${test.title}`);
}
