import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hunksOf } from '../../../../src/evaluation/edits/hunks.ts';
import { openPendingFile, type PendingFile } from '../../../../src/evaluation/edits/pendingEdits.ts';

const open = (before: string, after: string): PendingFile => openPendingFile(before, after, hunksOf(before, after));

/** Whether replacing the last occurrence of `old` in `before` is wanted. */
function isWanted(before: string, after: string, old: string, changed: string): boolean {
  const start = before.lastIndexOf(old);
  return open(before, after).isWanted({ start, end: start + old.length, new: changed });
}

describe('edits that are still to be made', () => {
  it('want a change that is one of them', () => {
    assert.equal(isWanted('a = old;\nb = old;\n', 'a = new;\nb = new;\n', 'old', 'new'), true);
  });

  it('want a part of an edit', () => {
    assert.equal(isWanted('var a = old;\n', 'const b = new;\n', 'old', 'new'), true);
  });

  it('do not want a change elsewhere, or to another text', () => {
    assert.equal(isWanted('a = old;\nb = old;\n', 'a = new;\nb = old;\n', 'old', 'new'), false);
    assert.equal(isWanted('a = old;\n', 'a = new;\n', 'old', 'newer'), false);
  });

  it('do not want a change of text that is deleted', () => {
    assert.equal(isWanted('a\nb = old;\nc\n', 'a\nc\n', 'old', 'new'), false);
  });

  it('want a change of a rewritten line only if the line is right then', () => {
    const before = 'one old\ntwo\nthree\n';
    assert.equal(isWanted(before, 'x\none new\ny z\n', 'old', 'new'), true);
    assert.equal(isWanted(before, 'x\none new more of it\ny z\n', 'old', 'new'), true);
  });

  it('keep the order of insertions at one place', () => {
    const file = open('\n', 'a\na\n');
    while (file.pending.length > 0) file.make(file.pending.at(-1)!);
    assert.equal(file.text, 'a\na\n');
  });

  it('lead to the new text, whichever are made or accepted first', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'old', 'new', ' ', '\n', '('), { maxLength: 20 });
    fc.assert(
      fc.property(text, text, fc.infiniteStream(fc.nat()), (from, to, choices) => {
        const [before, after] = [from.join(''), to.join('')];
        const file = open(before, after);
        for (const choice of choices) {
          const at = file.text.indexOf('old');
          const change = { start: at, end: at + 3, new: 'new' };
          if (at !== -1 && file.isWanted(change)) file.accept(change);
          const { pending } = file;
          if (pending.length === 0) break;
          file.make(pending[choice % pending.length]!);
        }
        assert.equal(file.text, after);
      }),
    );
  });
});
