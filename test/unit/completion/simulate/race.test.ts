import assert from 'node:assert/strict';
import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { caretIn, recordedLimits, type RecordedText } from '../../../../src/completion/calibrate/recordedText.ts';
import { createRace, idealSavings, lossCauses, type RaceTally } from '../../../../src/completion/simulate/race.ts';

const openGate = { firstWord: 0, nextWord: 0, nextLine: 0 };

/** At each index of `at`, the candidate `suggestion(index)` with the probability 0.9. */
function recorded(text: string, suggestion: (at: number) => string | undefined, path = 'a.txt'): RecordedText {
  const candidates = Array.from(text, (_, at) => {
    const found = suggestion(at);
    return found === undefined ? [] : [{ text: found, words: [{ end: found.length, probability: 0.9 }] }];
  });
  return { path, text, candidates };
}

const policyOf = ({ text }: RecordedText) => ({
  situationAt: (at: number) => ({ caret: caretIn(text, at), limits: recordedLimits, required: openGate }),
});

function race(text: RecordedText, msPerKey: number, times = 1): RaceTally {
  const type = createRace({ msPerKey, random: xoroshiro128plus(1) });
  const run = () => type(text, policyOf(text), idealSavings(text, policyOf(text)));
  let tally = run();
  for (let count = 1; count < times; count++) tally = run();
  return tally;
}

const saved = ({ characters, keys }: RaceTally): number => characters - keys;
const lost = (tally: RaceTally): number => lossCauses.reduce((sum, cause) => sum + tally[cause], 0);

/** Words of eight letters; each is suggested from its first letter on. */
const words = 'alphabet bacteria calendar daughter elephant festival graphics hospital '.repeat(8);
const wordsRecorded = recorded(words, (at) => (words[at] === ' ' ? undefined : /^\S+/u.exec(words.slice(at))![0]));
const isWhole = recorded(words, (at) => words.slice(at, at + 60));

describe('the race of a user with suggestions', () => {
  it('saves less than the ideal user, and less the faster they type', () => {
    const [fast, mean, slow] = [120, 240, 700].map((ms) => race(wordsRecorded, ms));
    assert.ok(saved(fast!) < saved(mean!) && saved(mean!) < saved(slow!), `${saved(fast!)} ${saved(mean!)}`);
    assert.ok(saved(slow!) < slow!.characters - slow!.idealKeys);
  });

  it('names a cause for each key that is not saved', () => {
    for (const text of [wordsRecorded, isWhole])
      for (const ms of [120, 240, 350]) {
        const tally = race(text, ms);
        const difference = tally.characters - tally.idealKeys - saved(tally);
        assert.ok(Math.abs(lost(tally) - tally.elsewhere - difference) < 1e-6, JSON.stringify(tally));
      }
  });

  it('loses to typing on while reading, and nothing to the quiet period, where all is right and long', () => {
    const tally = race(isWhole, 150);
    assert.ok(tally.typedPast > 0 && tally.quietPeriod === 0 && tally.accepted > 3);
  });

  it('sees nothing of a suggestion that comes after the next key', () => {
    const tally = race(wordsRecorded, 20);
    assert.equal(tally.accepted, 0);
    assert.ok(tally.notYetShown > 0.5 * (tally.characters - tally.idealKeys));
  });

  it('counts the length of what is shown, and how much of it has several words', () => {
    const [word, whole] = [race(wordsRecorded, 350), race(isWhole, 350)];
    assert.ok(word.shown > 0 && word.severalWords === 0 && word.shownLength <= 8 * word.shown);
    assert.ok(whole.severalWords > 0.8 * whole.shown && whole.shownLength > 30 * whole.shown);
  });

  it('saves the seconds of the keys that are not typed', () => {
    const tally = race(isWhole, 350);
    assert.ok(tally.seconds < tally.secondsAlone);
    const none = race(
      recorded(words, () => undefined),
      350,
    );
    assert.ok(Math.abs(none.seconds - none.secondsAlone) < 1e-9);
    assert.deepEqual([none.shown, saved(none)], [0, 0]);
  });

  it('meets the quiet period after suggestions that are ignored', () => {
    const wrong = recorded(words, () => 'zzzz');
    assert.ok(race(wrong, 240, 3).shown < 0.5 * words.length);
    const rightAtLast = recorded(words, (at) => (at < 400 ? 'zzzz' : words.slice(at, at + 40)));
    assert.ok(race(rightAtLast, 240).quietPeriod > 0);
  });

  it('does not offer a word of no confidence where a language server has a list', () => {
    const text = 'object.property = object.property;\n'.repeat(6);
    const suggest = (at: number) => (/\.$/u.test(text.slice(0, at)) ? 'property' : undefined);
    const unsure = (path: string) => {
      const { candidates, ...rest } = recorded(text, suggest, path);
      const lowered = candidates.map((found) =>
        found!.map((each) => ({ ...each, words: each.words.map(({ end }) => ({ end, probability: 0.5 })) })),
      );
      return race({ ...rest, candidates: lowered }, 350);
    };
    assert.ok(unsure('a.ts').list > 0 && unsure('a.ts').shown === 0);
    assert.ok(unsure('a.txt').list === 0 && unsure('a.txt').shown > 0);
  });

  it('offers nothing after the list has opened, until the identifier ends', () => {
    const text = 'object.property = object.property;\n'.repeat(6);
    const from = (part: string, path: string) =>
      race(
        recorded(
          text,
          (at) => (text.slice(0, at).endsWith(part) ? 'property'.slice(part.length - 1) : undefined),
          path,
        ),
        350,
      );
    const [early, late] = [from('.', 'a.ts'), from('.pro', 'a.ts')];
    assert.ok(early.shown > 0 && early.list === 0);
    assert.ok(late.shown === 0 && late.list > 0);
    assert.ok(from('.pro', 'a.txt').shown > 0);
  });

  it('offers nothing where the Tab key indents', () => {
    const text = 'def f():\nreturn value\n';
    const atLineStart = recorded(text, (at) => (at === 9 ? '    return value' : undefined), 'a.py');
    assert.equal(race(atLineStart, 350).shown, 0);
  });

  it('types all of any text, whatever is suggested', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '😀', '.'), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(piece, piece, fc.integer({ min: 40, max: 600 }), (text, other, ms) => {
        const { characters, shown, keys } = race(
          recorded(text, (at) => (at % 2 ? other : text.slice(at))),
          ms,
        );
        assert.equal(characters, Array.from(text).length);
        assert.ok(keys > 0 && shown <= text.length);
      }),
      { numRuns: 100 },
    );
  });
});
