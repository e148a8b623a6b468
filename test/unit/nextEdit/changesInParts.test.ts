// Next edits that change several parts of a line.
import assert from 'node:assert/strict';
import { runToEnd } from '../../../src/model/work.ts';
import { chooseOffer } from '../../../src/nextEdit/chooseOffer.ts';
import { createNextEdits, type NextEdits, type Offer } from '../../../src/nextEdit/nextEdits.ts';
import { initialThresholds } from '../../../src/nextEdit/threshold.ts';
import { editOf } from './editOf.ts';
import { lines, offersIn } from './exampleEdits.ts';

/** After edits in a row. A continued edit begins where the edit before it began. */
function afterSteps(
  first: string,
  ...steps: readonly (readonly [text: string, how: 'typed' | 'continued'])[]
): NextEdits {
  const nextEdits = createNextEdits();
  for (const [index, [text, how]] of steps.entries()) {
    const before = steps[index - (how === 'continued' ? 2 : 1)]?.[0] ?? first;
    nextEdits.learn('a.ts', editOf(before, text), how, index);
  }
  return nextEdits;
}

describe('changes whose brackets belong together', () => {
  const calls = lines('hits.get(key as string);', 'hits.set(key as string, entry);');
  const [opened, moved, closed] = [
    calls.replace('key', 'String(key'),
    calls.replace('key as string', 'String(key'),
    calls.replace('key as string', 'String(key)'),
  ];
  const deletedFirst = calls.replace(' as string', '');
  const openedLater = deletedFirst.replace('key', 'String(key');
  const changed = calls.replaceAll('key as string', 'String(key)');

  it('are offered as one change, also where it was made in several edits', () => {
    const ways = [
      afterSteps(calls, [closed, 'typed']),
      afterSteps(calls, [opened, 'typed'], [closed, 'typed']),
      afterSteps(calls, [opened, 'typed'], [moved, 'typed'], [closed, 'continued']),
      afterSteps(calls, [deletedFirst, 'typed'], [openedLater, 'typed'], [closed, 'typed']),
    ];
    for (const nextEdits of ways) {
      const [offer, ...others] = offersIn(nextEdits, closed);
      assert.deepEqual(others, []);
      const { start, end, new: text } = offer!;
      assert.equal(closed.slice(0, start) + text + closed.slice(end), changed);
    }
  });

  it('are offered around any text with whole brackets', () => {
    const text = lines("is('200');", "is('404' + (1) + '5');", "is('500', f(1, '1'), 2);");
    const after = text.replace("'200'", "{ status: '200' }");
    const nextEdits = createNextEdits();
    nextEdits.learn('a.ts', editOf(text, after), 'typed', 0);
    const offers = offersIn(nextEdits, after).map(({ old, new: changed }) => [old, changed]);
    assert.deepEqual(offers, [["'404' + (1) + '5'", "{ status: '404' + (1) + '5' }"]]);
  });

  it('are offered with the name before them, where it was changed with them', () => {
    const text = lines("done(new Fault('a'));", "done(new Fault('b'));", "done(new Fault('c'));");
    const one = text.replace("done(new Fault('a')", "fail('a'");
    const nextEdits = createNextEdits();
    nextEdits.learn('a.ts', editOf(text, one), 'typed', 0);
    const offers = offersIn(nextEdits, one).map(({ old, new: changed }) => [old, changed]);
    assert.deepEqual(offers, [
      ["done(new Fault('b')", "fail('b'"],
      ["done(new Fault('c')", "fail('c'"],
    ]);
  });

  it('are not offered in part', () => {
    assert.deepEqual(offersIn(afterSteps(calls, [opened, 'typed']), opened), []);
    assert.deepEqual(offersIn(afterSteps(calls, [opened, 'typed'], [moved, 'typed']), moved), []);
    const elsewhere = opened.replace('entry', 'entries');
    const [rule, ...others] = afterSteps(calls, [opened, 'typed'], [elsewhere, 'typed']).rules;
    assert.deepEqual([rule!.variants[0], others], [{ old: 'entry', new: 'entries' }, []]);
  });

  it('are likely in one of the next lines, where the same words are changed', () => {
    const nextEdits = afterSteps(calls, [closed, 'typed']);
    const caret = { document: 'a.ts', at: closed.indexOf(')') };
    const chosen = (text: string): Offer | undefined =>
      chooseOffer(runToEnd(nextEdits.find([{ name: 'a.ts', text, isOpen: true }], caret, 1)), caret, initialThresholds);
    assert.equal(chosen(closed)?.old, 'key as string');
    assert.equal(chosen(closed.replace('\n', '\n\n\n\n')), undefined, 'in the fourth line');
    assert.equal(chosen(closed.replace('set(key', 'set(keys[key]')), undefined, 'other words');
  });

  it('are offered also where an accepted one resembles the place on one side only', () => {
    const nextEdits = afterSteps(calls, [closed, 'typed']);
    nextEdits.learn('a.ts', editOf(closed, changed), 'accepted', 1);
    const other = calls.replaceAll('key', 'name');
    const first = other.replace('name as string', 'String(name)');
    nextEdits.learn('a.ts', editOf(other, first), 'typed', 2);
    assert.deepEqual(
      offersIn(nextEdits, first).map(({ new: text }) => text),
      ['String(name)'],
    );
  });

  it('are learned beside other changes in the line, which stay', () => {
    const renamed = calls.replace('hits', 'found');
    const [one, other, ...others] = afterSteps(
      calls,
      [renamed, 'typed'],
      [renamed.replace('key', 'String(key'), 'typed'],
      [renamed.replace('key as string', 'String(key)'), 'typed'],
    ).rules;
    assert.deepEqual([one!.examples[0]!.new, other!.examples[0]!.new, others], ['String(key)', 'found', []]);
    assert.deepEqual(
      [one, other].map((rule) => rule!.examples.length),
      [1, 1],
    );
  });

  it('stay refused when the line changes once more', () => {
    const nextEdits = afterSteps(calls, [opened, 'typed'], [closed, 'typed']);
    nextEdits.refuse(nextEdits.rules[0]!.key);
    const again = closed.replace('get(String(key)', 'get(x, String(key)');
    nextEdits.learn('a.ts', editOf(closed, again), 'typed', 9);
    assert.deepEqual(
      offersIn(nextEdits, again).filter(({ new: text }) => text === 'String(key)'),
      [],
    );
  });

  it('are gone when the user undoes a part', () => {
    const nextEdits = afterSteps(calls, [opened, 'typed'], [closed, 'typed']);
    nextEdits.undo('a.ts', editOf(closed, opened), opened);
    assert.deepEqual(offersIn(nextEdits, opened), []);
  });
});

describe('words that are moved in the line', () => {
  const throwing = (name: string) => `throw new Fault(\`Node does not exist: \${${name}}\`);`;
  const moved = (name: string) => `throw new Fault(\`Node "\${${name}}" does not exist\`);`;
  const before = lines(throwing('node'), throwing('node'), throwing('from'), throwing('node'));
  const after = before.replace(throwing('node'), moved('node'));
  const insertedFirst = before.replace('Node does', 'Node "${node}" does');
  const deletedFirst = before.replace(': ${node}', '');

  it('are offered as one change, also where it was made in several edits', () => {
    const ways = [
      afterSteps(before, [after, 'typed']),
      afterSteps(before, [insertedFirst, 'typed'], [after, 'typed']),
      afterSteps(before, [deletedFirst, 'typed'], [after, 'typed']),
    ];
    for (const nextEdits of ways) {
      const offered = offersIn(nextEdits, after).map(
        ({ start, end, new: text }) => after.slice(0, start) + text + after.slice(end),
      );
      const first = after.indexOf(throwing('node'));
      const last = after.lastIndexOf(throwing('node'));
      assert.deepEqual(
        offered,
        [first, last].map((at) => after.slice(0, at) + moved('node') + after.slice(at + throwing('node').length)),
      );
    }
  });

  it('are offered where arguments are swapped', () => {
    const calls = lines('copy(from, to);', 'copy(from, to);', 'stop(to);');
    const swapped = calls.replace('from, to', 'to, from');
    const offers = offersIn(afterSteps(calls, [swapped, 'typed']), swapped);
    assert.deepEqual(
      offers.map(({ start, old, new: text }) => [start, old, text]),
      [[swapped.lastIndexOf('from'), 'from, to', 'to, from']],
    );
  });

  it('are offered where a phrase has other words around one word', () => {
    const text = lines('// The word array.', 'a();', '// The word array.');
    const changed = text.replace('word array', 'array of words');
    const offers = offersIn(afterSteps(text, [changed, 'typed']), changed);
    assert.deepEqual(
      offers.map(({ old, new: words }) => [old, words]),
      [['word array', 'array of words']],
    );
  });
});
