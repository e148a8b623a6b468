import assert from 'node:assert/strict';
import { runToEnd } from '../../../src/model/work.ts';
import { chooseOffer } from '../../../src/nextEdit/chooseOffer.ts';
import { createNextEdits, type Offer } from '../../../src/nextEdit/nextEdits.ts';
import { lifeMs, lifeInProseMs } from '../../../src/nextEdit/rules.ts';
import { initialThresholds } from '../../../src/nextEdit/threshold.ts';
import { editOf } from './editOf.ts';
import { afterEdit, lineBefore, lines, offersIn, threeUsers } from './exampleEdits.ts';

describe('next edits', () => {
  it('offer a renamed identifier where it stands in the same context', () => {
    const { nextEdits, text } = afterEdit(threeUsers, 'userName', 'loginName');
    const offer = chooseOffer(offersIn(nextEdits, text), { document: 'a.ts', at: 20 }, initialThresholds);
    assert.equal(text.slice(offer!.start, offer!.end), 'userName');
    assert.equal(offer!.new, 'loginName');
    assert.equal(offer!.start, text.indexOf('userName'));
  });

  it('offer an insertion where only the word beside it is another one than in two examples', () => {
    const nextEdits = createNextEdits();
    const calls = lines('const a = load(first);', 'const b = load(second);', 'const c = load(third);', 'stop(last);');
    const one = calls.replace('first', 'first, options');
    nextEdits.learn('a.ts', editOf(calls, one), 'typed', 0);
    const caret = { document: 'a.ts', at: 0 };
    assert.equal(chooseOffer(offersIn(nextEdits, one), caret, initialThresholds), undefined, 'after one example');
    const two = one.replace('second', 'second, options');
    nextEdits.learn('a.ts', editOf(one, two), 'typed', 1);
    const offer = chooseOffer(offersIn(nextEdits, two), caret, initialThresholds)!;
    assert.equal(two.slice(0, offer.start) + offer.new + two.slice(offer.end), two.replace('third', 'third, options'));
  });

  it('keep the name of an argument where a variable of this name is changed', () => {
    const text = lines('module = parse(text)', 'visit(module)', 'load(module=name)', 'return find(module, 1)');
    const { nextEdits, text: after } = afterEdit(text, 'module', 'parsed');
    const logits = new Map(offersIn(nextEdits, after).map(({ start, logit }) => [lineBefore(after, start), logit]));
    assert.ok(logits.get('visit(')! > logits.get('load(')! + 2);
    const argument = afterEdit(lines('load(module=name)', 'load(module=other)'), 'module', 'parsed');
    const [other] = offersIn(argument.nextEdits, argument.text);
    assert.ok(other && !other.isOtherArgument, 'unless an example is one');
  });

  it('are not made again where the user takes an accepted one back, until the change is made by hand again', () => {
    const { nextEdits, text } = afterEdit(threeUsers, 'userName', 'loginName');
    const accepted = text.replace('userName', 'loginName');
    nextEdits.learn('a.ts', editOf(text, accepted), 'accepted', 1);
    assert.ok(nextEdits.undo('a.ts', editOf(accepted, text), text));
    assert.deepEqual(offersIn(nextEdits, text), []);
    const document = { name: 'a.ts', text, isOpen: true };
    const awaited = nextEdits.awaited(document, { document: 'a.ts', at: 0 }, () => true);
    assert.deepEqual([awaited?.old, awaited?.times], ['userName', 1]);
    nextEdits.learn('a.ts', editOf(text, accepted), 'typed', 2);
    assert.ok(offersIn(nextEdits, accepted).length > 0);
  });

  it('offer no argument of one function to others', () => {
    const calls = lines('skip(text, i);', 'skip(text, i);', 'read(text, i);', 'close(text, i);');
    const { nextEdits, text } = afterEdit(calls, 'i);', 'i, start);');
    const offers = offersIn(nextEdits, text).map(({ start, logit }) => ({ line: lineBefore(text, start), logit }));
    assert.deepEqual(
      offers.map(({ line }) => line),
      ['skip(text, i', 'read(text, i', 'close(text, i'],
    );
    assert.ok(offers[0]!.logit > offers[1]!.logit + 2);
  });

  describe('in a file without an example', () => {
    /** The offer after all occurrences were changed in the first file. */
    const offeredElsewhere = (text: string, [old, changed]: readonly [string, string], other: string) => {
      const nextEdits = createNextEdits();
      let before = text;
      for (let nowMs = 0; before.includes(old); nowMs++) {
        const after = before.replace(old, changed);
        nextEdits.learn('a.py', editOf(before, after), 'typed', nowMs);
        before = after;
      }
      const documents = [
        { name: 'a.py', text: before, isOpen: true },
        { name: 'b.py', text: other, isOpen: true },
      ];
      const caret = { document: 'a.py', at: before.length };
      return chooseOffer(runToEnd(nextEdits.find(documents, caret, 1000)), caret, initialThresholds);
    };

    it('do not repeat the change of a local name', () => {
      const local = lines('def get(default):', '    if default:', '        return default', '    print(default)');
      const other = lines('def find(default):', '    if default:', '        return default');
      assert.equal(offeredElsewhere(local, ['default', 'fallback'], other), undefined);
    });

    it('repeat the change of a function that was declared, and of a version', () => {
      const declared = lines('def load_all(path):', '    pass', '', 'load_all(1)', 'load_all(2)');
      const caller = lines('from a import load_all', '', 'load_all(3)');
      assert.equal(offeredElsewhere(declared, ['load_all', 'load_every'], caller)?.document, 'b.py');
      const versions = lines('- uses: actions/checkout@v5', '- uses: actions/checkout@v5');
      assert.equal(offeredElsewhere(versions, ['v5', 'v6'], versions)?.document, 'b.py');
    });
  });

  describe('with names', () => {
    const story = lines(
      'Cecil came.',
      'They met Cecil at noon.',
      'Then Cecil left.',
      "She saw Cecil's hat.",
      'A cap.',
      'Cap on.',
    );
    /** The offer after the first occurrences were changed one after the other. */
    const offered = (document: string, text: string, [old, changed]: readonly [string, string], times = 2) => {
      const nextEdits = createNextEdits();
      let now = text;
      for (let made = 0; made < times; made++) {
        const after = now.replace(old, changed);
        nextEdits.learn(document, editOf(now, after), 'typed', made);
        now = after;
      }
      const caret = { document, at: now.lastIndexOf(changed) };
      const found = runToEnd(nextEdits.find([{ name: document, text: now, isOpen: true }], caret, 9));
      return chooseOffer(found, caret, initialThresholds);
    };
    const otherName = ['Cecil', 'Conrad'] as const;

    it('offer the next one in prose after two', () => {
      assert.equal(offered('a.txt', story, otherName, 1), undefined);
      const offer = offered('a.txt', story, otherName)!;
      assert.deepEqual([offer.old, offer.new], ['Cecil', 'Conrad']);
      assert.equal(offer.start, story.replace('Cecil', 'Conrad').replace('Cecil', 'Conrad').indexOf('Cecil'));
      assert.ok(offered('a.txt', `${story}Cecil. `.repeat(100), otherName), 'in many places');
    });

    it('are words with a capital letter that the text never has without it', () => {
      assert.equal(offered('a.txt', `Cap. ${story}Cap. Cap.`, ['Cap', 'Hat']), undefined);
      assert.equal(offered('a.txt', story.toLowerCase(), ['cecil', 'conrad']), undefined);
      assert.equal(offered('a.ts', story, otherName), undefined, 'in code, the language server renames');
    });
  });

  it('are searched in slices, also in one large document', () => {
    const nextEdits = createNextEdits();
    for (const name of ['first', 'second', 'third']) {
      nextEdits.learn('a.ts', editOf(`load(${name});\n`, `load(${name}Value);\n`), 'typed', 0);
    }
    const document = { name: 'a.ts', text: threeUsers, isOpen: true };
    const slices = [...nextEdits.find([document], { document: 'a.ts', at: 0 }, 1)];
    assert.ok(slices.length >= nextEdits.rules.length, `${slices.length} slices`);
  });

  it('become more likely with each example', () => {
    const { nextEdits, text } = afterEdit(threeUsers, 'userName', 'loginName');
    const [first] = offersIn(nextEdits, text);
    const after = text.replace('userName', 'loginName');
    nextEdits.learn('a.ts', editOf(text, after), 'accepted', 1);
    const [second] = offersIn(nextEdits, after);
    assert.ok(second!.logit > first!.logit);
    assert.equal(second!.rule.accepted, 1);
  });

  it('find other spellings of the identifier', () => {
    const { nextEdits, text } = afterEdit(lines('userName', 'USER_NAME'), 'userName', 'loginName');
    const offered = offersIn(nextEdits, text).map(({ old, new: changed }) => [old, changed]);
    assert.deepEqual(offered, [['USER_NAME', 'LOGIN_NAME']]);
  });

  it('are gone when the user refuses one', () => {
    const { nextEdits, text } = afterEdit(threeUsers, 'userName', 'loginName');
    nextEdits.refuse(nextEdits.rules[0]!.key);
    assert.deepEqual(offersIn(nextEdits, text), []);
    const second = text.replace('userName', 'loginName');
    nextEdits.learn('a.ts', editOf(text, second), 'typed', 1);
    assert.deepEqual(offersIn(nextEdits, text), []);
    nextEdits.learn('b.ts', editOf(text, second), 'typed', 2);
    assert.ok(offersIn(nextEdits, text).length > 0, 'after two further changes by hand');
  });

  it('are gone when the user goes on with something else, until the change is made again', () => {
    const { nextEdits, text } = afterEdit(threeUsers, 'userName', 'loginName');
    nextEdits.passOver(nextEdits.rules[0]!.key);
    assert.deepEqual(offersIn(nextEdits, text), []);
    nextEdits.learn('a.ts', editOf(text, text.replace('userName', 'loginName')), 'typed', 1);
    assert.ok(offersIn(nextEdits, text).length > 0);
  });

  it('are gone a minute after the last example', () => {
    const { nextEdits, text } = afterEdit(threeUsers, 'userName', 'loginName');
    assert.equal(offersIn(nextEdits, text, lifeMs - 1).length, 2);
    assert.deepEqual(offersIn(nextEdits, text, lifeMs), []);
  });

  it('of a name in prose are gone after five minutes', () => {
    const before = 'Anna saw Stewart. Then Stewart went home, and Stewart slept.\n';
    const nextEdits = createNextEdits();
    const [first, second] = ['Hamish', 'Hamish']
      .reduce<string[]>((texts, name) => [...texts, texts.at(-1)!.replace('Stewart', name)], [before])
      .slice(1);
    nextEdits.learn('a.md', editOf(before, first!), 'typed', 0);
    nextEdits.learn('a.md', editOf(first!, second!), 'typed', lifeInProseMs - 1);
    const offers = runToEnd(
      nextEdits.find([{ name: 'a.md', text: second!, isOpen: true }], { document: 'a.md', at: 0 }, lifeInProseMs),
    );
    assert.deepEqual(
      offers.map(({ rule }) => rule.examples.length),
      [2],
    );
  });

  it('are gone when the user undoes the only example', () => {
    const { nextEdits, text } = afterEdit(threeUsers, 'userName', 'loginName');
    assert.ok(!nextEdits.undo('a.ts', editOf(text, threeUsers), threeUsers), 'it was no offer');
    assert.deepEqual(offersIn(nextEdits, threeUsers), []);
  });

  it('stay when the user undoes only what was added to the edit', () => {
    const { nextEdits, text } = afterEdit(threeUsers, 'userName', 'loginName');
    const added = text.replace('loginName', 'loginName   ');
    nextEdits.learn('a.ts', editOf(threeUsers, added), 'continued', 1);
    assert.notEqual(nextEdits.rules[0]!.variants[0]!.new, 'loginName');
    nextEdits.undo('a.ts', editOf(added, threeUsers), text);
    assert.equal(nextEdits.rules[0]!.variants[0]!.new, 'loginName');
    nextEdits.undo('a.ts', editOf(text, threeUsers), threeUsers);
    assert.deepEqual(nextEdits.rules, []);
  });

  it('are gone when the user types the old text again', () => {
    const { nextEdits, text } = afterEdit(threeUsers, 'userName', 'loginName');
    nextEdits.learn('a.ts', editOf(text, threeUsers), 'typed', 1);
    const offered = offersIn(nextEdits, threeUsers).filter(({ old }) => old === 'userName');
    assert.deepEqual(offered, []);
  });

  it('are the change from the text before to the text now where a changed place changes again', () => {
    const { nextEdits, text: first } = afterEdit(threeUsers, 'userName', 'loginName');
    const moved = `// note\n${first}`;
    nextEdits.learn('a.ts', editOf(first, moved), 'typed', 1);
    const second = moved.replace('loginName', 'name');
    const origin = editOf(`// note\n${threeUsers}`, moved);
    nextEdits.learn('a.ts', { ...editOf(moved, second), origin }, 'typed', 2);
    const offered = (text: string): unknown => [...new Set(offersIn(nextEdits, text).map((offer) => offer.new))];
    assert.deepEqual(offered(second), ['name']);
    const accepted = second.replaceAll('userName', 'loginName');
    assert.deepEqual(offered(accepted), ['name'], 'where the first change has been made');
    const third = second.replace('name', 'title');
    nextEdits.learn('a.ts', { ...editOf(moved, third), origin }, 'continued', 3);
    assert.deepEqual(offered(third), ['title']);
  });

  it('are no longer the change from the text before a place that changed long ago', () => {
    const { nextEdits, text } = afterEdit(threeUsers, 'userName', 'loginName');
    const now = text.replace('loginName', 'name');
    nextEdits.learn('a.ts', { ...editOf(text, now), origin: editOf(threeUsers, text) }, 'typed', lifeMs);
    assert.deepEqual(offersIn(nextEdits, now, lifeMs), []);
  });

  it('look for words only in documents that are not open', () => {
    const { nextEdits } = afterEdit(lines('f(a);', 'f(b);'), 'f(a)', 'f(a, 1)');
    assert.deepEqual(nextEdits.soughtWords(1), []);
    const renamed = afterEdit(threeUsers, 'userName', 'loginName').nextEdits;
    assert.deepEqual(renamed.soughtWords(1), ['userName', 'UserName', 'USER_NAME', 'user_name']);
  });

  it('are chosen in the order of the text after the cursor, then before it, then in other documents', () => {
    const { nextEdits, text } = afterEdit(threeUsers, 'userName', 'loginName');
    const [one, other] = offersIn(nextEdits, text).map((offer) => ({ ...offer, logit: 2 }));
    const elsewhere = { ...one!, document: 'b.ts', start: 0 };
    const offers = [elsewhere, one!, other!];
    const chosen = (at: number): Offer | undefined =>
      chooseOffer(offers, { document: 'a.ts', at }, { code: 1, prose: 1 });
    assert.equal(chosen(0), one);
    assert.equal(chosen(one!.start + 1), other);
    assert.equal(chosen(other!.start + 1), one);
    assert.equal(chooseOffer([elsewhere], { document: 'a.ts', at: 0 }, { code: 1, prose: 1 }), elsewhere);
    assert.equal(chooseOffer(offers, { document: 'a.ts', at: 0 }, { code: 3, prose: 3 }), undefined);
  });

  it('are chosen in the order of the text in prose also where the places are not alike', () => {
    const { nextEdits, text } = afterEdit(threeUsers, 'userName', 'loginName');
    const [rule, other] = offersIn(nextEdits, text).map((offer) => ({ ...offer, document: 'a.md' }));
    const [near, far] = [
      { ...rule!, logit: 2 },
      { ...other!, logit: 4 },
    ];
    const elsewhere = { ...far, document: 'b.md', logit: 5 };
    const foreign = { ...near, rule: { ...near.rule, key: 'other' } };
    const chosen = (at: number, ...offers: Offer[]): Offer | undefined =>
      chooseOffer(offers, { document: 'a.md', at }, initialThresholds);
    assert.equal(chosen(0, elsewhere, far, near), near);
    assert.equal(chosen(near.start + 1, elsewhere, far, near), far);
    assert.equal(chosen(far.start + 1, elsewhere, near), near);
    assert.equal(chosen(0, far, foreign), far, 'of another rule');
    const [nearInCode, farInCode] = [near, far].map((offer) => ({ ...offer, document: 'a.ts' }));
    const choice = chooseOffer([farInCode!, nearInCode!], { document: 'a.ts', at: 0 }, initialThresholds);
    assert.equal(choice, farInCode);
  });

  it('are chosen in the order of the text, however many there are', () => {
    const places = 600;
    const text = lines(...Array.from({ length: places }, () => 'const a = load(userName);'));
    const middle = text.length / 2;
    const at = text.indexOf('userName', middle);
    const after = `${text.slice(0, at)}loginName${text.slice(at + 'userName'.length)}`;
    for (const name of ['a.ts', 'a.md']) {
      const nextEdits = createNextEdits();
      nextEdits.learn(name, editOf(text, after), 'typed', 0);
      let [caret, now] = [at + 'loginName'.length, after];
      const chosen: number[] = [];
      for (let count = 1; count < places; count++) {
        const offers = runToEnd(nextEdits.find([{ name, text: now, isOpen: true }], { document: name, at: caret }, 1));
        const offer = chooseOffer(offers, { document: name, at: caret }, { code: 0, prose: 0 })!;
        chosen.push(now.slice(0, offer.start).split('\n').length);
        const next = now.slice(0, offer.start) + offer.new + now.slice(offer.end);
        nextEdits.learn(
          name,
          { before: now, after: next, start: offer.start, oldEnd: offer.end, newEnd: offer.start + offer.new.length },
          'accepted',
          1,
        );
        [caret, now] = [offer.start + offer.new.length, next];
      }
      const first = places / 2 + 1;
      const expected = Array.from({ length: places - 1 }, (_, index) => ((first + index) % places) + 1);
      assert.deepEqual(chosen, expected, name);
    }
  });

  it('are chosen in the order of the text in prose where nearer places become likely with the best one', () => {
    const { nextEdits, text } = afterEdit(threeUsers, 'userName', 'loginName');
    const [near, far] = offersIn(nextEdits, text).map((offer) => ({ ...offer, document: 'a.md' }));
    const offers = (logit: number): Offer[] => [
      { ...far!, logit: 2 },
      { ...near!, logit },
    ];
    const chosen = (logit: number): number =>
      chooseOffer(offers(logit), { document: 'a.md', at: 0 }, initialThresholds)!.start;
    assert.equal(chosen(0), near!.start);
    assert.equal(chosen(-1), far!.start, 'a place that is unlikely also then');
  });

  it('are found within 50 ms in a file of 5,000 lines', () => {
    const text = lines(...Array.from({ length: 5000 }, (_, i) => `  const value${i} = load(userName, ${i});`));
    const { nextEdits, text: after } = afterEdit(text, 'userName', 'loginName');
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      assert.ok(offersIn(nextEdits, after).length > 0);
      return performance.now() - start;
    });
    assert.ok(Math.min(...times) < 50, String(times));
  });
});
