import assert from 'node:assert/strict';
import { decideWith, findCandidates } from '../../../src/completion/candidates.ts';
import { suggestionGates, type Situation } from '../../../src/completion/decide/gates.ts';
import { noPenalties } from '../../../src/completion/decide/rejectedWords.ts';
import { classOf, type CharacterClass } from '../../../src/model/characterClass.ts';
import type { LanguageModel, Prediction } from '../../../src/model/languageModel.ts';
import { runToEnd } from '../../../src/model/work.ts';

/** A model that predicts texts in proportion to their weights, and counts how often it predicts. */
function modelOf(
  texts: Record<string, number>,
): LanguageModel<string> & { predictions: () => number; textRead: () => string } {
  let read = '';
  let predictions = 0;
  const expect = (count: number, least = 0): Prediction[] => {
    predictions++;
    const matching = Object.entries(texts).filter(([text]) => text.startsWith(read) && text.length > read.length);
    const total = matching.reduce((sum, [, weight]) => sum + weight, 0);
    const shares = new Map<string, number>();
    const classes: Record<CharacterClass, number> = { letter: 0, ideograph: 0, mark: 0, blank: 0 };
    for (const [text, weight] of matching) {
      const character = String.fromCodePoint(text.codePointAt(read.length)!);
      shares.set(character, (shares.get(character) ?? 0) + weight / total);
      classes[classOf(character)] += weight / total;
    }
    const sorted = [...shares].sort(([, a], [, b]) => b - a).slice(0, count);
    return sorted
      .filter(([, probability], index) => index === 0 || probability >= least)
      .map(([character, probability]) => ({ character, probability, classes }));
  };
  return {
    begin: () => (read = ''),
    learn: () => 0,
    read: (text) => (read += text),
    predict: expect,
    save: () => read,
    restore: (state) => (read = state),
    predictions: () => predictions,
    textRead: () => read,
  };
}

const required = { firstWord: 0.1, nextWord: 0.05, nextLine: 0.3 };
const situation: Situation = {
  caret: { before: '', after: '' },
  limits: { maxCharacters: 40, multiline: true },
  required,
  penalties: noPenalties,
};
const rejecting = (...words: string[]) => ({
  ...noPenalties,
  any: true,
  penalty: (word: string) => Number(words.includes(word)),
});
const texts = { 'there is.': 4, 'the one.': 5, 'this, too.': 6 };

function decided(changes: Partial<Situation> = {}) {
  const model = modelOf(texts);
  const decision = runToEnd(decideWith(model, { ...situation, ...changes }));
  assert.equal(model.textRead(), '', 'the model is back in its state');
  return decision;
}

const shown = (changes?: Partial<Situation>): string | undefined => decided(changes).shown?.text;

describe('the decision on what a model finds', () => {
  it('prefers a proposed word if it is more probable than the words of the model', () => {
    assert.equal(shown({ proposed: { text: '1749', probability: 0.6 } }), '1749');
    assert.equal(shown({ proposed: { text: '1749', probability: 0.3 } }), 'this, too');
  });

  it('starts with the most probable word, not with the most probable characters', () => {
    assert.equal(shown(), 'this, too');
  });

  it('starts with the next word if the best is rejected, even if both start alike', () => {
    assert.equal(shown({ penalties: rejecting('this') }), 'the one');
    assert.equal(shown({ penalties: rejecting('this', 'the') }), 'there is');
    assert.equal(shown({ penalties: rejecting('this', 'the', 'there') }), undefined);
  });

  it('raises the probability of a word if others are rejected', () => {
    const candidate = decided({ penalties: rejecting('this') }).shown!;
    assert.ok(Math.abs(candidate.words[0]!.probability - 5 / 9) < 1e-9);
    assert.ok(Math.abs(candidate.words[1]!.probability - 5 / 9) < 1e-9, 'the words after it stay as probable');
  });

  it('names the gate if no word is probable enough', () => {
    assert.deepEqual(decided({ required: { ...required, firstWord: 0.5 } }).refusal, {
      gate: 'confidence',
      text: 'this',
      probability: 0.4,
      needed: 0.5,
    });
    assert.equal(shown({ required: { ...required, firstWord: 0.5 }, penalties: rejecting('this') }), 'the one');
  });

  it('stops where the stop rule applies', () => {
    assert.equal(shown({ limits: { maxCharacters: 4, multiline: true } }), 'this');
    const model = modelOf({ 'one\ntwo ': 1 });
    const limits = { maxCharacters: 40, multiline: false };
    assert.equal(runToEnd(decideWith(model, { ...situation, limits })).shown?.text, 'one');
  });

  it('names the gate that refuses the place, or the whole suggestion', () => {
    assert.deepEqual(decided({ caret: { before: 'th', after: 'ere' } }).refusal, { gate: 'insideWord' });
    assert.deepEqual(decided({ caret: { before: '', after: '\nthis, too' } }).refusal, {
      gate: 'follows',
      text: 'this, too',
    });
    const spaced = { ...situation, caret: { before: 'reply', after: ' to all.' } };
    assert.deepEqual(runToEnd(decideWith(modelOf({ ' to all.': 1 }), spaced)).refusal, {
      gate: 'follows',
      text: ' to all',
    });
    const follows = suggestionGates.find(({ name }) => name === 'follows')!;
    const newLine = { text: '\n', words: [{ end: 1, probability: 1 }] };
    assert.ok(follows.pass(newLine, { ...situation, caret: { before: '', after: '' } }), 'nothing follows');
    const call = modelOf({ "('reports all', () => {": 1 });
    const inCall = { ...situation, caret: { before: 'it', after: "('finds one', () => {\n" } };
    assert.deepEqual(runToEnd(decideWith(call, inCall)).refusal, { gate: 'follows', text: "('" });
    const line = modelOf({ '\n  done;\n': 1 });
    const limits = { maxCharacters: 40, multiline: true };
    const between = (before: string, after: string) =>
      runToEnd(decideWith(line, { ...situation, limits, caret: { before, after } }));
    assert.deepEqual(between('if (a) {', '}\n').refusal, { gate: 'newLine', text: '\n  done;' });
    assert.equal(between('if (a) {', '\n}\n').shown?.text, '\n  done;');
    const user = { charactersPerSecond: 15, reactionSeconds: 2, readingSeconds: 0.1 };
    assert.deepEqual(decided({ user }).refusal, { gate: 'worth', text: 'this, too' });
  });

  it('starts with a given character', () => {
    const [, second] = modelOf({ 'b a.': 1, 'ca.': 2 }).predict(2);
    assert.equal(runToEnd(decideWith(modelOf({ 'b a.': 1, 'ca.': 2 }), situation, second!)).shown?.text, 'b a');
  });

  it('finds words of any length if they are probable, and limits the search if they are not', () => {
    const long = Array.from({ length: 60 }, (_, index) => (index ** 3).toString(36)).join('');
    const limits = { maxCharacters: 400, multiline: true };
    assert.equal(runToEnd(decideWith(modelOf({ [`${long} `]: 1 }), { ...situation, limits })).shown?.text, long);
    const uniform = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`${index.toString(2)} `, 1]));
    const model = modelOf(uniform);
    runToEnd(decideWith(model, { ...situation, required: { ...required, firstWord: 0 } }));
    assert.ok(model.predictions() < 80, `${model.predictions()}`);
  });

  it('predicts no more often than necessary if the word is certain', () => {
    const model = modelOf({ 'surely ': 1 });
    runToEnd(decideWith(model, situation));
    assert.equal(model.predictions(), 'surely'.length + 2);
  });

  it('restores the model when it is stopped early', () => {
    const model = modelOf(texts);
    const work = decideWith(model, situation);
    for (let steps = 0; steps < 3; steps++) work.next();
    work.return({});
    assert.equal(model.textRead(), '');
  });
});

describe('candidates', () => {
  it('have different first words, by decreasing probability, until there are enough', () => {
    const find = (least: (count: number) => number) =>
      runToEnd(findCandidates(modelOf(texts), { required, stop: () => undefined }, (found) => least(found.length)));
    const all = find(() => 0).map(({ text }) => text);
    assert.deepEqual(all, ['this, too', 'the one', 'there is']);
    assert.equal(find((count) => (count === 2 ? 2 : 0)).length, 2);
  });
});
