import assert from 'node:assert/strict';
import { createModels } from '../../../src/model/createModels.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { encodeInt8Network } from '../../../src/model/network/int8Network.ts';
import { createByteNetwork } from '../../../src/model/network/byteNetwork.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import { withPretrainedInput } from '../../../src/model/pretrainedInput.ts';
import type { CompletionRequest } from '../../../src/protocol/predictor.ts';
import { createTinyContextMixing, type TinyContextMixing } from './tinyContextMixing.ts';
import { checkpointOf, requestAt, steppingClock } from '../predictor/tinyModel.ts';

const encoder = new TextEncoder();
/** The network predicts the next of these characters after each, and the first after the last. */
const knowing = 'abcdefg hi.\n';

function openNetwork() {
  const { shape, vocabulary, parameters } = decodeCheckpoint(checkpointOf(knowing));
  const reader = referenceEngine.reader(shape);
  reader.writeParameters(parameters);
  return createByteNetwork(reader, vocabulary);
}

const withNetworkInput = (): TinyContextMixing => withPretrainedInput(createTinyContextMixing(), openNetwork);

function mostProbable(model: TinyContextMixing): string {
  const distribution = model.predict(0);
  return String.fromCharCode(distribution.indexOf(Math.max(...distribution)));
}

describe('context mixing with the pretrained network as an input', () => {
  it('predicts what the network predicts before it has learned anything', () => {
    const model = withNetworkInput();
    model.begin(1);
    for (const byte of encoder.encode('ab')) model.read(byte);
    assert.equal(mostProbable(model), 'c');
    model.learn(encoder.encode('cd'));
    assert.equal(mostProbable(model), 'e');
    assert.equal(model.learnedWithPretrainedInput(), 2);
  });

  it('needs fewer bits for text that the network predicts, with and without learning', () => {
    for (const pass of ['learn', 'measure'] as const) {
      const [helped, alone] = [withNetworkInput(), createTinyContextMixing()];
      for (const model of [helped, alone]) model.begin(1);
      const text = encoder.encode('abcdefg');
      assert.ok(helped[pass](text) < alone[pass](text) / 2);
    }
  });

  it('restores the network together with its own state', () => {
    const model = withNetworkInput();
    model.begin(1);
    model.learn(encoder.encode('abc'));
    const place = model.save();
    for (const byte of encoder.encode('fg h')) model.read(byte);
    model.restore(place);
    assert.equal(mostProbable(model), 'd');
  });

  it('uses the network again after a state from before it was turned off is restored', () => {
    const model = withNetworkInput();
    model.begin(1);
    model.learn(encoder.encode('abc'));
    const place = model.save();
    model.setInput('pretrainedNetwork', undefined);
    assert.notEqual(mostProbable(model), 'd');
    for (const byte of encoder.encode('fg')) model.read(byte);
    model.restore(place);
    assert.equal(mostProbable(model), 'd');
  });

  it('lets the network read the end of a long context, from a whole character on', () => {
    const model = withNetworkInput();
    model.begin(1);
    for (const byte of encoder.encode(`${'größer '.repeat(100)}abc`)) model.read(byte);
    assert.equal(mostProbable(model), 'd');
  });

  it('learns without the network after the input was turned off, until the next document', () => {
    const model = withNetworkInput();
    model.begin(1);
    model.learn(encoder.encode('abc'));
    model.setInput('pretrainedNetwork', undefined);
    model.learn(encoder.encode('def'));
    assert.equal(model.learnedWithPretrainedInput(), 3);
    model.begin(2);
    for (const byte of encoder.encode('g ')) model.read(byte);
    assert.equal(mostProbable(model), 'h');
  });
});

describe('completer with a pretrained network', () => {
  function started() {
    const model = createTinyContextMixing();
    const completer = createCompleter({
      models: createModels({
        engine: referenceEngine,
        contextMixing: () => model,
        pretrainedNetwork: () => encodeInt8Network(decodeCheckpoint(checkpointOf(knowing))),
      }),
      now: steppingClock(0),
      yieldToMessages: () => new Promise<void>((resolve) => setImmediate(resolve)),
    });
    const ask = (before: string, changes: Partial<CompletionRequest> = {}) =>
      completer.complete(requestAt(before, { model: 'mixture', maxCharacters: 60, ...changes }), () => false);
    return { completer, model, ask };
  }

  it('suggests what the network knows before anything is learned', async () => {
    const { completer, ask } = started();
    await completer.learn([]);
    assert.equal((await ask('ab'))?.text, 'cdefg hi.');
  });

  it('uses the network as an input wherever it learns', async () => {
    const { completer, model } = started();
    await completer.learn([{ path: 'a', text: 'nothing\nof the kind\n' }]);
    assert.equal(model.learnedWithPretrainedInput(), 20);
  });

  it('learns the text beyond the limit without the network', async () => {
    const { completer, model, ask } = started();
    const text = 'nothing\n'.repeat(14_000);
    await completer.learn(['a', 'b', 'c'].map((path) => ({ path, text })));
    assert.ok(
      model.learnedWithPretrainedInput() >= 300_000 && model.learnedWithPretrainedInput() < 320_000,
      `${model.learnedWithPretrainedInput()}`,
    );
    assert.equal((await ask('ab'))?.text, 'cdefg hi.');
  });

  it('suggests after other texts and documents, and after it forgot everything', async () => {
    const { completer, ask } = started();
    await completer.learn([{ path: 'a', text: 'xyz xyz xyz\n' }]);
    assert.equal((await ask('ab'))?.text, 'cdefg hi.');
    assert.equal((await ask('xyz x', { document: 'b' }))?.text.slice(0, 2), 'yz');
    assert.equal((await ask('abc'))?.text, 'defg hi.');
    await completer.learn([], { fromScratch: true });
    assert.equal((await ask('ab'))?.text, 'cdefg hi.');
  });

  it('suggests nothing if only the workspace network may suggest', async () => {
    const { completer, ask } = started();
    await completer.learn([]);
    assert.equal(await ask('ab', { model: 'network' }), undefined);
  });
});
