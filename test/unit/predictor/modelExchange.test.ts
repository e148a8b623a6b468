import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { createModels } from '../../../src/model/createModels.ts';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { createPredictor } from '../../../src/predictor/predictor.ts';
import { maxModelFileBytes } from '../../../src/protocol/predictor.ts';
import { checkpointOf, requestAt, turns } from './tinyModel.ts';

const fixture = new Uint8Array(readFileSync('test/fixtures/pytorch/gru.safetensors'));
const origin = { date: '2026-11-26', writtenBy: 'a test' };

function predictor() {
  return createPredictor({ models: createModels({ engine: referenceEngine }), ...turns(1) });
}

describe('model exchange', () => {
  it('converts a file of PyTorch to a checkpoint that suggests, with the time of a character', async () => {
    const { importModel, load, complete } = predictor();
    const { checkpoint, ...rest } = await importModel(fixture);
    const network = { cell: 'gru', hiddenSize: 24, layers: 1, bitsPerChar: undefined };
    assert.deepEqual(rest, { network, msPerCharacter: 1 });
    assert.deepEqual(await load(checkpoint), { usable: true, network });
    const { completion } = await complete(requestAt('the hidden state rem', { maxCharacters: 40 }));
    assert.equal(completion?.text, 'embers what the network has read.');
  });

  it('suggests from a network with two layers, alone and in the mixture', async () => {
    const file = new Uint8Array(readFileSync('test/fixtures/pytorch/lstm-2-layers.safetensors'));
    const { importModel, load, complete } = predictor();
    const {
      checkpoint,
      network: { layers, cell },
    } = await importModel(file);
    assert.deepEqual([layers, cell], [2, 'lstm']);
    assert.deepEqual(await load(checkpoint), {
      usable: true,
      network: { cell: 'lstm', hiddenSize: 16, layers: 2, bitsPerChar: undefined },
    });
    for (const model of ['network', 'mixture'] as const) {
      // The mixture learns the complete line, which such a network only reads.
      const before = 'the hidden state remembers what the network has read.\nthe hidden state rem';
      const { completion } = await complete(requestAt(before, { maxCharacters: 40, model }));
      assert.match(completion!.text, /^embers /);
    }
  });

  it('rejects with the reason, and keeps the model', async () => {
    const { importModel, load, complete } = predictor();
    await load(checkpointOf('abcdefg hi.\n'));
    await assert.rejects(importModel(fixture.slice(0, -1)), /not where its header says/);
    assert.equal((await complete(requestAt('ab'))).completion?.text, 'cdefg');
  });

  it('exports the checkpoint that it imported', async () => {
    const { importModel, exportModel } = predictor();
    const { checkpoint } = await importModel(fixture);
    const again = decodeCheckpoint((await exportModel(checkpoint, origin)).file);
    assert.deepEqual(again.parameters, decodeCheckpoint(checkpoint).parameters);
    assert.deepEqual([again.origin, again.progress.steps], [origin, 400]);
    await assert.rejects(exportModel(new Uint8Array(9), origin), /header/);
  });

  it('rejects a file that is too large before it reads it', async () => {
    const { importModel } = predictor();
    await assert.rejects(importModel(new Uint8Array(maxModelFileBytes + 1)), /larger than 400 MB/);
  });
});
