// Pure parts of the views: what is remembered of a look, what was found out, round ticks, stretches of equal shade.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { initialNeuronsView, parseNeuronsView } from '../../../media/dashboard/pages/neurons/neuronsViewState.ts';
import { AnalysisResults } from '../../../media/dashboard/state/analysisResults.ts';
import { niceTicks } from '../../../media/dashboard/charts/plotAxes.ts';
import { nameWords } from '../../../src/protocol/featureWords.ts';
import { standInDocument } from './fakeDocument.ts';
import { runsOf } from '../../../src/lens/runs.ts';
import { momentsOf, shadeOf } from '../../../src/lens/shades.ts';

standInDocument();
const { fileRows, sharedFolder, fileUse } = await import('../../../media/dashboard/pages/files/fileRows.ts');
const { initialFilesView, parseFilesView } = await import('../../../media/dashboard/pages/files/filesViewState.ts');

describe('a look through the lens that is remembered', () => {
  it('is taken as far as it is one', () => {
    const look = { unit: 7, mode: 'looking back', all: true, find: 'if (' } as const;
    assert.deepEqual(parseNeuronsView(look), look);
    assert.deepEqual(parseNeuronsView({ unit: -1, mode: 'sideways', all: 1, find: 5 }), initialNeuronsView);
    assert.deepEqual(parseNeuronsView(undefined), initialNeuronsView);
  });
});

describe('the ledger', () => {
  const row = (path: string) => ({
    entry: { path, included: true, characters: 1, heldOut: 'none' } as const,
    bits: undefined,
    next: undefined,
  });

  it('says the folder that all files are in once, and none where they are in several', () => {
    assert.equal(sharedFolder([row('notes/a.md'), row('notes/code/b.ts')]), 'notes/');
    assert.equal(sharedFolder([row('notes/a.md'), row('other/b.ts')]), '');
    assert.equal(sharedFolder([row('a.md')]), '');
    assert.equal(sharedFolder([]), '');
  });

  it('says what holds from the next training on of files that were left out or taken back since', () => {
    const excluded = { path: 'notes/c.md', included: false, rule: 'excluded by setting' } as const;
    const other = { path: 'notes/d.md', included: false, rule: 'excluded by setting' } as const;
    const rows = fileRows(
      [row('notes/a.md').entry, row('notes/b.md').entry, excluded, other],
      [],
      new Set(['b.md']),
      new Set(['c.md']),
    );
    assert.deepEqual(
      rows.map(({ next }) => next),
      [undefined, 'excluded', 'included', undefined],
    );
    assert.deepEqual(rows.map(fileUse), [
      'learned from',
      'left out from the next training on',
      'read from the next training on',
      'left out: a setting says so',
    ]);
  });

  it('is looked at as it was before, as far as that is known', () => {
    const look = { find: 'md', sorting: { key: 'bits', descending: true } } as const;
    assert.deepEqual(parseFilesView(look), look);
    assert.deepEqual(parseFilesView({ find: 3, sorting: { key: 'colour' } }), initialFilesView);
    assert.deepEqual(parseFilesView(null), initialFilesView);
  });
});

describe('findings', () => {
  it('know what is under way, what was found, and why something was not', () => {
    const findings = new AnalysisResults();
    findings.receive({ type: 'analyzing', kind: 'files', done: 0.25 });
    assert.equal(findings.progress('files'), 0.25);
    findings.receive({ type: 'result', result: { kind: 'files', files: [] } });
    assert.deepEqual([findings.progress('files'), findings.files], [undefined, []]);
    findings.receive({ type: 'error', kind: 'suggestions', message: 'no network' });
    assert.equal(findings.error('suggestions'), 'no network');
    findings.receive({ type: 'analyzing', kind: 'suggestions', done: 0 });
    assert.equal(findings.error('suggestions'), undefined);
  });
});

describe('the name of a unit in words', () => {
  it('leaves out beginnings of words that it tells whole', () => {
    const name = {
      unit: 1,
      strength: 1,
      feature: 'lineBeginsWith',
      members: ['', 'im', 'impo', 'import', 'let'],
    } as const;
    const words = nameWords(name, (text, ...values) => text.replace('{0}', values[0] ?? ''));
    assert.equal(words, 'on a line that begins with ␣ import let');
  });
});

describe('ticks', () => {
  it('are round, inside the axis, and about as many as asked for', () => {
    assert.deepEqual(niceTicks({ from: 0, to: 1 }, 4), [0, 0.25, 0.5, 0.75, 1]);
    assert.deepEqual(niceTicks({ from: 0, to: 0.27 }, 4), [0, 0.1, 0.2]);
    assert.deepEqual(niceTicks({ from: 3, to: 3 }, 4), [3]);
    assert.deepEqual(niceTicks({ from: 60.5, to: 0.5 }, 3), [20, 40, 60]);
  });
});

describe('stretches of equal values', () => {
  it('cover the column, in order, and never two alike side by side', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 2 })), (values) => {
        const runs = runsOf(values);
        const back = runs.flatMap(({ from, to, value }) => new Array<number>(to - from).fill(value));
        assert.deepEqual(back, values);
        assert.ok(runs.every(({ value }, at) => at === 0 || value !== runs[at - 1]!.value));
      }),
    );
  });
});

describe('shades', () => {
  it('are by the distance from the mean, and end at two deviations', () => {
    const moments = momentsOf([9, 0, 9, 2], 1, 2);
    assert.deepEqual([moments.mean, moments.deviation], [1, 1]);
    assert.deepEqual(
      [1, 2, 3, 99, -99].map((value) => shadeOf(value, moments)),
      [0, 2, 4, 4, -4],
    );
  });
});
