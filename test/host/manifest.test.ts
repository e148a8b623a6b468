import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from 'vscode';
import { settingsTable, type SettingDefinition } from '../../src/protocol/settings.ts';
import { extension, parts } from './extensionHost.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string }[];
    readonly configuration: readonly { properties: Record<string, { default: unknown }> }[];
  };
}
const { contributes } = extension.packageJSON as Manifest;

describe('the manifest', () => {
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
      Object.entries<SettingDefinition>(rows).map(([name, row]) => [`hiddenState.${section}.${name}`, row.default]),
    );
    assert.deepEqual(
      Object.fromEntries(Object.entries(declared).map(([key, value]) => [key, value.default])),
      Object.fromEntries(table),
    );
  });

  it('has a text for every placeholder', () => {
    const file = (name: string): string => readFileSync(join(extension.extensionPath, name), 'utf8');
    const words = JSON.parse(file('package.nls.json')) as Record<string, string>;
    const placeholders = [...file('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, name]) => name!);
    assert.deepEqual(new Set(placeholders), new Set(Object.keys(words)));
  });
});
