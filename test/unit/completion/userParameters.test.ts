import assert from 'node:assert/strict';
import fc from 'fast-check';
import { usualReaction } from '../../../src/completion/decide/reactionTimes.ts';
import {
  noObservations,
  observeAcceptance,
  observeGap,
  parseObservations,
  userParametersOf,
  type UserObservations,
} from '../../../src/completion/userParameters.ts';

interface User {
  readonly charactersPerSecond: number;
  readonly reactionSeconds: number;
  readonly readingSeconds: number;
}

/** What is observed of a user who types `characters` and accepts `suggestions` of 2 to 31 characters. */
function observe(user: User, characters: number, suggestions: number, observed = noObservations): UserObservations {
  for (let count = 0; count < characters; count++) observed = observeGap(observed, 1 / user.charactersPerSecond);
  for (let count = 0; count < suggestions; count++) {
    const length = 2 + ((count * 7) % 30);
    const seconds = user.reactionSeconds + user.readingSeconds * length;
    observed = observeAcceptance(observed, { length, seconds, isPart: false });
  }
  return observed;
}

const user = fc.record({
  charactersPerSecond: fc.double({ min: 3, max: 8, noNaN: true }),
  reactionSeconds: fc.double({ min: 0.15, max: 0.5, noNaN: true }),
  readingSeconds: fc.double({ min: 0.02, max: 0.06, noNaN: true }),
});

function assertNear(observed: UserObservations, expected: User): void {
  const found = userParametersOf(observed)!;
  assert.ok(Math.abs(found.charactersPerSecond - expected.charactersPerSecond) < 0.3, JSON.stringify(found));
  assert.ok(Math.abs(found.reactionSeconds - expected.reactionSeconds) < 0.15, JSON.stringify(found));
  assert.ok(Math.abs(found.readingSeconds - expected.readingSeconds) < 0.01, JSON.stringify(found));
}

describe('parameters of the user', () => {
  it('are those of the user who was observed', () => {
    fc.assert(
      fc.property(user, (expected) => assertNear(observe(expected, 500, 100), expected)),
      { numRuns: 30 },
    );
  });

  it('follow another user', () => {
    fc.assert(
      fc.property(user, user, (earlier, later) =>
        assertNear(observe(later, 10_000, 1000, observe(earlier, 3000, 300)), later),
      ),
      { numRuns: 10 },
    );
  });

  it('are unknown while little was observed', () => {
    const typical = { charactersPerSecond: 5, reactionSeconds: 0.3, readingSeconds: 0.04 };
    assert.equal(userParametersOf(noObservations), undefined);
    assert.equal(userParametersOf(observe(typical, 500, 5)), undefined);
    assert.equal(userParametersOf(observe(typical, 50, 100)), undefined);
  });

  it('are those of most users for one who has typed much and accepted little', () => {
    const fast = { charactersPerSecond: 8, reactionSeconds: 1, readingSeconds: 0.05 };
    const { charactersPerSecond, ...others } = userParametersOf(observe(fast, 1000, 0))!;
    assert.ok(Math.abs(charactersPerSecond - 8) < 1e-6);
    assert.deepEqual(others, { ...usualReaction, acceptsParts: 1 });
    const { reactionSeconds } = userParametersOf(observe(fast, 1000, 5))!;
    assert.ok(reactionSeconds > usualReaction.reactionSeconds && reactionSeconds < 1, `${reactionSeconds}`);
  });

  it('tell whether the user accepts beginnings of suggestions alone', () => {
    const partsOf = (parts: number, accepted = 100) => {
      let observed = observe({ charactersPerSecond: 5, reactionSeconds: 0.3, readingSeconds: 0.04 }, 200, 0);
      for (let count = 0; count < accepted; count++)
        observed = observeAcceptance(observed, { length: 8, seconds: 0.6, isPart: count < parts });
      return userParametersOf(observed)!.acceptsParts!;
    };
    assert.equal(partsOf(20), 1);
    assert.ok(partsOf(5) > 0.2 && partsOf(5) < 0.5, `${partsOf(5)}`);
    assert.ok(partsOf(0) < 0.1, `${partsOf(0)}`);
    assert.ok(partsOf(0, 20) > 0.3, 'twenty suggestions tell little');
  });

  it('are plausible whatever is observed', () => {
    const event = fc.oneof(
      fc.record({ gap: fc.double() }),
      fc.record({ length: fc.integer({ min: -5, max: 500 }), seconds: fc.double() }),
      fc.record({ length: fc.integer({ min: 1, max: 60 }), seconds: fc.double({ min: 0, max: 6, noNaN: true }) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 300 }), (events) => {
        let observed = observe({ charactersPerSecond: 5, reactionSeconds: 0.3, readingSeconds: 0.04 }, 100, 20);
        for (const each of events) {
          observed =
            'gap' in each
              ? observeGap(observed, each.gap)
              : observeAcceptance(observed, { ...each, isPart: each.seconds > 3 });
        }
        const { charactersPerSecond, reactionSeconds, readingSeconds, acceptsParts } = userParametersOf(observed)!;
        assert.ok(acceptsParts! > 0 && acceptsParts! <= 1);
        assert.ok(charactersPerSecond >= 1 && charactersPerSecond <= 15);
        assert.ok(reactionSeconds >= 0.1 && reactionSeconds <= 2);
        assert.ok(readingSeconds >= 0.01 && readingSeconds <= 0.1);
        assert.deepEqual(parseObservations(JSON.parse(JSON.stringify(observed))), observed);
      }),
    );
  });

  it('are unknown after invalid stored values', () => {
    for (const stored of [undefined, null, 5, {}, { ...noObservations, gaps: -1 }, { ...noObservations, dwell: 'x' }]) {
      assert.deepEqual(parseObservations(stored), noObservations);
    }
  });
});
