// The settings table: its rows, the validation by it, and what is generated from it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { manifestTexts } from '../../../scripts/build/manifest.mjs';
import { cells } from '../../../src/engine/cells.ts';
import { nearestRecipe, nearestValid } from '../../../src/protocol/nearestValid.ts';
import { defaultTrainingSettings, settingsTable, type SettingDefinition } from '../../../src/protocol/settings.ts';

const { suggestions, training, files } = settingsTable;
const rows = Object.values(settingsTable).flatMap((section) => Object.entries<SettingDefinition>(section));
const readTexts = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8')) as Record<string, string>;

interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, { readonly scope?: string }>> }[];
  };
}

/** What is written to package.json: the scope of each setting, and what a workspace decides only when it is trusted. */
function declared() {
  const { capabilities, contributes } = JSON.parse(manifestTexts().generated) as Manifest;
  const properties = contributes.configuration.flatMap((each) => Object.entries(each.properties));
  return {
    restricted: capabilities.untrustedWorkspaces.restrictedConfigurations,
    scopes: new Map(properties.map(([key, { scope }]) => [key, scope ?? 'window'] as const)),
  };
}

describe('the settings table', () => {
  it('has a valid default in each row', () => {
    for (const [name, row] of rows) assert.deepEqual(nearestValid(row, row.default), row.default, name);
  });

  it('offers the cells of the engine', () => assert.deepEqual(training.cell.choices, cells));

  it('lets a workspace decide what is read only when it is trusted', () => {
    const { scopes, restricted } = declared();
    for (const [section, sectionRows] of Object.entries(settingsTable)) {
      for (const [name, row] of Object.entries<SettingDefinition>(sectionRows)) {
        const key = `hiddenState.${section}.${name}`;
        const isUsers = ['application', 'machine'].includes(scopes.get(key)!);
        const decides = section === 'files' || row.type === 'globs' || row.type === 'path';
        assert.ok(!decides || isUsers || restricted.includes(key), key);
      }
    }
  });

  it('lets only the user decide about secret names, learning outside of the workspace, and a training without asking', () => {
    const { scopes } = declared();
    for (const name of ['files.secretNameExceptions', 'suggestions.learnOutsideWorkspace', 'files.afterRemoval']) {
      assert.equal(scopes.get(`hiddenState.${name}`), 'application', name);
    }
  });

  it('has a text for each placeholder of package.json, in both languages', () => {
    const placeholders = [...manifestTexts().now.matchAll(/"%([\w.]+)%"/g)].map(([, name]) => name!);
    for (const name of ['package.nls.json', 'package.nls.de.json']) {
      assert.deepEqual(Object.keys(readTexts(name)).sort(), [...new Set(placeholders)].sort(), name);
    }
  });
});

describe('the value of a setting', () => {
  it('stays as it is where it is valid', () => {
    assert.equal(nearestValid(training.hiddenSize, 64), 64);
    assert.equal(nearestValid(training.cell, 'lstm'), 'lstm');
    assert.deepEqual(nearestValid(suggestions.languages, { '*': false }), { '*': false });
  });

  it('is moved to the nearest valid number', () => {
    assert.equal(nearestValid(training.hiddenSize, 5000), training.hiddenSize.maximum);
    assert.equal(nearestValid(training.batchSize, 2.4), 2);
    assert.equal(nearestValid(training.learningRate, -1), training.learningRate.minimum);
  });

  it('is the default where no valid value is near', () => {
    assert.equal(nearestValid(training.cell, 'transformer'), training.cell.default);
    assert.equal(nearestValid(training.seconds, 'long'), training.seconds.default);
    assert.equal(nearestValid(suggestions.enabled, 1), true);
    assert.deepEqual(nearestValid(suggestions.languages, ['*']), { '*': true });
  });

  it('keeps the valid items of a list', () => {
    assert.deepEqual(nearestValid(files.include, ['**/*.ts', 7]), ['**/*.ts']);
  });

  it('is always valid after one replacement', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.jsonValue(), ([, row], raw) => {
        const value = nearestValid(row, raw);
        assert.deepEqual(nearestValid(row, value), value);
      }),
    );
  });

  it('is the default where a stored recipe lacks it', () => {
    const { hiddenSize, dropout } = nearestRecipe({ hiddenSize: 64 });
    assert.deepEqual([hiddenSize, dropout], [64, defaultTrainingSettings.dropout]);
  });

  it('is a start from scratch in a recipe that was stored before there was a choice', () => {
    assert.equal(nearestRecipe({ hiddenSize: 64 }).start, 'scratch');
    assert.equal(nearestRecipe({ start: 'pretrained' }).start, 'pretrained');
  });
});
