// What offers of next edits are worth in histories, by the rules alone: without the language models, and without what masking excludes.
// Prints JSON: for each history the figures of `edits.nextEdits` of `replay --git`.
//   node bench/quality/nextEdits.ts REPOSITORY ... [--commits N]
import { execFileSync } from 'node:child_process';
import { basename } from 'node:path';
import { Command } from 'commander';
import { readGitHistory } from '../../src/cli/gitHistory.ts';
import { isLearned } from '../../src/cli/replayEdits.ts';
import { nextEditReport } from '../../src/evaluation/edits/nextEditReport.ts';
import { hunksOfEdit } from '../../src/evaluation/edits/recordEdits.ts';
import { replayNextEdits } from '../../src/evaluation/edits/replayNextEdits.ts';

const program = new Command().argument('<repository...>').option('--commits <count>', 'the newest ones', '500');
program.parse();
const commits = Number(program.opts<{ commits: string }>().commits);

/** The revision before the newest commits, or the oldest one. */
function revisionBefore(repository: string): string {
  const git = (...args: string[]): string[] =>
    execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' })
      .trim()
      .split('\n');
  return git('rev-list', '--first-parent', `--max-count=${commits + 1}`, 'HEAD').at(-1)!;
}

for (const repository of program.args) {
  const { base, edits } = readGitHistory(repository, revisionBefore(repository), 'HEAD', []);
  const history = edits.filter(isLearned).map((edit) => ({ edit, hunks: hunksOfEdit(edit) }));
  const [inOrder, shuffled] = (['file', 'shuffled'] as const).map((order) => [
    ...replayNextEdits(base, history, order),
  ]);
  const { netTime, ...figures } = nextEditReport(inOrder!, shuffled!);
  const seconds = netTime.users.map(({ byNetTime }) => byNetTime.secondsPer1000);
  const name = basename(repository.replace(/\/repo\/?$/u, ''));
  const users = { all: seconds.length, gaining: seconds.filter((saved) => saved > 0).length };
  console.log(JSON.stringify({ history: name, edits: history.length, ...figures, users, secondsPer1000: seconds }));
}
