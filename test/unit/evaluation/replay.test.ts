// The replay of new files, with a model of known predictions.
import assert from 'node:assert/strict';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { classOf } from '../../../src/model/characterClass.ts';
import { createFileIndex } from '../../../src/completion/decide/fileIndex.ts';
import { calibrationError } from '../../../src/evaluation/calibration.ts';
import { precisionOf, sumOf } from '../../../src/completion/calibrate/typeRecording.ts';
import { chooseThresholds, tallyAt } from '../../../src/evaluation/thresholds.ts';
import { splitForThresholds } from '../../../src/evaluation/thresholdFiles.ts';
import { bootstrap } from '../../../src/evaluation/bootstrap.ts';
import type { LanguageModel } from '../../../src/model/languageModel.ts';
import { record } from '../../../src/evaluation/record.ts';
import { replay } from '../../../src/evaluation/replay.ts';
import { sampleSegments, segmentLength } from '../../../src/evaluation/sampleSegments.ts';

/** Predicts the characters of `known` one after the other, each with this probability; each character read costs one bit. */
function parrot(known: string, probability: number): LanguageModel<number> {
  let at = 0;
  const read = (text: string) => void (at += text.length);
  return {
    begin: () => void (at = 0),
    learn: (text) => (read(text), Array.from(text).length),
    read,
    predict: () => {
      const character = known[at];
      if (character === undefined) return [];
      const classes = { letter: 0, ideograph: 0, mark: 0, blank: 0, [classOf(character)]: probability };
      return [{ character, probability, classes }];
    },
    save: () => at,
    restore: (state) => void (at = state),
  };
}

const options = () => ({ now: () => 0, fileIndex: createFileIndex() });
const song = 'the river runs to the sea\nand the sea sings\n';
const of = (text: string) => ({ path: 'w/song.md', text });
const replayed = (model: LanguageModel, scored = song) =>
  replay(model, { calibration: [of(song)], scored: [of(scored)] }, options());

describe('replay', () => {
  it('saves most keystrokes with a model that knows the text', () => {
    const { gates, bitsPerChar } = replayed(parrot(song, 0.99));
    assert.ok(gates.best.saved > 0.6, `${gates.best.saved}`);
    assert.equal(gates.half.firstWordPrecision, 1);
    assert.equal(bitsPerChar, 1);
  });

  it('saves nothing with a model that predicts nothing', () => {
    const { gates } = replayed(parrot('', 1));
    assert.equal(gates.best.saved, 0);
    assert.equal(gates.best.shownPerChar, 0);
  });

  it('reports zeros without any text', () => {
    const { characters, bitsPerChar, gates } = replay(parrot('', 1), { calibration: [], scored: [] }, options());
    assert.deepEqual([characters, bitsPerChar, gates.half.saved], [0, 0, 0]);
  });

  it('chooses thresholds on other texts than it scores', () => {
    const wrong = song.replaceAll('e', 'i');
    const { gates, oracleGates } = replayed(parrot(song, 0.8), wrong);
    assert.ok(oracleGates.seventy.threshold >= gates.seventy.threshold);
    assert.ok(oracleGates.best.saved >= gates.best.saved);
  });

  it('has no higher precision for whole suggestions than for first words', () => {
    const { gates } = replayed(parrot(song, 0.9));
    for (const { wholePrecision, firstWordPrecision } of Object.values(gates)) {
      assert.ok(wholePrecision <= firstWordPrecision && firstWordPrecision <= 1);
    }
  });
});

describe('record', () => {
  it('has candidates for each UTF-16 unit, and counts code points', () => {
    const text = 'a 😀 sea\n';
    const { candidates, characters, bits } = record(parrot(text, 0.9), of(text), options());
    assert.deepEqual([candidates.length, characters, bits], [text.length, text.length - 1, text.length - 1]);
  });

  it('starts after the text before it', () => {
    const { candidates } = record(parrot('ab cd', 0.9), { path: 'x', before: 'ab ', text: 'cd' }, options());
    assert.equal(candidates[0]?.[0]?.text, 'c');
  });

  it('learns all of a text, and records candidates only in its segments', () => {
    const spans = [
      { start: 2, end: 5 },
      { start: 7, end: 9 },
    ];
    const { candidates, latenciesMs, bits } = record(parrot(song, 0.9), of(song), { ...options(), segments: spans });
    assert.deepEqual([candidates.length, latenciesMs.length], [song.length, 5]);
    assert.ok(candidates.slice(0, 2).every((found) => found === undefined));
    assert.equal(candidates[7]?.[0]?.text.slice(0, 3), 'er ');
    assert.equal(bits, song.length);
  });

  it('measures the time to decode and to learn', () => {
    let time = 0;
    const { candidates, latenciesMs, readingMs } = record(parrot('abc', 0.9), of('abc'), {
      ...options(),
      now: () => time++,
    });
    assert.deepEqual(
      latenciesMs,
      candidates.map((found) => 1 / Math.max(1, found!.length)),
    );
    assert.equal(readingMs, 4, 'three characters are read, then their line is learned');
  });

  it('learns a line when it is complete, and only reads it until then', () => {
    const passed: string[] = [];
    const model = parrot('a\nbc', 0.9);
    const watched: LanguageModel = {
      ...model,
      learn: (text) => (passed.push(`learn ${text}`), model.learn(text)),
    };
    record(watched, of('a\nbc'), options());
    assert.deepEqual(passed, ['learn a\n', 'learn bc']);
  });
});

describe('sampleSegments', () => {
  const texts = ['a😀b'.repeat(4000), '', 'c'.repeat(3000)].map((text) => ({ text }));

  it('chooses whole texts if they are short', () => {
    assert.deepEqual(sampleSegments(texts, 100_000), [[{ start: 0, end: 16_000 }], [], [{ start: 0, end: 3000 }]]);
  });

  it('chooses the same segments of long texts each time, in order, and cuts no character', () => {
    const sample = sampleSegments(texts, 8000);
    assert.deepEqual(sampleSegments(texts, 8000), sample);
    const length = sample.flat().reduce((sum, { start, end }) => sum + end - start, 0);
    assert.ok(length >= 8000 && length < 8000 + 2 * segmentLength);
    sample.forEach((spans, index) => {
      let before = 0;
      for (const { start, end } of spans) {
        assert.ok(start >= before && end > start);
        assert.doesNotMatch(texts[index]!.text.slice(start, end), /^[\udc00-\udfff]|[\ud800-\udbff]$/u);
        before = end;
      }
    });
  });
});

describe('typing at a confidence level', () => {
  /** 10,000 words with a candidate after the first letter: correct with its probability times `honesty`. */
  const words = (honesty: number) => {
    const random = xoroshiro128plus(1);
    const uniform = () => uniformInt(random, 0, 999) / 1000;
    return Array.from({ length: 10_000 }, () => {
      const probability = uniform();
      const text = uniform() < probability * honesty ? 'ord' : 'ide';
      return { text: 'word ', candidates: [, [{ text, words: [{ end: 3, probability }] }]] as [] };
    });
  };
  const { seventy } = chooseThresholds(words(1));
  const precisionAt = (setting: 'eager' | 'quiet') => precisionOf(sumOf(words(0.8).map(tallyAt(seventy, setting))));

  it('keeps the promised precision in text that is harder than the calibration text', () => {
    assert.ok(precisionAt('eager') < 0.6);
    assert.ok(precisionAt('quiet') > 0.67, `${precisionAt('quiet')}`);
  });
});

describe('calibration error', () => {
  const candidatesOf = (text: string, end: number, probability: number) => [{ text, words: [{ end, probability }] }];

  it('is small if words are correct as often as predicted', () => {
    assert.ok(calibrationError([{ text: 'sea', candidates: [candidatesOf('sea', 3, 0.99)] }]) < 0.02);
  });

  it('is large if they never are', () => {
    assert.ok(calibrationError([{ text: 'sea', candidates: [candidatesOf('sky', 3, 0.9)] }]) > 0.85);
  });
});

describe('splitForThresholds', () => {
  it('splits off a few whole files', () => {
    const texts = Array.from({ length: 40 }, (_, i) => ({ path: `w/${i}.ts`, text: 'x'.repeat(100) }));
    const { learned, calibration } = splitForThresholds(texts);
    assert.deepEqual([learned.length, calibration.length], [36, 4]);
  });

  it('splits off the end of a single file', () => {
    const text = 'a line of verse\n'.repeat(100);
    const { learned, calibration } = splitForThresholds([{ path: 'w/a.txt', text }]);
    assert.equal(learned[0]!.text + calibration[0]!.text, text);
    assert.equal(calibration[0]!.before, learned[0]!.text);
    assert.ok(calibration[0]!.text.length >= 160);
  });

  it('accepts no files', () => {
    assert.deepEqual(splitForThresholds([]), { learned: [], calibration: [] });
  });
});

describe('bootstrap', () => {
  const mean = (drawn: readonly number[]) => drawn.reduce((a, b) => a + b, 0) / drawn.length;

  it('contains the figure and is the same each time', () => {
    const items = [1, 2, 3, 4, 10];
    const interval = bootstrap(items, mean);
    assert.ok(interval[0] < 4 && 4 < interval[1]);
    assert.deepEqual(bootstrap(items, mean), interval);
  });

  it('is a point if all items are equal', () => {
    assert.deepEqual(bootstrap([2, 2, 2], mean), [2, 2]);
  });
});
