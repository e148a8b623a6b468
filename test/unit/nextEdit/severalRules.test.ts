// Which of several rules and places leads to an offer (docs/decisions/next-edit-rivals.md).
import assert from 'node:assert/strict';
import { runToEnd } from '../../../src/model/work.ts';
import { chooseOffer } from '../../../src/nextEdit/chooseOffer.ts';
import { createNextEdits } from '../../../src/nextEdit/nextEdits.ts';
import { initialThresholds } from '../../../src/nextEdit/threshold.ts';
import { editOf } from './editOf.ts';
import { afterEdit, lineBefore, lines, offersIn } from './exampleEdits.ts';

describe('next edits by several rules', () => {
  it('offer no argument of calls to the declaration, or to a member of the same name', () => {
    const calls = lines('function log (kind, path) {', '  console.log(kind, path)', 'log(1, path)', 'log(2, path)');
    const { nextEdits, text } = afterEdit(calls, '1, path', '1, path, ctx.status');
    const logits = new Map(offersIn(nextEdits, text).map(({ start, logit }) => [lineBefore(text, start), logit]));
    const call = logits.get('log(2, path')!;
    assert.ok(logits.get('function log (kind, path')! < call - 2);
    assert.ok(logits.get('  console.log(kind, path')! < call - 2);
    const declared = afterEdit(lines('function log(path) {', 'log(path)', 'log(path)'), 'path)', 'path, options)');
    assert.deepEqual(
      offersIn(declared.nextEdits, declared.text).map(({ isOtherArgument }) => isOtherArgument),
      [false, false],
      'but a new parameter to the calls',
    );
  });

  it('stay in the file of the last edit, unless it is repeated in another one', () => {
    const names = (name: string): string => lines(...Array.from({ length: 9 }, (_, at) => `They met ${name}, ${at}.`));
    const nextEdits = createNextEdits();
    const changed = (document: string, text: string, [old, other]: readonly [string, string], nowMs: number) => {
      const after = text.replace(old, other);
      nextEdits.learn(document, editOf(text, after), 'typed', nowMs);
      return after;
    };
    let one = names('Cecil');
    for (let at = 1; at < 5; at++) one = changed('a.md', one, ['Cecil', 'Conrad'], at);
    let two = names('Lucy');
    for (let at = 5; at < 7; at++) two = changed('b.md', two, ['Lucy', 'Elizabeth'], at);
    const documents = [
      { name: 'a.md', text: one, isOpen: true },
      { name: 'b.md', text: two, isOpen: true },
    ];
    const caret = { document: 'b.md', at: two.lastIndexOf('Elizabeth') };
    const offered = (madeMs?: number) =>
      chooseOffer(runToEnd(nextEdits.find(documents, caret, 7, madeMs)), caret, initialThresholds);
    assert.deepEqual([offered(6)?.document, offered(6)?.new], ['b.md', 'Elizabeth']);
    const later = changed('b.md', two, ['met', 'saw'], 7);
    assert.equal(
      runToEnd(nextEdits.find([documents[0]!, { ...documents[1]!, text: later }], caret, 7, 7)).some(
        ({ new: name }) => name === 'Conrad',
      ),
      false,
    );
    assert.equal(offered()?.new, 'Conrad', 'after an offer that was accepted');
  });

  it('give up a change where the user changes the same text to another one twice', () => {
    const { nextEdits, text } = afterEdit(lines('a(Tom)', 'b(Tom)', 'c(Tom)', 'd(Tom)'), 'Tom', 'Jim');
    const once = text.replace('Tom', 'Samuel');
    nextEdits.learn('b.ts', editOf(text, once), 'typed', 1);
    assert.equal(nextEdits.rules.length, 2);
    nextEdits.learn('b.ts', editOf(once, once.replace('Tom', 'Samuel')), 'typed', 2);
    assert.deepEqual(
      nextEdits.rules.map(({ variants }) => variants[0]!.new),
      ['Samuel'],
    );
  });
});
