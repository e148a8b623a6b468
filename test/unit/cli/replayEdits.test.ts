import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { EditsReport } from '../../../src/cli/replayEdits.ts';
import { runTerminal, testFolder } from './terminal.ts';

const replay = (...args: string[]) => runTerminal('replay', ...args);
const lines = Array.from({ length: 60 }, (_, i) => `export const value${i} = compute(first, second, ${i});\n`);
const base = lines.join('');
const after =
  base.replace('compute(first, second, 30)', 'compute(first, second, third, 30)') + 'export const last = 1;\n';

describe('replay of edits in the terminal', () => {
  const at = testFolder();
  beforeEach(() => {
    mkdirSync(at('base'));
    writeFileSync(at('base/a.ts'), base);
  });

  function assertReport(stdout: string): void {
    const { edits } = JSON.parse(stdout) as EditsReport;
    assert.equal(edits.commits, 1);
    assert.ok(edits.characters > 20);
    assert.deepEqual(Object.keys(edits.gates), ['half', 'best']);
    assert.equal(edits.onlyAtLineEnds.half.strata.midLine.saved, 0);
    const paces = edits.race.users.map(({ msPerKey }) => msPerKey);
    assert.deepEqual(paces, [120, 150, 240, 350]);
    assert.ok(Math.abs(edits.race.ideal - edits.gates.half.saved) < 1e-9);
    for (const { known } of edits.race.users) assert.ok(known.saved <= edits.race.ideal + known.elsewhere);
    assert.equal(edits.nextEdits.offers, 0);
    assert.equal(edits.nextEdits.netTime.users.length, 17);
    for (const report of [edits.gates.half, edits.gates.best, edits.withoutTextAfter.half]) {
      assert.deepEqual(Object.keys(report.strata), ['newFile', 'lineEnd', 'midLine', 'replacement']);
      const { midLine, lineEnd } = report.strata;
      assert.equal(midLine.characters, 'third, '.length);
      assert.equal(midLine.maySuggest, 1);
      assert.ok(lineEnd.saved > 0 && lineEnd.saved < 1);
      assert.equal(report.savedInterval.length, 2);
    }
  }

  it('types the edits of a file into a folder', () => {
    // Outside the folder: the models would learn its one long line.
    const edits = at('edits.jsonl');
    writeFileSync(edits, `${JSON.stringify({ commit: 'c', path: 'a.ts', before: base, after })}\n`);
    const { stdout, stderr } = replay(at('base'), '--edits', edits, '--seconds', '1', '--json');
    assert.equal(stderr, '');
    assertReport(stdout);
  });

  it('offers the repetitions of an edit', () => {
    const edits = at('edits.jsonl');
    const before = lines.slice(0, 25).join('');
    const renamed = before.replaceAll('compute', 'computeAll');
    writeFileSync(edits, `${JSON.stringify({ commit: 'c', path: 'a.ts', before, after: renamed })}\n`);
    const { stdout } = replay(at('base'), '--edits', edits, '--seconds', '0.5', '--no-pretrained', '--json');
    const { nextEdits } = (JSON.parse(stdout) as EditsReport).edits;
    assert.ok(nextEdits.offers > 20);
    assert.equal(nextEdits.right, 1);
    assert.ok(nextEdits.share > 0.9);
    assert.equal(nextEdits.falsePer1000, 0);
  });

  it('types the commits of a repository, without pretrained data', () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', at('base'), '-c', 'user.name=a', '-c', 'user.email=a@b', ...args]);
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'base');
    writeFileSync(at('base/a.ts'), after);
    git('commit', '-qam', 'change');
    const range = ['--from', 'HEAD~1', '--to', 'HEAD', '--include', '**/*.ts'];
    const { stdout } = replay('--git', at('base'), ...range, '--seconds', '1', '--no-pretrained', '--json');
    assertReport(stdout);
    assert.match(
      replay('--git', at('base'), '--from', 'none', '--to', 'HEAD').stderr,
      /Name a repository, and revisions/,
    );
  });

  it('says what is missing', () => {
    assert.match(replay('--git', at('base')).stderr, /--from REV --to REV/);
    assert.match(replay(at('base'), '--edits', at('none')).stderr, /cannot be read/);
  });
});
