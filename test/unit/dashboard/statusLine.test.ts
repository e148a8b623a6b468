// The status line names the network that makes suggestions, also one that was imported.
import assert from 'node:assert/strict';
import { createFormats } from '../../../media/dashboard/ui/format.ts';
import type { StatusParts } from '../../../media/dashboard/ui/statusLine.ts';
import { DashboardState } from '../../../media/dashboard/state/dashboardState.ts';
import type { RunEvent } from '../../../src/protocol/runEvents.ts';
import type { NetworkWithoutRun, RunState } from '../../../src/protocol/runState.ts';
import { defaultTrainingSettings } from '../../../src/protocol/settings.ts';
import { installFakeDocument } from './fakeDocument.ts';

installFakeDocument();
const { learnedText, networkDetail, networkHint, qualityText, statusDetail, statusName } =
  await import('../../../media/dashboard/ui/statusLine.ts');

const network: NetworkWithoutRun = {
  cell: 'lstm',
  hiddenSize: 64,
  layers: 1,
  bitsPerChar: 2.25,
  importedMs: Date.UTC(2026, 2, 14, 12),
};
const prepared: Extract<RunEvent, { type: 'prepared' }> = {
  type: 'prepared',
  corpus: { files: 2, trainCharacters: 900, heldOutCharacters: 100, vocabulary: 40, ledger: [] },
  settings: { ...defaultTrainingSettings, start: 'scratch', cell: 'gru', hiddenSize: 8 },
  engine: 'float64 reference',
  continued: true,
};

function stateAfter(...events: readonly RunEvent[]): RunState {
  const state = new DashboardState(30);
  for (const event of events) state.receive({ type: 'event', event });
  return state.run;
}
const line = (state: StatusParts): string => `${statusName(state)}: ${statusDetail(state, createFormats('en'))}`;

describe('the status line', () => {
  it('says that nothing is trained', () => {
    assert.equal(line(stateAfter()), 'Not trained yet: ');
    assert.equal(networkHint(stateAfter()), undefined);
  });

  it('says that a training is being stopped', () => {
    assert.match(line(stateAfter(prepared, { type: 'stopping' })), /^Stopping: the network is measured once more/);
  });

  it('says how much of the text a training has read that ended before it had read all', () => {
    const point = {
      step: 1,
      characters: 9,
      elapsedMs: 1,
      lossBits: 3,
      gradientNorm: 1,
      learningRate: 1,
      updateRatio: 1,
    };
    const read = (characters: number): RunState =>
      stateAfter(
        prepared,
        { type: 'progress', points: [{ ...point, characters }], charsPerSecond: 1, remainingMs: 0 },
        { type: 'ended', reason: 'finished', bitsPerChar: 2 },
      );
    assert.equal(line(read(9)), 'Finished: 2 files, 1K characters; the training has read 1% of the text to train on');
    assert.equal(line(read(900)), 'Finished: trained and tested on 2 files, 1K characters');
    const format = createFormats('en');
    assert.equal(statusDetail(read(900), format, undefined, true), 'last training: 2 files, 1K characters');
  });

  it('says that a training ends early, until it has ended, and not after the network is trained further', () => {
    const point = { step: 1, characters: 9, lossBits: 3, gradientNorm: 1, learningRate: 1, updateRatio: 1 };
    const progress = (elapsedMs: number) =>
      ({ type: 'progress', points: [{ ...point, elapsedMs }], charsPerSecond: 1, remainingMs: 100 }) as const;
    const early = [prepared, progress(100), progress(200), { type: 'coolDown', step: 1 }] as const;
    assert.doesNotMatch(line(stateAfter(prepared, progress(100), progress(200))), /early/u);
    assert.match(line(stateAfter(...early)), /^Training: 2 files.*, so the training ends early$/u);
    assert.doesNotMatch(line(stateAfter(...early, { type: 'ended', reason: 'finished', bitsPerChar: 2 })), /early/u);
    assert.doesNotMatch(line(stateAfter(...early, prepared, progress(300))), /early/u);
  });

  it('says how much text is learned while no network is trained', () => {
    const entry = { path: 'notes/a.md', included: true, characters: 1500, heldOut: 'none' } as const;
    const learned = learnedText([
      entry,
      { ...entry, path: 'notes/b.md' },
      { path: 'c', included: false, rule: 'binary' },
    ]);
    assert.deepEqual(learned, { files: 2, characters: 3000 });
    const idle = stateAfter();
    assert.equal(statusName(idle, 'learned'), 'Learned');
    assert.equal(statusName(idle, 'learning'), 'Learning');
    assert.equal(statusDetail(idle, createFormats('en'), learned), '2 files, 3K characters');
    assert.equal(learnedText([]), undefined);
  });

  it('says what to do first where nothing is learned, and what happens where text is', () => {
    const [format, idle] = [createFormats('en'), stateAfter()];
    assert.match(qualityText(idle, format, 'nothing'), /^Learn this workspace/);
    assert.match(qualityText(idle, format, 'learned'), /^Your text is learned\. Suggestions appear/);
    assert.match(qualityText(stateAfter(prepared), format, 'learned'), /for the first time/);
    assert.match(qualityText(stateAfter({ type: 'preparing' }), format, 'nothing'), /^Your files are being read/);
    const paused = stateAfter(prepared, { type: 'state', state: 'paused' });
    assert.match(qualityText(paused, format, 'learned'), /not been measured yet/);
  });

  it('names an imported network, its size and the day, and that it can be trained further', () => {
    const state = stateAfter({ type: 'networkWithoutRun', network });
    assert.match(line(state), /^Imported network: imported on Mar 14, 2026/);
    assert.match(networkHint(state)!, /“Train on workspace” trains it further/);
    assert.equal(state.score, 2.25);
  });

  it('says that several layers are trained further elsewhere', () => {
    const state = stateAfter({ type: 'networkWithoutRun', network: { ...network, layers: 2, bitsPerChar: undefined } });
    assert.equal(networkDetail(state), 'LSTM with 2 layers of 64 units');
    assert.match(networkHint(state)!, /with PyTorch/);
    assert.equal(state.score, undefined);
  });

  it('names a trained network whose run was deleted, and its bits per character', () => {
    const state = stateAfter({ type: 'networkWithoutRun', network: { ...network, importedMs: undefined } });
    assert.equal(line(state), 'Trained network: its run was deleted');
    assert.match(networkHint(state)!, /makes suggestions now/);
    assert.equal(state.score, 2.25);
  });

  it('leaves type, size and start of the network to the details of the training', () => {
    const settings = { ...prepared.settings, start: 'pretrained' } as const;
    assert.equal(
      networkDetail(stateAfter({ ...prepared, settings })),
      'GRU with 8 units · started from the pretrained network',
    );
    assert.equal(networkDetail(stateAfter(prepared)), 'GRU with 8 units');
    assert.equal(networkDetail(stateAfter({ type: 'networkWithoutRun', network })), 'LSTM with 64 units');
    assert.equal(networkDetail(stateAfter()), '');
  });

  it('is about the training once the imported network is trained further, or replaced', () => {
    const state = stateAfter({ type: 'networkWithoutRun', network }, prepared);
    assert.equal(line(state), 'Training: 2 files, 1K characters');
    assert.deepEqual([state.score, networkHint(state)], [2.25, undefined]);
    assert.equal(line(stateAfter({ type: 'networkWithoutRun', network }, { type: 'cleared' })), 'Not trained yet: ');
  });

  it('names the imported network again after a training was cancelled before its first step', () => {
    const state = stateAfter(
      { type: 'networkWithoutRun', network },
      { type: 'preparing' },
      { type: 'preparationCancelled' },
    );
    assert.match(line(state), /^Imported network: /);
  });
});
