import assert from 'node:assert/strict';
import { hunksOfEdit } from '../../../../src/evaluation/edits/recordEdits.ts';
import { nextEditReport } from '../../../../src/evaluation/edits/nextEditReport.ts';
import {
  replayNextEdits,
  type CommitOutcome,
  type EditOrder,
} from '../../../../src/evaluation/edits/replayNextEdits.ts';

const before = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `const ${name} = load(userName);\n`).join('');

function replay(files: Readonly<Record<string, readonly [string, string]>>, order: EditOrder = 'file'): CommitOutcome {
  const history = Object.entries(files).map(([path, [old, after]]) => {
    const edit = { commit: 'c', path, before: old, after };
    return { edit, hunks: hunksOfEdit(edit) };
  });
  const base = Object.entries(files).map(([path, [text]]) => ({ path, text }));
  const [outcome] = [...replayNextEdits(base, history, order)];
  return outcome!;
}

const renamed = before.replaceAll('userName', 'loginName');

describe('replay of next edits', () => {
  it('makes the first edit by hand and accepts the others', () => {
    const { typed, madeEdits, offers } = replay({ 'a.ts': [before, renamed] });
    assert.equal(madeEdits, 1);
    assert.equal(typed, 'loginName'.length);
    const areRight = offers.map(({ isRight }) => isRight);
    assert.deepEqual(areRight, [true, true, true, true, true]);
  });

  it('goes on in files that are not open', () => {
    const { madeEdits, offers } = replay({ 'a.ts': [before, renamed], 'b.ts': [before, renamed] });
    assert.equal(madeEdits, 1);
    assert.equal(offers.filter(({ isRight }) => isRight).length, 11);
  });

  it('refuses offers that are none of the edits', () => {
    const after = before
      .replace('userName', 'loginName')
      .replace('load(userName);\nconst c', 'load(loginName);\nconst c');
    const { madeEdits, offers } = replay({ 'a.ts': [before, after] });
    assert.equal(madeEdits + offers.filter(({ isRight }) => isRight).length, 2);
    assert.equal(offers.at(-1)!.isRight, false);
  });

  it('also makes the edits in random order', () => {
    const { madeEdits, offers } = replay({ 'a.ts': [before, renamed] }, 'shuffled');
    assert.equal(madeEdits + offers.filter(({ isRight }) => isRight).length, 6);
    assert.ok(offers.length >= 4);
  });

  it('offers nothing while a new file is typed', () => {
    const edit = { commit: 'c', path: 'a.ts', before: null, after: before };
    const [outcome] = [...replayNextEdits([], [{ edit, hunks: hunksOfEdit(edit) }], 'file')];
    assert.deepEqual(outcome!.offers, []);
    assert.equal(outcome!.typed, before.length);
  });

  it('reports shares, intervals and net time of 17 users', () => {
    const outcome = replay({ 'a.ts': [before, renamed] });
    const report = nextEditReport([outcome, { typed: 100, madeEdits: 4, offers: [] }], [outcome]);
    assert.equal(report.offers, 5);
    assert.equal(report.right, 1);
    assert.equal(report.share, 0.5);
    assert.equal(report.falsePer1000, 0);
    assert.deepEqual(report.rightInterval[1], 1);
    assert.equal(report.shuffled.share, 5 / 6);
    assert.equal(report.netTime.users.length, 17);
    for (const { byNetTime } of report.netTime.users) assert.ok(byNetTime.secondsPer1000 >= 0);
    assert.ok(report.netTime.users[0]!.byNetTime.secondsPer1000 > 0);
  });
});
