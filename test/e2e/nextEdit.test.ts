// Next edits with real keys: refactoring tasks with the keys that they take with and without offers, and the keys that belong to the
// editor. The counts are written to `out/e2e/nextEdits.json`.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../scripts/build/setup.mjs';
import type { Editor } from './editor.ts';
import { Home } from './home.ts';
import { reportFailures } from './trained.ts';
import { appears, until } from './until.ts';

interface Task {
  readonly file: string;
  readonly lines: readonly string[];
  readonly old: string;
  readonly new: string;
}

const names = ['alpha', 'beta', 'gamma', 'delta', 'omega', 'sigma', 'kappa', 'theta'];
const tasks: Readonly<Record<string, Task>> = {
  'add an argument to eight calls': {
    file: 'calls.py',
    lines: names.slice(0, 8).map((name) => `${name} = connect(${name}_host, timeout)`),
    old: 'timeout)',
    new: 'timeout, retries)',
  },
  'replace an old address': {
    file: 'links.md',
    lines: names.slice(0, 6).map((name) => `- The ${name} page: https://old.example.org/${name}`),
    old: 'old.example.org',
    new: 'docs.example.org',
  },
  'fix a repeated typo in notes': {
    file: 'notes.md',
    lines: names.slice(0, 6).map((name) => `The ${name} sample was recieved in the morning.`),
    old: 'recieved',
    new: 'received',
  },
  'change var to const': {
    file: 'numbers.js',
    lines: [...names, 'first', 'second', 'third', 'fourth'].map((name, index) => `var ${name} = read(${index});`),
    old: 'var',
    new: 'const',
  },
};

/** A property with ten places in three files. */
const renamed = { old: 'userName', new: 'loginName' };
const project: Readonly<Record<string, string>> = {
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "noEmit": true, "module": "nodenext" } }\n',
  'account.ts': 'export interface Account {\n  userName: string;\n  age: number;\n}\n',
  'greet.ts':
    "import type { Account } from './account.js';\n\n" +
    names
      .slice(0, 5)
      .map((name) => `export const ${name} = (account: Account): string => \`${name} \${account.userName}\`;\n`)
      .join(''),
  'sort.ts':
    "import type { Account } from './account.js';\n\n" +
    'export const byName = (a: Account, b: Account): number => (a.userName < b.userName ? -1 : 1);\n' +
    'export const isNamed = (account: Account): boolean => account.userName.length > 0;\n' +
    'export const short = (account: Account): string => account.userName.slice(0, 3);\n',
};

/** A name stands in several lines, and there is an empty line for a snippet. */
const opened = names.slice(0, 6).map((name) => `const ${name} = open(fileName);\n`);

/** In a narrow editor that wraps lines, a row ends after `this` in one of the lines. */
const indented = names.map((name, index) => `${' '.repeat(24 + index)}this.formatOfSeveralValues(${name});`);

/** More places than keys are pressed. */
const series = Array.from({ length: 60 }, (_, index) => `row${index}.add(oldName, ${index});`);

/** Milliseconds in which an offer appears after a finished edit, on a busy machine. */
const offerMs = 2500;

describe('next edits in the editor', () => {
  const home = new Home();
  const keys: Record<string, { readonly byHand: number; readonly withOffers: number }> = {};
  const textOf = (file: string): string => readFileSync(home.at('texts', file), 'utf8');
  let editor: Editor;

  before(async () => {
    const calls = tasks['add an argument to eight calls']!;
    const edited = [...Object.values(tasks), { ...calls, file: 'keys.py' }];
    const files = {
      ...Object.fromEntries(edited.map(({ file, lines }) => [file, `${lines.join('\n')}\n`])),
      ...project,
      'snippet.ts': `${opened.join('')}\n`,
      'series.py': `${series.join('\n')}\n`,
      'wrapped.ts': `${indented.join('\n')}\n`,
      '.vscode/settings.json': '{ "[typescript]": { "editor.wordWrap": "on" } }\n',
    };
    home.write(Object.fromEntries(Object.entries(files).map(([file, text]) => [`texts/${file}`, text])));
    await home.install();
    editor = await home.open({ workspace: home.at('texts') });
  });
  after(async () => {
    mkdirSync(join(root, 'out/e2e'), { recursive: true });
    writeFileSync(join(root, 'out/e2e/nextEdits.json'), `${JSON.stringify(keys, undefined, 2)}\n`);
    await home.close();
  });
  reportFailures(() => editor);

  /** The text of the offer that is shown: the new text at its place, or the hint at the line of the cursor. */
  function shownOffer(): Promise<string> {
    return editor.page.evaluate(() => {
      const contents = [...document.querySelectorAll('.view-lines span[class*="ced-"]')].map(
        (span) => getComputedStyle(span, '::after').content,
      );
      return contents.find((content) => content.startsWith('"')) ?? '';
    });
  }

  async function hasOffer(): Promise<boolean> {
    for (const end = Date.now() + offerMs; Date.now() < end; await sleep(50))
      if ((await shownOffer()) !== '') return true;
    return false;
  }

  /** Ghost text that appeared before the offer has the Tab key until Escape hides it. Returns the keys. */
  async function acceptOffer(): Promise<number> {
    const isCovered = await editor.ghostText.first().isVisible();
    if (isCovered) {
      await editor.press('Escape');
      await editor.ghostText.first().waitFor({ state: 'hidden' });
    }
    await editor.press('Tab');
    return 1 + Number(isCovered);
  }

  async function goTo(line: number, column: number): Promise<void> {
    await editor.press('Control+G');
    await editor.quickInput.waitFor();
    await editor.page.keyboard.type(`${line}:${column}`);
    await editor.press('Enter');
    await editor.quickInputClosed();
  }

  /** Until the language server knows all references, and the editor shows their number. */
  async function untilReferences(line: number, column: number, count: number): Promise<void> {
    await goTo(line, column);
    const title = editor.page.locator('.peekview-title', { hasText: `(${count})` });
    await until(async () => {
      await editor.press('Shift+F12');
      const isShown = await appears(title, 2000);
      await editor.press('Escape');
      return isShown;
    }, Boolean);
  }

  /** As a user does: select the old text and type. Returns the keys, one for the selection. */
  async function replace(
    line: number,
    column: number,
    { old, new: changed }: Pick<Task, 'old' | 'new'>,
  ): Promise<number> {
    await goTo(line, column);
    for (let count = 0; count < old.length; count++) await editor.press('Shift+ArrowRight');
    // To a user who types fast, few offers are worth their time.
    await editor.page.keyboard.type(changed, { delay: 150 });
    return 1 + changed.length;
  }

  async function save(file: string, expected: (text: string) => boolean): Promise<void> {
    await editor.press('Control+S');
    // The file is empty for a moment while the editor writes it.
    await until(
      async () => textOf(file),
      (text) => text !== '' && expected(text),
    );
  }

  for (const [name, task] of Object.entries(tasks)) {
    it(`take no more keys to ${name}`, async () => {
      const { file, lines, old, new: changed } = task;
      await editor.openFile(file);
      let withOffers = 0;
      for (let round = 0; round < lines.length; round++) {
        const current = textOf(file).split('\n');
        const line = current.findIndex((text) => text.includes(old));
        if (line === -1) break;
        withOffers += await replace(line + 1, current[line]!.indexOf(old) + 1, task);
        while (await hasOffer()) {
          withOffers += await acceptOffer();
          // Until the editor shows what the key did.
          await sleep(500);
        }
        await save(file, (text) => text !== current.join('\n'));
      }
      assert.equal(textOf(file), `${lines.join('\n')}\n`.replaceAll(old, changed));
      const byHand = lines.length * (1 + changed.length);
      keys[name] = { byHand, withOffers };
      assert.ok(withOffers <= byHand, `${withOffers} keys instead of ${byHand}`);
    });
  }

  it('take one key to rename a property in ten places of three files', async () => {
    await editor.openFile('account.ts');
    const line = project['account.ts']!.split('\n').findIndex((text) => text.includes(renamed.old));
    await untilReferences(line + 1, 3, 10);
    await editor.run('Hidden State: Learn this workspace');
    await editor.says(/has learned/u);
    const typed = await replace(line + 1, 3, renamed);
    await until(shownOffer, (text) => text.includes('Rename'));
    const accepted = await acceptOffer();
    const places = Object.values(project).join('').split(renamed.old).length - 1;
    keys['rename a property in ten places of three files'] = { byHand: places * typed, withOffers: typed + accepted };
    await editor.press('Control+K', 's');
    for (const [file, text] of Object.entries(project)) {
      await until(
        async () => textOf(file),
        (now) => now === text.replaceAll(renamed.old, renamed.new),
      );
    }
    assert.equal(places, 10);
  });

  it('take the key that is pressed while the next place is sought', async () => {
    await editor.openFile('series.py');
    const task = { old: 'oldName', new: 'firstName' };
    for (const line of [1, 2]) await replace(line, series[line - 1]!.indexOf(task.old) + 1, task);
    assert.ok(await hasOffer());
    // Until the editor has closed its list of completions.
    await sleep(1000);
    for (let count = 0; count < 60; count++) {
      await editor.press('Tab');
      await sleep(30);
    }
    await save('series.py', (text) => text.split(task.new).length > 4);
    assert.equal(textOf('series.py').replaceAll(task.new, task.old), `${series.join('\n')}\n`, 'no key indents');
  });

  it('leave Tab to the list of completions and to the placeholders of a snippet', async () => {
    await editor.openFile('snippet.ts');
    const isOffered = async (line: number): Promise<boolean> => {
      const column = opened[line - 1]!.indexOf('fileName') + 1;
      await replace(line, column, { old: 'fileName', new: 'path' });
      return hasOffer();
    };
    assert.ok((await isOffered(1)) || (await isOffered(2)));
    await goTo(7, 1);
    await editor.page.keyboard.type('forof');
    await editor.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'forof' }).first().waitFor();
    await editor.press('Tab');
    await editor.page.keyboard.type('row');
    if (await editor.page.locator('.suggest-widget.visible').isVisible()) await editor.press('Escape');
    await hasOffer();
    await editor.press('Tab');
    await editor.page.keyboard.type('rows');
    await save('snippet.ts', (text) => /for \(const row of rows\)/u.test(text));
    assert.ok(textOf('snippet.ts').split('fileName').length > 4, 'no other place has changed');
  });

  it('leave Tab in the indentation to the editor, and are refused by Escape', async () => {
    await editor.openFile('keys.py');
    const isOffered = async (line: number): Promise<boolean> => {
      const calls = tasks['add an argument to eight calls']!;
      await replace(line, calls.lines[line - 1]!.indexOf(calls.old) + 1, calls);
      return hasOffer();
    };
    assert.ok((await isOffered(1)) || (await isOffered(2)));
    await editor.press('Escape');
    await until(shownOffer, (text) => text === '');
    await goTo(8, 1);
    await editor.press('Tab');
    await save('keys.py', (text) => /^ {4}theta/mu.test(text));
  });

  it('do not scroll an editor that wraps lines to the side', async () => {
    const leftOf = (): Promise<string> =>
      editor.page.evaluate(() => document.querySelector<HTMLElement>('.editor-instance .lines-content')!.style.left);
    const size = editor.page.viewportSize()!;
    await editor.openFile('wrapped.ts');
    await editor.page.setViewportSize({ ...size, width: 760 });
    const task = { old: 'this', new: 'FormatsOfAllTheKnownValues' };
    for (const line of [1, 2]) await replace(line, indented[line - 1]!.indexOf(task.old) + 1, task);
    assert.ok(await hasOffer());
    for (let count = 0; count < 12; count++) {
      await acceptOffer();
      await sleep(500);
      assert.equal(await leftOf(), '0px');
    }
    await save('wrapped.ts', (text) => text.split(task.new).length > 3);
    await editor.page.setViewportSize(size);
  });
});
