import assert from 'node:assert/strict';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { encodeInt8Network } from '../../../src/model/network/int8Network.ts';
import { createByteNetwork } from '../../../src/model/network/byteNetwork.ts';
import { createByteMixture, type ByteMixture } from '../../../src/model/byteMixture.ts';
import { createPretrainedInput } from '../../../src/model/pretrainedInput.ts';
import { createTinyContextMixing } from './tinyContextMixing.ts';
import { createTinyCompleter } from '../predictor/tinyCompleter.ts';
import { checkpointOf } from '../predictor/tinyModel.ts';

const encoder = new TextEncoder();
/** The network predicts the next of these characters after each, and the first after the last. */
const knowing = 'abcdefg hi.\n';

function openNetwork() {
  const { shape, vocabulary, parameters } = decodeCheckpoint(checkpointOf(knowing));
  const reader = referenceEngine.reader(shape);
  reader.writeParameters(parameters);
  return createByteNetwork(reader, vocabulary);
}

function withNetworkInput() {
  const contextMixing = createTinyContextMixing();
  const model = createByteMixture(contextMixing, { pretrainedNetwork: createPretrainedInput(openNetwork) });
  return { model, learnedWithNetwork: () => contextMixing.learnedWith('pretrainedNetwork') };
}

function mostProbable(model: ByteMixture): string {
  const distribution = model.predict(0);
  return String.fromCharCode(distribution.indexOf(Math.max(...distribution)));
}

describe('context mixing with the pretrained network as an input', () => {
  it('predicts what the network predicts before it has learned anything', () => {
    const { model, learnedWithNetwork } = withNetworkInput();
    model.begin(1);
    for (const byte of encoder.encode('ab')) model.read(byte);
    assert.equal(mostProbable(model), 'c');
    model.learn(encoder.encode('cd'));
    assert.equal(mostProbable(model), 'e');
    assert.equal(learnedWithNetwork(), 2);
  });

  it('needs fewer bits for text that the network predicts, with and without learning', () => {
    for (const pass of ['learn', 'measure'] as const) {
      const [helped, alone] = [withNetworkInput().model, createTinyContextMixing()];
      for (const model of [helped, alone]) model.begin(1);
      const text = encoder.encode('abcdefg');
      assert.ok(helped[pass](text) < alone[pass](text) / 2);
    }
  });

  it('restores the network together with its own state', () => {
    const { model } = withNetworkInput();
    model.begin(1);
    model.learn(encoder.encode('abc'));
    const place = model.save();
    for (const byte of encoder.encode('fg h')) model.read(byte);
    model.restore(place);
    assert.equal(mostProbable(model), 'd');
  });

  it('uses the network from the first document on that begins after it was loaded', () => {
    const network = openNetwork();
    let isLoaded = false;
    const model = createByteMixture(createTinyContextMixing(), {
      pretrainedNetwork: createPretrainedInput(() => (isLoaded ? network : undefined)),
    });
    model.begin(1);
    const place = model.save();
    isLoaded = true;
    model.read(encoder.encode('a')[0]!);
    assert.notEqual(mostProbable(model), 'b');
    model.restore(place);
    model.read(encoder.encode('a')[0]!);
    assert.notEqual(mostProbable(model), 'b');
    model.begin(2);
    model.read(encoder.encode('a')[0]!);
    assert.equal(mostProbable(model), 'b');
  });

  it('lets the network read the end of a long context, from a whole character on', () => {
    const { model } = withNetworkInput();
    model.begin(1);
    for (const byte of encoder.encode(`${'größer '.repeat(100)}abc`)) model.read(byte);
    assert.equal(mostProbable(model), 'd');
  });
});

describe('completer with a pretrained network', () => {
  const started = () =>
    createTinyCompleter(0, { pretrainedNetwork: () => encodeInt8Network(decodeCheckpoint(checkpointOf(knowing))) });

  it('suggests what the network knows before anything is learned', async () => {
    const { completer, ask } = started();
    await completer.learn([]);
    assert.equal((await ask('ab'))?.text, 'cdefg hi.');
  });

  it('uses the network as an input wherever it learns', async () => {
    const { completer, contextMixing: model } = started();
    await completer.learn([{ path: 'a', text: 'nothing\nof the kind\n' }]);
    assert.equal(model.learnedWith('pretrainedNetwork'), 20);
  });

  it('learns the rest of a long text and the texts beyond the limit without the network', async () => {
    const { completer, contextMixing: model, ask } = started();
    const [long, short] = [130_000, 1000].map((lines) => 'nothing\n'.repeat(lines)) as [string, string];
    await completer.learn([
      { path: 'a', text: long },
      { path: 'b', text: short },
    ]);
    const learned = model.learnedWith('pretrainedNetwork');
    assert.ok(learned >= 1_000_000 && learned < 1_002_000, `${learned}`);
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
