import assert from 'node:assert/strict';
import { untilRulesStable } from '../../../../src/host/workspace/untilRulesStable.ts';

describe('work by the newest rules', () => {
  it('runs once where the rules stay the same', async () => {
    const asked: unknown[] = [];
    const result = await untilRulesStable(
      () => ({ exclude: ['a'] }),
      async (rules) => asked.push(rules),
    );
    assert.deepEqual([result, asked], [1, [{ exclude: ['a'] }]]);
  });

  it('runs again by the newest rules where they changed meanwhile', async () => {
    let exclude = ['a'];
    const result = await untilRulesStable(
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
      untilRulesStable(
        () => 1,
        () => Promise.reject(new Error('no disk')),
      ),
      /no disk/,
    );
  });
});
