import assert from 'node:assert/strict';
import { createAttention } from '../../../src/completion/attention.ts';

const [glimpse, look] = [150, 2000];

describe('attention', () => {
  it('supposes of nobody that they look', () => {
    const { heed, looks } = createAttention();
    assert.deepEqual([looks, heed(glimpse), heed(look)], [false, 0, 0]);
  });

  it('learns of each by itself how often what is right is taken', () => {
    const attention = createAttention();
    const { heed, judged } = attention;
    for (let count = 0; count < 40; count++) judged(look, true);
    assert.ok(attention.looks && heed(look) > 0.8);
    assert.equal(heed(glimpse), 0, 'what stood there too shortly to be read');
    for (let count = 0; count < 40; count++) judged(glimpse, count % 5 > 0);
    assert.ok(heed(glimpse) > 0.4 && heed(glimpse) < 0.6, `${heed(glimpse)}`);
    assert.ok(heed(look) > 0.8);
  });

  it('notices that somebody else sits there', () => {
    const { heed, judged } = createAttention();
    for (let count = 0; count < 1000; count++) judged(look, true);
    for (let count = 0; count < 100; count++) judged(look, false);
    assert.equal(heed(look), 0);
  });
});
