// One score in every place that shows it: details, legend of the learning curve, table of runs, status bar and saved file, at
// five moments of two real trainings.
import assert from 'node:assert/strict';
import { learn } from '../../../src/cli/learn.ts';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import type { LearnerEvent, TrainingJob } from '../../../src/protocol/learner.ts';
import { shownBits } from '../../../src/protocol/runScore.ts';
import { applyRunEvent, type RunEvent } from '../../../src/protocol/runEvents.ts';
import { initialRunState, type RunState } from '../../../src/protocol/runState.ts';
import type { RunSummary } from '../../../src/protocol/runs.ts';
import { itemsOf } from '../../../src/protocol/series.ts';
import { defaultTrainingSettings } from '../../../src/protocol/settings.ts';
import { createFormats } from '../../../media/dashboard/ui/format.ts';
import { runSummary } from '../protocol/exampleRun.ts';
import { installFakeDocument } from './fakeDocument.ts';

installFakeDocument();
const { lossReadout } = await import('../../../media/dashboard/charts/lossReadout.ts');
const { runValues } = await import('../../../media/dashboard/pages/runs/runValues.ts');
const { originOfScore, qualityText } = await import('../../../media/dashboard/ui/statusLine.ts');

const format = createFormats('en');
/** More held-out text than an evaluation reads. */
const texts = Array.from({ length: 60 }, (_, file) => ({
  path: `notes/${file}.md`,
  text: Array.from(
    { length: 400 },
    (_, line) => `${file}: line ${line * 7} of the ${(file * line) % 89}th note\n`,
  ).join(''),
}));
const settings = {
  ...defaultTrainingSettings,
  hiddenSize: 16,
  batchSize: 8,
  sequenceLength: 16,
  steps: 60,
  threads: 1,
};

/** The state after each event, and the file that was saved last before it. */
async function train(job: Partial<TrainingJob>, before: RunState): Promise<readonly Moment[]> {
  let [state, file] = [before, job.checkpoint];
  const moments: Moment[] = [];
  const follow = (event: LearnerEvent): void => {
    if (event.type === 'resumePoint') return;
    if (event.type === 'checkpoint') file = event.checkpoint;
    state = applyRunEvent(state, event.type === 'checkpoint' ? { type: 'checkpoint' } : event);
    moments.push({ state, file, type: event.type });
  };
  await learn({ texts, settings, ...job }, { onEvent: follow });
  return moments;
}

interface Moment {
  readonly state: RunState;
  readonly file: Uint8Array | undefined;
  readonly type: RunEvent['type'];
}

/** The words of the legend, without a cursor. */
function legendOf(run: RunState): string {
  const data = [[1], [3], [3], [9]] as [number[], number[], number[], number[]];
  return lossReadout(data, undefined, { run, describe: String, format }).spoken;
}

/** As the host stores it. */
function summaryOf({ score, endReason, settings: used, points }: RunState): RunSummary {
  const { characters = 0, elapsedMs = 0 } = itemsOf(points).at(-1) ?? {};
  return runSummary({ settings: used!, characters, elapsedMs, bitsPerChar: score, endReason });
}

/** What each place shows. */
function places({ state, file }: Moment): Readonly<Record<string, string>> {
  const stored = file && decodeCheckpoint(file).progress.bitsPerChar;
  return {
    details: format.bits(state.score!),
    legend: /[\d.]+$/.exec(legendOf(state))![0],
    table: runValues(format).bitsPerChar.text(summaryOf(state)),
    status: format.bits(shownBits(state, stored)!),
    file: format.bits(stored!),
  };
}

function assertSame(moment: Moment, what: string): void {
  const shown = places(moment);
  assert.equal(new Set(Object.values(shown)).size, 1, `${what}: ${JSON.stringify(shown)}`);
}

/** After the last step, before the end. */
function duringTraining(moments: readonly Moment[]): Moment {
  return moments.findLast(({ type, state }) => type === 'progress' && state.score !== undefined)!;
}

describe('the score', () => {
  it('is the same everywhere during and after a training, after Continue, and after reopening', async () => {
    const first = await train({}, initialRunState);
    const during = duringTraining(first);
    assertSame(during, 'during the training');
    const end = first.at(-1)!;
    assertSame(end, 'at the end');
    for (const { state } of [during, end]) assert.equal(originOfScore(state), 'on text that it does not know');
    assert.match(legendOf(during.state), /test, best/, 'where the newest point is another one');

    const second = await train({ checkpoint: end.file! }, end.state);
    assertSame(second[0]!, 'after Continue');
    const start = second.find(({ type }) => type === 'heldOut')!;
    assert.equal(start.state.score, end.state.score, 'the same network has the same score');
    assertSame(duringTraining(second), 'after the next evaluation');
    const closed = second.at(-1)!;
    const { points, heldOut, histograms, markers } = closed.state;
    const curves = {
      id: 'a',
      points: itemsOf(points),
      heldOut: itemsOf(heldOut),
      histograms: itemsOf(histograms),
      markers,
    };
    const reopened = applyRunEvent(initialRunState, {
      type: 'restored',
      run: { summary: summaryOf(closed.state), curves },
      details: {},
    });
    assertSame({ ...closed, state: reopened }, 'after reopening');
    assert.equal(reopened.score, closed.state.score);
  });

  it('is of the file that makes suggestions where no run is shown, and of no other network during a training', () => {
    assert.equal(shownBits({ ...initialRunState, status: 'idle' }, 2.5), 2.5);
    assert.equal(shownBits({ ...initialRunState, status: 'training' }, 2.5), undefined);
  });
});

describe('the sentence about the score', () => {
  const state = (bitsPerChar: number) => ({
    ...initialRunState,
    score: bitsPerChar,
    corpus: { files: 1, trainCharacters: 1, heldOutCharacters: 1, vocabulary: 96, ledger: [] },
  });

  it('says among how many characters the network hesitates', () => {
    assert.match(qualityText(state(2.32), format), /between about 5 of the 96 letters and signs that it knows\.$/);
    assert.match(qualityText(state(0.5), format), /between about 1\.4 of the 96 letters and signs that it knows\.$/);
  });
});
