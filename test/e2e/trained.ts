// An editor on a workspace with a trained network.
import { writeShortSamples } from '../../scripts/test/shortSamples.mjs';
import type { Editor } from './editor.ts';
import { Home } from './home.ts';

export interface Trained {
  readonly editor: Editor;
  /** The open folder. */
  readonly workspace: string;
  close(): Promise<void>;
}

/** Files of the samples that most tests need not learn: a measurement of suggestions takes as long as there is text. */
export const moreFiles = /notes\/(?:0[3-9]|1)|code\/(?!rnn|curve)/;

/** On a copy of the sample workspace with short texts, without the paths that match `except`, with the dashboard open beside a file. */
export async function openTrained(settings: Record<string, unknown>, except = /^$/): Promise<Trained> {
  const trained = await openFolder(settings, (_, workspace) => writeShortSamples(workspace, except));
  return orClosed(trained, async ({ editor }) => {
    await editor.openFile('scratch.md');
    // First, because it shows samples and hidden states only of a training that it watches, and this one may last two seconds.
    await editor.run('Hidden State: Show training dashboard');
    await editor.dashboard.locator('.status-name').waitFor();
    await editor.run('Hidden State: Train RNN on workspace');
    await trainingEnded(editor);
  });
}

/** Closes the editor where the work with it fails: an editor that stays open keeps the tests from ending. */
async function orClosed(trained: Trained, work: (trained: Trained) => Promise<void>): Promise<Trained> {
  try {
    await work(trained);
    return trained;
  } catch (error) {
    console.log(await trained.editor.statusText().catch(String));
    await trained.close();
    throw error;
  }
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
  const trained = await openFolder(settings, (home) => {
    home.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folderName}/${path}`, text])));
    home.write({ 'profile/user/User/keybindings.json': JSON.stringify(keybindings) });
  });
  return orClosed(trained, async ({ editor }) => {
    await editor.run('Hidden State: Train RNN on workspace');
    await statusShowsResult(editor);
  });
}

const folderName = 'notes and code';

/** `prepare` writes the files of the workspace. */
async function openFolder(
  settings: Record<string, unknown>,
  prepare: (home: Home, workspace: string) => void,
): Promise<Trained> {
  const home = new Home();
  const workspace = home.at(folderName);
  prepare(home, workspace);
  await home.install();
  const editor = await home.open({ workspace, settings: { 'window.commandCenter': false, ...settings } });
  return { editor, workspace, close: () => home.close() };
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

/** A hook of a suite: takes a picture of the window after a failed test, and prints what the status bar and the editor show. */
export function reportFailures(open: () => Editor): void {
  afterEach(async function () {
    if (!this.currentTest?.isFailed()) return;
    const editor = open();
    await editor.picture(`failed ${this.currentTest.title}`);
    console.log(await editor.statusText());
    console.log((await editor.page.locator('.view-lines').allInnerTexts()).join('\n---\n'));
  });
}
