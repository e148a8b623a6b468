// An editor with a model that has learned a few sentences and lines of TypeScript, so that tests know what it suggests.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { testSettings } from '../../scripts/editor/profileSettings.mjs';
import type { Editor } from './editor.ts';
import { Home } from './home.ts';
import { appears, until } from './until.ts';

const sentence = 'The quick brown fox jumps over the lazy dog.';
/** Ghost text comes within some milliseconds; a test that there is none waits longer. */
const noGhostMs = 1500;

const names = ['Configuration', 'Notification', 'Initialization'];
/** Lines in which the end of an identifier is certain, and lines in which it is one of three, without a pattern. */
function typescriptText(): string {
  const lines = Array.from({ length: 60 }, (_, index) => [
    `const first${index} = openConnection(${index});`,
    `const other${index} = handle${names[Math.floor(Math.abs(Math.sin(index + 1)) * 1000) % names.length]!}(${index});`,
  ]);
  const declared = ['openConnection', ...names.map((name) => `handle${name}`)].map(
    (name) => `declare function ${name}(value: number): { connectedSince: number; displayName: string };`,
  );
  return [...declared, ...lines.flat(), ''].join('\n');
}

const prose = `${`${sentence}\n`.repeat(40)}\n`;

export class ControlledEditor {
  readonly editor: Editor;
  readonly workspace: string;
  private readonly home: Home;

  private constructor(editor: Editor, home: Home) {
    this.editor = editor;
    this.home = home;
    this.workspace = home.at('texts');
  }

  /** Nothing is learned yet. */
  static async open(): Promise<ControlledEditor> {
    const home = new Home();
    const files: Record<string, string> = {
      'notes.md': prose,
      'other.md': prose,
      'ignored/old.md': prose,
      '.gitignore': 'ignored/\n',
      'code.ts': typescriptText(),
      '.env': 'A=1\n',
      'cells.ipynb': JSON.stringify({
        cells: [
          { cell_type: 'markdown', metadata: {}, source: ['# Foxes'] },
          { cell_type: 'code', metadata: {}, source: [], outputs: [], execution_count: null },
        ],
        metadata: { language_info: { name: 'python' } },
        nbformat: 4,
        nbformat_minor: 5,
      }),
    };
    home.write(Object.fromEntries(Object.entries(files).map(([name, text]) => [`texts/${name}`, text])));
    await home.install('otherProvider');
    const editor = await home.open({ workspace: home.at('texts'), settings });
    return new ControlledEditor(editor, home);
  }

  async train(): Promise<void> {
    await this.editor.run('Hidden State: Train RNN on workspace');
    await this.editor.says(/is reading the workspace|is training: \d+% done/u);
    await this.editor.status.getByText(/Hidden State: trained/).waitFor();
  }

  /** Settings of the folder, without `hiddenState.`, instead of all earlier ones. They apply as if the user had edited the file. */
  configure(values: Readonly<Record<string, unknown>>): void {
    const entries = Object.entries(values).map(([key, value]) => [`hiddenState.${key}`, value]);
    this.home.write({ 'texts/.vscode/settings.json': JSON.stringify(Object.fromEntries(entries)) });
  }

  /** Types in the last line, and returns the ghost text. */
  async ghostAfter(text: string): Promise<string> {
    await this.emptyLine();
    return this.editor.typeUntilGhostText(text);
  }

  /** Types in the last line until the ghost text is as expected: the text statistics may still be learning. */
  async learnedGhostAfter(text: string, expected: RegExp): Promise<void> {
    await until(
      () => this.ghostAfter(text),
      (shown) => expected.test(shown),
    );
  }

  /** Types in the last line, and checks that no ghost text appears. */
  async noGhostAfter(text: string): Promise<void> {
    assert.ok(await this.isSilentAfter(text), await this.editor.page.title());
  }

  /** Types in the last line. Whether no ghost text appears. */
  async isSilentAfter(text: string): Promise<boolean> {
    await this.emptyLine();
    await this.editor.page.keyboard.type(text, { delay: 60 });
    await sleep(noGhostMs);
    return (await this.editor.ghostText.count()) === 0;
  }

  /** Empties the last line. The models would learn a line that an earlier test began and left as complete. */
  async emptyLine(): Promise<void> {
    await this.editor.press('Escape', 'Escape', 'Control+End', 'Shift+Home', 'Delete');
  }

  get widget(): Locator {
    return this.editor.page.locator('.suggest-widget.visible');
  }

  /** Types in the last line until the widget opens with this entry: a language server may need some time. */
  async listAfter(text: string, entry: string): Promise<void> {
    for (let tries = 0; tries < 40; tries++) {
      await this.emptyLine();
      await this.editor.page.keyboard.type(text, { delay: 120 });
      if ((await appears(this.widget.getByText(entry), 4000)) && (await this.editor.ghostText.count()) === 0) return;
    }
    assert.fail(`the list did not open after ${text}`);
  }

  /** The last line of a file, as soon as it has a text. */
  async lastLine(name: string): Promise<string> {
    const path = join(this.workspace, name);
    const text = await until(
      async () => (existsSync(path) ? readFileSync(path, 'utf8') : ''),
      (now) => now !== '',
    );
    return text.trimEnd().split('\n').at(-1)!;
  }

  /** Runs a command that asks with a list, and chooses an entry. */
  async runAndPick(title: string, row: string): Promise<void> {
    await this.editor.runWithList(title);
    await this.editor.quickRow(row).click();
    await this.editor.quickInputClosed();
  }

  close(): Promise<void> {
    return this.home.close();
  }
}

const settings = {
  ...testSettings,
  'window.commandCenter': false,
  // So that an ignored file can be opened by its name.
  'search.useIgnoreFiles': false,
  'editor.autoClosingBrackets': 'never',
  // A line after a comment is no comment.
  'editor.autoIndent': 'none',
  'editor.acceptSuggestionOnCommitCharacter': false,
  'hiddenState.training.seconds': 4,
  'hiddenState.training.hiddenSize': 32,
  'hiddenState.training.threads': 1,
  'hiddenState.suggestions.confidence': 'eager',
  'hiddenState.suggestions.multiline': false,
};
