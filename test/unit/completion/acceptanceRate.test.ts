import assert from 'node:assert/strict';
import { createAcceptanceRate } from '../../../src/completion/acceptanceRate.ts';

/** Milliseconds that a suggestion is visible: too short to read it, and long enough. */
const [glimpse, look] = [150, 2000];

describe('acceptance rate', () => {
  it('gives rejections of an unknown user no weight', () => {
    const { rejectionWeight } = createAcceptanceRate();
    assert.deepEqual([rejectionWeight(glimpse), rejectionWeight(look)], [0, 0]);
  });

  it('counts accepted suggestions separately for glimpsed and read suggestions', () => {
    const { rejectionWeight, record } = createAcceptanceRate();
    for (let count = 0; count < 40; count++) record(look, true);
    assert.ok(rejectionWeight(look) > 0.8);
    assert.equal(rejectionWeight(glimpse), 0, 'suggestions that were visible too briefly');
    for (let count = 0; count < 40; count++) record(glimpse, count % 5 > 0);
    assert.ok(rejectionWeight(glimpse) > 0.4 && rejectionWeight(glimpse) < 0.6, `${rejectionWeight(glimpse)}`);
    assert.ok(rejectionWeight(look) > 0.8);
  });

  it('adapts when another user takes over', () => {
    const { rejectionWeight, record } = createAcceptanceRate();
    for (let count = 0; count < 1000; count++) record(look, true);
    for (let count = 0; count < 100; count++) record(look, false);
    assert.equal(rejectionWeight(look), 0);
  });
});
