import assert from 'node:assert/strict';
import { noPenalties } from '../../../../src/completion/policy/rejectedSuggestions.ts';
import type { Prediction } from '../../../../src/model/languageModel.ts';
import { classOf, type CharacterClass } from '../../../../src/model/characterClass.ts';
import { decodeBest, decodeCandidatesNow, type DecodeOptions } from '../../../../src/completion/decode/decode.ts';
import type { LanguageModel } from '../../../../src/model/languageModel.ts';
import { runToEnd } from '../../../../src/model/runToEnd.ts';

/** Says one of the texts, as often as its weight tells; and counts how often it was asked. */
function sayer(texts: Record<string, number>): LanguageModel<string> & { asked: () => number; standsAt: () => string } {
  let read = '';
  let asked = 0;
  const expect = (count: number, least = 0): Prediction[] => {
    asked++;
    const going = Object.entries(texts).filter(([text]) => text.startsWith(read) && text.length > read.length);
    const total = going.reduce((sum, [, weight]) => sum + weight, 0);
    const shares = new Map<string, number>();
    const classes: Record<CharacterClass, number> = { letter: 0, ideograph: 0, mark: 0, blank: 0 };
    for (const [text, weight] of going) {
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
    restore: (place) => (read = place),
    asked: () => asked,
    standsAt: () => read,
  };
}

const open = { firstWord: 0.1, nextWord: 0.05, nextLine: 0.3 };
const endless: DecodeOptions = { gate: open, stop: (text) => (text.length > 40 ? 'limit' : undefined) };
const against = (...words: string[]) => ({
  ...noPenalties,
  any: true,
  penalty: (word: string) => Number(words.includes(word)),
});
const texts = { 'there is.': 4, 'the one.': 5, 'this, too.': 6 };

function said(question: Partial<DecodeOptions> = {}): string | undefined {
  const speaker = sayer(texts);
  const passed = runToEnd(decodeBest(speaker, { ...endless, ...question }));
  assert.equal(speaker.standsAt(), '', 'it goes back');
  return passed?.text;
}

describe('a guess', () => {
  it('begins with the likeliest word, not with the likeliest characters', () => {
    assert.equal(said(), 'this, too');
  });

  it('begins with the next where one is ruled out, though it begin alike', () => {
    assert.equal(said({ penalties: against('this') }), 'the one');
    assert.equal(said({ penalties: against('this', 'the') }), 'there is');
    assert.equal(said({ penalties: against('this', 'the', 'there') }), undefined);
  });

  it('knows how likely a word is when others are ruled out', () => {
    const passed = runToEnd(decodeBest(sayer(texts), { ...endless, penalties: against('this') }))!;
    assert.ok(Math.abs(passed.words[0]!.probability - 5 / 9) < 1e-9);
    assert.ok(Math.abs(passed.words[1]!.probability - 5 / 9) < 1e-9, 'what follows is as sure as it was');
  });

  it('says nothing where nothing is likely enough', () => {
    assert.equal(said({ gate: { ...open, firstWord: 0.5 } }), undefined);
    assert.equal(said({ gate: { ...open, firstWord: 0.5 }, penalties: against('this') }), 'the one');
  });

  it('stops where it is told to, before a character', () => {
    assert.equal(said({ stop: (_, next) => (next === ',' ? 'line' : undefined) }), 'this');
    assert.equal(said({ stop: () => 'line' }), undefined);
  });

  it('begins as it is asked to', () => {
    const [, second] = sayer({ 'b a.': 1, 'ca.': 2 }).predict(2);
    assert.equal(runToEnd(decodeBest(sayer({ 'b a.': 1, 'ca.': 2 }), { ...endless, first: second! }))?.text, 'b a');
  });

  it('knows words of any length where it is sure, and ends where it is not', () => {
    const long = 'a'.repeat(150);
    assert.equal(runToEnd(decodeBest(sayer({ [`${long} `]: 1 }), { gate: open, stop: () => undefined }))?.text, long);
    const unsure = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`${index.toString(2)} `, 1]));
    const speaker = sayer(unsure);
    runToEnd(decodeBest(speaker, { ...endless, gate: { ...open, firstWord: 0 } }));
    assert.ok(speaker.asked() < 80, `${speaker.asked()}`);
  });

  it('asks no more than it must where it is sure', () => {
    const speaker = sayer({ 'surely ': 1 });
    runToEnd(decodeBest(speaker, endless));
    assert.equal(speaker.asked(), 'surely'.length + 2);
  });

  it('leaves the speaker where it was when it is dropped', () => {
    const speaker = sayer(texts);
    const work = decodeBest(speaker, endless);
    for (let steps = 0; steps < 3; steps++) work.next();
    work.return(undefined);
    assert.equal(speaker.standsAt(), '');
  });
});

describe('guesses', () => {
  it('begin with different words, the likeliest first, until there are enough', () => {
    const all = decodeCandidatesNow(sayer(texts), endless, () => 0);
    assert.deepEqual(
      all.map(({ text }) => text),
      ['this, too', 'the one', 'there is'],
    );
    assert.equal(decodeCandidatesNow(sayer(texts), endless, (found) => (found.length === 2 ? 2 : 0)).length, 2);
  });
});
