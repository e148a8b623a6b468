// The baselines that the network is compared with.
import assert from 'node:assert/strict';
import { buildVocabulary } from '../../../src/model/network/vocabulary.ts';
import { baselines, baselineTexts } from '../../../src/learner/baselines.ts';

function corpusOf(train: string, heldOut: string) {
  const vocabulary = buildVocabulary([train]);
  const ids = heldOut === '' ? [] : [{ context: new Int32Array(0), ids: vocabulary.encode(heldOut) }];
  return { vocabulary, trainIds: vocabulary.encode(train), heldOut: ids };
}

function bitsOf(kind: string, train: string, heldOut: string): number {
  return baselines(corpusOf(train, heldOut), 10_000).find((line) => line.kind === kind)!.bitsPerChar;
}

describe('baselines', () => {
  const train = 'the quick brown fox jumps over the lazy dog. '.repeat(40);

  it('give a uniform guess log2 V bits', () => {
    assert.equal(bitsOf('uniform', train, 'fox'), Math.log2(buildVocabulary([train]).size));
  });

  it('let the compressor use the training text', () => {
    const known = bitsOf('compressor', train, 'quick brown fox jumps over the lazy dog');
    const unknown = bitsOf(
      'compressor',
      'abcdefghijklmnopqrstuvwxyz. '.repeat(40),
      'quick brown fox jumps over the lazy dog',
    );
    assert.ok(known < unknown / 2, `${known} against ${unknown}`);
  });

  it('are empty if no text is held out', () => {
    assert.deepEqual(baselines(corpusOf(train, ''), 100), []);
  });

  it('give context mixing whole texts, and the held-out characters of an evaluation', () => {
    const vocabulary = buildVocabulary([train]);
    const ids = (text: string) => Array.from(vocabulary.encode(text));
    const trainIds = Int32Array.from([0, ...ids('the fox'), 0, ...ids('lazy')]);
    const heldOut = [{ context: vocabulary.encode('the '), ids: vocabulary.encode('dog jumps') }];
    assert.deepEqual(baselineTexts({ vocabulary, trainIds, heldOut }, 3), {
      train: ['the fox', 'lazy'],
      heldOut: [{ context: 'the ', text: 'dog' }],
    });
  });
});
