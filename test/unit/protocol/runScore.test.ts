// The score of the saved network of an interrupted training.
import assert from 'node:assert/strict';
import { savedScore } from '../../../src/protocol/runScore.ts';
import { heldOutRule } from '../../../src/protocol/runState.ts';
import { seriesOf } from '../../../src/protocol/series.ts';
import { positionAt } from './exampleRun.ts';

describe('the score of the saved network', () => {
  const evaluation = (step: number, bitsPerChar: number) => ({ ...positionAt(step), bitsPerChar, best: true });
  const saved = (step: number, bitsPerChar: number) => ({
    bitsPerChar,
    training: { ...positionAt(step), textCharacters: 0, settings: {} },
  });

  it('is what the training has measured last, of the text that it has now', () => {
    const heldOut = seriesOf([evaluation(2, 0.995), evaluation(2, 1.001)], heldOutRule);
    assert.equal(savedScore({ heldOut }, saved(2, 0.995)), 1.001);
  });

  it('is not rounded as the stored evaluation is', () => {
    const heldOut = seriesOf([evaluation(2, 2.1)], heldOutRule);
    assert.equal(savedScore({ heldOut }, saved(2, 2.10003)), 2.10003);
  });

  it('is that of an earlier evaluation where the best network was not saved in time', () => {
    const heldOut = seriesOf([evaluation(2, 2.1), evaluation(3, 2)], heldOutRule);
    assert.equal(savedScore({ heldOut }, saved(2, 2.1)), 2.1);
  });

  it('is what its file states where its evaluation is not on record', () => {
    const heldOut = seriesOf([evaluation(2, 2.1)], heldOutRule);
    assert.equal(savedScore({ heldOut }, saved(3, 2)), 2);
    assert.equal(savedScore({ heldOut }, { bitsPerChar: 2 }), 2);
  });
});
