import assert from 'node:assert/strict';
import { createExperience, type Experience } from '../../../src/predictor/experience.ts';
import type { CompletionRequest } from '../../../src/protocol/predictor.ts';
import { requestAt } from './tinyModel.ts';

const pause = 2000;

function somebody() {
  let time = 0;
  const experience = createExperience(() => time);
  const at = (before: string, changes: Partial<CompletionRequest> = {}) =>
    requestAt(before, { voice: 'mixture', ...changes });
  return {
    experience,
    /** Stops at a place, and sees what is suggested there. */
    sees: (before: string, text: string | undefined, changes: Partial<CompletionRequest> = {}) => {
      time += pause;
      experience.hear(at(before, changes));
      experience.answered(at(before, changes), text);
    },
    doubtOf: (word: string, before: string) => experience.doubts(at(before)).declined(word),
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
    assert.equal(taker.experience.stays, true);
    isUsedTo(taker, 'taking');
    assert.equal(taker.experience.stays, false);
  });

  it('rules out a word where something else was typed and deleted again', () => {
    const person = somebody();
    person.sees('x = ', 'value');
    person.sees('x = (', undefined);
    person.sees('x = ', undefined);
    assert.equal(person.doubtOf('value', 'x = '), 1);
    assert.equal(person.doubtOf('value', 'y = '), 0);
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

  const threshold = ({ experience: { thresholds } }: { experience: Experience }) => thresholds.balanced;

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
    for (const changes of [{ alternatives: 2 }, { voice: 'network' }, { selected: 'v' }] as const) {
      const person = somebody();
      const first = threshold(person);
      person.sees('x = ', 'value', changes);
      person.sees('x = (', undefined);
      assert.equal(threshold(person), first);
    }
  });
});
