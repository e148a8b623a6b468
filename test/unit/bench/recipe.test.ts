import assert from 'node:assert/strict';
import { compare, secondsTo } from '../../../bench/recipe/compare.ts';

const curve = (...points: [seconds: number, bitsPerChar: number][]) =>
  points.map(([seconds, bitsPerChar]) => ({ seconds, characters: 1000 * seconds, bitsPerChar }));

describe('comparison of two trainings', () => {
  const ours = curve([10, 3], [20, 2], [30, 1.9]);

  it('finds when a curve came down to some bits, between its points', () => {
    assert.equal(secondsTo(2.5, ours), 15);
    assert.equal(secondsTo(3.5, ours), 10);
    assert.equal(secondsTo(1, ours), undefined);
  });

  it('computes the saving in bits, and our time to the bits of each point of the peer', () => {
    const found = compare(ours, curve([15, 2]), curve([20, 3], [40, 2.5], [60, 1.5]));
    assert.equal(found.ours, 1.9);
    assert.equal(found.peer, 1.5);
    assert.equal(found.oursInHalf, 2);
    assert.ok(Math.abs(found.saving - (1 - 1.9 / 1.5)) < 1e-12);
    const shares = found.timeToEqual.map(({ shareOfPeerTime }) => shareOfPeerTime);
    assert.deepEqual(shares, [0.5, 15 / 40, undefined]);
  });
});
