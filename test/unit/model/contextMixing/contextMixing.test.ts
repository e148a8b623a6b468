// Context mixing through its facade: learning, distributions, component inputs, save and restore.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  createContextMixing,
  sizeForText,
  type ContextMixing,
} from '../../../../src/model/contextMixing/contextMixing.ts';
import { runToEnd } from '../../../../src/model/work.ts';
import { kernelModule } from './kernelModule.ts';

const small = { tableBytes: 2 ** 20, historyBytes: 2 ** 17, matchBits: 10, contexts: 39 };
const encoder = new TextEncoder();
const code = 'for (const name of names) {\n  console.log(name);\n}\n';

describe('context mixing', () => {
  let module: WebAssembly.Module;

  before(async () => {
    module = await kernelModule();
  });

  const newModel = () => createContextMixing(module, small);
  const learn = (model: ContextMixing, text: string) => {
    model.begin(1);
    return model.learn(encoder.encode(text));
  };
  const readText = (model: ContextMixing, text: string) => encoder.encode(text).forEach((byte) => model.read(byte));

  it('needs fewer bits for a text each time it learns it', () => {
    const model = newModel();
    const bits = Array.from({ length: 4 }, () => learn(model, code));
    assert.ok(bits[1]! < bits[0]! / 100 && bits[3]! < bits[1]!, bits.join(' '));
  });

  it('gives the same bits however the text is split into calls', () => {
    const [whole, split] = [newModel(), newModel()];
    const bytes = encoder.encode(code.repeat(3));
    const parts = [bytes.subarray(0, 7), bytes.subarray(7, 80), bytes.subarray(80)];
    const bits = parts.reduce((sum, part) => sum + split.learn(part), 0);
    assert.ok(Math.abs(whole.learn(bytes) - bits) < 1e-9 * bits);
  });

  it('predicts a distribution: all probabilities are above 0 and sum to 1', () => {
    const model = newModel();
    learn(model, code.repeat(5));
    for (const least of [0, 0.01]) {
      const probabilities = model.predict(least);
      const sum = probabilities.reduce((a, b) => a + b, 0);
      assert.ok(Math.abs(sum - 1) < 1e-4, `${sum}`);
      assert.ok(probabilities.every((p) => p > 0));
    }
  });

  it('returns the bits of a learned byte from the probability that it predicted', () => {
    const model = newModel();
    learn(model, code.repeat(3));
    const [byte] = encoder.encode('f');
    const predicted = -Math.log2(model.predict(0)[byte!]!);
    assert.ok(Math.abs(model.learn(Uint8Array.of(byte!)) - predicted) < 1e-3);
  });

  it('measures text with the predicted probabilities and does not learn it', () => {
    const [measured, predicting] = [newModel(), newModel()];
    for (const model of [measured, predicting]) learn(model, code.repeat(3));
    const text = encoder.encode('for (const näme of [1, 2]) {\n  console.log(name);');
    let predicted = 0;
    for (const byte of text) {
      predicted -= Math.log2(predicting.predict(0)[byte]!);
      predicting.read(byte);
    }
    assert.ok(Math.abs(measured.measure(text) - predicted) < 1e-3 * predicted);
    assert.equal(learn(measured, code), learn(predicting, code));
  });

  it('returns to a snapshot exactly, and rejects a snapshot of another size', () => {
    const [model, other] = [newModel(), newModel()];
    for (const either of [model, other]) learn(either, code.repeat(3));
    const snapshot = runToEnd(model.snapshotInSteps());
    learn(model, 'all '.repeat(100) + code);
    model.setInput('workspaceNetwork', new Float32Array(256).fill(1 / 256));
    model.loadSnapshot(snapshot);
    assert.equal(learn(model, code + 'let x = 1;'), learn(other, code + 'let x = 1;'));
    assert.throws(
      () => createContextMixing(module, { ...small, matchBits: 14 }).loadSnapshot(snapshot),
      /another model/,
    );
  });

  it('continues a text that it has learned', () => {
    const model = newModel();
    learn(model, code.repeat(5));
    readText(model, 'for (const na');
    let text = '';
    while (text.length < 20) {
      const probabilities = model.predict(0.01);
      const byte = probabilities.indexOf(Math.max(...probabilities));
      text += String.fromCharCode(byte);
      model.read(byte);
    }
    assert.equal(text, 'me of names) {\n  con');
  });

  it('restores nested states', () => {
    const [ahead, other] = [newModel(), newModel()];
    for (const model of [ahead, other]) learn(model, code.repeat(4));
    const outer = ahead.save();
    readText(ahead, 'con');
    const inner = ahead.save();
    readText(ahead, 'tinue;');
    ahead.restore(inner);
    readText(ahead, 'st');
    ahead.restore(outer);
    assert.equal(learn(ahead, code), learn(other, code));
  });

  it('learns the same after any text is read and undone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (text, undone) => {
        const [ahead, other] = [newModel(), newModel()];
        for (const model of [ahead, other]) learn(model, text);
        const state = ahead.save();
        readText(ahead, undone);
        ahead.restore(state);
        assert.equal(ahead.learn(encoder.encode(text)), other.learn(encoder.encode(text)));
      }),
      { numRuns: 20 },
    );
  });

  it('learns any bytes, also more than its history holds', () => {
    const model = newModel();
    const length = small.historyBytes + 20_000;
    const noise = Uint8Array.from({ length }, (_, i) => (i * i * 31 + (i >> 3)) & 255);
    assert.ok(Number.isFinite(model.learn(noise)));
    assert.ok(model.learn(new Uint8Array()) === 0);
  });

  it('learns to rely on a component that predicts well', () => {
    const [alone, helped] = [newModel(), newModel()];
    const text = Uint8Array.from({ length: 2000 }, (_, i) => 97 + ((i * i * 7 + (i >> 4)) % 26));
    const distribution = new Float32Array(256);
    let bits = 0;
    for (const byte of text) {
      distribution.fill(0.05 / 255);
      distribution[byte] = 0.95;
      helped.setInput('workspaceNetwork', distribution);
      bits += helped.learn(Uint8Array.of(byte));
    }
    assert.ok(bits < alone.learn(text) / 5, `${bits}`);
  });

  it('combines two components that are right at different places', () => {
    const [one, both] = [newModel(), newModel()];
    const text = Uint8Array.from({ length: 2000 }, (_, i) => 97 + ((i * i * 7 + (i >> 4)) % 26));
    const [half, other] = [new Float32Array(256), new Float32Array(256)];
    let [bitsOfOne, bitsOfBoth] = [0, 0];
    text.forEach((byte, i) => {
      for (const [distribution, knows] of [
        [half, i % 2 === 0],
        [other, i % 2 === 1],
      ] as const) {
        distribution.fill(knows ? 0.05 / 255 : 1 / 256);
        if (knows) distribution[byte] = 0.95;
      }
      one.setInput('workspaceNetwork', half);
      both.setInput('workspaceNetwork', half);
      both.setInput('pretrainedNetwork', other);
      bitsOfOne += one.learn(Uint8Array.of(byte));
      bitsOfBoth += both.learn(Uint8Array.of(byte));
    });
    assert.ok(bitsOfBoth < bitsOfOne / 3, `${bitsOfBoth} and ${bitsOfOne}`);
  });

  it('charges the predicted probability when a component contributes too', () => {
    const model = newModel();
    const distribution = new Float32Array(256).fill(0.5 / 255);
    distribution[97] = 0.5;
    model.setInput('workspaceNetwork', distribution);
    for (let times = 0; times < 50; times++) model.learn(encoder.encode(times % 2 ? 'a' : 'b'));
    const probabilities = model.predict(0);
    assert.ok(Math.abs(probabilities.reduce((a, b) => a + b, 0) - 1) < 1e-4);
    assert.ok(probabilities.every((p) => p > 0));
    const predicted = -Math.log2(probabilities[97]!);
    assert.ok(Math.abs(model.measure(encoder.encode('a')) - predicted) < 1e-3);
  });

  it('ignores a component whose prediction was removed', () => {
    const [model, other] = [newModel(), newModel()];
    model.setInput('workspaceNetwork', new Float32Array(256).fill(1 / 256));
    model.setInput('workspaceNetwork', undefined);
    model.setInput('pretrainedNetwork', new Float32Array(256).fill(1 / 256));
    model.setInput('pretrainedNetwork', undefined);
    assert.equal(learn(model, code), learn(other, code));
  });

  it('stays below 64 MB for any text length', () => {
    for (const textBytes of [0, 1e6, 2e6, 5e6, 1e9]) {
      assert.ok(createContextMixing(module, sizeForText(textBytes)).memoryBytes <= 64 * 2 ** 20);
    }
  });

  it('takes more memory for much text, by powers of two, as far as it may', () => {
    const megabytes = (textBytes: number, maxMemoryMb?: number) =>
      createContextMixing(module, sizeForText(textBytes, maxMemoryMb)).memoryBytes / 2 ** 20;
    const between = (value: number, least: number, most: number) =>
      assert.ok(value > least && value <= most, `${value}`);
    between(megabytes(3e6, 256), 50, 64);
    between(megabytes(20e6), 50, 64);
    between(megabytes(4e6, 256), 64, 160);
    between(megabytes(20e6, 128), 64, 128);
    between(megabytes(20e6, 255), 64, 128);
    between(megabytes(20e6, 256), 128, 256);
  });

  it('has a prior that fits its dimensions', () => {
    const kernel = new WebAssembly.Instance(module, { env: { abort: assert.fail } }).exports as {
      priorFits(): number;
    } & Record<string, unknown>;
    assert.ok(kernel.priorFits(), 'run node scripts/assets/mixerPrior.mjs');
  });

  it('rejects sizes out of range', () => {
    for (const wrong of [
      { historyBytes: 100_000 },
      { tableBytes: 0 },
      { tableBytes: NaN },
      { matchBits: 40 },
      { contexts: 5 },
    ]) {
      assert.throws(() => createContextMixing(module, { ...small, ...wrong }), RangeError);
    }
  });

  it('uses fewer contexts for long texts', () => {
    const noise = Array.from({ length: 4000 }, (_, i) => `${(i * 7919) % 104729} ${(i * i) % 7907}\n`).join('');
    const [all, fewer] = [small, { ...small, contexts: 24 }].map((size) =>
      createContextMixing(module, { ...size, tableBytes: 2 ** 16 }),
    );
    for (const model of [all!, fewer!]) learn(model, noise + code);
    assert.ok(learn(fewer!, code) < 100 && learn(all!, code) < 100);
    assert.ok(sizeForText(2e6).contexts < sizeForText(2e5).contexts);
  });

  it('rejects a state of another size', () => {
    assert.throws(() => newModel().restore(new Uint8Array(3)), /state/u);
  });
});
