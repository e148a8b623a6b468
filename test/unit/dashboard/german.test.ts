// The German bundle translates every text of the dashboard and of the host.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { gates } from '../../../src/completion/decide/gates.ts';
import { fileErrors } from '../../../src/disk/fileErrors.ts';
import { evaluatedModels } from '../../../src/model/components.ts';
import { featureWords } from '../../../src/protocol/featureWords.ts';

const root = new URL('../../../', import.meta.url);
const german: Record<string, string> = JSON.parse(readFileSync(new URL('l10n/bundle.l10n.de.json', root), 'utf8'));

/** Every literal that the sources of the dashboard and the host pass to `t`. */
function texts(): string[] {
  const sources = globSync(['media/dashboard/**/*.ts', 'src/host/**/*.ts', 'src/protocol/*.ts'], {
    cwd: root,
  }).map((path) => readFileSync(new URL(path, root), 'utf8'));
  return sources.flatMap((source) => [...source.matchAll(/\bt\(\s*'([^']*)'/g)].map((match) => match[1]!));
}

/** And texts of tables and pictures that never have one row or column alone. */
const hasOwnTextFor1 = new Set([
  '{0} files, {1} characters',
  '{0} files that the trained network has learned are now deleted, renamed or excluded.',
  'This table shows the first {0} of {1} rows. A saved file has all rows.',
  'The network keeps what it has read in {0} numbers (its units). Below are those that change while it reads the last {1} characters.',
]);

const placeholders = (text: string): string[] => (text.match(/\{\d\}/g) ?? []).sort();

/** `title`: as in the menu, whose entries that ask for more end with an ellipsis. */
const nameOf = (title: string): string => title.replace(/ ?…$/u, '');

describe('the menus', () => {
  const [inPalette, inGermanPalette] = ['package.nls.json', 'package.nls.de.json'].map(
    (name) => JSON.parse(readFileSync(new URL(name, root), 'utf8')) as Record<string, string>,
  );

  it('have names that the palette does not find before another command of that name', () => {
    // It finds all words of the search as beginnings of words, in order, and sorts by name: "Learn this workspace" must not find
    // "Forget what is learned from this workspace" first.
    const finds = (search: readonly string[], name: readonly string[]): boolean => {
      let at = -1;
      return search.every((word) => {
        at = name.findIndex((other, index) => index > at && other.startsWith(word));
        return at >= 0;
      });
    };
    for (const names of [inPalette!, inGermanPalette!]) {
      const titles = Object.entries(names).flatMap(([key, name]) => (key.startsWith('command.') ? [name] : []));
      for (const title of titles) {
        const search = title.toLowerCase().split(' ');
        const first = titles.filter((other) => finds(search, other.toLowerCase().split(' '))).sort()[0];
        assert.equal(first, title);
      }
    }
  });

  it('name a command as the palette does', () => {
    const entries = ['menu', 'mainActions'].flatMap((name) => {
      const source = readFileSync(new URL(`src/host/status/${name}.ts`, root), 'utf8');
      return [...source.matchAll(/(?:entry|action)\(\s*'[\w-]+',\s*l10n\.t\('([^']+)'\),\s*'(\w+)'/gu)];
    });
    assert.ok(entries.length > 12, 'the entries are found');
    for (const [, label, command] of entries) {
      // These two name the one of two actions that is possible now.
      if (command === 'toggleLearning') continue;
      const key = `command.${command}`;
      assert.ok(label!.startsWith(nameOf(inPalette![key]!)), label);
      assert.ok(german[label!]!.startsWith(nameOf(inGermanPalette![key]!)), german[label!]);
    }
  });
});

describe('the entries of the Explorer', () => {
  it('name a file only where no folder can be chosen', () => {
    const { contributes } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
      contributes: { menus: Record<string, { command: string; when: string }[]> };
    };
    const forFolders = contributes.menus['hiddenState.file']!.filter(
      ({ when }) => !when.includes('!explorerResourceIsFolder'),
    );
    assert.equal(forFolders.length, 2);
    for (const [name, word] of [
      ['package.nls.json', /file/iu],
      ['package.nls.de.json', /datei/iu],
    ] as const) {
      const titles = JSON.parse(readFileSync(new URL(name, root), 'utf8')) as Record<string, string>;
      for (const { command } of forFolders)
        assert.doesNotMatch(titles[command.replace('hiddenState', 'command')]!, word);
    }
  });
});

describe('the German bundle', () => {
  it('translates every text', () => {
    assert.deepEqual(
      texts().filter((text) => !(text in german)),
      [],
    );
  });

  it('has no text that no source has', () => {
    const sources = globSync(['src/**/*.ts', 'media/**/*.ts'], { cwd: root }).map((path) =>
      readFileSync(new URL(path, root), 'utf8'),
    );
    const all = sources.join('\n');
    assert.deepEqual(
      Object.keys(german).filter((text) => !all.includes(`'${text}'`)),
      [],
    );
  });

  it('translates the label of every evaluated model', () => {
    for (const { label } of evaluatedModels) assert.ok(label in german, label);
  });

  it('translates the reason of every gate', () => {
    for (const { because } of gates) assert.ok(because in german, because);
  });

  it('translates what every code of a file error means', () => {
    for (const words of Object.values(fileErrors)) assert.ok(words in german, words);
  });

  it('translates the words of every feature', () => {
    for (const words of Object.values(featureWords)) assert.ok(words in german, words);
  });

  it('has no count before a plural, which is wrong for 1, except where 1 has a text of its own', () => {
    assert.deepEqual(
      [...texts(), ...Object.keys(german)].filter(
        (text) =>
          /\{\d\} (files|keystrokes|steps|rows|places|runs)\b|the last \{\d\}/u.test(text) && !hasOwnTextFor1.has(text),
      ),
      [],
    );
  });

  it('keeps the placeholders of every text', () => {
    for (const [english, translated] of Object.entries(german)) {
      assert.deepEqual(placeholders(translated), placeholders(english), english);
    }
  });
});
