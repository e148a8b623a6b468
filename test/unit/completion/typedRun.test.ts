import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cpuMs } from '../cpuMs.ts';
import { mayBePasted, nextRun, type TypedRun } from '../../../src/completion/typedRun.ts';

/** Types at offset 10 of a document with `after` behind it: characters, `<` for Backspace and `>` for Delete. */
function typed(keys: string, before = 'count: 41', after = ' px'): TypedRun | undefined {
  let text = before + after;
  let at = before.length;
  let run: TypedRun | undefined;
  for (const key of keys) {
    const start = key === '<' ? at - 1 : at;
    const inserted = key === '<' || key === '>' ? '' : key;
    const deletedLength = inserted === '' ? 1 : 0;
    const deleted = text.slice(start, start + deletedLength);
    run = nextRun(run, { start, deletedLength, deleted, inserted, replacesSelection: false });
    text = text.slice(0, start) + inserted + text.slice(start + deletedLength);
    at = start + inserted.length;
  }
  return run;
}

describe('typed run', () => {
  it('counts what is typed, without what is deleted again', () => {
    assert.deepEqual(typed('abc'), { end: 12, length: 3, replaced: '', pasted: '' });
    assert.deepEqual(typed('abx<c'), { end: 12, length: 3, replaced: '', pasted: '' });
  });

  it('knows the text that is deleted before it', () => {
    assert.equal(typed('<')!.replaced, '1');
    assert.deepEqual(typed('<<4'), { end: 8, length: 1, replaced: '41', pasted: '' });
    assert.deepEqual(typed('a<<<42'), { end: 9, length: 2, replaced: '41', pasted: '' });
    assert.equal(typed('>>')!.replaced, ' p');
    assert.equal(typed('<>x')!.replaced, '1 ');
  });

  it('knows a text that came back by Undo or Redo, until the user types', () => {
    const insertion = { deletedLength: 0, deleted: '', inserted: 'brown', replacesSelection: false, isRestored: true };
    const restored = nextRun(undefined, { ...insertion, start: 2 });
    assert.deepEqual([restored.pasted, restored.isRestored], ['brown', true]);
    const typedOn = nextRun(restored, { ...insertion, start: 7, inserted: ' ', isRestored: false });
    assert.deepEqual([typedOn.pasted, typedOn.isRestored], ['', undefined]);
  });

  it('knows a text that appeared at once and goes at once, unlike one that is deleted by character', () => {
    const insertion = { deletedLength: 0, deleted: '', inserted: 'quick brown', replacesSelection: false };
    const accepted = nextRun(typed('ab', '', ''), { ...insertion, start: 2 });
    const deletion = { inserted: '', replacesSelection: false };
    const undone = nextRun(accepted, { ...deletion, start: 2, deletedLength: 11, deleted: 'quick brown' });
    assert.deepEqual(undone, { end: 2, length: 0, replaced: 'quick brown', pasted: '' });
    const shortened = nextRun(accepted, { ...deletion, start: 12, deletedLength: 1, deleted: 'n' });
    assert.deepEqual(shortened, { end: 12, length: 12, replaced: '', pasted: '' });
  });

  it('knows what was typed, then selected and deleted, of which only the beginning may be known', () => {
    const run = { end: 12, length: 12, replaced: '', pasted: '' };
    const cut = { start: 2, deletedLength: 10, deleted: 'brown', inserted: '' };
    assert.deepEqual(nextRun(run, { ...cut, replacesSelection: true }), {
      end: 2,
      length: 2,
      replaced: 'brown',
      pasted: '',
    });
    assert.equal(nextRun(run, { ...cut, replacesSelection: false }).replaced, '');
    assert.equal(nextRun({ ...run, length: 7 }, { ...cut, replacesSelection: false }).replaced, 'bro');
  });

  it('takes the selection as replaced, but not what the editor replaces by itself', () => {
    const change = { start: 4, deletedLength: 3, deleted: 'old', inserted: 'n' };
    assert.equal(nextRun(undefined, { ...change, replacesSelection: true }).replaced, 'old');
    assert.equal(nextRun(undefined, { ...change, replacesSelection: false }).replaced, '');
  });

  it('begins a new run elsewhere', () => {
    const run = nextRun({ end: 5, length: 5, replaced: 'x', pasted: '' }, insertionAt(9));
    assert.deepEqual(run, { end: 10, length: 1, replaced: '', pasted: '' });
  });

  it('always ends behind the text that it counts, and replaces what was there', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '1', '<'), minLength: 1, maxLength: 12 }), (keys) => {
        const before = 'the quick brown fox';
        const run = typed(keys, before, '')!;
        const kept = before.slice(0, before.length - run.replaced.length);
        assert.equal(kept + run.replaced, before);
        assert.equal(run.end, kept.length + run.length);
      }),
    );
  });
});

const insertionAt = (start: number) => ({
  start,
  deletedLength: 0,
  deleted: '',
  inserted: 'y',
  replacesSelection: false,
});

const isPasted = (text: string, replacedLength = 0, replacesSelection = false): boolean =>
  mayBePasted({ inserted: text, deletedLength: replacedLength, replacesSelection });

describe('text that appears at once', () => {
  it('is pasted if it has several characters', () => {
    assert.ok(isPasted('a word'));
    assert.ok(isPasted('word'));
    assert.ok(isPasted('\n  return x;\n'));
    assert.ok(isPasted('a word', 5, true), 'instead of the selected text');
    assert.ok(isPasted('中文'));
  });

  it('is not pasted if the user types it, or the editor adds it', () => {
    for (const text of ['a', '😀', '中', '', '\n    ', '()', '""', '{\n  \n}', ' */', '\r\n\t * '])
      assert.equal(isPasted(text), false, JSON.stringify(text));
  });

  it('is recognized in little time, however long it is', async () => {
    const text = `${'-'.repeat(100_000)}a${'-'.repeat(50_000_000)}`;
    const ms = await cpuMs(() => assert.ok(isPasted(text)));
    assert.ok(ms < 600, `${ms} ms`);
  });

  it('is not pasted if it replaces what was typed, as a suggest widget or an input method does', () => {
    assert.equal(isPasted('const', 3), false);
    assert.equal(isPasted('中文', 6), false);
  });
});
