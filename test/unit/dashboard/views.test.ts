// Pure parts of the pages: stored view state, file rows, analysis results and shades.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { initialNeuronsView, parseNeuronsView } from '../../../media/dashboard/state/neuronsViewState.ts';
import { createFormats } from '../../../media/dashboard/ui/format.ts';
import { AnalysisResults } from '../../../media/dashboard/state/analysisResults.ts';
import { nameWords } from '../../../src/protocol/featureWords.ts';
import { installFakeDocument } from './fakeDocument.ts';
import { momentsOf, shadeOf, runsOf } from '../../../src/lens/shades.ts';

installFakeDocument();
const {
  countRows,
  fileRows,
  markChanged,
  markKnown,
  markUntrained,
  rowsWithoutCorpus,
  sharedFolder,
  fileUse,
  matching,
  withoutOldReasons,
} = await import('../../../media/dashboard/pages/files/fileRows.ts');
const { analysisProgress } = await import('../../../media/dashboard/ui/analysisProgress.ts');
const { unitDescription } = await import('../../../media/dashboard/pages/neurons/unitDescription.ts');
const { initialFilesView, parseFilesView } = await import('../../../media/dashboard/state/filesViewState.ts');

describe('the stored state of the Neurons page', () => {
  it('is restored as far as it is valid', () => {
    const stored = { unit: 7, mode: 'attribution', all: true, find: 'if (' } as const;
    assert.deepEqual(parseNeuronsView(stored), stored);
    assert.deepEqual(parseNeuronsView({ unit: -1, mode: 'sideways', all: 1, find: 5 }), initialNeuronsView);
    assert.deepEqual(parseNeuronsView(undefined), initialNeuronsView);
  });
});

describe('the rows of the Files page', () => {
  const row = (path: string) => ({
    entry: { path, included: true, characters: 1, heldOut: 'none' } as const,
    bits: undefined,
    next: undefined,
    isExcludedByUser: false,
  });

  it('have a shared folder only if all files are inside it', () => {
    assert.equal(sharedFolder([row('notes/a.md'), row('notes/code/b.ts')]), 'notes/');
    assert.equal(sharedFolder([row('notes/a.md'), row('other/b.ts')]), '');
    assert.equal(sharedFolder([row('a.md')]), '');
    assert.equal(sharedFolder([]), '');
  });

  it('tell which files the network has learned that are gone', () => {
    const rows = fileRows([row('notes/a.md').entry, row('notes/b.md').entry]);
    assert.deepEqual(markChanged(rows, [row('notes/a.md').entry]).map(fileUse), [
      'training text',
      'now deleted or ignored, but the network still knows it',
    ]);
    assert.deepEqual(markChanged(rows, []).map(fileUse), ['training text', 'training text']);
  });

  it('tell which files are not as the training has read them', () => {
    const file = (characters: number) => ({ ...row('notes/a.md').entry, characters });
    const use = (read: number, now: number, more: object = {}) =>
      markChanged(fileRows([file(read)]), [{ ...file(now), ...more }]).map(fileUse)[0];
    const [same, other] = ['training text', 'training text, changed since the training began'];
    assert.deepEqual([use(500, 500), use(500, 501), use(500, 400)], [same, other, other]);
    const length = { isLength: true } as const;
    const [part] = fileRows([{ ...file(460), leftOut: 40 }]);
    assert.equal(fileUse(part!), 'training text; without what you were typing');
    assert.deepEqual(markChanged([part!], [file(500)]).map(fileUse), ['training text; without what you were typing']);
    assert.deepEqual(markChanged([part!], [{ ...file(470), leftOut: 30 }])[0]?.isChanged, undefined);
    assert.deepEqual(markChanged([part!], [file(501)])[0]?.isChanged, true);
    assert.deepEqual([use(500, 590, length), use(500, 900, length), use(500, 400, length)], [same, other, other]);
  });

  it('tell which files, or parts of them, are only used to measure the network', () => {
    const use = (heldOut: 'whole' | 'tail') => fileUse({ ...row('notes/a.md'), entry: { ...row('a').entry, heldOut } });
    assert.deepEqual(
      [use('whole'), use('tail')],
      ['used to test the network', 'training text; its end is kept for the test'],
    );
    const [excluded] = fileRows([{ ...row('notes/a.md').entry, heldOut: 'whole' }], [], new Set(['a.md']));
    assert.equal(fileUse(excluded!), 'excluded; the network was only tested with it');
  });

  it('name the files that the active network has learned where its run has no list of files', () => {
    const learned = [row('notes/a.md').entry, row('notes/b.md').entry, row('notes/c.md').entry];
    const rows = rowsWithoutCorpus(learned, new Set(['notes/a.md', 'notes/c.md']), new Set(['c.md']), new Set());
    assert.deepEqual(rows.map(fileUse), [
      'training text',
      'text for suggestions; the network has not read it yet',
      'excluded by you; the network knows it until you start a new one',
    ]);
    assert.deepEqual(countRows(rows), { included: 2, untrained: 1, excluded: 1, gone: 0 });
    const imported = rowsWithoutCorpus(learned, undefined, new Set(), new Set());
    assert.equal(fileUse(imported[0]!), 'text for suggestions', 'the imported network may have learned it');
    const unlike = rowsWithoutCorpus(learned, new Set(), new Set(), new Set());
    assert.equal(countRows(unlike).untrained, 0, 'none is trained on');
  });

  it('say why a file is excluded now, not why the training excluded it', () => {
    const excluded = (path: string, rule: 'empty' | 'binary' | 'excluded by setting') =>
      ({ path, included: false, rule }) as const;
    const trained = [
      row('notes/a.md').entry,
      excluded('notes/written.md', 'empty'),
      excluded('notes/unread.md', 'empty'),
      excluded('notes/setting.md', 'excluded by setting'),
    ];
    const found = [row('notes/a.md').entry, row('notes/written.md').entry, row('notes/setting.md').entry];
    assert.deepEqual(
      withoutOldReasons(trained, found).map(({ path }) => path),
      ['notes/a.md', 'notes/unread.md', 'notes/setting.md'],
    );
  });

  it('show what changes in the next training for files that were excluded or included since', () => {
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
      'training text',
      'excluded by you; the network knows it until you start a new one',
      'included in the next training',
      'excluded by a pattern in the settings (files.exclude, hiddenState.files)',
    ]);
    const again = fileRows([excluded], [], new Set(['c.md']));
    assert.deepEqual(again.map(fileUse), ['excluded by you']);
    const usesOf = (trained: ReadonlySet<string> | undefined) => markKnown(again, trained).map(fileUse);
    assert.deepEqual(usesOf(new Set(['notes/a.md'])), ['excluded by you']);
    assert.deepEqual(usesOf(undefined), ['excluded by you'], 'an imported network');
    assert.deepEqual(usesOf(new Set(['notes/c.md'])), [
      'excluded by you; the network knows it until you start a new one',
    ]);
  });

  it('tell the text of a training that gained nothing from that of the network in use', () => {
    const whole = { ...row('notes/c.md').entry, heldOut: 'whole' } as const;
    const rows = fileRows([row('notes/a.md').entry, row('notes/b.md').entry, whole]);
    const uses = ['training text', 'text for suggestions; the network has not read it yet', 'used to test the network'];
    assert.deepEqual(markUntrained(rows, new Set(['notes/a.md'])).map(fileUse), uses);
    assert.deepEqual(markUntrained(rows, undefined), rows, 'an imported network');
    assert.deepEqual(markUntrained(rows, new Set()), rows, 'a network whose list is lost');
  });

  it('are found by their path or use, in any case', () => {
    const rows = [row('notes/a.md'), row('notes/B.ts')];
    assert.deepEqual(matching(rows, 'b.TS'), [rows[1]]);
    assert.deepEqual(matching(rows, 'Training'), rows);
  });

  it('restore search and sorting as far as they are valid', () => {
    const stored = { find: 'md', sorting: { key: 'bits', descending: true } } as const;
    assert.deepEqual(parseFilesView(stored), stored);
    assert.deepEqual(parseFilesView({ find: 3, sorting: { key: 'color' } }), initialFilesView);
    assert.deepEqual(parseFilesView(null), initialFilesView);
  });
});

describe('analysis results', () => {
  it('have a progress that says what is done', () => {
    assert.equal(analysisProgress('Measure', 0.1, createFormats('en')), 'Measure: 10% done');
  });

  it('contain progress, results and errors', () => {
    const analyses = new AnalysisResults();
    analyses.receive({ type: 'analyzing', kind: 'files', done: 0.25 });
    assert.equal(analyses.progress('files'), 0.25);
    analyses.receive({ type: 'result', result: { kind: 'files', files: [] } });
    assert.deepEqual([analyses.progress('files'), analyses.result('files')?.files], [undefined, []]);
    analyses.receive({ type: 'error', kind: 'suggestions', message: 'no network' });
    assert.equal(analyses.error('suggestions'), 'no network');
    analyses.receive({ type: 'analyzing', kind: 'suggestions', done: 0 });
    assert.equal(analyses.error('suggestions'), undefined);
  });
});

describe('the name of a unit', () => {
  it('omits prefixes of other members', () => {
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

describe('the description of a unit', () => {
  const names = [
    { unit: 0, feature: 'inString', strength: 0.7 },
    { unit: 1, feature: 'afterSpace', strength: -0.7 },
  ] as const;
  const activity = { characters: [], hidden: 3, values: new Int8Array(0), full: 127, gate: undefined, names };
  const describeUnit = (unit: number): string => unitDescription(activity, unit, createFormats('en'));

  it('says whether the unit follows its feature or falls', () => {
    assert.match(describeUnit(0), /^Unit 1 responds to: inside a string\. The correlation is \+0\.70 /);
    assert.match(describeUnit(1), /^Unit 2 responds negatively to: after a space\. The correlation is -0\.70 /);
    assert.match(describeUnit(2), /^Unit 3 has no name/);
  });
});

describe('runs of equal values', () => {
  it('cover all values in order, and adjacent runs differ', () => {
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
  it('measure the distance from the mean, up to two standard deviations', () => {
    const moments = momentsOf([9, 0, 9, 2], 1, 2);
    assert.deepEqual([moments.mean, moments.deviation], [1, 1]);
    assert.deepEqual(
      [1, 2, 3, 99, -99].map((value) => shadeOf(value, moments)),
      [0, 2, 4, 4, -4],
    );
  });
});
