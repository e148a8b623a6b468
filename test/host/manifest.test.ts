import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Uri, workspace } from 'vscode';
import { settingKey, settingsTable, type SettingDefinition } from '../../src/protocol/settings.ts';
import { extension, parts } from './extensionHost.ts';
import { scratchFolder } from './suite.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string; icon?: string }[];
    readonly menus: Readonly<Record<string, readonly { command: string }[]>>;
    readonly walkthroughs: readonly { steps: readonly { when?: string; media: { svg: string } }[] }[];
    readonly configuration: readonly { properties: Record<string, { default: unknown }> }[];
  };
}
const { contributes } = extension.packageJSON as Manifest;

describe('the manifest', () => {
  const scratch = scratchFolder();

  it('declares only commands that are registered', async () => {
    await parts();
    const registered = new Set(await commands.getCommands(true));
    const missing = contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it('offers “Hidden State: Train RNN on workspace” in the palette', () => {
    const train = contributes.commands.find(({ command }) => command === 'hiddenState.train');
    assert.deepEqual([train?.category, train?.title], ['Hidden State', 'Train RNN on workspace']);
  });

  it('declares each setting with the default that the code has', () => {
    const declared = Object.assign({}, ...contributes.configuration.map(({ properties }) => properties)) as Record<
      string,
      { default: unknown }
    >;
    const table = Object.entries(settingsTable).flatMap(([section, rows]) =>
      Object.entries<SettingDefinition>(rows).map(([name, row]) => [
        `hiddenState.${settingKey(section, name)}`,
        row.default,
      ]),
    );
    assert.deepEqual(
      Object.fromEntries(Object.entries(declared).map(([key, value]) => [key, value.default])),
      Object.fromEntries(table),
    );
  });

  it('declares an icon for each command in a title bar', () => {
    const iconOf = new Map(contributes.commands.map(({ command, icon }) => [command, icon]));
    const shown = [...contributes.menus['view/title']!, ...contributes.menus['editor/title']!];
    assert.deepEqual(
      shown.filter(({ command }) => !iconOf.get(command)),
      [],
    );
  });

  it('writes all commands in sentence case', () => {
    const isSentence = (title: string): boolean => !/ (?!CSV\b|RNN\b)[A-Z]/u.test(title.replace('Hidden State', ''));
    assert.deepEqual(
      contributes.commands.filter(({ title }) => !isSentence(title)),
      [],
    );
  });

  it('has the pictures of all walkthrough steps, and keys for macOS and other platforms', () => {
    const steps = contributes.walkthroughs.flatMap((each) => each.steps);
    for (const { media } of steps) assert.ok(existsSync(join(extension.extensionPath, media.svg)), media.svg);
    assert.deepEqual(
      steps.flatMap(({ when }) => when ?? []),
      ['!isMac', 'isMac'],
    );
  });

  it('recognizes `.hiddenstateignore`, with a grammar', async () => {
    const file = Uri.joinPath(scratch.uri, '.hiddenstateignore');
    writeFileSync(file.fsPath, '# comment\n!a/**\n');
    assert.equal((await workspace.openTextDocument(file)).languageId, 'hiddenstateignore');
  });

  it('has a text for every placeholder', () => {
    const file = (name: string): string => readFileSync(join(extension.extensionPath, name), 'utf8');
    const words = JSON.parse(file('package.nls.json')) as Record<string, string>;
    const placeholders = [...file('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, name]) => name!);
    assert.deepEqual(new Set(placeholders), new Set(Object.keys(words)));
  });
});
