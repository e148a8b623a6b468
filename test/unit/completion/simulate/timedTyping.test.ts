import assert from 'node:assert/strict';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { secondsToRead } from '../../../../src/completion/decide/worth.ts';
import { caretIn, recordedLimits, type RecordedText } from '../../../../src/completion/calibrate/recordedText.ts';
import type { UserParameters } from '../../../../src/completion/request.ts';
import { netTimeReport } from '../../../../src/evaluation/netTimeReport.ts';
import {
  secondsPer1000,
  simulateTimedTyping,
  type SimulatedUser,
} from '../../../../src/completion/simulate/timedTyping.ts';

const user: SimulatedUser = { looks: 1, charactersPerSecond: 5, reactionSeconds: 0.3, readingSeconds: 0.04 };
const openGate = { firstWord: 0, nextWord: 0, nextLine: 0 };
const word = (text: string, probability: number) => [{ text, words: [{ end: text.length, probability }] }];

/** `suggestion` where the text begins. */
const recorded = (text: string, suggestion: string, probability: number): RecordedText => ({
  text,
  candidates: [word(suggestion, probability)],
});

/** All suggestions are shown, or those that save time to a user. */
const policyOf = ({ text }: RecordedText, worthTo?: UserParameters) => ({
  situationAt: (at: number) => ({
    caret: caretIn(text, at),
    limits: recordedLimits,
    required: openGate,
    user: worthTo,
  }),
});

const type = (text: RecordedText, of: SimulatedUser, worthTo?: UserParameters) =>
  simulateTimedTyping(text, policyOf(text, worthTo), of, xoroshiro128plus(1));

describe('timed typing', () => {
  it('saves the typing time of an accepted suggestion less one key and reading', () => {
    const tally = type(recorded('suggestion', 'suggestion', 0.9), user);
    assert.deepEqual(
      { ...tally, secondsSaved: 0 },
      { characters: 10, secondsSaved: 0, shown: 1, looked: 1, accepted: 1 },
    );
    assert.ok(Math.abs(tally.secondsSaved - (9 / 5 - secondsToRead(10, user))) < 1e-9);
  });

  it('saves and costs nothing for a user who does not look', () => {
    const tally = type(recorded('suggestion', 'suggestion', 0.9), { ...user, looks: 0 });
    assert.deepEqual({ ...tally }, { characters: 10, secondsSaved: 0, shown: 1, looked: 0, accepted: 0 });
  });

  it('costs reading where a suggestion is wrong', () => {
    const tally = type(recorded('suggestion', 'wrong', 0.9), user);
    assert.ok(tally.secondsSaved <= -secondsToRead(5, user));
    assert.equal(tally.accepted, 0);
  });

  it('shows a suggestion once while its characters are typed', () => {
    const candidates = Array.from('suggestion', (_, at) => word('suggestion'.slice(at), 0.9));
    const tally = type({ text: 'suggestion', candidates }, { ...user, looks: 0 });
    assert.equal(tally.shown, 1);
  });

  it('does not show to a user what is not worth reading', () => {
    const improbable = recorded('suggestion', 'wrong', 0.05);
    assert.equal(type(improbable, user).shown, 1);
    assert.equal(type(improbable, user, user).shown, 0);
  });
});

describe('the report of net time', () => {
  it('is positive for every user if only suggestions are shown that are worth it', () => {
    // Each tenth suggestion is correct, as predicted.
    const texts = Array.from({ length: 200 }, (_, index) =>
      recorded('suggestion text', index % 10 === 0 ? 'suggestion text' : 'other words here', 0.1),
    );
    const { users } = netTimeReport((simulated, random, gate) =>
      texts.map((text) => simulateTimedTyping(text, policyOf(text, gate), simulated, random)),
    );
    assert.equal(users.length, 17);
    for (const { byNetTime, byConfidence, reactionSeconds, looks } of users) {
      assert.ok(byNetTime.secondsPer1000 >= 0);
      assert.ok(byNetTime.shownPerChar <= byConfidence.shownPerChar);
      if (reactionSeconds === 0.5 && looks === 1) assert.ok(byConfidence.secondsPer1000 < 0);
    }
  });

  it('counts per 1,000 characters', () => {
    assert.equal(secondsPer1000({ characters: 500, secondsSaved: 3, shown: 0, looked: 0, accepted: 0 }), 6);
    assert.equal(secondsPer1000({ characters: 0, secondsSaved: 0, shown: 0, looked: 0, accepted: 0 }), 0);
  });
});
