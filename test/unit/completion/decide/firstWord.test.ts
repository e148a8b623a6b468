import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Situation } from '../../../../src/completion/decide/gates.ts';
import { createWordChoice } from '../../../../src/completion/decide/firstWord.ts';
import { noPenalties, type RejectionPenalties } from '../../../../src/completion/decide/rejectedWords.ts';

const settings = { firstWord: 0.4, nextWord: 0, nextLine: 0.3 };
const limits = { maxCharacters: 60, multiline: true };
const situationWith = (penalties: Partial<RejectionPenalties>, required = settings) => ({
  caret: { before: '', after: '' },
  limits,
  required,
  penalties: { ...noPenalties, ...penalties },
});

function choose(words: Record<string, number>, penalties: Partial<RejectionPenalties> = {}, required = settings) {
  const choice = createWordChoice(situationWith(penalties, required));
  for (const [text, probability] of Object.entries(words)) {
    if (probability < choice.least) break;
    choice.add({ text, probability });
  }
  const chosen = choice.best();
  return chosen && `${chosen.text} ${chosen.probability.toFixed(2)}`;
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

  it('makes the word of the model that begins a proposed word as probable, so that the model continues it', () => {
    const proposed = { text: 'list}', probability: 0.9, isGivenRejected: true };
    const withProposal = (words: Record<string, number>, penalties: Partial<RejectionPenalties> = {}) => {
      const choice = createWordChoice(situationWith(penalties));
      for (const [text, probability] of Object.entries(words)) choice.add({ text, probability });
      choice.propose(proposed);
      const { text, probability } = choice.best()!;
      return `${text} ${probability.toFixed(2)}`;
    };
    assert.equal(withProposal({ item: 0.6, list: 0.3 }), 'list 0.90');
    assert.equal(withProposal({ list: 0.95 }), 'list 0.95');
    assert.equal(withProposal({ item: 0.6, lists: 0.3 }), 'list} 0.90');
    assert.equal(withProposal({ item: 0.6, list: 0.3 }, rejected({ 'list}': 1, list: 1 })), 'item 0.86');
  });

  it('says that the text after the cursor has the most probable word, rather than that it is too uncertain', () => {
    const choice = createWordChoice({ ...situationWith({}), caret: { before: 'interface Style', after: ' {\n}' } });
    choice.add({ text: ' {', probability: 0.3 });
    assert.deepEqual(choice.refusal(), { gate: 'follows', text: ' {' });
    const between = createWordChoice({ ...situationWith({}), caret: { before: 'a()\n\n', after: '\n\ndef b():' } });
    between.add({ text: 'def', probability: 0.3 });
    assert.equal(between.refusal().gate, 'confidence', 'that of another line is another word');
  });

  it('says that the most probable word is one that the user never wants, rather than that it is too uncertain', () => {
    const caret = { before: 'und ich ha', after: '' };
    const choice = createWordChoice({ ...situationWith({}), caret, never: ['habe'] });
    choice.add({ text: 'be', probability: 0.3 });
    assert.deepEqual(choice.refusal(), { gate: 'never', text: 'be' });
  });

  it('chooses the next word if the most probable one is no word of this kind of text, with a higher probability', () => {
    const situation = {
      ...situationWith({}),
      caret: { before: 'Das Haus war alt un', after: '' },
      rightInKind: (word: string) => (word === 'under' ? 0.1 : 1),
    };
    const choice = createWordChoice(situation);
    for (const [text, probability] of [
      ['der', 0.5],
      ['ter', 0.3],
    ] as const)
      choice.add({ text, probability });
    const { text, probability } = choice.best()!;
    assert.equal(`${text} ${probability.toFixed(2)}`, 'ter 0.55');
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
    const choice = createWordChoice(situationWith(rejected({ '1748': 1 })));
    for (const word of [
      { text: '1749', probability: 0.45, isGivenRejected: true },
      { text: '1748', probability: 0.9 },
      { text: '1750', probability: 0.03 },
    ])
      choice.add(word);
    assert.equal(choice.best()?.probability, 0.45);
    assert.equal(choice.best()?.text, '1749');
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

  it('names the gate that refuses the most probable word, with its probability and the least one', () => {
    const refusalOf = (words: Record<string, number>, changes: Partial<Situation> = {}) => {
      const choice = createWordChoice({ ...situationWith({}), ...changes });
      for (const [text, probability] of Object.entries(words)) choice.add({ text, probability });
      assert.equal(choice.best(), undefined);
      return choice.refusal();
    };
    const refused = (gate: string, text: string, probability: number, needed: number) => ({
      gate,
      text,
      probability,
      needed,
    });
    assert.deepEqual(refusalOf({ this: 0.3, that: 0.2 }), refused('confidence', 'this', 0.3, 0.4));
    assert.deepEqual(
      refusalOf({ this: 0.5 }, { suggestWidget: 'confident' }),
      refused('suggestWidget', 'this', 0.5, 0.7),
    );
    const indented = { required: { ...settings, inIndentation: 0.6 } };
    assert.deepEqual(refusalOf({ this: 0.5 }, indented), refused('indentation', 'this', 0.5, 0.6));
    const line = { required: { ...settings, firstWord: 0.01 } };
    assert.deepEqual(refusalOf({ '\nthis': 0.2 }, line), refused('nextLine', '\nthis', 0.2, 0.3));
    const rejected = (inThisWay: 'deleted' | 'typed over') => ({
      penalties: { ...noPenalties, leastProbability: (_: string, way = inThisWay) => (way === inThisWay ? 0.9 : 0) },
    });
    assert.deepEqual(refusalOf({ this: 0.5 }, rejected('typed over')), refused('typedOver', 'this', 0.5, 0.9));
    assert.deepEqual(refusalOf({ this: 0.5 }, rejected('deleted')), refused('deleted', 'this', 0.5, 0.9));
    assert.deepEqual(refusalOf({}), { gate: 'confidence', needed: 0.4 });
    assert.deepEqual(refusalOf({}, { suggestWidget: 'confident' }), { gate: 'suggestWidget', needed: 0.7 });
    assert.equal(refusalOf({}, { unfamiliar: 0.1 }).gate, 'confidence');
    assert.ok(refusalOf({}, { unfamiliar: 0.1 }).needed! > 0.4);
    assert.equal(refusalOf({}, { unfamiliar: 0.9 }).gate, 'unfamiliar');
  });

  it('returns probabilities between the threshold and one', () => {
    const shares = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(shares, shares, fc.double({ min: 0.02, max: 0.9, noNaN: true }), (weights, penalties, firstWord) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const likely = weights.map((weight) => weight / total).sort((a, b) => b - a);
        const penalty = (word: string) => penalties[Number(word)] ?? 0;
        const required = { firstWord, nextWord: 0, nextLine: 0 };
        const choice = createWordChoice(situationWith({ any: true, penalty }, required));
        likely.forEach((probability, index) => choice.add({ text: `${index}`, probability }));
        const probability = choice.best()?.probability;
        assert.ok(probability === undefined || (probability >= firstWord - 1e-9 && probability <= 1));
      }),
    );
  });
});
