import assert from 'node:assert/strict';
import {
  requiredProbability,
  leastFirstWordProbability,
  createConfidenceGate,
} from '../../../../src/completion/policy/confidenceGate.ts';
import type { Prediction } from '../../../../src/model/languageModel.ts';
import { classOf } from '../../../../src/model/characterClass.ts';

/** Each character with its probability; what is left goes to the class of the character before. */
function expectations(text: string, probabilities: number[]): Prediction[] {
  let before = 'blank';
  return Array.from(text, (character, index) => {
    const probability = probabilities[index] ?? 1;
    const classes = { letter: 0, ideograph: 0, mark: 0, blank: 0, [before]: 1 - probability };
    const found = classOf(character);
    classes[found] += probability;
    before = found;
    return { character, probability, classes };
  });
}

/** Behind a first word, "ab", that is surely right. */
function run(text: string, probabilities: number[], settings = { show: 0.5, extend: 0.5, overLine: 0 }, first = 1) {
  const gate = createConfidenceGate(settings, { text: 'ab', probability: first });
  let read = 0;
  for (const expected of expectations(text, probabilities)) {
    read++;
    if (!gate.add(expected)) break;
  }
  return { ...gate.candidate(), read };
}

describe('what is asked of a first word', () => {
  const settings = { show: 0.4, extend: 0, overLine: 0.3 };

  it('is the less the longer it is', () => {
    const asked = ['it', 'this', 'iterator'].map((word) => requiredProbability(0, word, settings));
    assert.ok(asked[0]! > asked[1]! && asked[1]! > asked[2]!);
    assert.ok(Math.abs(asked[1]! - settings.show) < 1e-9);
    assert.ok(leastFirstWordProbability(settings) <= requiredProbability(0, 'internationalisationally', settings));
  });

  it('is nothing, or all there is, at the ends', () => {
    assert.deepEqual(
      [0, 1].map((show) => requiredProbability(0, 'word', { ...settings, show })),
      [0, 1],
    );
  });
});

describe('gate', () => {
  it('lets a further word pass once it is complete and likely enough', () => {
    const { text, words } = run(' const x', [1, 0.9, 0.9, 1, 1, 1, 0.8]);
    assert.equal(text, 'ab const');
    assert.ok(Math.abs(words[1]!.probability - 0.9 * 0.9 * 0.8) < 1e-9, 'it must also end there');
  });

  it('lets the first word pass, and none whose end was not seen', () => {
    assert.equal(run(' const', []).text, 'ab');
  });

  it('stops reading as soon as nothing more can pass', () => {
    assert.equal(run(' const x = 1', [1, 0.9, 0.5]).read, 3);
  });

  it('stops where a word may well go on', () => {
    assert.equal(run(' const x', [1, 1, 1, 1, 1, 1, 0.4]).read, 7);
  });

  it('goes on word by word while the next is likely, given those before it', () => {
    const goingOn = [1, 0.9, 0.9, 1, 0.9, 1, 1, 0.4];
    assert.equal(run(' bc de fg ', goingOn).text, 'ab bc de');
    assert.equal(run(' bc de fg ', goingOn, undefined, 0.3).text, 'ab bc de');
  });

  it('asks the more of a word the more words it would put at stake, and the shorter it is', () => {
    const any = { show: 0, extend: 0, overLine: 0 };
    const last = (word: string, probability: number) =>
      run(` bb cc dd ${word} `, [...Array.from(' bb cc dd', () => 1), 1, probability], any).text;
    assert.equal(last('ee', 0.4), 'ab bb cc dd');
    assert.equal(last('ee', 0.6), 'ab bb cc dd ee');
    assert.equal(last('eeeeeeeee', 0.4), 'ab bb cc dd eeeeeeeee');
  });

  it('asks for its own of a word on another line', () => {
    const text = (overLine: number) => run('\ncd ', [1, 0.6], { show: 0.3, extend: 0, overLine }).text;
    assert.equal(text(0.5), 'ab\ncd');
    assert.equal(text(0.7), 'ab');
  });

  it('lets ideographs pass one by one', () => {
    const { text, words } = run('中文，', [0.9, 0.8]);
    assert.equal(text, 'ab中文');
    assert.deepEqual(
      words.map(({ end }) => end),
      [2, 3, 4],
    );
  });

  it('counts a run of marks as a word', () => {
    assert.equal(run('();\n', []).text, 'ab();');
  });
});
