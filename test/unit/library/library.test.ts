import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openModel, train, type TrainOptions, type TrainingEvent } from '../../../src/library/library.ts';

const lines = 'the quick brown fox jumps over the lazy dog.\n'.repeat(60);
const small = { cell: 'tanh', hiddenSize: 8, batchSize: 4, sequenceLength: 8, threads: 1 } as const;
const texts = [{ path: 'fox.txt', text: lines }];

function begin(options: TrainOptions = {}) {
  return train({ texts, ...small, steps: 30, ...options });
}

async function eventsOf(training: AsyncIterable<TrainingEvent>): Promise<readonly TrainingEvent[]> {
  const events: TrainingEvent[] = [];
  for await (const event of training) events.push(event);
  return events;
}

describe('the library', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'hidden-state-library-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('reports events from the first one on, also to a loop that begins after the end', async () => {
    const training = begin();
    const { steps, bitsPerCharacter } = await training.result;
    const events = await eventsOf(training);
    assert.equal(events[0]?.type, 'prepared');
    assert.deepEqual(events.at(-1), { type: 'ended', reason: 'finished', bitsPerCharacter });
    const lastStep = Math.max(...events.map((event) => (event.type === 'progress' ? event.step : 0)));
    assert.deepEqual([lastStep, steps], [30, 30]);
    assert.ok(events.some(({ type }) => type === 'heldOut'));
  });

  it('saves a model, opens it, and continues it from the file, the model or its bytes', async () => {
    const file = join(folder, 'model');
    const model = await begin().result;
    await model.save(file);
    const opened = await openModel(file);
    assert.equal(opened.sample({ prompt: 'the ', characters: 30 }), model.sample({ prompt: 'the ', characters: 30 }));
    for (const from of [file, model, model.bytes]) assert.equal((await begin({ from }).result).steps, 60);
  });

  it('predicts with probabilities in order, and scores a text that it knows better than another', async () => {
    const model = await begin({ steps: 400, hiddenSize: 32 }).result;
    const [first, second] = model.predict('the quick brown fo', 2);
    assert.equal(first?.character, 'x');
    assert.ok(first.probability >= second!.probability);
    assert.ok(model.score('the lazy dog.') < model.score('gazelle kraut'));
  });

  it('ends early with a model when it is stopped', async () => {
    const training = begin({ steps: 1_000_000 });
    for await (const event of training) if (event.type === 'progress') training.stop();
    assert.ok((await training.result).steps > 0);
  });

  it('rejects with the reason of the signal, in the result and in the loop', async () => {
    const abort = new AbortController();
    const training = begin({ steps: 1_000_000, signal: abort.signal });
    setTimeout(() => abort.abort(new Error('enough')), 300);
    await assert.rejects(eventsOf(training), /enough/);
    await assert.rejects(training.result, /enough/);
    await assert.rejects(begin({ signal: AbortSignal.abort(new Error('before')) }).result, /before/);
  });

  it('masks secrets in texts', async () => {
    const model = await begin({ texts: [{ path: 'a.ts', text: `${lines}const password = "ZQZQ-XY77";\n`.repeat(3) }] })
      .result;
    assert.doesNotMatch(model.characters, /[ZQXY7]/);
  });

  it('learns from a folder', async () => {
    writeFileSync(join(folder, 'fox.txt'), lines);
    const [prepared] = await eventsOf(train({ folder, ...small, steps: 5 }));
    assert.ok(prepared?.type === 'prepared' && prepared.files === 1);
  });

  for (const [what, options, message] of [
    [
      'an unknown option',
      { hidden: 8 } as TrainOptions,
      /no setting hidden\. The settings are start, cell, hiddenSize/,
    ],
    ['a value out of range', { hiddenSize: 0 }, /hiddenSize cannot be 0: it is a whole number from 1 to 1024/],
    ['an unknown cell', { cell: 'elman' } as unknown as TrainOptions, /cell cannot be "elman": it is one of tanh, gru/],
    ['texts and a folder', { folder: '.' }, /Name a folder, or give texts/],
    ['too little text', { texts: [] }, /0 characters of text/],
    ['a file that is no model', { from: import.meta.filename }, /is not a usable checkpoint/],
  ] as const) {
    it(`rejects ${what}`, async () => {
      await assert.rejects(begin(options).result, message);
    });
  }

  it('lets only one loop read the events', async () => {
    const training = begin({ steps: 2 });
    await eventsOf(training);
    assert.throws(() => training[Symbol.asyncIterator](), /can be read once/);
  });
});
