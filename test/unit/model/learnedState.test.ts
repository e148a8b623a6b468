// The saved state of context mixing: it comes back exactly, or is refused.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { createContextMixing } from '../../../src/model/contextMixing/contextMixing.ts';
import type { ContextMixingModel } from '../../../src/model/contextMixingModel.ts';
import { createModels } from '../../../src/model/createModels.ts';
import { decodeLearnedState, encodeLearnedState, type LearnedState } from '../../../src/model/learnedState.ts';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { encodeInt8Network } from '../../../src/model/network/int8Network.ts';
import { runToEnd } from '../../../src/model/work.ts';
import { stateCodec } from '../../../src/predictor/stateCodec.ts';
import { checkpointOf } from '../predictor/tinyModel.ts';
import { kernelModule } from './contextMixing/kernelModule.ts';

const size = { tableBytes: 2 ** 20, historyBytes: 2 ** 17, matchBits: 10, contexts: 39 };
const code = 'for (const name of names) {\n  console.log(name);\n}\n';
const other = 'export const größe = (names: readonly string[]) => names.length;\n';

const fileIndex = Uint8Array.of(5, 6);
const encode = (state: LearnedState, version = 'a') => encodeLearnedState(state, version, stateCodec);
const decode = (bytes: Uint8Array, version = 'a') => decodeLearnedState(bytes, version, stateCodec);

/** A small state with one component that learned three bytes. */
const small: LearnedState = {
  files: [
    { path: 'w/größe.ts', bytes: 12, modifiedMs: 1.5, length: 11, lines: Uint32Array.of(7, 8, 9) },
    { path: 'w/b.ts', bytes: 0, modifiedMs: 0, length: 0, lines: new Uint32Array() },
  ],
  fileIndex,
  snapshot: {
    textLength: 1000,
    learnedLength: 77,
    contextMixing: Uint8Array.from({ length: 500 }, (_, index) => (index * index) & 0xff),
    components: [{ id: 'pretrainedNetwork', learned: Uint8Array.of(1, 2, 3) }],
  },
};

/** A file whose header is replaced. */
async function withHeader(change: (header: Record<string, unknown>) => unknown): Promise<Uint8Array> {
  const bytes = Buffer.from(await encode(small));
  const at = bytes.indexOf(0) + 1;
  const end = at + 4 + bytes.readUInt32LE(at);
  const header = change(JSON.parse(bytes.toString('utf8', at + 4, end)) as Record<string, unknown>);
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return Buffer.concat([bytes.subarray(0, at), length, json, bytes.subarray(end)]);
}

describe('the saved state of context mixing', () => {
  let module: WebAssembly.Module;
  before(async () => {
    module = await kernelModule();
  });

  const openModels = (pretrained = true) =>
    createModels({
      engine: referenceEngine,
      contextMixing: () => createContextMixing(module, size),
      ...(pretrained && {
        pretrainedNetwork: () => encodeInt8Network(decodeCheckpoint(checkpointOf('abcdefg hi.\n'))),
      }),
    });
  const learn = (model: ContextMixingModel, path: string, text: string) =>
    model.learn({ path, text, at: 0, end: text.length });

  async function learned() {
    const models = openModels();
    runToEnd(models.loadPretrainedNetwork());
    const model = models.openContextMixing(5000);
    for (let file = 0; file < 5; file++) learn(model, `w/${file}`, code + other.repeat(file));
    const files = [{ path: 'w/4', bytes: 1, modifiedMs: 2, length: 1, lines: Uint32Array.of(3) }];
    const bytes = await encode({ files, fileIndex, snapshot: runToEnd(model.snapshotInSteps()) });
    return { models, model, bytes };
  }

  it('predicts and goes on learning bit for bit as the model that was saved', async () => {
    const { models, model, bytes } = await learned();
    const restored = models.restoreContextMixing(await decode(bytes));
    const results = [model, restored].map((each) => {
      each.model.begin('w/new');
      each.model.read('for (const na');
      const distribution = [...each.bytes.predict(0)];
      const bits = [learn(each, 'w/one', code + other), learn(each, 'w/two', other), learn(each, 'w/0', code)];
      each.model.begin('w/last');
      const measured = each.model.measure(code + other);
      return { distribution, bits, measured, snapshot: runToEnd(each.snapshotInSteps()) };
    });
    assert.deepEqual(results[1], results[0]);
  });

  it('knows which documents were learned with the workspace', async () => {
    const { models, model, bytes } = await learned();
    const restored = models.restoreContextMixing(await decode(bytes));
    const prompt = `${code}for`;
    for (const each of [model, restored]) {
      assert.equal(each.cursor.resume('w/4', prompt, code.length), code.length);
      assert.equal(each.cursor.resume('w/unknown', prompt, code.length), 0);
    }
  });

  it('is refused by a model with other components or of another size', async () => {
    const { bytes } = await learned();
    const state = await decode(bytes);
    assert.throws(() => openModels(false).restoreContextMixing(state), /other components/);
    const cut = { ...state, snapshot: { ...state.snapshot, contextMixing: state.snapshot.contextMixing.slice(1) } };
    assert.throws(() => openModels().restoreContextMixing(cut), /another model/);
  });

  it('comes back with its files and what each component learned', async () => {
    const { files, snapshot } = await decode(await encode(small));
    assert.deepEqual(files, small.files);
    const plain = (bytes: Uint8Array) => [...bytes];
    assert.deepEqual(plain(snapshot.contextMixing), plain(small.snapshot.contextMixing));
    assert.deepEqual(plain(snapshot.components[0]!.learned), [1, 2, 3]);
    assert.deepEqual([snapshot.textLength, snapshot.learnedLength], [1000, 77]);
  });

  it('is refused by another version', async () => {
    await assert.rejects(decode(await encode(small, 'b')), { message: 'it is of another version' });
  });

  it('is refused wherever it is cut off, and with anything behind it', async () => {
    const bytes = await encode(small);
    for (let length = 0; length < bytes.length; length++)
      await assert.rejects(decode(bytes.subarray(0, length)), Error);
    await assert.rejects(decode(Buffer.concat([bytes, Uint8Array.of(0)])), /do not fit its length/);
  });

  it('is refused whatever byte is changed', async () => {
    const bytes = await encode(small);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = bytes.slice();
        damaged[at]! ^= change;
        await assert.rejects(decode(damaged), Error);
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused whatever the bytes and the header are', async () => {
    const start = (await encode(small)).subarray(0, 25);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (random, isSigned) => {
        await assert.rejects(decode(isSigned ? Buffer.concat([start, random]) : random), Error);
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('parts', 'files', 'components', 'checksum'),
        fc.jsonValue(),
        async (name, value) => {
          await assert.rejects(decode(await withHeader((header) => ({ ...header, [name]: value }))), Error);
        },
      ),
    );
  });

  it('allocates no more than its limit, whatever its header claims', async () => {
    const claims = (first: number) =>
      withHeader((header) => ({
        ...header,
        parts: (header['parts'] as number[][]).map(([, stored]) => [first, stored]),
      }));
    await assert.rejects(decode(await claims(2 ** 40)), { message: 'its parts are too large' });
    await assert.rejects(decode(await claims(10)), /checksum is wrong/);
  });
});
