import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  afterAcceptance,
  afterShown,
  minShowDelayMs,
  noQuietPeriod,
  quietMs,
  showDelayMs,
  type ShowTiming,
} from '../../../../src/completion/policy/quietPeriod.ts';

/** The quiet period after `count` suggestions were shown in `a`, and none was accepted. */
const ignoring = (count: number) =>
  Array.from({ length: count }).reduce<typeof noQuietPeriod>((state) => afterShown(state, 'a'), noQuietPeriod);

const typing: ShowTiming = {
  sinceTypingMs: 50,
  isRequested: false,
  followsAccepted: false,
  quietMs: 0,
};

describe('the quiet period', () => {
  it('grows while suggestions are ignored, up to two seconds', () => {
    assert.deepEqual(
      [0, 5, 6, 7, 15, 100].map((count) => quietMs(ignoring(count), 'a')),
      [0, 0, 200, 400, 2000, 2000],
    );
  });

  it('ends when the user accepts a suggestion, or a suggestion is for another document', () => {
    assert.equal(quietMs(afterAcceptance(ignoring(20)), 'a'), 0);
    assert.equal(quietMs(afterShown(afterAcceptance(ignoring(20)), 'a'), 'a'), 0);
    assert.equal(quietMs(ignoring(20), 'b'), 0);
    assert.equal(quietMs(afterShown(ignoring(20), 'b'), 'a'), 0);
  });

  it('never shrinks while suggestions are shown in the same document', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (count, more) => {
        assert.ok(quietMs(ignoring(count + more), 'a') >= quietMs(ignoring(count), 'a'));
      }),
    );
  });
});

describe('the delay of a suggestion', () => {
  it('counts from the last key', () => {
    assert.equal(showDelayMs(typing), minShowDelayMs - 50);
    assert.equal(showDelayMs({ ...typing, sinceTypingMs: 500 }), 0);
    assert.equal(showDelayMs({ ...typing, sinceTypingMs: 500, quietMs: 1000 }), 600);
  });

  it('is zero for what follows what was accepted, or was requested, also in a quiet period', () => {
    for (const change of [{ isRequested: true }, { followsAccepted: true }])
      assert.equal(showDelayMs({ ...typing, quietMs: 2000, ...change }), 0);
  });
});
