import assert from 'node:assert/strict';
import { ofNewest } from '../../../src/util/ofNewest.ts';

describe('ofNewest', () => {
  it('works once where the rules stay what they are', async () => {
    const asked: unknown[] = [];
    const result = await ofNewest(
      () => ({ exclude: ['a'] }),
      async (rules) => asked.push(rules),
    );
    assert.deepEqual([result, asked], [1, [{ exclude: ['a'] }]]);
  });

  it('works again, by the newest rules, where they changed meanwhile', async () => {
    let exclude = ['a'];
    const result = await ofNewest(
      () => ({ exclude }),
      async (rules) => {
        exclude = ['a', 'b'];
        return rules.exclude.join();
      },
    );
    assert.equal(result, 'a,b');
  });

  it('throws what the work throws', async () => {
    await assert.rejects(
      ofNewest(
        () => 1,
        () => Promise.reject(new Error('no disk')),
      ),
      /no disk/,
    );
  });
});
