// The tables of runs tell the same about a run.
import assert from 'node:assert/strict';
import type { RunSummary } from '../../../src/protocol/runs.ts';
import { defaultTrainingSettings } from '../../../src/protocol/settings.ts';
import type { RunWithProgress } from '../../../media/dashboard/state/runsWithProgress.ts';
import { createFormats } from '../../../media/dashboard/ui/format.ts';
import { runSummary } from '../protocol/exampleRun.ts';
import { installFakeDocument } from './fakeDocument.ts';

installFakeDocument();
const { comparedRows, runValues } = await import('../../../media/dashboard/pages/runs/runValues.ts');

const format = createFormats('en');
const run = (id: string, change: Partial<RunSummary> = {}): RunSummary =>
  runSummary({ id, characters: 2000, elapsedMs: 61_000, bitsPerChar: 2.5, ...change });

describe('the values of a run', () => {
  it('say that its training goes on or is paused, in the table and in the comparison', () => {
    const runs: readonly RunWithProgress[] = [
      { ...run('a'), training: 'running' },
      { ...run('b'), training: 'paused' },
      run('c'),
    ];
    assert.equal(runValues(format).end.text(runs[0]!), 'running');
    const end = comparedRows(runs, format).find(({ name }) => name === 'End');
    assert.deepEqual(end?.values, ['running', 'paused', 'Interrupted']);
  });

  it('are compared with the settings, and differences are marked', () => {
    const other = run('b', { bitsPerChar: 2.25, settings: { ...defaultTrainingSettings, cell: 'lstm' } });
    const differing = comparedRows([run('a'), other], format).filter(({ differs }) => differs);
    assert.deepEqual(
      differing.map(({ name, values }) => [name, ...values]),
      [
        ['Bits per character', '2.500', '2.250'],
        ['cell', defaultTrainingSettings.cell, 'lstm'],
      ],
    );
  });

  it('name the type and size of the network, and the rest in exported files', () => {
    const { cell, hiddenSize } = defaultTrainingSettings;
    const { network } = runValues(format);
    assert.match(network.exported.value(run('a')), /^\w+ \d+ · \d+ × \d+ · 0\.008$/);
    assert.equal(network.text(run('a')), `${cell.toUpperCase()}, ${hiddenSize}`);
  });

  it('are left out where they are not known: the run of an imported network has no training', () => {
    const nothing = { engine: '', files: 0, characters: 0, trainCharacters: 0, elapsedMs: 0 };
    const imported = run('a', { ...nothing, endReason: 'finished' });
    const { bitsPerChar, epochs, time, network, end, files } = runValues(format);
    assert.deepEqual(
      [bitsPerChar, epochs, time, end, files].map(({ text }) => text(imported)),
      ['2.500', '–', '–', '–', '–'],
    );
    assert.match(network.text(imported), /^\w+, \d+$/);
    assert.match(network.exported.value(imported), /^\w+ \d+$/);
    assert.equal(time.exported.value(imported), undefined);
    const unknown = comparedRows([imported], format).filter(({ values }) => values[0] === '–');
    const names = unknown.map(({ name }) => name);
    assert.ok(names.includes('learningRate') && !names.includes('cell') && !names.includes('hiddenSize'));
  });

  it('are those that the file of an imported network states', () => {
    const statedSettings = ['learningRate', 'batchSize', 'sequenceLength'];
    const imported = run('a', { engine: '', files: 0, endReason: 'finished', statedSettings });
    const { epochs, time, network, end, files } = runValues(format);
    assert.deepEqual(
      [epochs, time, end, files].map(({ text }) => text(imported)),
      ['2.0 times', '1:01', '–', '–'],
    );
    assert.match(network.exported.value(imported), / · 0\.008$/);
    const known = comparedRows([imported], format).filter(
      ({ setting, values }) => setting !== undefined && values[0] !== '–',
    );
    assert.deepEqual(new Set(known.map(({ name }) => name)), new Set(['cell', 'hiddenSize', ...statedSettings]));
  });

  it('are exported as numbers', () => {
    const { bitsPerChar, epochs, time } = runValues(format);
    assert.deepEqual(
      [bitsPerChar, epochs, time].map(({ exported }) => exported.value(run('a'))),
      [2.5, 2, 61_000],
    );
    assert.equal(bitsPerChar.exported.value(run('a', { bitsPerChar: undefined })), undefined);
  });
});
