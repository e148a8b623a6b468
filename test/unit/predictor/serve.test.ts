import assert from 'node:assert/strict';
import { createModels } from '../../../src/model/createModels.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { serve } from '../../../src/predictor/serve.ts';
import type { FromPredictor, ToPredictor } from '../../../src/protocol/predictor.ts';
import { checkpointOf, requestAt, steppingClock } from './tinyModel.ts';

/** A predictor whose slices all end at once, and what it has answered. */
function predictor() {
  const answers: FromPredictor[] = [];
  let listener: (message: ToPredictor) => void = () => undefined;
  serve(
    { send: (message) => void answers.push(message), receive: (receiver) => (listener = receiver) },
    {
      models: createModels({ engine: referenceEngine }),
      now: steppingClock(1000),
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
    },
  );
  const untilAnswered = async (count: number) => {
    while (answers.length < count) await new Promise((resolve) => setImmediate(resolve));
    return answers;
  };
  return { send: (message: ToPredictor) => listener(message), untilAnswered };
}

const load: ToPredictor = { type: 'load', checkpoint: checkpointOf('abcdefg hi.\n'), version: 7 };

describe('predictor', () => {
  it('tells what it loaded', async () => {
    const { send, untilAnswered } = predictor();
    send(load);
    assert.deepEqual(await untilAnswered(1), [{ type: 'loaded', version: 7, bitsPerChar: 0.5 }]);
  });

  it('refuses a damaged checkpoint with a reason', async () => {
    const { send, untilAnswered } = predictor();
    send({ type: 'load', checkpoint: new Uint8Array(9), version: 8 });
    const [answer] = await untilAnswered(1);
    assert.equal(answer?.type, 'refused');
    assert.match(answer?.type === 'refused' ? answer.message : '', /header/u);
  });

  it('answers a request', async () => {
    const { send, untilAnswered } = predictor();
    send(load);
    send({ type: 'complete', id: 1, request: requestAt('ab') });
    const answer = (await untilAnswered(2))[1];
    assert.ok(answer?.type === 'completion' && answer.id === 1);
    assert.equal(answer.completion?.text, 'cdefg');
    assert.ok(answer.elapsedMs > 0);
  });

  it('answers a request with nothing when a newer one or a cancel comes, and the newer one in full', async () => {
    const { send, untilAnswered } = predictor();
    send(load);
    send({ type: 'complete', id: 1, request: requestAt('a') });
    send({ type: 'complete', id: 2, request: requestAt('ab') });
    send({ type: 'complete', id: 3, request: requestAt('ab', { document: 'other' }) });
    send({ type: 'cancel', id: 3 });
    const byId = new Map(
      (await untilAnswered(4)).flatMap((answer) =>
        answer.type === 'completion' ? [[answer.id, answer.completion?.text]] : [],
      ),
    );
    assert.deepEqual([...byId].sort(), [
      [1, undefined],
      [2, undefined],
      [3, undefined],
    ]);
    send({ type: 'complete', id: 4, request: requestAt('ab') });
    const last = (await untilAnswered(5)).at(-1);
    assert.equal(last?.type === 'completion' ? last.completion?.text : '', 'cdefg');
  });

  it('hears of what was typed, and answers nothing', async () => {
    const { send, untilAnswered } = predictor();
    send(load);
    send({ type: 'typed', request: requestAt('a') });
    send({ type: 'complete', id: 1, request: requestAt('ab') });
    const answers = await untilAnswered(2);
    assert.deepEqual(
      answers.map(({ type }) => type),
      ['loaded', 'completion'],
    );
  });

  it('says nothing once it was told to forget', async () => {
    const { send, untilAnswered } = predictor();
    send(load);
    send({ type: 'forget' });
    send({ type: 'complete', id: 1, request: requestAt('ab') });
    const answer = (await untilAnswered(2))[1];
    assert.equal(answer?.type === 'completion' ? answer.completion : 'none', undefined);
  });
});
