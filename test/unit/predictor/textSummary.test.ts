import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cpuMs } from '../cpuMs.ts';
import { becameSecret } from '../../../src/predictor/learnedLines.ts';
import { changedPart, lostLines, mayHaveBecomeSecret, summaryOf } from '../../../src/predictor/textSummary.ts';

/** Texts of few different lines, so that versions have many in common. The last line may have no line break. */
const line = fc.constantFrom(
  'a\n',
  'b\n',
  '\n',
  '  key = "***"\n',
  '  key = "sk_live_abcdef"\n',
  '\tkey = 1\n',
  '***\n',
);
const text = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('', 'a', 'key = "x', '***'))
  .map(([lines, last]) => lines.join('') + last);

describe('the summary of a text', () => {
  it('finds a range that contains all changes, and nothing where nothing changed', () => {
    fc.assert(
      fc.property(text, text, (earlier, now) => {
        const [start, end] = changedPart(summaryOf(earlier), summaryOf(now), now);
        assert.ok(0 <= start && start <= end && end <= now.length);
        const [head, tail] = [now.slice(0, start), now.slice(end)];
        assert.ok(earlier.startsWith(head) && earlier.endsWith(tail));
        assert.ok(head.length + tail.length <= earlier.length);
        assert.ok(start === end || start === 0 || now[start - 1] === '\n');
        if (earlier === now) assert.equal(start, end);
      }),
    );
  });

  it('misses no line that became a secret', () => {
    fc.assert(
      fc.property(text, text, (earlier, now) => {
        if (becameSecret(new Set(earlier.split('\n')), now)) assert.ok(mayHaveBecomeSecret(summaryOf(earlier), now));
      }),
    );
  });

  it('does not take a new masked line for one that was learned', () => {
    const earlier = 'import a;\nlet b = 1;\n';
    assert.ok(!mayHaveBecomeSecret(summaryOf(earlier), `${earlier}const key = "***";\n`));
    assert.ok(!mayHaveBecomeSecret(summaryOf(earlier), 'import a;\nconst key = "***";\n'), 'another line is gone');
    assert.ok(!mayHaveBecomeSecret(summaryOf('a = "***"\n'), 'a = "***"\nb = "***"\n'));
    assert.ok(mayHaveBecomeSecret(summaryOf('const key = "sk_live_ab\n'), 'const key = "***"\n'));
    assert.ok(mayHaveBecomeSecret(summaryOf('-----BEGIN\nMIIEpAIB\n'), '***\n'), 'the whole line was a secret');
  });

  it('compares 40,000 lines with 40,000 masked ones in a moment', async () => {
    const lines = (start: string, end: string): string =>
      Array.from({ length: 40_000 }, (_, n) => `${start}${n.toString(36).padStart(4, '0')}${end}\n`).join('');
    const earlier = summaryOf(lines('b', ' = 1'));
    const now = lines('a', ' = ***');
    const ms = await cpuMs(() => assert.equal(mayHaveBecomeSecret(earlier, now), false));
    assert.ok(ms < 2000, `${ms} ms`);
  });

  it('counts the lines that are gone, wherever the others are', () => {
    const lost = (earlier: string, now: string): number => lostLines(summaryOf(earlier), summaryOf(now));
    assert.equal(lost('a\nb\n', 'b\nnew\na\n'), 0);
    assert.equal(lost('a\n\n\nb\n', 'a\nb\n'), 0, 'blank lines do not count');
    assert.equal(lost('a\nb\nc\n', 'a\n'), 2);
    assert.equal(lost('a\nb\n', 'a\nb;\n'), 1);
    fc.assert(fc.property(text, (same) => lost(same, same) === 0));
  });

  it('takes a fifth of the memory of ordinary text', () => {
    const { hashes, beginnings } = summaryOf('a line of code has some forty characters;\n'.repeat(100));
    assert.equal(hashes.byteLength + beginnings.byteLength, 800);
  });
});
