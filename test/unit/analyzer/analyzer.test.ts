// The analyzer, with a network that has memorized one sentence.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createModels } from '../../../src/model/createModels.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { createAnalyzer } from '../../../src/analyzer/analyzer.ts';
import type { AnalysisQuery } from '../../../src/protocol/analyzer.ts';
import { checkpointOf, countingEngine, steppingClock } from '../predictor/tinyModel.ts';
import { createTinyContextMixing } from '../model/tinyContextMixing.ts';

/** Each character occurs once. */
const song = 'the rivusandco\n';

const texts = Array.from({ length: 30 }, (_, at) => ({ path: `w/${at}.md`, text: song.repeat(8) }));

function analyzer({ checkpoint = checkpointOf(song) }: { checkpoint?: Uint8Array } = {}) {
  const progress: number[] = [];
  const { engine } = countingEngine();
  const { open, analyze, cancel } = createAnalyzer((_, done) => progress.push(done), {
    engine,
    models: createModels({
      engine,
      contextMixing: createTinyContextMixing,
      primingText: () => new TextEncoder().encode(JSON.stringify(['generic text\n'])),
    }),
    now: steppingClock(250),
    yieldToMessages: () => Promise.resolve(),
  });
  return {
    progress,
    open,
    cancel,
    analyze: async <Query extends AnalysisQuery>(query: Query) => {
      await open(checkpoint, texts);
      return analyze(1, query);
    },
    analyzeAgain: <Query extends AnalysisQuery>(query: Query) => analyze(2, query),
  };
}

describe('the analyzer', () => {
  it('analyzes the units over held-out text, and returns the same report again', async () => {
    const { analyze, analyzeAgain } = analyzer();
    const { lens } = await analyze({ kind: 'lens' });
    assert.equal(lens!.hidden, [...song].length + 1);
    assert.ok(song.repeat(8).startsWith(lens!.characters.slice(0, 40).join('')));
    assert.equal((await analyzeAgain({ kind: 'lens' })).lens, lens);
  });

  it('says that it analyzes no units of a network with several layers, and measures its files and what it memorized', async () => {
    const decoded = decodeCheckpoint(readFileSync('test/fixtures/pytorch/lstm-2-layers.safetensors'));
    const { analyze } = analyzer({ checkpoint: encodeCheckpoint(decoded) });
    for (const query of [
      { kind: 'lens' },
      { kind: 'color', unit: 1, before: '', text: song },
      { kind: 'attribution', text: song, next: 't' },
    ] as const) {
      await assert.rejects(analyze(query), /only in networks with one layer\. This one has 2/);
    }
    const { passages } = await analyze({ kind: 'memorized' });
    assert.ok(Array.isArray(passages));
    const { files } = await analyze({ kind: 'files' });
    assert.ok(files.length > 0 && files.every(({ bitsPerChar }) => bitsPerChar > 0));
  });

  it('colors a text by one unit: the unit of a character is most active after it', async () => {
    const { analyze } = analyzer();
    const unit = [...song].sort().indexOf('r') + 1;
    const { shades } = await analyze({ kind: 'color', unit, before: '', text: song });
    const highest = Math.max(...shades);
    assert.deepEqual(
      [...song].filter((_, at) => shades[at] === highest),
      ['r'],
    );
  });

  it('colors a text by a gate, or by the unit if the cell has no gates', async () => {
    const { analyze } = analyzer();
    const about = { kind: 'color', unit: 1, before: '', text: song } as const;
    const [unit, gate] = [await analyze(about), await analyze({ ...about, gate: 'update' })];
    assert.deepEqual(gate.shades, unit.shades);
  });

  it('attributes the prediction of the next character to the last one read', async () => {
    const { analyze } = analyzer();
    const { attribution } = await analyze({ kind: 'attribution', text: 'the r', next: 'i' });
    assert.equal(attribution.text, 'the r');
    assert.ok(Math.exp(attribution.logProbability) > 0.9, `${attribution.logProbability}`);
    const weights = [...attribution.weights];
    assert.equal(weights.indexOf(Math.max(...weights)), 4);
    assert.deepEqual(weights.slice(0, 4), [0, 0, 0, 0]);
  });

  it('measures each file and reports progress', async () => {
    const { analyze, progress } = analyzer();
    const { files } = await analyze({ kind: 'files' });
    assert.deepEqual(files.map(({ path }) => path).sort(), texts.map(({ path }) => path).sort());
    assert.ok(files.every(({ bitsPerChar }) => bitsPerChar < 0.5));
    assert.ok(progress.length > 3 && progress.every((done, at) => done <= 1 && done >= (progress[at - 1] ?? 0)));
  });

  it('replays the held-out files with each component, and all together save the most keystrokes', async () => {
    const { analyze, progress } = analyzer();
    const { report } = await analyze({ kind: 'suggestions' });
    // A step is no longer than a typed character, or a text at one threshold: the program must not seem to hang.
    assert.ok(progress.length > 4 * report.characters, `${progress.length} of ${report.characters}`);
    assert.ok(progress.every((done, at) => done <= 1 && done >= (progress[at - 1] ?? 0)));
    assert.ok(progress.at(-1)! > 0.95, `${progress.at(-1)}`);
    assert.deepEqual(
      report.race.users.map(({ msPerKey }) => msPerKey),
      [150, 240],
    );
    for (const { known, unknown } of report.race.users) {
      assert.ok(known.saved <= report.race.ideal && unknown.saved <= report.race.ideal);
      assert.ok(known.shownPerChar <= unknown.shownPerChar);
    }
    assert.deepEqual(
      report.components.map(({ component }) => component),
      ['wordCompletion', 'workspaceNetwork', 'contextMixing', 'contextMixing+cache', 'mixture'],
    );
    const all = report.components.at(-1)!;
    assert.ok(
      all.saved > 0.4 && all.savedInterval[0] <= all.saved && all.saved <= all.savedInterval[1],
      `${all.saved}`,
    );
    assert.ok(report.curve.every(({ saved, precision }) => saved <= 1 && precision >= 0 && precision <= 1));
    assert.ok(report.settings.quiet.threshold >= report.settings.balanced.threshold);
    assert.ok(
      report.calibration.every(
        ({ predicted, observed }) => predicted >= 0 && predicted <= 1 && observed >= 0 && observed <= 1,
      ),
    );
  });

  it('lists passages that would be repeated from one file, and not what all files contain', async () => {
    const { open, analyzeAgain } = analyzer();
    const planted = {
      path: 'w/plan.md',
      text: 'vast ovens drive cousins to Andorra in rounds; stars huddle near her shed\n'.repeat(3),
    };
    await open(checkpointOf(song), [...texts, planted]);
    const { passages } = await analyzeAgain({ kind: 'memorized' });
    assert.deepEqual([...new Set(passages.map(({ path }) => path))], ['w/plan.md']);
    assert.ok(planted.text.includes(passages[0]!.text) && passages[0]!.line >= 1);
  });

  it('ends a query that is canceled, and goes on with others', async () => {
    const { analyze, analyzeAgain, cancel } = analyzer();
    const long = analyze({ kind: 'memorized' });
    await Promise.resolve();
    await Promise.resolve();
    cancel(1);
    await assert.rejects(long, /canceled/);
    cancel(1);
    assert.ok((await analyzeAgain({ kind: 'files' })).files.length > 0);
  });

  it('answers a short query while a long one is running', async () => {
    const { analyze, analyzeAgain } = analyzer();
    const finished: string[] = [];
    const long = analyze({ kind: 'files' }).then(() => finished.push('long'));
    await Promise.resolve();
    const short = analyzeAgain({ kind: 'attribution', text: 'th', next: 'e' }).then(() => finished.push('short'));
    await Promise.all([long, short]);
    assert.deepEqual(finished, ['short', 'long']);
  });

  it('rejects a query without a network, and a damaged checkpoint', async () => {
    const { analyzeAgain, open } = analyzer();
    await assert.rejects(analyzeAgain({ kind: 'lens' }), /no network/);
    await assert.rejects(open(new Uint8Array(9), texts), /header/);
  });
});
