import assert from 'node:assert/strict';
import { createModels } from '../../../src/model/createModels.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import { checkpointOf, countingEngine, nextTurn, requestAt, turns } from './tinyModel.ts';

const cycle = 'abcdefg hi.\n';
const never = () => false;

function completerOf(checkpoint: Uint8Array | undefined, stepMs = 0, engine = referenceEngine) {
  const completer = createCompleter({ models: createModels({ engine }), ...turns(stepMs) });
  if (checkpoint) void completer.load(checkpoint);
  return completer;
}

describe('completer', () => {
  it('continues the text with the network to the end of the line', async () => {
    const completion = (await completerOf(checkpointOf(cycle)).complete(requestAt('ab'), never)).completion;
    assert.equal(completion?.text, 'cdefg hi'.slice(0, 5), 'the limit of 8 cuts the word "hi." in two');
    const longer = (await completerOf(checkpointOf(cycle)).complete(requestAt('ab', { maxCharacters: 50 }), never))
      .completion;
    assert.equal(longer?.text, 'cdefg hi.');
    assert.ok(longer.probability > 0.9 && longer.probability <= 1);
  });

  it('suggests nothing before a model is loaded', async () => {
    const completer = completerOf(undefined);
    assert.equal((await completer.complete(requestAt('ab'), never)).completion, undefined);
    void completer.load(checkpointOf(cycle));
    assert.notEqual((await completer.complete(requestAt('ab'), never)).completion, undefined);
  });

  it('samples the same text for the same seed', async () => {
    const completer = completerOf(checkpointOf(cycle));
    const request = requestAt('ab', { maxCharacters: 50, sampling: { temperature: 4, topP: 1, seed: 5 } });
    const first = (await completer.complete(request, never)).completion;
    assert.deepEqual((await completer.complete(request, never)).completion, first);
    const other = (await completer.complete({ ...request, sampling: { ...request.sampling, seed: 6 } }, never))
      .completion;
    assert.notEqual(other?.text, first?.text);
  });

  it('accepts characters that are not in the vocabulary', async () => {
    const completion = (await completerOf(checkpointOf(cycle)).complete(requestAt('中😀\ud83dab'), never)).completion;
    assert.equal(completion?.text, 'cdefg');
  });

  it('rejects bytes that are no checkpoint and keeps the loaded network', async () => {
    const completer = completerOf(checkpointOf(cycle));
    await assert.rejects(completer.load(new Uint8Array(100)));
    const completion = (await completer.complete(requestAt('ab'), never)).completion;
    assert.equal(completion?.text, 'cdefg');
  });

  describe('reads only new characters of the prompt', () => {
    const text = 'abcdefg hi.\n'.repeat(40);
    const fedFor = async (...documents: [before: string, document?: string][]) => {
      const { engine, fed } = countingEngine();
      const completer = completerOf(checkpointOf(cycle), 0, engine);
      const counts: number[] = [];
      for (const [before, document = 'a'] of documents) {
        await completer.complete(requestAt(before, { document, maxCharacters: 0 }), never);
        counts.push(fed());
      }
      return counts;
    };

    it('after typing', async () => {
      assert.deepEqual(await fedFor([text], [text + 'a'], [text + 'abc']), [text.length + 1, 1, 2]);
    });

    it('after deleting', async () => {
      const [, second] = await fedFor([text], [text.slice(0, -30)]);
      assert.ok(second! <= 80, `${second} characters read`);
    });

    it('after the window of a long document moves', async () => {
      const long = Array.from({ length: 900 }, (_, line) => `line ${line}\n`).join('');
      assert.deepEqual((await fedFor([long], [long + 'a'], [long + 'ab'])).slice(1), [1, 1]);
    });

    it('while two documents are edited in turn', async () => {
      assert.deepEqual((await fedFor([text, 'a'], ['hi', 'b'], [text + 'a', 'a'])).at(-1), 1);
    });

    it('and reads all characters if the beginning changed', async () => {
      assert.deepEqual((await fedFor([text], ['x' + text])).at(-1), text.length + 2);
    });
  });

  it('suggests the same with and without cached states', async () => {
    const remembering = completerOf(checkpointOf(cycle));
    const text = 'abcdefg hi.\nhi.\nefg ab';
    for (let end = 0; end <= text.length; end++) {
      const request = requestAt(text.slice(0, end));
      assert.deepEqual(
        (await remembering.complete(request, never)).completion,
        (await completerOf(checkpointOf(cycle)).complete(request, never)).completion,
      );
    }
  });

  it('stops between two characters after a cancellation', async () => {
    const { engine, fed } = countingEngine();
    const completer = completerOf(checkpointOf(cycle), 1000, engine);
    let looks = 0;
    const completion = (await completer.complete(requestAt('ab', { maxCharacters: 50 }), () => ++looks > 3)).completion;
    assert.equal(completion, undefined);
    assert.ok(fed() < 10);
  });

  it('reads the prompt ahead after it loads a new network', async () => {
    const { engine, fed } = countingEngine();
    const completer = completerOf(checkpointOf(cycle), 0, engine);
    await completer.complete(requestAt('abcdefg'), never);
    await completer.load(checkpointOf(cycle));
    await nextTurn();
    fed();
    await completer.complete(requestAt('abcdefg h', { maxCharacters: 0 }), never);
    assert.equal(fed(), 2);
  });

  it('answers a running request before it loads another network', async () => {
    const completer = completerOf(checkpointOf(cycle), 1000);
    const pending = completer.complete(requestAt('ab'), never);
    await completer.load(checkpointOf('abxyz hi.\n'));
    assert.equal((await pending).completion?.text, 'cdefg');
    assert.equal((await completer.complete(requestAt('ab'), never)).completion?.text, 'xyz hi.');
  });
});
