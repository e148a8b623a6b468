import assert from 'node:assert/strict';
import { chooseHunks } from '../../../../src/evaluation/edits/chooseHunks.ts';
import type { Edit } from '../../../../src/evaluation/edits/edit.ts';
import { hunksOfEdit } from '../../../../src/evaluation/edits/recordEdits.ts';
import { stratumOf, textsOf, type Stratum } from '../../../../src/evaluation/edits/stratum.ts';

function chosen(edits: readonly Pick<Edit, 'before' | 'after'>[]) {
  const history = edits.map((edit, index) => {
    const named = { commit: `c${index}`, path: 'a.ts', ...edit };
    return { edit: named, hunks: hunksOfEdit(named) };
  });
  const choose = chooseHunks(history);
  return history.flatMap(({ edit, hunks }) =>
    hunks.flatMap((hunk) => {
      const stratum = stratumOf(edit, hunk, textsOf(edit));
      return choose(hunk).map(({ start, end, weight = 1 }) => ({ stratum, length: end - start, weight }));
    }),
  );
}

const lengthIn = (pieces: ReturnType<typeof chosen>, of: Stratum): number =>
  pieces.reduce((sum, { stratum, length }) => sum + (stratum === of ? length : 0), 0);

describe('the choice of hunks', () => {
  const midLine = { before: 'f(b);\n', after: 'f(a, b);\n' };
  const lineEnd = { before: 'one\n', after: `one\n${'another line\n'.repeat(300)}` };

  it('takes all of a short history, and knows where each hunk is typed', () => {
    const hunks = chosen([midLine, { before: 'x = 1;\n', after: 'x = 2;\n' }, { before: null, after: 'new\n' }]);
    const weights = hunks.map(({ stratum, weight }) => `${stratum}: ${weight}`);
    assert.deepEqual(weights, ['midLine: 1', 'replacement: 1', 'newFile: 1']);
  });

  it('takes a sample where a long history has much text, and all where it has little', () => {
    const pieces = chosen([midLine, ...Array.from({ length: 50 }, () => lineEnd)]);
    const all = 50 * 300 * 'another line\n'.length;
    assert.equal(lengthIn(pieces, 'midLine'), 'a, '.length);
    const sampled = lengthIn(pieces, 'lineEnd');
    assert.ok(sampled > 3000 && sampled < 8000, `${sampled}`);
    const represented = pieces.reduce(
      (sum, { stratum, length, weight }) => sum + (stratum === 'lineEnd' ? weight * length : 0),
      0,
    );
    assert.ok(Math.abs(represented / all - 1) < 0.5, `${represented / all}`);
  });
});
