// What is offered after one or two more changes: the promise is kept wherever the user makes them.
import assert from 'node:assert/strict';
import { chooseOffer } from '../../../src/nextEdit/chooseOffer.ts';
import { createEditRecorder } from '../../../src/nextEdit/editRecorder.ts';
import { createNextEdits, type NextEdits, type Offer } from '../../../src/nextEdit/nextEdits.ts';
import { lifeMs } from '../../../src/nextEdit/rules.ts';
import { initialThresholds } from '../../../src/nextEdit/threshold.ts';
import { editOf } from './editOf.ts';
import { textAround } from '../../../src/nextEdit/textAround.ts';
import { afterEdit, lines, offersIn, threeUsers } from './exampleEdits.ts';

describe('next edits that are awaited', () => {
  const likely = ({ logit }: Offer): boolean => logit >= initialThresholds.code;
  const all = lines(
    'class ErrorStore:',
    '    a = ErrorStore()',
    'def b(c: ErrorStore): ...',
    'd(ErrorStore, 1)',
    'if x: ErrorStore(2)',
    'e = ErrorStore()',
  );
  /** Each way in which the next word is changed: its place, and what is known then. */
  const changes = function* (text: string, learn: () => NextEdits) {
    for (const { index } of text.matchAll(/ErrorStore/g)) {
      const nextEdits = learn();
      const after = text.slice(0, index) + text.slice(index).replace('ErrorStore', 'ErrorCollector');
      nextEdits.learn('a.ts', editOf(text, after), 'typed', 1);
      yield { at: index, text: after, nextEdits };
    }
  };

  it('come after so many more changes, wherever they are made', () => {
    const seen = new Set<number | undefined>();
    const check = (text: string, learn: () => NextEdits, promised: number | undefined, depth: number): void => {
      for (const change of changes(text, learn)) {
        const again = (): NextEdits => {
          const nextEdits = learn();
          nextEdits.learn('a.ts', editOf(text, change.text), 'typed', 1);
          return nextEdits;
        };
        const offer = chooseOffer(
          offersIn(change.nextEdits, change.text, 1000, change.at),
          { document: 'a.ts', at: change.at },
          initialThresholds,
        );
        if (promised === 1) assert.ok(offer, `no offer in\n${change.text}`);
        if (offer || depth === 0) continue;
        const document = { name: 'a.ts', text: change.text, isOpen: true };
        const times = change.nextEdits.awaited(document, { document: 'a.ts', at: change.at }, likely)?.times;
        seen.add(times);
        if (promised !== undefined) assert.ok(times !== undefined && times <= promised - 1);
        check(change.text, again, times, depth - 1);
      }
    };
    check(all, createNextEdits, undefined, 3);
    assert.deepEqual([...seen].sort(), [1, 2]);
  });

  it('come after one more change than otherwise, where the user has refused one', () => {
    const text = lines(...Array.from({ length: 5 }, (_, at) => `d(ErrorStore, ${at})`));
    const { nextEdits, text: once } = afterEdit(text, 'ErrorStore', 'Other');
    assert.ok(offersIn(nextEdits, once).length > 0);
    nextEdits.refuse(nextEdits.rules[0]!.key);
    const twice = once.replace('ErrorStore', 'Other');
    nextEdits.learn('a.ts', editOf(once, twice), 'typed', 1);
    assert.deepEqual(offersIn(nextEdits, twice), []);
    const awaitedIn = (now: string) =>
      nextEdits.awaited({ name: 'a.ts', text: now, isOpen: true }, { document: 'a.ts', at: 0 }, likely);
    assert.deepEqual(awaitedIn(twice), { old: 'ErrorStore', times: 1, isRefused: true, endMs: 1 + lifeMs });
    const thrice = twice.replace('ErrorStore', 'Other');
    nextEdits.learn('a.ts', editOf(twice, thrice), 'typed', 2);
    assert.ok(offersIn(nextEdits, thrice).length > 0);
  });

  it('come also where a name is changed in a sentence that was just written', () => {
    const nextEdits = createNextEdits();
    const recorder = createEditRecorder('# Title\n\n');
    const learnEdit = (): void => {
      const { edit, isContinued } = recorder.finish()!;
      nextEdits.learn('a.md', edit, isContinued ? 'continued' : 'typed', 1);
    };
    recorder.change({ start: 9, deletedLength: 0, inserted: 'Johanna came. Johanna slept. No one woke Johanna.' });
    learnEdit();
    recorder.change({ start: 9, deletedLength: 7, inserted: 'Marianne' });
    learnEdit();
    const document = { name: 'a.md', text: recorder.text, isOpen: true };
    const isLikely = ({ logit }: Offer): boolean => logit >= initialThresholds.prose;
    const { old, times } = nextEdits.awaited(document, { document: 'a.md', at: 17 }, isLikely)!;
    assert.deepEqual([old, times], ['Johanna', 1]);
  });

  it('are not promised where no place would be left: it is said that there is one', () => {
    const left = (...text: string[]) => {
      const { nextEdits, text: after } = afterEdit(lines(...text), 'ErrorStore', 'Other');
      return nextEdits.awaited({ name: 'a.ts', text: after, isOpen: true }, { document: 'a.ts', at: 0 }, likely)?.times;
    };
    assert.equal(left('class ErrorStore:', 'd(ErrorStore, 1)'), 0);
    assert.equal(left('class ErrorStore:', 'd(Errors, 1)'), undefined);
  });

  it('tell where in code the same could be inserted or changed between the same words, and not in prose or in other calls', () => {
    const all = lines(
      "log('cannot refresh diagnostics', 1);",
      ...['warn', 'say'].map((name) => `${name}('cannot refresh diagnostics');`),
    );
    const awaitedIn = (name: string, text: string, old: string, changed: string) => {
      const nextEdits = createNextEdits();
      const after = text.replace(old, changed);
      nextEdits.learn(name, editOf(text, after), 'typed', 0);
      return nextEdits.awaited(
        { name, text: after, isOpen: true },
        { document: name, at: 0 },
        ({ logit }) => logit >= 0,
      );
    };
    const inserted = ['refresh', 'refresh the'] as const;
    assert.equal(awaitedIn('a.ts', all, ...inserted)?.old, "'cannot refresh diagnostics'");
    assert.equal(awaitedIn('a.md', all, ...inserted), undefined);
    const numbers = lines(...['day', 'hour', 'minute'].map((name) => `${name}.text().padStart(2, '0')`));
    assert.equal(awaitedIn('a.ts', numbers, "'0'", "'x'")?.old, "2, '0')");
    const calls = lines('skip(text, i);', 'read(text, i);');
    assert.equal(awaitedIn('a.ts', calls, 'i);', 'i, start);'), undefined);
  });

  it('tell that a deleted line is left, at any indentation', () => {
    const all = lines('  log(start);', 'if (a) {', '    log(start);', '}', '  log(start);');
    const { nextEdits, text } = afterEdit(all, '  log(start);\n', '');
    const awaited = nextEdits.awaited({ name: 'a.ts', text, isOpen: true }, { document: 'a.ts', at: 0 }, likely);
    assert.deepEqual([awaited?.old, awaited?.times], ['log(start);', 1]);
  });

  it('tell how likely the most likely place is where no place would be offered', () => {
    const { nextEdits, text } = afterEdit(threeUsers, 'userName', 'loginName');
    const document = { name: 'a.ts', text, isOpen: true };
    const caret = { document: 'a.ts', at: 0 };
    const left = nextEdits.awaited(document, caret, () => false)!;
    const [best] = offersIn(nextEdits, text);
    assert.deepEqual(left, { old: 'userName', times: undefined, logit: best!.logit, endMs: lifeMs });
    nextEdits.refuse(nextEdits.rules[0]!.key);
    assert.equal(
      nextEdits.awaited(document, caret, () => false),
      undefined,
      'not after the user has refused it',
    );
  });

  it('tell nothing of a word that is left nowhere', () => {
    const { nextEdits, text } = afterEdit('class ErrorStore: ...\n', 'ErrorStore', 'ErrorCollector');
    assert.equal(
      nextEdits.awaited({ name: 'a.ts', text, isOpen: true }, { document: 'a.ts', at: 0 }, () => true),
      undefined,
    );
  });

  it('are named by text that begins with a whole string', () => {
    const text = "this.set('Content-Type', 'application/json');\n";
    const [end, comma] = [text.indexOf(')'), text.indexOf(',')];
    assert.equal(textAround(text, { start: end, end, left: 2, right: 2 }), "'application/json');");
    assert.equal(textAround(text, { start: comma, end: comma + 1, left: 1, right: 1 }), "'Content-Type', '");
    const long = `f(${'x'.repeat(100)}/y, z);`;
    const at = long.indexOf(',');
    assert.ok(textAround(long, { start: at, end: at, left: 1, right: 1 }).length < 50);
  });
});
