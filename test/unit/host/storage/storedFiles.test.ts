// What earlier versions have stored is read by this one: test/fixtures/stored has the files of each version.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../../../src/cli/exchange.ts';
import { learn } from '../../../../src/cli/learn.ts';
import { sampleCheckpoint } from '../../../../src/cli/sample.ts';
import { decodeResults, resultOf } from '../../../../src/cli/sweep/results.ts';
import { nodeFileSystem } from '../../../../src/host/storage/fileSystem.ts';
import { decodeRun } from '../../../../src/host/storage/runFile.ts';
import { durableFolder } from '../../../../src/host/storage/storageFolder.ts';
import { decodeJson, encodeJson } from '../../../../src/host/storage/json.ts';
import { openWorkspaceState } from '../../../../src/host/storage/workspaceState.ts';
import { decodeCheckpoint } from '../../../../src/model/network/checkpoint.ts';
import { defaultTrainingSettings, type TrainingSettings } from '../../../../src/protocol/settings.ts';
import { nearestValid } from '../../../../src/protocol/nearestValid.ts';
import { parseStatistics } from '../../../../src/protocol/suggestionStatistics.ts';
import { settingDefinitions, settingsWithValues } from './settingsWithValues.ts';
import { storedText } from './storedText.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures/stored');
const versions = readdirSync(fixtures);

describe('the stored files', () => {
  it('of this version are among the fixtures', () => assert.ok(versions.includes(version)));

  it('of this version have all of its settings', () => {
    const stored: unknown = JSON.parse(readFileSync(join(fixtures, version, 'settings.json'), 'utf8'));
    assert.deepEqual(stored, settingsWithValues());
  });

  for (const stored of versions) {
    describe(`of version ${stored}`, () => {
      const path = (name: string): string => join(fixtures, stored, name);
      const read = (name: string): Buffer => readFileSync(path(name));

      it('have a network that predicts, and that a training continues', async () => {
        const checkpoint = read('model.checkpoint');
        const { shape, progress } = decodeCheckpoint(checkpoint);
        assert.deepEqual([shape.cell, shape.hiddenSize, progress.steps], ['gru', 8, 40]);
        assert.equal((await sampleCheckpoint(checkpoint, { prompt: 'the ', characters: 20 })).length, 20);
        const settings = { ...defaultTrainingSettings, batchSize: 4, sequenceLength: 8, steps: 10, threads: 1 };
        const texts = [{ path: 'fox.txt', text: storedText }];
        assert.equal(decodeCheckpoint(await learn({ texts, settings, checkpoint })).progress.steps, 50);
      });

      it('have a run with its settings and curves', () => {
        const run = decodeRun(read('run.json'));
        assert.ok(run);
        assert.deepEqual([run.summary.id, run.summary.name, run.summary.tags], ['k3x9', 'first', ['small']]);
        assert.deepEqual([run.summary.settings.cell, run.summary.settings.hiddenSize], ['gru', 8]);
        assert.deepEqual(Object.keys(run.summary.settings).sort(), Object.keys(defaultTrainingSettings).sort());
        assert.equal(run.curves.points.at(-1)?.step, 40);
        assert.ok(run.curves.heldOut.length > 0 && run.curves.histograms.length > 0);
      });

      it('have counts of suggestions', () => {
        const { days } = decodeJson(read('statistics.json')) as { readonly days: unknown };
        assert.equal(parseStatistics(days)['2026-11-27']?.acceptedCharacters, 12);
      });

      it('have the state of the workspace, and the files that weights have learned', async () => {
        const state = await openWorkspaceState(durableFolder(nodeFileSystem, path('state')), assert.ifError);
        assert.deepEqual(state.get('excluded files'), ['diary.md']);
        assert.deepEqual(decodeJson(read('k3x9.files.json')), ['fox.txt']);
      });

      it('have settings whose names and values are still valid', () => {
        const definitions = settingDefinitions();
        const settings = JSON.parse(read('settings.json').toString()) as Record<string, readonly unknown[]>;
        assert.ok(Object.keys(settings).length > 30);
        for (const [key, values] of Object.entries(settings)) {
          const definition = definitions[key];
          assert.ok(definition, `hiddenState.${key} is missing`);
          for (const value of values) assert.deepEqual(nearestValid(definition, value), value, `hiddenState.${key}`);
        }
      });

      it('have results of a sweep', () => {
        const results = decodeResults(read('results.jsonl').toString());
        const settings: TrainingSettings = results[0]!.settings;
        assert.equal(resultOf(results, { settings, textHash: 'a' })?.steps, 40);
      });
    });
  }

  it('are left alone where a later version wrote them', () => {
    assert.deepEqual(decodeJson(encodeJson(['a'])), ['a']);
    for (const json of ['{"version":2,"value":["a"]}', '["a"]', '{"value":1}', 'null', '{']) {
      assert.equal(decodeJson(Buffer.from(json)), undefined, json);
    }
  });
});
