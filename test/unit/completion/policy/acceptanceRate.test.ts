import assert from 'node:assert/strict';
import { createAcceptanceRate } from '../../../../src/completion/policy/acceptanceRate.ts';

const [glimpse, look] = [150, 2000];

describe('attention', () => {
  it('supposes of nobody that they look', () => {
    const { rejectionWeight, usuallyAccepts } = createAcceptanceRate();
    assert.deepEqual([usuallyAccepts, rejectionWeight(glimpse), rejectionWeight(look)], [false, 0, 0]);
  });

  it('learns of each by itself how often what is right is taken', () => {
    const attention = createAcceptanceRate();
    const { rejectionWeight, record } = attention;
    for (let count = 0; count < 40; count++) record(look, true);
    assert.ok(attention.usuallyAccepts && rejectionWeight(look) > 0.8);
    assert.equal(rejectionWeight(glimpse), 0, 'what stood there too shortly to be read');
    for (let count = 0; count < 40; count++) record(glimpse, count % 5 > 0);
    assert.ok(rejectionWeight(glimpse) > 0.4 && rejectionWeight(glimpse) < 0.6, `${rejectionWeight(glimpse)}`);
    assert.ok(rejectionWeight(look) > 0.8);
  });

  it('notices that somebody else sits there', () => {
    const { rejectionWeight, record } = createAcceptanceRate();
    for (let count = 0; count < 1000; count++) record(look, true);
    for (let count = 0; count < 100; count++) record(look, false);
    assert.equal(rejectionWeight(look), 0);
  });
});
