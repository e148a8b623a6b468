import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DocumentChange } from '../../../src/nextEdit/documentChange.ts';
import { createEditRecorder } from '../../../src/nextEdit/editRecorder.ts';
import type { Edit } from '../../../src/nextEdit/tokenChanges.ts';
import { cpuMs } from '../cpuMs.ts';

const typed = (start: number, inserted: string): DocumentChange => ({ start, deletedLength: 0, inserted });
const deleted = (start: number, deletedLength: number): DocumentChange => ({ start, deletedLength, inserted: '' });
const shown = ({ before, after, start, oldEnd, newEnd }: Edit): string =>
  `${before.slice(start, oldEnd)} -> ${after.slice(start, newEnd)}`;

describe('the recorder of edits', () => {
  it('joins changes that touch each other', () => {
    const recorder = createEditRecorder('a user b');
    recorder.change(deleted(5, 1));
    recorder.change(deleted(4, 1));
    recorder.change(typed(4, 'a'));
    recorder.change(typed(5, 'ge'));
    assert.equal(shown(recorder.finish()!.edit), 'er -> age');
    assert.equal(recorder.text, 'a usage b');
  });

  it('follows thousands of changes at once in one pass', async () => {
    const line = 'let a = user.name;\n';
    const lines = 50_000;
    const recorder = createEditRecorder(line.repeat(lines));
    const changes = Array.from({ length: lines }, (_, index) => ({
      start: index * line.length + line.indexOf('user'),
      deletedLength: 4,
      inserted: 'client',
    }));
    const ms = await cpuMs(() => recorder.follow(changes.reverse()));
    assert.equal(recorder.text, line.replace('user', 'client').repeat(lines));
    assert.ok(ms < 2000, `${ms} ms`);
  });

  it('keeps the order of insertions at one place, which the editor reports from the last to the first', () => {
    const recorder = createEditRecorder('ab');
    recorder.follow([typed(1, 'y'), typed(1, 'x')]);
    assert.equal(recorder.text, 'axyb');
  });

  it('finishes an edit when another place changes', () => {
    const recorder = createEditRecorder('one two');
    assert.equal(recorder.change(typed(3, 's')), undefined);
    const finished = recorder.change(typed(0, 'x'));
    assert.equal(finished!.edit.after, 'ones two');
    assert.equal(recorder.finish()!.edit.before, 'ones two');
  });

  it('returns an edit once, and the longer edit when the user goes on', () => {
    const recorder = createEditRecorder('ab');
    recorder.change(typed(1, 'x'));
    assert.equal(recorder.finish()!.isContinued, false);
    assert.equal(recorder.finish(), undefined);
    recorder.change(typed(2, 'y'));
    const { edit, isContinued } = recorder.finish()!;
    assert.equal(isContinued, true);
    assert.equal(shown(edit), ' -> xy');
  });

  it('begins another edit where the user changes a word inside what they wrote before a pause', () => {
    const recorder = createEditRecorder('');
    recorder.change(typed(0, 'Johanna came. Johanna left.'));
    assert.equal(recorder.finish()!.isContinued, false);
    recorder.change({ start: 14, deletedLength: 7, inserted: 'M' });
    recorder.change(typed(15, 'ary'));
    const { edit, isContinued } = recorder.finish()!;
    assert.equal(isContinued, false);
    assert.equal(shown(edit), 'Johanna -> Mary');
    assert.equal(shown(edit.origin!), ' -> Johanna came. Johanna left.');
    assert.equal(recorder.text, 'Johanna came. Mary left.');
  });

  it('goes on with the edit where the user corrects its last word, or has not paused', () => {
    for (const isPause of [false, true]) {
      const recorder = createEditRecorder('');
      recorder.change(typed(0, 'Johanna came. Johanna left.'));
      if (isPause) recorder.finish();
      recorder.change({ start: isPause ? 23 : 14, deletedLength: isPause ? 3 : 7, inserted: 'M' });
      assert.match(shown(recorder.finish()!.edit), /^ -> Johanna came/);
    }
  });

  it('follows changes of programs without making edits of them', () => {
    const recorder = createEditRecorder('one two');
    recorder.follow([typed(0, 'A'), typed(4, 'B')]);
    assert.equal(recorder.text, 'Aone Btwo');
    assert.equal(recorder.finish(), undefined);
  });

  it('knows the older edit whose text changes again, also where text before it has changed', () => {
    const recorder = createEditRecorder('one two');
    recorder.change({ start: 4, deletedLength: 3, inserted: 'second' });
    recorder.finish();
    recorder.change(typed(0, 'and '));
    const finished = recorder.change({ start: 8, deletedLength: 6, inserted: 'other' });
    assert.equal(finished!.edit.origin, undefined);
    const { edit } = recorder.finish()!;
    const { origin } = edit;
    assert.equal(shown(edit), 'second -> other');
    assert.equal(shown(origin!), 'two -> second');
    assert.deepEqual([origin!.before, origin!.after], ['and one two', edit.before]);
    recorder.change(typed(0, 'x'));
    recorder.change(deleted(9, 5));
    assert.equal(shown(recorder.finish()!.edit.origin!), 'two -> other');
  });

  it('knows no older edit where text is only added beside it, or that a program has changed', () => {
    for (const at of [4, 7]) {
      const recorder = createEditRecorder('one two');
      recorder.change({ start: 4, deletedLength: 3, inserted: 'six' });
      recorder.finish();
      recorder.change(typed(0, 'x'));
      recorder.change(typed(at + 1, 'y'));
      assert.equal(recorder.finish()!.edit.origin, undefined, String(at));
      assert.deepEqual(recorder.follow([deleted(0, 10)]).map(shown), [' -> y', ' -> x', 'two -> six']);
      recorder.change(typed(0, 'z'));
      assert.equal(recorder.finish()!.edit.origin, undefined);
    }
  });

  it('tells which edits are changed by Undo', () => {
    const recorder = createEditRecorder('one two');
    recorder.change({ start: 4, deletedLength: 3, inserted: 'a b' });
    recorder.finish();
    assert.deepEqual(recorder.follow([deleted(5, 2)]).map(shown), ['two -> a b']);
    assert.deepEqual(recorder.follow([{ start: 4, deletedLength: 1, inserted: 'two' }]), []);
  });

  it('knows the region of any changes', () => {
    const changes = fc.array(
      fc.record({ at: fc.nat(), length: fc.nat(3), inserted: fc.stringMatching(/^[a-c]{0,3}$/) }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-c]{0,12}$/), changes, (initial, all) => {
        const recorder = createEditRecorder(initial);
        let text = initial;
        const check = (finished: ReturnType<typeof recorder.finish>, now: string): void => {
          if (!finished) return;
          const { before, after, start, oldEnd, newEnd } = finished.edit;
          assert.equal(after, now);
          assert.equal(before.slice(0, start), after.slice(0, start));
          assert.equal(before.slice(oldEnd), after.slice(newEnd));
        };
        for (const { at, length, inserted } of all) {
          const start = at % (text.length + 1);
          const deletedLength = Math.min(length, text.length - start);
          check(recorder.change({ start, deletedLength, inserted }), text);
          text = text.slice(0, start) + inserted + text.slice(start + deletedLength);
          assert.equal(recorder.text, text);
        }
        check(recorder.finish(), text);
      }),
    );
  });
});
