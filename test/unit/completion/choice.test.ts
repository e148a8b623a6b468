import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createChoice } from '../../../src/completion/choice.ts';
import { noDoubts, type Doubts } from '../../../src/completion/declined.ts';

const settings = { show: 0.4, extend: 0, overLine: 0.3 };

function choose(words: Record<string, number>, doubts: Partial<Doubts> = {}, gate = settings, standing?: string) {
  const choice = createChoice({ ...noDoubts, ...doubts }, gate, standing);
  for (const [text, probability] of Object.entries(words)) {
    if (probability < choice.least) break;
    choice.consider({ text, probability });
  }
  const chosen = choice.chosen();
  return chosen && `${chosen.word.text} ${chosen.probability.toFixed(2)}`;
}

const declined = (against: Record<string, number>) => ({ any: true, declined: (word: string) => against[word] ?? 0 });

describe('the choice of a word', () => {
  it('is the likeliest, if it is likely enough', () => {
    assert.equal(choose({ the: 0.5, then: 0.45 }), 'the 0.50');
    assert.equal(choose({ the: 0.39 }), undefined);
  });

  it('is the next where the likeliest is ruled out, which is the likelier for it', () => {
    assert.equal(choose({ the: 0.5, then: 0.3 }, declined({ the: 1 })), 'then 0.60');
    assert.equal(
      choose({ the: 0.35, then: 0.3 }, declined({ the: 1 })),
      'then 0.46',
      'though it was less likely than the gate asks',
    );
    assert.equal(choose({ the: 0.5, then: 0.1 }, declined({ the: 1 })), undefined);
  });

  it('may be a word that was not likely enough until a less likely one was ruled out', () => {
    assert.equal(choose({ a: 0.35, b: 0.3, c: 0.2 }, declined({ b: 1 })), 'a 0.50');
  });

  it('weighs what is only doubted', () => {
    assert.equal(choose({ the: 0.6, then: 0.25 }, declined({ the: 0.5 })), 'the 0.43');
    assert.equal(choose({ the: 0.6, then: 0.35 }, declined({ the: 0.5 })), 'then 0.50');
  });

  it('does not say again what was typed over, unless it is sure', () => {
    const least = (word: string) => (word === 'the' ? 0.5 : 0);
    assert.equal(choose({ the: 0.45, then: 0.42 }, { least }), 'then 0.42');
    assert.equal(choose({ the: 0.55, then: 0.42 }, { least }), 'the 0.55');
  });

  it('stays what it was until another is twice as likely, or somebody who looks did not take it', () => {
    const after = (words: Record<string, number>, doubts = {}) => choose(words, doubts, settings, 'the');
    assert.equal(after({ then: 0.5, the: 0.3 }), 'the 0.30');
    assert.equal(after({ then: 0.5, the: 0.24 }), 'then 0.50');
    assert.equal(after({ the: 0.25 }), 'the 0.25', 'though it would not be shown anew');
    assert.equal(after({ the: 0.19 }), undefined);
    assert.equal(after({ the: 0.6, then: 0.25 }, declined({ the: 0.9 })), 'then 0.54');
  });

  it('asks for more of a word on another line', () => {
    const eager = { ...settings, show: 0.1 };
    assert.equal(choose({ '\nthe': 0.25, then: 0.2 }, {}, eager), 'then 0.20');
    assert.equal(choose({ '\nthe': 0.35, then: 0.2 }, {}, eager), '\nthe 0.35');
  });

  it('is never surer than sure, and never less sure than the gate asks', () => {
    const shares = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(shares, shares, fc.double({ min: 0.02, max: 0.9, noNaN: true }), (weights, heeds, show) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const likely = weights.map((weight) => weight / total).sort((a, b) => b - a);
        const choice = createChoice(
          { ...noDoubts, any: true, declined: (word) => heeds[Number(word)] ?? 0 },
          { show, extend: 0, overLine: 0 },
        );
        likely.forEach((probability, index) => choice.consider({ text: `${index}`, probability }));
        const probability = choice.chosen()?.probability;
        assert.ok(probability === undefined || (probability >= show - 1e-9 && probability <= 1));
      }),
    );
  });
});
