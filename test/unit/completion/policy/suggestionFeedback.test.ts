import assert from 'node:assert/strict';
import {
  createSuggestionFeedback,
  type SuggestionFeedback,
} from '../../../../src/completion/policy/suggestionFeedback.ts';
import { remainingSuggestion, type ShownSuggestion } from '../../../../src/completion/text/typeThrough.ts';
import type { CompletionRequest } from '../../../../src/protocol/predictor.ts';
import { requestAt } from '../../predictor/tinyModel.ts';

const pause = 2000;

function somebody() {
  let time = 0;
  const experience = createSuggestionFeedback(() => time);
  const at = (before: string, changes: Partial<CompletionRequest> = {}) =>
    requestAt(before, { model: 'mixture', ...changes });
  return {
    experience,
    /** Stops at a place, and sees what is suggested there. */
    sees: (before: string, text: string | undefined, changes: Partial<CompletionRequest> = {}) => {
      time += pause;
      experience.observeRequest(at(before, changes));
      experience.recordAnswer(at(before, changes), text);
    },
    doubtOf: (word: string, before: string) => experience.penaltiesAt(at(before).document, at(before)).penalty(word),
  };
}

/** Words that were right: taken, or typed letter by letter under the eyes of the suggestion. */
function isUsedTo(person: ReturnType<typeof somebody>, way: 'taking' | 'typing', times = 30): void {
  for (let count = 0; count < times; count++) {
    const line = `line ${count} `;
    person.sees(line, 'value;');
    if (way === 'typing')
      for (let typed = 1; typed < 5; typed++) person.sees(line + 'value'.slice(0, typed), 'value;'.slice(typed));
    person.sees(`${line}value;`, undefined);
  }
}

describe('experience', () => {
  it('rules out what was not taken by somebody who takes what is right, and not by others', () => {
    const doubtOf = (way?: 'taking' | 'typing') => {
      const person = somebody();
      if (way) isUsedTo(person, way);
      person.sees('x = ', 'value');
      person.sees('x = v', 'alue');
      return person.doubtOf('alue', 'x = v');
    };
    assert.ok(doubtOf('taking') > 0.7, `${doubtOf('taking')}`);
    assert.equal(doubtOf('typing'), 0);
    assert.equal(doubtOf(), 0, 'it is not known of everybody');
    const taker = somebody();
    assert.equal(taker.experience.reusable, true);
    isUsedTo(taker, 'taking');
    assert.equal(taker.experience.reusable, false);
  });

  it('does not let a word be said again where something else was typed and deleted again', () => {
    const person = somebody();
    const least = (before: string) =>
      person.experience.penaltiesAt('file:///a.txt', { before, after: '' }).leastProbability('value');
    person.sees('x = ', 'value');
    person.sees('x = (', undefined);
    person.sees('x = ', undefined);
    assert.ok(least('x = ') > 1);
    assert.equal(least('y = '), 0);
    assert.equal(person.doubtOf('alue', 'x = v'), 0, 'it may have been a slip');
    person.sees('z = ', 'value');
    person.sees('z = v', 'alue');
    person.sees('z = ', 'value');
    assert.equal(least('z = '), 0, 'only what was right was deleted');
  });

  it('doubts nothing that did not stand there any more, or in another document', () => {
    const person = somebody();
    isUsedTo(person, 'taking');
    person.sees('x = ', 'value');
    person.sees('x = ', undefined);
    person.sees('x = v', undefined);
    assert.equal(person.doubtOf('alue', 'x = v'), 0);
    person.sees('y = ', 'value');
    person.sees('y = v', undefined, { document: 'other' });
    assert.equal(person.doubtOf('alue', 'y = v'), 0);
  });

  /** After it happened ten times, each in a line of its own. */
  const looksAfter = (happens: (person: ReturnType<typeof somebody>, line: string) => void): boolean => {
    const person = somebody();
    for (let count = 0; count < 10; count++) happens(person, `line ${count} `);
    return !person.experience.reusable;
  };

  it('knows that whoever takes all of a suggestion looks, however short its first word', () => {
    const taken = (person: ReturnType<typeof somebody>, line: string) => {
      person.sees(line, 'go on with it');
      person.sees(`${line}go on with it`, undefined);
    };
    assert.ok(looksAfter(taken));
  });

  it('does not take for looking what the editor inserts, what was hidden, and what it cannot tell', () => {
    const insertedByEnter = looksAfter((person, line) => {
      person.sees(line, '\n * more');
      person.sees(`${line}\n * `, undefined);
    });
    const closed = looksAfter((person, line) => {
      person.sees(line, '())');
      person.sees(`${line}())`, undefined);
    });
    const fromPopup = looksAfter((person, line) => {
      person.sees(line, 'value');
      person.sees(`${line}v`, 'alue', { selected: 'alue' });
      person.sees(`${line}value`, undefined);
    });
    const pasted = looksAfter((person, line) => {
      person.sees(line, 'the one');
      person.sees(`${line}the quick brown fox`, undefined);
    });
    const twoLetters = looksAfter((person, line) => {
      person.sees(line, 'go on');
      person.sees(`${line}go`, 'on');
    });
    assert.deepEqual([insertedByEnter, closed, fromPopup, pasted, twoLetters], Array(5).fill(false));
  });

  it('knows for how long a suggestion stood there though it was asked for again', () => {
    const person = somebody();
    isUsedTo(person, 'taking');
    person.sees('x = ', 'value');
    person.experience.observeRequest(requestAt('x = ', { model: 'mixture' }));
    person.experience.recordAnswer(requestAt('x = ', { model: 'mixture' }), 'value');
    person.sees('x = v', 'alue');
    assert.ok(person.doubtOf('alue', 'x = v') > 0.7);
  });

  it('learns nothing from a suggestion that the editor was not given', () => {
    const person = somebody();
    const first = threshold(person);
    person.sees('x = ', 'value');
    person.sees('x = (', undefined, { lastShown: '' });
    assert.equal(threshold(person), first);
    person.sees('y = ', 'value', { lastShown: '' });
    person.sees('y = (', undefined, { lastShown: 'value' });
    assert.ok(threshold(person) > first);
  });

  it('follows the rest of a suggestion behind its first word, and is no quieter for it', () => {
    const person = somebody();
    const first = threshold(person);
    person.sees('x = ', 'the value');
    person.sees('x = the', ' value', { remaining: ' value' });
    person.sees('x = the one', undefined);
    assert.ok(threshold(person) < first);
    assert.ok(
      person.experience.penaltiesAt('file:///a.txt', { before: 'x = the', after: '' }).leastProbability(' value') > 1,
    );
  });

  it('waits for the end of a word before it calls it right', () => {
    const person = somebody();
    const first = threshold(person);
    person.sees('x = ', 'value');
    for (let typed = 1; typed <= 5; typed++) person.sees(`x = ${'value'.slice(0, typed)}`, undefined);
    assert.equal(threshold(person), first);
    person.sees('x = values', undefined);
    assert.ok(threshold(person) > first);
  });

  it('notices that somebody who looked types what is right by now', () => {
    const person = somebody();
    isUsedTo(person, 'taking');
    assert.equal(person.experience.reusable, false);
    let last: ShownSuggestion | undefined;
    /** As the editor's end does it. */
    const asks = (before: string, answer: string | undefined): void => {
      const caret = { before, after: '' };
      const kept = last && remainingSuggestion(last, caret);
      person.sees(before, answer, { lastShown: last?.text ?? '', ...(kept === undefined ? {} : { remaining: kept }) });
      if (answer === undefined) last = undefined;
      else if (answer !== kept) last = { caret, text: answer };
    };
    for (let count = 0; count < 60; count++) {
      const line = `typed ${count} `;
      for (let typed = 0; typed < 5; typed++) asks(line + 'value'.slice(0, typed), 'value'.slice(typed));
      asks(`${line}value`, undefined);
      asks(`${line}value;`, undefined);
    }
    assert.equal(person.experience.reusable, true);
  });

  it('knows nothing of a suggestion when the caret went elsewhere', () => {
    const person = somebody();
    const first = threshold(person);
    person.sees('x = ', 'value', { after: '\ny = \n' });
    person.sees('x = \ny = i', undefined, { after: '\n' });
    person.sees('x = ', undefined, { after: '\ny = i\n' });
    assert.equal(threshold(person), first);
  });

  const threshold = ({ experience: { thresholds } }: { experience: SuggestionFeedback }) => thresholds.balanced;

  it('asks for more where suggestions are wrong, for less where they are right, once for each', () => {
    const person = somebody();
    const first = threshold(person);
    person.sees('x = ', 'value');
    for (const typed of ['v', 'va', 'val']) person.sees(`x = ${typed}`, 'value'.slice(typed.length));
    assert.equal(threshold(person), first);
    person.sees('x = value;', undefined);
    const second = threshold(person);
    assert.ok(second < first);
    person.sees('y = ', 'value');
    person.sees('y = (', undefined);
    assert.ok(Math.abs(threshold(person) - first) < 0.005);
  });

  it('judges also what another suggestion took the place of', () => {
    const person = somebody();
    const first = threshold(person);
    person.sees('x = ', 'the');
    person.sees('x = t', 'here');
    person.sees('x = there;', undefined);
    assert.ok(Math.abs(threshold(person) - first) < 0.002, 'one was wrong, one right');
    assert.notEqual(threshold(person), first);
  });

  it('learns nothing from what was asked for by hand, from the network alone, and from what the editor selected', () => {
    for (const changes of [{ alternatives: 2 }, { model: 'network' }, { selected: 'v' }] as const) {
      const person = somebody();
      const first = threshold(person);
      person.sees('x = ', 'value', changes);
      person.sees('x = (', undefined);
      assert.equal(threshold(person), first);
    }
  });
});
