import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findPlaces, type Place } from '../../../src/nextEdit/places.ts';
import { tokenChanges } from '../../../src/nextEdit/tokenChanges.ts';
import { cpuMs } from '../cpuMs.ts';
import { editOf } from './editOf.ts';

/** The places in `text` where the edit from `before` to `after` could be repeated. */
function placesIn(text: string, before: string, after: string): Place[] {
  const [change] = tokenChanges(editOf(before, after));
  return findPlaces(text, change!.pieces[0]!, 100);
}

/** The text with the change at each of the places. */
function applied(text: string, places: readonly Place[]): string {
  return [...places]
    .reverse()
    .reduce((all, { start, end, new: changed }) => all.slice(0, start) + changed + all.slice(end), text);
}

describe('places where an edit could be repeated', () => {
  it('have the old text as a whole token', () => {
    const text = 'user users user_1 my.user (user)';
    const starts = placesIn(text, 'user', 'login').map(({ start }) => start);
    assert.deepEqual(starts, [0, 21, 27]);
  });

  it('know how many tokens on both sides are those of the example', () => {
    const [place] = placesIn('b = user.name();', 'a = user.name;', 'a = login.name;');
    assert.deepEqual([place!.left, place!.right], [1, 2]);
  });

  it('count the beginning and the end of the line as equal only once', () => {
    const [place] = placesIn('user: 1', 'user: 2', 'login: 2');
    assert.deepEqual([place!.left, place!.right], [4, 1]);
  });

  it('of an insertion are between the same two tokens, with the same white space', () => {
    const text = 'f(a);\ng( a );\nh(b);\nf(a);\n';
    assert.equal(applied(text, placesIn(text, 'f(a);', 'f(a, 1);')), 'f(a, 1);\ng( a, 1 );\nh(b);\nf(a, 1);\n');
  });

  it('are not where the new text already is', () => {
    assert.deepEqual(placesIn('f(a, 1);', 'f(a);', 'f(a, 1);'), []);
    assert.deepEqual(placesIn('x = await f();', 'f();', 'await f();'), []);
    assert.deepEqual(placesIn('old.name', 'name', 'old.name'), []);
  });

  it('are found in little time, however long the tokens and the white space around them are', async () => {
    for (const unit of ['foo,\u3000', 'foo,é', 'foo, ']) {
      const text = (unit.slice(0, -1) + unit.at(-1)!.repeat(4000)).repeat(2500);
      let found: readonly Place[] = [];
      const ms = await cpuMs(async () => void (found = placesIn(text, 'x(foo,) y', 'x(foo, bar) y')));
      assert.deepEqual([found, ms < 500], [[], true], `${ms} ms`);
    }
  });

  it('of an insertion are not in white space whose end is far away', () => {
    const text = (blanks: number): string => `foo,${' '.repeat(blanks)}y`;
    assert.equal(placesIn(text(3), 'x(foo, y', 'x(foo, bar, y').length, 1);
    assert.equal(placesIn(text(3000), 'x(foo, y', 'x(foo, bar, y').length, 0);
  });

  it('are found in a text with line ends CRLF', () => {
    const text = 'var a = 1;\r\nvar b = 2;\r\n';
    assert.equal(
      applied(text, placesIn(text, 'var c = 3;\r\n', 'const c = 3;\r\n')),
      'const a = 1;\r\nconst b = 2;\r\n',
    );
  });

  it('do not overlap, and have the old text', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', '(', ')', ',', ' ', '\n', 'ab'), { maxLength: 40 });
    fc.assert(
      fc.property(texts, texts, (line, all) => {
        const text = all.join('');
        const before = `${line.join('').replaceAll('\n', '')} b`;
        for (const after of [`${before.slice(0, -1)}(b)`, `${before.slice(0, -1)}c`]) {
          let end = 0;
          for (const place of placesIn(text, before, after)) {
            assert.ok(place.start >= end);
            assert.equal(text.slice(place.start, place.end), place.old);
            end = place.end;
          }
        }
      }),
    );
  });

  it('are found in linear time in a text that repeats the old text', () => {
    const start = performance.now();
    for (const text of ['a'.repeat(1e6), '('.repeat(1e6), 'a '.repeat(5e5), ' '.repeat(1e6), 'a\t\t\t\t'.repeat(2e5)]) {
      placesIn(text, 'f(a)', 'f(b)');
      placesIn(text, 'f(a)', 'f(a, b)');
      placesIn(text, '((a', '((b, a');
    }
    assert.ok(performance.now() - start < 5000);
  });
});
