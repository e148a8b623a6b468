// Workspaces other than one folder on the disk: several folders, two of them with the same name, and a virtual file system.
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/build/setup.mjs';
import type { Editor } from './editor.ts';
import { Home } from './home.ts';

const samples = join(root, 'samples');
const settings = {
  'hiddenState.training.seconds': 5,
  'hiddenState.training.hiddenSize': 96,
  'hiddenState.suggestions.temperature': 0,
  'hiddenState.suggestions.pretrained': false,
};

describe('a workspace', () => {
  const home = new Home();
  const environment = { HIDDEN_STATE_MEMORY_FILES: home.at('memory.json') };
  let editor: Editor | undefined;

  /** Opens a workspace of these folders: paths on the disk, or URIs of another scheme. */
  async function open(name: string, folders: readonly ({ path: string } | { uri: string })[]): Promise<Editor> {
    const workspace = `${name}.code-workspace`;
    home.write({ [workspace]: JSON.stringify({ folders }) });
    return (editor = await home.open({ workspace: home.at(workspace), settings, environment }));
  }

  before(() => home.install('memory'));
  afterEach(async function () {
    if (this.currentTest?.isFailed()) await editor?.picture(`failed ${this.currentTest.title}`);
    await editor?.close();
    editor = undefined;
  });
  after(() => home.close());

  it('with several folders is read completely, each folder with its own ignore files', async () => {
    const [first, second] = [home.at('mine/texts'), home.at('yours/texts')];
    cpSync(join(samples, 'notes'), first, { recursive: true });
    cpSync(join(samples, 'code'), second, { recursive: true });
    home.write({
      'yours/texts/.gitignore': '*.py\n',
      'yours/texts/drafts/.gitignore': 'secret-*\n',
      'yours/texts/drafts/secret-plan.md': 'This file stays secret.\n',
    });
    const editor = await open('several', [{ path: first }, { path: second }]);
    await trainToEnd(editor);
    const files = await fileUses(editor);
    await editor.picture('several-folders');
    assert.match(files.get('texts/04-gates.md')!, /\d/);
    assert.match(files.get('texts (2)/gru.ts')!, /\d/);
    assert.match(files.get('texts (2)/rnn.py')!, /excluded by an ignore file/);
    assert.match(files.get('texts (2)/drafts/secret-plan.md')!, /excluded by an ignore file/);
    await editor.openFile('gru.ts');
    await typeAndAccept(editor, '\n// the hidden st');
  });

  it('on a virtual file system is read, trained on and completed like any other', async () => {
    const notes = readdirSync(join(samples, 'notes'));
    const texts = notes.map((name) => [`/notes/${name}`, readFileSync(join(samples, 'notes', name), 'utf8')]);
    home.write({ 'memory.json': JSON.stringify({ ...Object.fromEntries(texts), '/notes/locked.md': null }) });
    const editor = await open('virtual', [{ uri: 'memory:/notes' }]);
    await trainToEnd(editor);
    const files = await fileUses(editor);
    await editor.picture('virtual-workspace');
    assert.equal(files.size, notes.length + 1);
    assert.match(files.get('locked.md')!, /cannot be read/);
    await editor.dashboard.getByRole('button', { name: /^04-gates.md/ }).click();
    await typeAndAccept(editor, '\nThe hidden st');
  });
});

async function trainToEnd(editor: Editor): Promise<void> {
  await editor.run('Hidden State: Train RNN on workspace');
  await editor.status.getByText(/training \d+%/).waitFor();
  await editor.status.getByText(/Hidden State: trained/).waitFor();
}

/** How the training uses each file, according to the dashboard. */
async function fileUses(editor: Editor): Promise<Map<string, string>> {
  await editor.run('Hidden State: Show training dashboard');
  await editor.dashboard.locator('body[data-run=present]').waitFor();
  await editor.dashboard.getByRole('tab', { name: 'Files' }).click();
  await editor.dashboard.locator('.files-table tbody tr').first().waitFor();
  const rows = await editor.dashboard.locator('.files-table tbody tr').all();
  return new Map(
    await Promise.all(
      rows.map(async (row) => {
        const cells = (await row.locator('td').allTextContents()).map((text) => text.trim());
        return [cells[0]!, cells.slice(1).join(' ')] as const;
      }),
    ),
  );
}

/** In the focused editor. */
async function typeAndAccept(editor: Editor, text: string): Promise<void> {
  await editor.textFocused();
  const ghost = await editor.typeUntilGhostText(text);
  assert.ok(ghost.trim().length >= 2, ghost);
  await editor.page.keyboard.press('Tab');
  await editor.page
    .locator('.view-line', { hasText: `${text.trim()}${ghost.trim()}`.slice(0, 24) })
    .first()
    .waitFor();
}
