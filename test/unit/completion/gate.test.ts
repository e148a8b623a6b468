import assert from 'node:assert/strict';
import { openGate, type Expectation } from '../../../src/completion/gate.ts';
import { classOf } from '../../../src/completion/words.ts';

/** Each character with its probability; what is left goes to the class of the character before. */
function expectations(text: string, probabilities: number[]): Expectation[] {
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

function run(text: string, probabilities: number[], settings = { show: 0.5, extend: 0.5, overLine: 0 }) {
  const gate = openGate(settings);
  let read = 0;
  for (const expected of expectations(text, probabilities)) {
    read++;
    if (!gate.add(expected)) break;
  }
  return { ...gate.passed(), read };
}

describe('gate', () => {
  it('lets a word pass once it is complete and likely enough', () => {
    const { text, words } = run('const x', [0.9, 0.9, 1, 1, 1, 0.8]);
    assert.equal(text, 'const');
    assert.ok(Math.abs(words![0]!.probability - 0.9 * 0.9 * 0.8) < 1e-9, 'it must also end there');
  });

  it('lets no word pass whose end was not seen', () => {
    assert.equal(run('const', []).text, undefined);
  });

  it('stops reading as soon as nothing can pass', () => {
    assert.deepEqual(run('const x = 1', [0.9, 0.5]), { read: 2 });
  });

  it('stops where a word may well go on', () => {
    assert.deepEqual(run('const x', [1, 1, 1, 1, 1, 0.4]), { read: 6 });
  });

  it('goes on word by word while the next is likely', () => {
    assert.equal(run('a bc de fg ', [1, 1, 0.9, 0.9, 1, 0.9, 1, 1, 0.4]).text, 'a bc de');
  });

  it('measures further words by their own threshold', () => {
    assert.equal(run('ab cd ', [0.4, 1, 1, 0.6], { show: 0.3, extend: 0.5, overLine: 0 }).text, 'ab cd');
    assert.equal(run('ab cd ', [0.4, 1, 1, 0.6], { show: 0.3, extend: 0.7, overLine: 0 }).text, 'ab');
  });

  it('asks the more of a word the more words it would put at stake, and the shorter it is', () => {
    const four = { show: 0, extend: 0, overLine: 0 };
    const last = (word: string, probability: number) =>
      run(`aa bb cc dd ${word} `, [...Array.from('aa bb cc dd', () => 1), 1, probability], four).text;
    assert.equal(last('ee', 0.4), 'aa bb cc dd');
    assert.equal(last('ee', 0.6), 'aa bb cc dd ee');
    assert.equal(last('eeeeeeeee', 0.4), 'aa bb cc dd eeeeeeeee');
  });

  it('asks for its own of a word on another line', () => {
    const text = (overLine: number) => run('ab\ncd ', [1, 1, 1, 0.6], { show: 0.3, extend: 0, overLine }).text;
    assert.equal(text(0.5), 'ab\ncd');
    assert.equal(text(0.7), 'ab');
  });

  it('lets ideographs pass one by one', () => {
    const { text, words } = run('中文，', [0.9, 0.8]);
    assert.equal(text, '中文');
    assert.deepEqual(
      words!.map(({ end }) => end),
      [1, 2],
    );
  });

  it('counts a run of marks as a word', () => {
    assert.equal(run('();\n', []).text, '();');
  });
});
