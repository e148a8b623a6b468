import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { vocabularyOf } from '../../../src/model/network/vocabulary.ts';
import { drawFrom, secretKinds } from '../corpus/secrets/plantedSecrets.ts';
import { runTerminal as run, testFolder } from './terminal.ts';

describe('export and import in the terminal', () => {
  const at = testFolder();
  beforeEach(() => {
    mkdirSync(at('text'));
    writeFileSync(at('text/fox.txt'), 'the quick brown fox jumps over the lazy dog.\n'.repeat(60));
  });

  it('exports a trained checkpoint without paths, and imports the same model', () => {
    const small = ['--hidden-size', '8', '--batch-size', '4', '--sequence-length', '8', '--steps', '5'];
    assert.equal(run('train', at('text'), ...small, '--out', at('own'), '--json').status, 0);
    assert.equal(run('export', at('own'), '--out', at('open')).status, 0);
    assert.ok(!readFileSync(at('open')).includes('fox.txt'));
    assert.match(decodeCheckpoint(readFileSync(at('open'))).origin!.writtenBy, /^Hidden State \d/);
    assert.match(run('import', at('open'), '--out', at('again')).stdout, /^Imported gru with 8 units/);
    const [own, again] = ['own', 'again'].map((name) => decodeCheckpoint(readFileSync(at(name))));
    assert.deepEqual(again!.parameters, own!.parameters);
    assert.deepEqual(again!.progress, own!.progress);
    assert.deepEqual([again!.optimizer, again!.training], [own!.optimizer, own!.training]);
    assert.equal(own!.training!.settings['batchSize'], 4);
    assert.ok(own!.optimizer.first.some((value) => value !== 0));
    const more = run('train', at('text'), ...small, '--from', at('again'), '--json');
    assert.equal((JSON.parse(more.stdout) as { characters: number }).characters, 2 * 5 * 4 * 8);
  });

  it('prints one JSON object for each command on request', () => {
    const json = (...args: string[]): unknown => JSON.parse(run(...args, '--json').stdout);
    const facts = { cell: 'lstm', hiddenSize: 16, layers: 2 };
    const imported = json('import', 'test/fixtures/pytorch/lstm-2-layers.safetensors', '--out', at('two')) as object;
    assert.ok('msPerCharacter' in imported && Number(imported.msPerCharacter) > 0);
    for (const [name, value] of Object.entries(facts)) assert.equal(Reflect.get(imported, name), value);
    const exported = json('export', at('two'), '--out', at('open')) as object;
    assert.deepEqual({ ...exported, msPerCharacter: imported.msPerCharacter }, imported);
    const { text } = json('sample', at('two'), '--prompt', 'the ', '--characters', '9') as { readonly text: string };
    assert.equal(text.length, 9);
    const corpus = json('corpus', at('text'), '--export', at('data')) as { readonly files: number };
    assert.equal(corpus.files, 1);
  });

  it('imports a network with two layers, with its speed, samples from it, and does not train it', () => {
    const imported = run('import', 'test/fixtures/pytorch/lstm-2-layers.safetensors', '--out', at('two'));
    assert.match(imported.stdout, /^Imported lstm with 2 layers of 16 units .* takes [\d.e-]+ ms per character\.\n$/);
    const sampled = run('sample', at('two'), '--prompt', 'the hidden st', '--temperature', '0');
    assert.match(sampled.stdout, /^the hidden state remembers what the network has read\./);
    const { status, stderr } = run('train', at('text'), '--from', at('two'), '--steps', '1', '--json');
    assert.equal(status, 1);
    assert.match(stderr, /has 2 layers.*PyTorch: see docs\/train-elsewhere\.md/);
  });

  it('names the file and the reason when it cannot import, and writes nothing', () => {
    const { status, stderr } = run('import', at('text/fox.txt'), '--out', at('out'));
    assert.equal(status, 1);
    assert.match(stderr, /fox\.txt is not a usable model: it is no safetensors file, or a part of it is missing/);
    assert.throws(() => readFileSync(at('out')));
  });

  it('exports the text as it would be learned: masked, and without excluded files', () => {
    const token = secretKinds['npm token']!(drawFrom(1));
    writeFileSync(at('text/token.ts'), `const token = '${token}';\n`.repeat(3));
    writeFileSync(at('text/.env'), 'Ü=1\n'.repeat(500));
    const { status, stdout } = run('corpus', at('text'), '--export', at('data'));
    assert.equal(status, 0);
    assert.match(stdout, /^Exported 2 files .* The file contains this text\.\n$/);
    const bytes = readFileSync(at('data'));
    const length = Number(bytes.readBigUInt64LE(0));
    const { __metadata__: metadata, ...tensors } = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as {
      __metadata__: Record<string, string>;
    } & Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;
    const idsOf = (name: string): Int32Array => {
      const { data_offsets } = tensors[name]!;
      return new Int32Array(new Uint8Array(bytes.subarray(8 + length).subarray(...data_offsets)).buffer);
    };
    const vocabulary = vocabularyOf(metadata['characters']!);
    const text = (ids: Int32Array): string => Array.from(ids, (id) => vocabulary.decode(id)).join('');
    const train = text(idsOf('train'));
    const heldOut = text(idsOf('held_out'));
    assert.ok(train.includes("const token = '***';"));
    assert.ok(!train.includes('Ü') && !train.includes(token.slice(-8)));
    assert.equal(tensors['held_out_lengths']!.shape[1], 2);
    const [context, scored] = idsOf('held_out_lengths') as unknown as [number, number];
    assert.ok(heldOut.slice(context, context + scored).length === scored && context <= 256);
    assert.ok(scored > 0);
  });
});
