// Learning much text: which blocks are mixed, and that the other bytes leave the same histories and runs as mixed ones.
import assert from 'node:assert/strict';
import {
  createContextMixing,
  type ContextMixing,
  type ContextMixingSnapshot,
} from '../../../../src/model/contextMixing/contextMixing.ts';
import { runToEnd } from '../../../../src/model/work.ts';
import { kernelModule } from './kernelModule.ts';

const size = { tableBytes: 2 ** 20, historyBytes: 2 ** 17, matchBits: 10, contexts: 39 };
/** Run table and hash slots: the end of the memory, but for its last page. */
const tablesFromEnd = 0.92 * size.tableBytes;
const allMixedBytes = 300_000;
const blockBytes = 1024;
const cycleBlocks = 11;
const moreMixedBytes = 1_000_000;
const encoder = new TextEncoder();
const text = encoder.encode(
  'export function sum(values: number[]) {\n  return values.reduce((a, b) => a + b, 0);\n}\n',
);

/** The reference: whether a byte is mixed after so many bytes. */
const isMixed = (learned: number): boolean =>
  learned < allMixedBytes || Math.floor(learned / blockBytes) % cycleBlocks < (learned < moreMixedBytes ? 2 : 4);

let seed = 1;
/** Reproducible bytes without long matches. */
function noise(length: number): Uint8Array {
  return Uint8Array.from({ length }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed >>> 25;
  });
}

describe('learning much text', () => {
  let module: WebAssembly.Module;
  /** After so many bytes of another kind that the mixers learn a sample. */
  let afterMuch: ContextMixingSnapshot;
  const firstUnmixed = Array.from({ length: blockBytes }, (_, n) => allMixedBytes + n).find((n) => !isMixed(n))!;

  before(async () => {
    module = await kernelModule();
    const model = newModel();
    model.learnSampled(new Uint8Array(firstUnmixed));
    model.begin(2);
    afterMuch = runToEnd(model.snapshotInSteps());
  });

  const newModel = () => createContextMixing(module, size);
  const restored = (): ContextMixing => {
    const model = newModel();
    model.loadSnapshot(afterMuch);
    return model;
  };
  /** Everything but the bytes that were exchanged. */
  const memoryOf = (model: ContextMixing) => runToEnd(model.snapshotInSteps());
  const tablesOf = (model: ContextMixing) => memoryOf(model).subarray(-tablesFromEnd);

  it('mixes all of little text', () => {
    const [sampled, mixed] = [newModel(), newModel()];
    sampled.learnSampled(text);
    mixed.learn(text);
    assert.equal(Buffer.compare(memoryOf(sampled), memoryOf(mixed)), 0);
  });

  for (const from of [allMixedBytes, moreMixedBytes]) {
    it(`mixes the same blocks as the reference after ${from} bytes`, () => {
      const [sampled, mixed] = [restored(), restored()];
      const half = blockBytes / 2;
      const start = Math.ceil(from / blockBytes) * blockBytes;
      sampled.learnSampled(new Uint8Array(start - firstUnmixed));
      for (let at = start; at < start + cycleBlocks * blockBytes; at += half) {
        mixed.loadSnapshot(memoryOf(sampled));
        const bytes = noise(half);
        sampled.learnSampled(bytes);
        mixed.learn(bytes);
        const isSame = Buffer.compare(memoryOf(sampled), memoryOf(mixed)) === 0;
        assert.equal(isSame, isMixed(at), `at ${at}`);
      }
    });
  }

  it('leaves the same runs and histories as mixed bytes, and is not the same', () => {
    const [unmixed, mixed] = [restored(), restored()];
    // Longer histories change at random.
    const short = text.subarray(0, 60);
    unmixed.learnSampled(short);
    mixed.learn(short);
    assert.equal(Buffer.compare(tablesOf(unmixed), tablesOf(mixed)), 0);
    assert.notEqual(Buffer.compare(memoryOf(unmixed), memoryOf(mixed)), 0);
  });

  it('gives the same model however the text is split into calls', () => {
    const [whole, split] = [restored(), restored()];
    const long = Buffer.concat(Array.from({ length: 50 }, (_, i) => Buffer.from(`${i}: ${text.toString()}`)));
    whole.learnSampled(long);
    for (let at = 0; at < long.length; at += 7) split.learnSampled(long.subarray(at, at + 7));
    assert.equal(Buffer.compare(memoryOf(whole), memoryOf(split)), 0);
  });

  it('predicts text that it learned without mixing', () => {
    const model = restored();
    model.learnSampled(text);
    model.begin(3);
    const again = model.measure(text);
    assert.ok(again < restored().measure(text) / 3, `${again} bits`);
  });
});
