// The counting model through its facade: learning, guessing without a trace, and its distribution.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { buildKernels } from '../../../../scripts/build/kernels.mjs';
import {
  createContextMixing,
  sizeForText,
  type ContextMixing,
} from '../../../../src/model/contextMixing/contextMixing.ts';

const small = { tableBytes: 2 ** 20, historyBytes: 2 ** 17, matchBits: 10, contexts: 39 };
const encoder = new TextEncoder();
const code = 'for (const name of names) {\n  console.log(name);\n}\n';

describe('the counting model', () => {
  let module: WebAssembly.Module;

  before(async () => {
    await buildKernels();
    module = new WebAssembly.Module(await readFile('build/contextMixing.wasm'));
  });

  const counts = () => createContextMixing(module, small);
  const read = (model: ContextMixing, text: string) => {
    model.begin(1);
    return model.learn(encoder.encode(text));
  };
  const follow = (model: ContextMixing, text: string) => encoder.encode(text).forEach((byte) => model.read(byte));

  it('pays ever less for what comes again', () => {
    const model = counts();
    const costs = Array.from({ length: 4 }, () => read(model, code));
    assert.ok(costs[1]! < costs[0]! / 100 && costs[3]! < costs[1]!, costs.join(' '));
  });

  it('costs the same bits every time', () => {
    assert.equal(read(counts(), code.repeat(20)), read(counts(), code.repeat(20)));
  });

  it('costs the same however the text is cut', () => {
    const [whole, cut] = [counts(), counts()];
    const bytes = encoder.encode(code.repeat(3));
    const parts = [bytes.subarray(0, 7), bytes.subarray(7, 80), bytes.subarray(80)];
    const bits = parts.reduce((sum, part) => sum + cut.learn(part), 0);
    assert.ok(Math.abs(whole.learn(bytes) - bits) < 1e-9 * bits);
  });

  it('gives each byte a probability above 0, and 1 together', () => {
    const model = counts();
    read(model, code.repeat(5));
    for (const least of [0, 0.01]) {
      const probabilities = model.predict(least);
      const sum = probabilities.reduce((a, b) => a + b, 0);
      assert.ok(Math.abs(sum - 1) < 1e-4, `${sum}`);
      assert.ok(probabilities.every((p) => p > 0));
    }
  });

  it('charges for a byte what it said it would', () => {
    const model = counts();
    read(model, code.repeat(3));
    const [byte] = encoder.encode('f');
    const said = -Math.log2(model.predict(0)[byte!]!);
    assert.ok(Math.abs(model.learn(Uint8Array.of(byte!)) - said) < 1e-3);
  });

  it('charges as much for what it only reads, and learns nothing of it', () => {
    const [reading, following] = [counts(), counts()];
    for (const model of [reading, following]) read(model, code.repeat(3));
    const text = encoder.encode('for (const näme of [1, 2]) {\n  console.log(name);');
    let said = 0;
    for (const byte of text) {
      said -= Math.log2(following.predict(0)[byte]!);
      following.read(byte);
    }
    assert.ok(Math.abs(reading.measure(text) - said) < 1e-3 * said);
    assert.equal(read(reading, code), read(following, code));
  });

  it('becomes again what it was when it was copied', () => {
    const [model, other] = [counts(), counts()];
    for (const either of [model, other]) read(either, code.repeat(3));
    const learnt = model.snapshot();
    read(model, 'all '.repeat(100) + code);
    model.setInput('workspaceNetwork', new Float32Array(256).fill(1 / 256));
    model.loadSnapshot(learnt);
    assert.equal(read(model, code + 'let x = 1;'), read(other, code + 'let x = 1;'));
    assert.throws(() => createContextMixing(module, { ...small, matchBits: 14 }).loadSnapshot(learnt), /another model/);
  });

  it('writes on what it has learnt', () => {
    const model = counts();
    read(model, code.repeat(5));
    follow(model, 'for (const na');
    let text = '';
    while (text.length < 20) {
      const probabilities = model.predict(0.01);
      const byte = probabilities.indexOf(Math.max(...probabilities));
      text += String.fromCharCode(byte);
      model.read(byte);
    }
    assert.equal(text, 'me of names) {\n  con');
  });

  it('is as it was after a guess', () => {
    const [guessing, other] = [counts(), counts()];
    for (const model of [guessing, other]) read(model, code.repeat(4));
    const place = guessing.save();
    follow(guessing, 'names.map((name) => [name, 1]);\n\n'.repeat(20));
    guessing.predict(0.01);
    guessing.restore(place);
    assert.deepEqual(guessing.save(), place);
    assert.equal(read(guessing, code + 'let x = 1;'), read(other, code + 'let x = 1;'));
  });

  it('comes back from a guess within a guess', () => {
    const [guessing, other] = [counts(), counts()];
    for (const model of [guessing, other]) read(model, code.repeat(4));
    const outer = guessing.save();
    follow(guessing, 'con');
    const inner = guessing.save();
    follow(guessing, 'tinue;');
    guessing.restore(inner);
    follow(guessing, 'st');
    guessing.restore(outer);
    assert.equal(read(guessing, code), read(other, code));
  });

  it('leaves no trace of any guess, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (text, guess) => {
        const [guessing, other] = [counts(), counts()];
        for (const model of [guessing, other]) read(model, text);
        const place = guessing.save();
        follow(guessing, guess);
        guessing.restore(place);
        assert.equal(guessing.learn(encoder.encode(text)), other.learn(encoder.encode(text)));
      }),
      { numRuns: 20 },
    );
  });

  it('takes any bytes, also more than it can remember', () => {
    const model = counts();
    const noise = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i * 31 + (i >> 3)) & 255);
    assert.ok(Number.isFinite(model.learn(noise)));
    assert.ok(model.learn(new Uint8Array()) === 0);
  });

  it('learns to trust a voice that is right', () => {
    const [alone, helped] = [counts(), counts()];
    const text = Uint8Array.from({ length: 2000 }, (_, i) => 97 + ((i * i * 7 + (i >> 4)) % 26));
    const voice = new Float32Array(256);
    let bits = 0;
    for (const byte of text) {
      voice.fill(0.05 / 255);
      voice[byte] = 0.95;
      helped.setInput('workspaceNetwork', voice);
      bits += helped.learn(Uint8Array.of(byte));
    }
    assert.ok(bits < alone.learn(text) / 5, `${bits}`);
  });

  it('hears two voices, each as far as it is right', () => {
    const [one, both] = [counts(), counts()];
    const text = Uint8Array.from({ length: 2000 }, (_, i) => 97 + ((i * i * 7 + (i >> 4)) % 26));
    const [half, other] = [new Float32Array(256), new Float32Array(256)];
    let [bitsOfOne, bitsOfBoth] = [0, 0];
    text.forEach((byte, i) => {
      for (const [voice, knows] of [
        [half, i % 2 === 0],
        [other, i % 2 === 1],
      ] as const) {
        voice.fill(knows ? 0.05 / 255 : 1 / 256);
        if (knows) voice[byte] = 0.95;
      }
      one.setInput('workspaceNetwork', half);
      both.setInput('workspaceNetwork', half);
      both.setInput('pretrainedNetwork', other);
      bitsOfOne += one.learn(Uint8Array.of(byte));
      bitsOfBoth += both.learn(Uint8Array.of(byte));
    });
    assert.ok(bitsOfBoth < bitsOfOne / 3, `${bitsOfBoth} and ${bitsOfOne}`);
  });

  it('charges what it said it would with a voice too, which it has learnt to hear', () => {
    const model = counts();
    const voice = new Float32Array(256).fill(0.5 / 255);
    voice[97] = 0.5;
    model.setInput('workspaceNetwork', voice);
    for (let times = 0; times < 50; times++) model.learn(encoder.encode(times % 2 ? 'a' : 'b'));
    const probabilities = model.predict(0);
    assert.ok(Math.abs(probabilities.reduce((a, b) => a + b, 0) - 1) < 1e-4);
    assert.ok(probabilities.every((p) => p > 0));
    const said = -Math.log2(probabilities[97]!);
    assert.ok(Math.abs(model.measure(encoder.encode('a')) - said) < 1e-3);
  });

  it('forgets a voice that fell silent', () => {
    const [spokenTo, other] = [counts(), counts()];
    spokenTo.setInput('workspaceNetwork', new Float32Array(256).fill(1 / 256));
    spokenTo.setInput('workspaceNetwork', undefined);
    spokenTo.setInput('pretrainedNetwork', new Float32Array(256).fill(1 / 256));
    spokenTo.setInput('pretrainedNetwork', undefined);
    assert.equal(read(spokenTo, code), read(other, code));
  });

  it('stays below 64 MB, however much text there is', () => {
    for (const textBytes of [0, 1e6, 2e6, 5e6, 1e9]) {
      assert.ok(createContextMixing(module, sizeForText(textBytes)).memoryBytes <= 64 * 2 ** 20);
    }
  });

  it('begins with what other texts taught it, of a model of its own shape', () => {
    const kernel = new WebAssembly.Instance(module, { env: { abort: assert.fail } }).exports as {
      priorFits(): number;
    } & Record<string, unknown>;
    assert.ok(kernel.priorFits(), 'run node scripts/assets/mixerPrior.mjs');
  });

  it('refuses sizes that it cannot use', () => {
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

  it('makes do with fewer contexts where there is less room for each', () => {
    const noise = Array.from({ length: 4000 }, (_, i) => `${(i * 7919) % 104729} ${(i * i) % 7907}\n`).join('');
    const [all, fewer] = [small, { ...small, contexts: 24 }].map((size) =>
      createContextMixing(module, { ...size, tableBytes: 2 ** 16 }),
    );
    for (const model of [all!, fewer!]) read(model, noise + code);
    assert.ok(read(fewer!, code) < 100 && read(all!, code) < 100);
    assert.ok(sizeForText(2e6).contexts < sizeForText(2e5).contexts);
  });

  it('rejects a state of another size', () => {
    assert.throws(() => counts().restore(new Uint8Array(3)), /state/u);
  });
});
