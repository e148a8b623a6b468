import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createWordChoice } from '../../../../src/completion/policy/wordChoice.ts';
import { noPenalties, type RejectionPenalties } from '../../../../src/completion/policy/rejectedSuggestions.ts';

const settings = { show: 0.4, extend: 0, overLine: 0.3 };

function choose(
  words: Record<string, number>,
  doubts: Partial<RejectionPenalties> = {},
  gate = settings,
  standing?: string,
) {
  const choice = createWordChoice({ ...noPenalties, ...doubts }, gate, standing);
  for (const [text, probability] of Object.entries(words)) {
    if (probability < choice.least) break;
    choice.add({ text, probability });
  }
  const chosen = choice.best();
  return chosen && `${chosen.word.text} ${chosen.probability.toFixed(2)}`;
}

const declined = (against: Record<string, number>) => ({ any: true, penalty: (word: string) => against[word] ?? 0 });

describe('the choice of a word', () => {
  it('is this likeliest, if it is likely enough', () => {
    assert.equal(choose({ this: 0.5, that: 0.45 }), 'this 0.50');
    assert.equal(choose({ this: 0.39 }), undefined);
  });

  it('is this next where this likeliest is ruled out, which is this likelier for it', () => {
    assert.equal(choose({ this: 0.5, that: 0.3 }, declined({ this: 1 })), 'that 0.60');
    assert.equal(
      choose({ this: 0.35, that: 0.3 }, declined({ this: 1 })),
      'that 0.46',
      'though it was less likely than this gate asks',
    );
    assert.equal(choose({ this: 0.5, that: 0.1 }, declined({ this: 1 })), undefined);
  });

  it('may be a word that was not likely enough until a less likely one was ruled out', () => {
    assert.equal(choose({ this: 0.35, that: 0.3, then: 0.2 }, declined({ that: 1 })), 'this 0.50');
  });

  it('weighs what is only doubted', () => {
    assert.equal(choose({ this: 0.6, that: 0.25 }, declined({ this: 0.5 })), 'this 0.43');
    assert.equal(choose({ this: 0.6, that: 0.35 }, declined({ this: 0.5 })), 'that 0.50');
  });

  it('does not say again what was typed over, unless it is sure', () => {
    const least = (word: string) => (word === 'this' ? 0.5 : 0);
    assert.equal(choose({ this: 0.45, that: 0.42 }, { least }), 'that 0.42');
    assert.equal(choose({ this: 0.55, that: 0.42 }, { least }), 'this 0.55');
  });

  it('may be a long word that is less likely than a short one may be', () => {
    assert.equal(choose({ it: 0.42, iterator: 0.35 }), 'iterator 0.35');
    assert.equal(choose({ it: 0.52, iterator: 0.35 }), 'it 0.52');
  });

  it('stays what it was until another is twice as likely, or somebody who looks did not take it', () => {
    const after = (words: Record<string, number>, doubts = {}) => choose(words, doubts, settings, 'this');
    assert.equal(after({ that: 0.5, this: 0.3 }), 'this 0.30');
    assert.equal(after({ that: 0.5, this: 0.24 }), 'that 0.50');
    assert.equal(after({ this: 0.25 }), 'this 0.25', 'though it would not be shown anew');
    assert.equal(after({ this: 0.19 }), undefined);
    assert.equal(after({ this: 0.6, that: 0.25 }, declined({ this: 0.9 })), 'that 0.54');
  });

  it('asks for more of a word on another line', () => {
    const eager = { ...settings, show: 0.1 };
    assert.equal(choose({ '\nthe': 0.25, that: 0.2 }, {}, eager), 'that 0.20');
    assert.equal(choose({ '\nthe': 0.35, that: 0.2 }, {}, eager), '\nthe 0.35');
  });

  it('is never surer than sure, and never less sure than this gate asks', () => {
    const shares = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(shares, shares, fc.double({ min: 0.02, max: 0.9, noNaN: true }), (weights, heeds, show) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const likely = weights.map((weight) => weight / total).sort((a, b) => b - a);
        const choice = createWordChoice(
          { ...noPenalties, any: true, penalty: (word) => heeds[Number(word)] ?? 0 },
          { show, extend: 0, overLine: 0 },
        );
        likely.forEach((probability, index) => choice.add({ text: `${index}`, probability }));
        const probability = choice.best()?.probability;
        assert.ok(probability === undefined || (probability >= show - 1e-9 && probability <= 1));
      }),
    );
  });
});
