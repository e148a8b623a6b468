import assert from 'node:assert/strict';
import {
  firstWordThreshold,
  furtherWordThreshold,
  gateSettingsAt,
  inUnfamiliarText,
} from '../../../../src/completion/decide/threshold.ts';

describe('confidence level', () => {
  it('has a higher threshold the quieter it is', () => {
    const [eager, balanced, quiet] = (['eager', 'balanced', 'quiet'] as const).map(
      (level) => gateSettingsAt({ before: 'const x = ', after: '' }, level).firstWord,
    );
    assert.ok(eager! < balanced! && balanced! < quiet!);
  });

  it('requires a higher probability in leading white space, where Tab indents', () => {
    const at = (before: string) => gateSettingsAt({ before, after: '' }, 'balanced').inIndentation ?? 0;
    assert.ok(at('line\n    ') > 0.5);
    assert.deepEqual([at('line\n'), at('line\n    x')], [0, 0]);
  });

  it('uses the calibrated thresholds', () => {
    const thresholds = { eager: 0.01, balanced: 0.2, quiet: 0.9 };
    assert.equal(gateSettingsAt({ before: 'x', after: '' }, 'quiet', thresholds).firstWord, 0.9);
  });
});

describe('the least probability of a first word', () => {
  const settings = { firstWord: 0.4, nextWord: 0, nextLine: 0.3 };

  it('falls with the length of the word', () => {
    const required = [2, 4, 8].map((length) => firstWordThreshold(settings, length));
    assert.ok(required[0]! > required[1]! && required[1]! > required[2]!);
    assert.ok(Math.abs(required[1]! - settings.firstWord) < 1e-9);
    assert.ok(firstWordThreshold(settings) <= firstWordThreshold(settings, 25));
  });

  it('is 0 or 1 at a threshold of 0 or 1', () => {
    const thresholds = [0, 1].map((firstWord) => firstWordThreshold({ ...settings, firstWord }, 4));
    assert.deepEqual(thresholds, [0, 1]);
  });
});

describe('the threshold of a first word in unfamiliar text', () => {
  const settings = { firstWord: 0.28, nextWord: 0.05, nextLine: 0.3 };
  const at = (unfamiliar: number, firstWord = 0.28) =>
    inUnfamiliarText({ ...settings, firstWord }, unfamiliar).firstWord;

  it('stays as it is in familiar text', () => {
    assert.equal(at(0), 0.28);
  });

  it('keeps the promise where the text is as likely unfamiliar, in which words are hardly ever right', () => {
    assert.ok(Math.abs(at(0.5) * (0.5 + 0.5 * 0.02) - 0.28) < 1e-9);
  });

  it('rises with the probability, and lets a certain word pass', () => {
    assert.ok(at(0.1) < at(0.5) && at(0.5) < at(0.7));
    assert.equal(at(1), 0.995);
    assert.equal(at(1, 1), 1);
  });

  it('is none where any word may appear', () => {
    assert.equal(at(1, 0), 0);
  });
});

describe('the threshold of a further word', () => {
  const settings = { firstWord: 0.28, nextWord: 0.05, nextLine: 0.3 };
  const at = (words: number, length: number, acceptsParts?: number, word = ' the') =>
    furtherWordThreshold({ words, length }, word, { ...settings, acceptsParts });

  it('puts at stake the keys of the words before it, for a user who accepts beginnings', () => {
    assert.equal(at(1, 12), 0.05);
    assert.equal(at(3, 12), 2 / (4 + 2));
  });

  it('puts at stake all that is saved so far, for one who accepts the whole alone', () => {
    assert.equal(at(1, 13, 0), 12 / (4 + 12));
    assert.equal(at(3, 13, 0), at(1, 13, 0));
    assert.equal(at(1, 1, 0), 0.05);
    assert.ok(at(1, 13, 0.5) > at(1, 13) && at(1, 13, 0.5) < at(1, 13, 0));
  });

  it('is higher over the end of a line', () => {
    assert.equal(at(1, 5, 1, '\n}'), 0.3);
  });
});
