// The header says which network makes suggestions, where it is not that of the run that is shown, or not the newest one.
import assert from 'node:assert/strict';
import type { RunsInUse } from '../../../media/dashboard/ui/networkInUse.ts';
import { heldOutRule, initialRunState, pointRule, type RunState } from '../../../src/protocol/runState.ts';
import { seriesOf } from '../../../src/protocol/series.ts';
import { createFormats } from '../../../media/dashboard/ui/format.ts';
import { positionAt, runSummary, stepPoint } from '../protocol/exampleRun.ts';
import { installFakeDocument } from './fakeDocument.ts';

installFakeDocument();
const { headline, isLowerUnused, isOtherInUse, networkInUse, unimproved } =
  await import('../../../media/dashboard/ui/networkInUse.ts');
const { nextStep } = await import('../../../media/dashboard/pages/overview/summarySection.ts');

const newer = runSummary({ id: 'newer', startedMs: 2, bitsPerChar: 2.158 });
const older = runSummary({ id: 'older', startedMs: 1, bitsPerChar: 1.375 });

function stateOf(run: Partial<RunState>, ids: Pick<RunsInUse, 'currentRun' | 'runInUse'>): RunsInUse {
  return {
    run: { ...initialRunState, ...run },
    runs: [newer, older],
    isNewerSetAside: true,
    restorable: new Set(['newer', 'older']),
    ...ids,
  };
}

describe('the sentence about the network in use', () => {
  it('names the one before a training from scratch, during the training and after an interruption', () => {
    const ids = { currentRun: 'newer', runInUse: 'older' };
    assert.match(
      networkInUse(stateOf({ status: 'training' }, ids)),
      /^This is the new network\. Suggestions use the earlier one until/,
    );
    assert.equal(
      nextStep(stateOf({ status: 'training' }, ids)),
      'You can write as usual.',
      'suggestions do not improve',
    );
    assert.ok(isOtherInUse(ids), 'as the prediction at the cursor says');
    const used = stateOf({ status: 'training' }, { currentRun: 'newer', runInUse: 'newer' });
    assert.ok(!isOtherInUse(used));
    assert.match(nextStep(used), /suggestions improve/);
    const stopping = stateOf({ status: 'training', isStopping: true }, { currentRun: 'newer', runInUse: 'newer' });
    assert.equal(nextStep(stopping), 'You can write as usual.');
    const paused = stateOf({ status: 'paused', isStopping: true }, { currentRun: 'newer', runInUse: 'newer' });
    assert.equal(nextStep(paused), 'You can write as usual.', 'and not to resume the training');
    const interrupted = stateOf({ status: 'ended' }, ids);
    assert.match(networkInUse(interrupted), /did not end\. Suggestions use the earlier one/u);
    const ended = stateOf({ status: 'ended', endReason: 'finished' }, ids);
    assert.equal(networkInUse(ended), 'Suggestions use the earlier network.');
    assert.match(nextStep(interrupted), /go on with this network/);
    const finished = stateOf({ status: 'ended', endReason: 'finished' }, { currentRun: 'newer', runInUse: 'newer' });
    assert.match(nextStep(finished), /^Next: write in a file/);
    assert.equal(nextStep(finished, true), 'You can write as usual.', 'to who has seen suggestions');
  });

  it('says that a newer network was set aside, and what a training goes on with', () => {
    const kept = stateOf({ status: 'ended', endReason: 'stopped' }, { currentRun: 'older', runInUse: 'older' });
    assert.match(networkInUse(kept), /^This earlier network is in use\. The newest one was set aside/);
    assert.match(nextStep(kept), /go on with this network/);
    assert.equal(headline(kept, 'learned'), 'Earlier network', 'not "Stopped", as its own training was');
    assert.equal(headline({ ...kept, isNewerSetAside: false }, 'learned'), 'Stopped');
    const imported = stateOf({ status: 'idle' }, { currentRun: 'older', runInUse: 'older' });
    assert.match(networkInUse(imported), /^This earlier network is in use/);
    const trainedFurther = { ...kept, isNewerSetAside: false };
    assert.equal(networkInUse(trainedFurther), '');
    const deleted = { ...kept, restorable: new Set(['older']) };
    assert.equal(networkInUse(deleted), '');
    assert.match(nextStep(deleted), /go on with this network/);
  });

  it('is empty where the newest network is shown and in use, and without a run', () => {
    const ids = { currentRun: 'newer', runInUse: 'newer' };
    for (const status of ['training', 'ended', 'preparing'] as const)
      assert.equal(networkInUse(stateOf({ status }, ids)), '');
    assert.equal(networkInUse(stateOf({}, { currentRun: undefined, runInUse: undefined })), '');
  });
});

describe('the note about scores of other texts', () => {
  it('is shown where a run that is not in use has a lower score, but not during a training', () => {
    const ids = { currentRun: 'newer', runInUse: 'newer' };
    assert.ok(isLowerUnused(stateOf({ status: 'ended' }, ids)));
    assert.ok(!isLowerUnused(stateOf({ status: 'training' }, ids)));
    assert.ok(
      !isLowerUnused({ ...stateOf({ status: 'ended' }, ids), restorable: new Set(['newer']) }),
      'it is deleted',
    );
    assert.ok(!isLowerUnused(stateOf({ status: 'ended' }, { currentRun: 'older', runInUse: 'older' })));
  });
});

describe('the sentence about a training in vain', () => {
  const said = (bestStep: number, status: RunState['status'] = 'ended', tests = [6000, 9500, 12_000]) => {
    const evaluation = (step: number) => ({ ...positionAt(step), bitsPerChar: 2, best: step === bestStep });
    const heldOut = seriesOf(tests.map(evaluation), heldOutRule);
    const points = seriesOf([stepPoint(12_000)], pointRule);
    return unimproved({ status, heldOut, points }, createFormats('en'));
  };

  it('tells until when the training has made the network better', () => {
    assert.equal(said(6000), 'The training after 1:00 did not make the network better: it is used as it was then.');
  });

  it('says nothing of the last steps, or during the training', () => {
    assert.equal(said(12_000), '');
    assert.equal(said(6000, 'training'), '');
  });

  it('says nothing where the training was interrupted before another test', () => {
    assert.equal(said(6000, 'ended', [3000, 6000]), '');
  });
});
