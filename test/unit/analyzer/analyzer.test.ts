// The examiner, at its end of the wire, about a network that knows one sentence by heart.
import assert from 'node:assert/strict';
import { createModels } from '../../../src/model/createModels.ts';
import { createAnalyzer } from '../../../src/analyzer/analyzer.ts';
import type { AnalysisResult, FromAnalyzer, AnalysisQuery, ToAnalyzer } from '../../../src/protocol/analyzer.ts';
import { checkpointOf, countingEngine, steppingClock } from '../predictor/tinyModel.ts';
import { createTinyContextMixing } from '../model/tinyContextMixing.ts';

/** Characters all different. */
const song = 'the rivusandco\n';

const texts = Array.from({ length: 30 }, (_, at) => ({ path: `w/${at}.md`, text: song.repeat(20) }));

function examiner(checkpoint: Uint8Array | null = checkpointOf(song)) {
  const heard: FromAnalyzer[] = [];
  let tell = (message: ToAnalyzer): void => void message;
  let settled = (): void => undefined;
  const { engine } = countingEngine();
  createAnalyzer(
    {
      send: (message) => {
        heard.push(message);
        if (message.type !== 'progress') settled();
      },
      receive: (listener) => (tell = listener),
    },
    {
      engine,
      models: createModels({
        engine,
        contextMixing: createTinyContextMixing,
        primingText: () => new TextEncoder().encode(JSON.stringify(['generic text\n'])),
      }),
      now: steppingClock(250),
      breathe: () => Promise.resolve(),
    },
  );
  if (checkpoint) tell({ type: 'open', checkpoint, texts });
  let lastId = 0;
  async function ask<Kind extends AnalysisQuery['kind']>(question: Extract<AnalysisQuery, { kind: Kind }>) {
    const id = ++lastId;
    const done = new Promise<void>((resolve) => (settled = resolve));
    tell({ type: 'ask', id, question });
    await done;
    const last = heard.at(-1)!;
    assert.equal(last.type, 'result', JSON.stringify(last));
    return (last as unknown as { result: Extract<AnalysisResult, { kind: Kind }> }).result;
  }
  return { heard, ask, tell };
}

describe('the examiner', () => {
  it('looks through the lens at held-out text, and gives the same report again', async () => {
    const { ask } = examiner();
    const { lens } = await ask<'lens'>({ kind: 'lens' });
    assert.equal(lens!.hidden, [...song].length + 1);
    assert.ok(song.repeat(20).startsWith(lens!.characters.slice(0, 40).join('')));
    assert.equal((await ask<'lens'>({ kind: 'lens' })).lens, lens);
  });

  it('colours a text by one unit: the unit of a character stands high after it', async () => {
    const { ask } = examiner();
    const unit = [...song].sort().indexOf('r') + 1;
    const { shades } = await ask<'color'>({ kind: 'color', unit, before: '', text: song });
    const highest = Math.max(...shades);
    assert.deepEqual(
      [...song].filter((_, at) => shades[at] === highest),
      ['r'],
    );
  });

  it('colours a text by a gate, and by the unit where the cell has no gates', async () => {
    const { ask } = examiner();
    const about = { kind: 'color', unit: 1, before: '', text: song } as const;
    const [unit, gate] = [await ask<'color'>(about), await ask<'color'>({ ...about, gate: 'update' })];
    assert.deepEqual(gate.shades, unit.shades);
  });

  it('tells what mattered for the next character: the last one read', async () => {
    const { ask } = examiner();
    const { attribution } = await ask<'attribution'>({ kind: 'attribution', text: 'the r', next: 'i' });
    assert.equal(attribution.text, 'the r');
    assert.ok(Math.exp(attribution.logProbability) > 0.9, `${attribution.logProbability}`);
    const weights = [...attribution.weights];
    assert.equal(weights.indexOf(Math.max(...weights)), 4);
    assert.deepEqual(weights.slice(0, 4), [0, 0, 0, 0]);
  });

  it('measures each file, and says on the way how far it is', async () => {
    const { ask, heard } = examiner();
    const { files } = await ask<'files'>({ kind: 'files' });
    assert.deepEqual(files.map(({ path }) => path).sort(), texts.map(({ path }) => path).sort());
    assert.ok(files.every(({ bitsPerChar }) => bitsPerChar < 0.5));
    const progress = heard.flatMap((message) => (message.type === 'progress' ? [message.done] : []));
    assert.ok(progress.length > 3 && progress.every((done, at) => done <= 1 && done >= (progress[at - 1] ?? 0)));
  });

  it('types the held-out files with each voice, and finds that who knows the text saves most', async () => {
    const { ask } = examiner();
    const { report } = await ask<'suggestions'>({ kind: 'suggestions' });
    assert.deepEqual(
      report.components.map(({ component: voice }) => voice),
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
        ({ predicted: said, observed: right }) => said >= 0 && said <= 1 && right >= 0 && right <= 1,
      ),
    );
  });

  it('leaves a question that was dropped', async () => {
    const { heard, tell } = examiner();
    tell({ type: 'ask', id: 7, question: { kind: 'suggestions' } });
    tell({ type: 'drop', id: 7 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(
      heard.every(({ type }) => type === 'progress'),
      JSON.stringify(heard),
    );
  });

  it('says so when there is nothing to look at', async () => {
    const { heard, tell } = examiner(null);
    tell({ type: 'ask', id: 1, question: { kind: 'lens' } });
    await Promise.resolve();
    assert.equal(heard[0]?.type, 'failed');
  });
});
