import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createWordChoice } from '../../../../src/completion/decide/firstWord.ts';
import { noPenalties, type RejectionPenalties } from '../../../../src/completion/decide/rejectedSuggestions.ts';

const settings = { firstWord: 0.4, nextWord: 0, nextLine: 0.3 };

function choose(words: Record<string, number>, penalties: Partial<RejectionPenalties> = {}, gate = settings) {
  const choice = createWordChoice({ ...noPenalties, ...penalties }, gate);
  for (const [text, probability] of Object.entries(words)) {
    if (probability < choice.least) break;
    choice.add({ text, probability });
  }
  const chosen = choice.best();
  return chosen && `${chosen.word.text} ${chosen.probability.toFixed(2)}`;
}

const rejected = (penalties: Record<string, number>) => ({
  any: true,
  penalty: (word: string) => penalties[word] ?? 0,
});

describe('word choice', () => {
  it('chooses the most probable word if it is probable enough', () => {
    assert.equal(choose({ this: 0.5, that: 0.45 }), 'this 0.50');
    assert.equal(choose({ this: 0.39 }), undefined);
  });

  it('chooses the next word if the most probable word is rejected, with a higher probability', () => {
    assert.equal(choose({ this: 0.5, that: 0.3 }, rejected({ this: 1 })), 'that 0.60');
    assert.equal(
      choose({ this: 0.35, that: 0.3 }, rejected({ this: 1 })),
      'that 0.46',
      'although its own probability is below the threshold',
    );
    assert.equal(choose({ this: 0.5, that: 0.1 }, rejected({ this: 1 })), undefined);
  });

  it('can choose a word that passes only because another word is rejected', () => {
    assert.equal(choose({ this: 0.35, that: 0.3, then: 0.2 }, rejected({ that: 1 })), 'this 0.50');
  });

  it('does not raise a probability that takes the rejected words into account', () => {
    const choice = createWordChoice({ ...noPenalties, ...rejected({ '1748': 1 }) }, settings);
    for (const word of [
      { text: '1749', probability: 0.45, isGivenRejected: true },
      { text: '1748', probability: 0.9 },
      { text: '1750', probability: 0.03 },
    ])
      choice.add(word);
    assert.equal(choice.best()?.probability, 0.45);
    assert.equal(choice.best()?.word.text, '1749');
  });

  it('lowers the probability of a word with a partial penalty', () => {
    assert.equal(choose({ this: 0.6, that: 0.25 }, rejected({ this: 0.5 })), 'this 0.43');
    assert.equal(choose({ this: 0.6, that: 0.35 }, rejected({ this: 0.5 })), 'that 0.50');
  });

  it('repeats a word that was typed over only if it is probable', () => {
    const leastProbability = (word: string) => (word === 'this' ? 0.5 : 0);
    assert.equal(choose({ this: 0.45, that: 0.42 }, { leastProbability }), 'that 0.42');
    assert.equal(choose({ this: 0.55, that: 0.42 }, { leastProbability }), 'this 0.55');
  });

  it('accepts a lower probability for a longer word', () => {
    assert.equal(choose({ it: 0.42, iterator: 0.35 }), 'iterator 0.35');
    assert.equal(choose({ it: 0.52, iterator: 0.35 }), 'it 0.52');
  });

  it('requires a higher probability for a word on another line', () => {
    const eager = { ...settings, firstWord: 0.1 };
    assert.equal(choose({ '\nthe': 0.25, that: 0.2 }, {}, eager), 'that 0.20');
    assert.equal(choose({ '\nthe': 0.35, that: 0.2 }, {}, eager), '\nthe 0.35');
  });

  it('returns probabilities between the threshold and one', () => {
    const shares = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(shares, shares, fc.double({ min: 0.02, max: 0.9, noNaN: true }), (weights, penalties, firstWord) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const likely = weights.map((weight) => weight / total).sort((a, b) => b - a);
        const choice = createWordChoice(
          { ...noPenalties, any: true, penalty: (word) => penalties[Number(word)] ?? 0 },
          { firstWord, nextWord: 0, nextLine: 0 },
        );
        likely.forEach((probability, index) => choice.add({ text: `${index}`, probability }));
        const probability = choice.best()?.probability;
        assert.ok(probability === undefined || (probability >= firstWord - 1e-9 && probability <= 1));
      }),
    );
  });
});
