import assert from 'node:assert/strict';
import { editReport } from '../../../../src/evaluation/edits/editReport.ts';
import type { RecordedHunk } from '../../../../src/evaluation/edits/recordEdits.ts';

const policy = { level: 'balanced', threshold: 0.3 } as const;

/** A word that is suggested where it begins, or never. */
function word(text: string, isSuggested: boolean, rest: Pick<RecordedHunk, 'stratum' | 'weight' | 'commit'>) {
  const candidate = { text, words: [{ end: text.length, probability: 0.9 }] };
  const caret = { after: '', closers: '', place: 'lineEnd' } as const;
  const carets = Array.from(text, (_, at) => ({ ...caret, before: text.slice(0, at), typed: at }));
  return { path: 'a.ts', text, candidates: isSuggested ? [[candidate]] : [], carets, ...rest };
}

describe('the report of edits', () => {
  it('weights the characters of a sample by how many they stand for, over all strata', () => {
    const report = editReport(
      [
        word('suggestion', true, { stratum: 'midLine', weight: 1, commit: 'one' }),
        word('characters', false, { stratum: 'newFile', weight: 9, commit: 'two' }),
      ],
      policy,
    );
    assert.ok(Math.abs(report.strata.midLine.saved - 0.9) < 1e-9);
    assert.equal(report.strata.midLine.characters, 10);
    assert.equal(report.strata.newFile.saved, 0);
    assert.ok(Math.abs(report.saved - 0.09) < 1e-9, `${report.saved}`);
  });
});
