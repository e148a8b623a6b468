import assert from 'node:assert/strict';
import type { Edit } from '../../../../src/evaluation/edits/edit.ts';
import { createFileIndex } from '../../../../src/completion/decide/fileIndex.ts';
import { hunksOfEdit, recordEdits, withoutTextAfter } from '../../../../src/evaluation/edits/recordEdits.ts';
import type { LanguageModel } from '../../../../src/model/languageModel.ts';

/** Predicts nothing, and logs what it learns and how much it has learned at each prediction. */
function loggingModel() {
  const learned: string[] = [];
  const learnedAtPrediction: number[] = [];
  const model: LanguageModel = {
    begin: () => undefined,
    learn: (text) => learned.push(text),
    read: () => undefined,
    predict: () => {
      learnedAtPrediction.push(learned.length);
      return [];
    },
    save: () => undefined,
    restore: () => undefined,
  };
  return { model, learned, learnedAtPrediction };
}

function record(edit: Omit<Edit, 'commit' | 'path'>) {
  const history = [edit].map((each) => ({ commit: 'c', path: 'a.ts', ...each }));
  const { model, learned, learnedAtPrediction } = loggingModel();
  const edits = history.map((each) => ({ edit: each, hunks: hunksOfEdit(each) }));
  const hunks = [
    ...recordEdits({ model, fileIndex: createFileIndex() }, edits, ({ inserted }) => [
      { start: 0, end: inserted.length },
    ]),
  ].flat();
  return { hunks, learned, learnedAtPrediction };
}

describe('a recording of edits', () => {
  it('learns the line of a hunk before the next hunk is typed', () => {
    const before = 'first(a)\nsame\nlast(a)\n';
    const { hunks, learned, learnedAtPrediction } = record({ before, after: 'first(bb)\nsame\nlast(bb)\n' });
    const recorded = hunks.map(({ text, stratum }) => `${text}: ${stratum}`);
    assert.deepEqual(recorded, ['bb: replacement', 'bb: replacement']);
    assert.deepEqual(learned, ['first(bb)\n', 'last(bb)\n']);
    assert.deepEqual([...new Set(learnedAtPrediction)], [0, 1]);
  });

  it('learns each line of a hunk when it is complete', () => {
    const { learned, learnedAtPrediction } = record({ before: null, after: 'one\ntwo\nend' });
    assert.deepEqual(learned, ['one\n', 'two\n', 'end']);
    assert.deepEqual([...new Set(learnedAtPrediction)], [0, 1, 2]);
  });

  it('opens an empty line for lines before the first one', () => {
    const { hunks } = record({ before: 'old\n', after: 'new\nold\n' });
    const recorded = hunks.map(({ text, stratum, carets }) => [text, stratum, carets[0]!.after]);
    assert.deepEqual(recorded, [['new\n', 'lineEnd', '\nold\n']]);
  });

  it('without the text after the caret has only the closers that the editor added', () => {
    const { hunks } = record({ before: 'x( , y);\n', after: 'x(f(2) , y);\n' });
    const [hunk] = hunks;
    const inside = hunk!.text.indexOf('2');
    assert.match(hunk!.carets[inside]!.after, /^\)/u);
    assert.equal(withoutTextAfter(hunk!).carets[inside]!.after, hunk!.carets[inside]!.closers);
    assert.equal(withoutTextAfter(hunk!).carets[0]!.after, '');
    assert.equal(withoutTextAfter(hunk!).carets[0]!.place, 'midLine', 'the same thresholds');
  });
});
