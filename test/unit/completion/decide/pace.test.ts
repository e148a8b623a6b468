import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  afterAcceptance,
  afterShown,
  afterTyped,
  leastDelayMs,
  noQuietPeriod,
  quietMs,
  showDelayMs,
  type ShowTiming,
} from '../../../../src/completion/decide/pace.ts';

/** The quiet period after `count` suggestions were shown in `a` at 0 ms, and none was accepted. */
const ignoring = (count: number) =>
  Array.from({ length: count }).reduce<typeof noQuietPeriod>((state) => afterShown(state, 'a', 0), noQuietPeriod);

const typing: ShowTiming = { sinceTypingMs: 50, leastMs: 100, isRequested: false, followsAccepted: false, quietMs: 0 };

describe('the quiet period', () => {
  it('grows while suggestions are ignored, up to ten seconds', () => {
    const afterIgnored = [0, 8, 9, 10, 28, 100].map((count) => quietMs(ignoring(count), 'a', 0));
    assert.deepEqual(afterIgnored, [0, 0, 500, 1000, 10_000, 10_000]);
  });

  it('begins when the suggestion before was visible last, and passes while the user types', () => {
    const ignored = ignoring(10);
    const afterMs = [0, 400, 1000, 5000].map((now) => quietMs(ignored, 'a', now));
    assert.deepEqual(afterMs, [1000, 600, 0, 0]);
    assert.equal(quietMs(afterTyped(ignored, 300), 'a', 400), 900);
  });

  it('ends when the user accepts a suggestion, or a suggestion is for another document', () => {
    assert.equal(quietMs(afterAcceptance(ignoring(20)), 'a', 0), 0);
    assert.equal(quietMs(afterShown(afterAcceptance(ignoring(20)), 'a', 0), 'a', 0), 0);
    assert.equal(quietMs(ignoring(20), 'b', 0), 0);
    assert.equal(quietMs(afterShown(ignoring(20), 'b', 0), 'a', 0), 0);
  });

  it('never shrinks while suggestions are shown in the same document', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (count, more) => {
        assert.ok(quietMs(ignoring(count + more), 'a', 0) >= quietMs(ignoring(count), 'a', 0));
      }),
    );
  });
});

describe('the delay of a suggestion', () => {
  it('counts from the last key', () => {
    assert.equal(showDelayMs(typing), 50);
    assert.equal(showDelayMs({ ...typing, sinceTypingMs: 500 }), 0);
    assert.equal(showDelayMs({ ...typing, sinceTypingMs: 500, quietMs: 300 }), 300);
    assert.equal(showDelayMs({ ...typing, sinceTypingMs: 400, quietMs: 9000 }), 600, 'until the user pauses');
    assert.equal(showDelayMs({ ...typing, sinceTypingMs: 2000, quietMs: 9000 }), 0);
  });

  it('is shorter the more probable the first word is, and none at a pause', () => {
    const [likely, unlikely] = [0.9, 0.3].map((probability) => leastDelayMs(probability, 'const fo'));
    assert.ok(likely! < 65 && unlikely! > 100 && unlikely! < 150, `${likely} ${unlikely}`);
    for (const before of ['', 'a line\n', 'A clause, ', 'A sentence. ']) assert.equal(leastDelayMs(0.3, before), 0);
  });

  it('is zero for what follows what was accepted, or was requested, also in a quiet period', () => {
    for (const change of [{ isRequested: true }, { followsAccepted: true }])
      assert.equal(showDelayMs({ ...typing, quietMs: 2000, ...change }), 0);
  });
});
