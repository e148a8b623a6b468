import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { initialParameters } from '../../../src/engine/initialize.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { createLearner } from '../../../src/learner/learner.ts';
import { decodeCheckpoint, type Checkpoint } from '../../../src/model/network/checkpoint.ts';
import { encodeInt8Network } from '../../../src/model/network/int8Network.ts';
import { buildVocabulary } from '../../../src/model/network/vocabulary.ts';
import type { LearnerEvent, TrainingJob } from '../../../src/protocol/learner.ts';
import { defaultTrainingSettings, type TrainingSettings } from '../../../src/protocol/settings.ts';
import { effectiveSettings, startsFromPretrained } from '../../../src/learner/pretrainedStart.ts';
import { turns } from '../../../src/processes/turns.ts';
import { fox } from './smallTraining.ts';

const settings: TrainingSettings = {
  ...defaultTrainingSettings,
  start: 'pretrained',
  batchSize: 4,
  sequenceLength: 8,
  seconds: 1,
  steps: 2,
};

/** A small network stands for the pretrained one: it keeps its own size. */
const pretrained = ((): Uint8Array => {
  const vocabulary = buildVocabulary(['abcdefghijklmnopqrstuvwxyz .\n']);
  const shape = { cell: 'gru', hiddenSize: 8, vocabulary: vocabulary.size } as const;
  return encodeInt8Network({ shape, vocabulary, parameters: initialParameters(shape, 5) });
})();

async function trained(job: Partial<TrainingJob>, watching = false) {
  const events: LearnerEvent[] = [];
  const learner = createLearner((event) => void events.push(event), {
    chooseEngine: () => Promise.resolve(referenceEngine),
    ...turns,
    sleep: (ms) => setTimeout(ms),
    pretrainedNetwork: () => pretrained,
  });
  learner.setWatching(watching);
  await learner.train({ texts: [{ path: 'fox.txt', text: fox }], settings, ...job });
  const last = events.findLast((event) => event.type === 'checkpoint')!.checkpoint;
  const prepared = events.find((event) => event.type === 'prepared')!;
  return { events, prepared, bytes: last, checkpoint: decodeCheckpoint(last) };
}

describe('a training that starts from the pretrained network', () => {
  it('has its cell and size, and says so', async () => {
    const { prepared, checkpoint } = await trained({});
    assert.deepEqual([checkpoint.shape.cell, checkpoint.shape.hiddenSize], ['gru', 8]);
    assert.deepEqual([prepared.settings.start, prepared.settings.hiddenSize], ['pretrained', 8]);
    assert.equal(prepared.continued, false);
    assert.equal(checkpoint.training?.settings['start'], 'pretrained');
  });

  it('gives the same checkpoint for the same seed', async () => {
    const run = async (seed: number) => (await trained({ settings: { ...settings, seed } })).checkpoint.parameters;
    assert.deepEqual(await run(3), await run(3));
    assert.notDeepEqual(await run(3), await run(4));
  });

  it('reports the bits of the start before its first step, and as a baseline', async () => {
    const { events } = await trained({ settings: { ...settings, steps: 300 } }, true);
    const first = events.find((event) => event.type === 'heldOut')!.point;
    assert.deepEqual([first.step, first.best], [0, true]);
    const baselines = events.find((event) => event.type === 'baselines')!.baselines;
    const start = baselines.find(({ kind }) => kind === 'pretrainedStart');
    assert.equal(start?.bitsPerChar, first.bitsPerChar);
  });

  it('is trained at a lower rate, also when it is continued', async () => {
    const { bytes, events } = await trained({});
    const again = await trained({ checkpoint: bytes });
    for (const { prepared } of [{ prepared: events.find((event) => event.type === 'prepared')! }, again]) {
      assert.ok(prepared.settings.learningRate < settings.learningRate, String(prepared.settings.learningRate));
    }
    assert.equal(again.prepared.settings.start, 'pretrained');
  });

  it('knows characters that are not in the vocabulary of the pretrained network as such', async () => {
    const german = fox.replaceAll('jumps', 'jümps');
    const { events } = await trained({ texts: [{ path: 'fox.txt', text: german }] });
    const start = events.find((event) => event.type === 'heldOut')!.point.bitsPerChar;
    assert.ok(start < 6, String(start));
  });
});

describe('a training from scratch', () => {
  it('does not read the pretrained network', async () => {
    const small: TrainingSettings = { ...settings, start: 'scratch', hiddenSize: 16 };
    const { prepared, checkpoint, events } = await trained({ settings: small });
    assert.deepEqual([prepared.settings.start, checkpoint.shape.hiddenSize], ['scratch', 16]);
    assert.equal(prepared.settings.learningRate, settings.learningRate);
    assert.ok(events.find((event) => event.type === 'heldOut')!.point.step > 0);
  });

  it('is what another cell or size than the default gives', () => {
    assert.ok(startsFromPretrained(defaultTrainingSettings) === (defaultTrainingSettings.start === 'pretrained'));
    const start = 'pretrained';
    assert.ok(startsFromPretrained({ ...defaultTrainingSettings, start }));
    assert.ok(!startsFromPretrained({ ...defaultTrainingSettings, start, cell: 'lstm' }));
    assert.ok(!startsFromPretrained({ ...defaultTrainingSettings, start, hiddenSize: 64 }));
  });

  it('is continued as one, also from a checkpoint of another program', () => {
    const shape = { cell: 'gru', hiddenSize: 4, vocabulary: 3 } as const;
    const checkpoint = { shape } as Checkpoint;
    assert.equal(effectiveSettings(defaultTrainingSettings, checkpoint, false).start, 'scratch');
    assert.equal(effectiveSettings(defaultTrainingSettings, checkpoint, true).start, 'pretrained');
  });
});
