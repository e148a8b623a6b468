// Settings of folders and languages in a workspace with two folders: they apply where they are set, and commands change them there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Editor } from './editor.ts';
import { Home } from './home.ts';
import { reportFailures } from './trained.ts';
import { until } from './until.ts';

type Json = Record<string, unknown>;

describe('settings of suggestions in a workspace with two folders', () => {
  const home = new Home();
  /** The file is empty for a moment while the editor writes it. */
  const settingsOf = (folder: string): Json =>
    JSON.parse(readFileSync(home.at(folder, '.vscode/settings.json'), 'utf8') || '{}') as Json;
  let editor: Editor;

  before(async () => {
    const settings: Record<string, Json> = {
      one: { 'hiddenState.suggestions.languages': { '*': true, markdown: false } },
      two: {
        '[markdown]': { 'hiddenState.suggestions.enabled': false },
        'hiddenState.suggestions.trigger': 'automatic',
      },
    };
    for (const [folder, values] of Object.entries(settings)) {
      home.write({
        [`${folder}/.vscode/settings.json`]: JSON.stringify(values),
        [`${folder}/${folder}.md`]: 'A note.\n',
        [`${folder}/${folder}.txt`]: 'A text.\n',
      });
    }
    home.write({ 'both.code-workspace': JSON.stringify({ folders: [{ path: 'one' }, { path: 'two' }] }) });
    await home.install();
    editor = await home.open({ workspace: home.at('both.code-workspace') });
  });
  after(() => home.close());
  reportFailures(() => editor);

  const untilSetting = (folder: string, holds: (values: Json) => boolean): Promise<boolean> =>
    until(async () => holds(settingsOf(folder)), Boolean);

  it('apply in their folder, and the command changes them there', async () => {
    await editor.openFile('one.txt');
    await editor.says(/^(?!.*off)/u);
    await editor.openFile('one.md');
    await editor.says(/off in “Markdown” files/u);
    await editor.run('Hidden State: Turn suggestions on or off for this language');
    await untilSetting('one', (values) => !JSON.stringify(values).includes('"markdown":false'));
    await editor.says(/^(?!.*off in)/u);
    assert.deepEqual(settingsOf('two')['[markdown]'], { 'hiddenState.suggestions.enabled': false });
  });

  it('apply in their language, and the command changes the value of the language', async () => {
    await editor.openFile('two.txt');
    await editor.says(/^(?!.*off)/u);
    await editor.openFile('two.md');
    await editor.says(/off in “Markdown” files/u);
    await editor.run('Hidden State: Turn suggestions on or off for this language');
    await untilSetting('two', (values) => {
      const block = values['[markdown]'] as Json | undefined;
      return block?.['hiddenState.suggestions.enabled'] === true && !('hiddenState.suggestions.enabled' in values);
    });
    await editor.says(/^(?!.*off in)/u);
  });

  it('are changed in the folder where a folder has a value of its own', async () => {
    await editor.run('Hidden State: Switch between automatic and manual suggestions');
    await untilSetting('two', (values) => values['hiddenState.suggestions.trigger'] === 'manual');
    await editor.says(/only on demand|has not learned/u);
  });
});
