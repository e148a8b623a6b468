import assert from 'node:assert/strict';
import { noPenalties } from '../../../../src/completion/decide/rejectedSuggestions.ts';
import type { Prediction } from '../../../../src/model/languageModel.ts';
import { classOf, type CharacterClass } from '../../../../src/model/characterClass.ts';
import { decodeBest, decodeCandidatesNow, type DecodeOptions } from '../../../../src/completion/decide/decode.ts';
import type { LanguageModel } from '../../../../src/model/languageModel.ts';
import { runToEnd } from '../../../../src/model/runToEnd.ts';

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

const gate = { firstWord: 0.1, nextWord: 0.05, nextLine: 0.3 };
const options: DecodeOptions = { gate, stop: (text) => (text.length > 40 ? 'limit' : undefined) };
const rejecting = (...words: string[]) => ({
  ...noPenalties,
  any: true,
  penalty: (word: string) => Number(words.includes(word)),
});
const texts = { 'there is.': 4, 'the one.': 5, 'this, too.': 6 };

function decoded(changes: Partial<DecodeOptions> = {}): string | undefined {
  const model = modelOf(texts);
  const candidate = runToEnd(decodeBest(model, { ...options, ...changes }));
  assert.equal(model.textRead(), '', 'the model is back in its state');
  return candidate?.text;
}

describe('decodeBest', () => {
  it('prefers a proposed word if it is more probable than the words of the model', () => {
    assert.equal(decoded({ proposed: { text: '1749', probability: 0.6 } }), '1749');
    assert.equal(decoded({ proposed: { text: '1749', probability: 0.3 } }), 'this, too');
  });

  it('starts with the most probable word, not with the most probable characters', () => {
    assert.equal(decoded(), 'this, too');
  });

  it('starts with the next word if the best is rejected, even if both start alike', () => {
    assert.equal(decoded({ penalties: rejecting('this') }), 'the one');
    assert.equal(decoded({ penalties: rejecting('this', 'the') }), 'there is');
    assert.equal(decoded({ penalties: rejecting('this', 'the', 'there') }), undefined);
  });

  it('raises the probability of a word if others are rejected', () => {
    const candidate = runToEnd(decodeBest(modelOf(texts), { ...options, penalties: rejecting('this') }))!;
    assert.ok(Math.abs(candidate.words[0]!.probability - 5 / 9) < 1e-9);
    assert.ok(Math.abs(candidate.words[1]!.probability - 5 / 9) < 1e-9, 'the words after it stay as probable');
  });

  it('returns nothing if no word is probable enough', () => {
    assert.equal(decoded({ gate: { ...gate, firstWord: 0.5 } }), undefined);
    assert.equal(decoded({ gate: { ...gate, firstWord: 0.5 }, penalties: rejecting('this') }), 'the one');
  });

  it('stops where the stop rule applies', () => {
    assert.equal(decoded({ stop: (_, next) => (next === ',' ? 'line' : undefined) }), 'this');
    assert.equal(decoded({ stop: () => 'line' }), undefined);
  });

  it('starts with a given character', () => {
    const [, second] = modelOf({ 'b a.': 1, 'ca.': 2 }).predict(2);
    assert.equal(runToEnd(decodeBest(modelOf({ 'b a.': 1, 'ca.': 2 }), { ...options, first: second! }))?.text, 'b a');
  });

  it('finds words of any length if they are probable, and limits the search if they are not', () => {
    const long = 'a'.repeat(150);
    assert.equal(runToEnd(decodeBest(modelOf({ [`${long} `]: 1 }), { gate, stop: () => undefined }))?.text, long);
    const uniform = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`${index.toString(2)} `, 1]));
    const model = modelOf(uniform);
    runToEnd(decodeBest(model, { ...options, gate: { ...gate, firstWord: 0 } }));
    assert.ok(model.predictions() < 80, `${model.predictions()}`);
  });

  it('predicts no more often than necessary if the word is certain', () => {
    const model = modelOf({ 'surely ': 1 });
    runToEnd(decodeBest(model, options));
    assert.equal(model.predictions(), 'surely'.length + 2);
  });

  it('restores the model when it is stopped early', () => {
    const model = modelOf(texts);
    const work = decodeBest(model, options);
    for (let steps = 0; steps < 3; steps++) work.next();
    work.return(undefined);
    assert.equal(model.textRead(), '');
  });
});

describe('decodeCandidates', () => {
  it('finds candidates with different first words, by decreasing probability, until there are enough', () => {
    const all = decodeCandidatesNow(modelOf(texts), options, () => 0);
    assert.deepEqual(
      all.map(({ text }) => text),
      ['this, too', 'the one', 'there is'],
    );
    assert.equal(decodeCandidatesNow(modelOf(texts), options, (found) => (found.length === 2 ? 2 : 0)).length, 2);
  });
});
