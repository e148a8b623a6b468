// An hour of training, typing, saving and switching branches in the real editor. Prints one JSON object: drift of memory, blocks of the
// extension host's event loop, and idle CPU time, also that of an editor without the extension.
//   npm run --silent bench:soak [-- --minutes 60 --profile]
// --profile: also names the functions in blocks of the event loop.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, globSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runBenchmarkSuite } from '../../scripts/editor/benchmarkSuite.mjs';
import { ensureBuilt, root } from '../../scripts/build/setup.mjs';
import { summarize } from './summary.mjs';
import { execFileSync } from 'node:child_process';

/** One of this many files differs between the branches. */
const every = 8;
/** Not changed by a switch: the user types in them. */
const typedFolder = 'typed';

const git = (folder, ...args) =>
  execFileSync('git', ['-c', 'user.name=Soak', '-c', 'user.email=soak@example.com', '-c', 'gc.auto=0', ...args], {
    cwd: folder,
    stdio: 'ignore',
  });

/** Commits all files of the folder, and a second branch in which some are changed, deleted or added. */
function createBranches(folder) {
  git(folder, 'init', '--initial-branch', 'main');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--message', 'All files');
  git(folder, 'switch', '--create', 'other');
  const files = globSync('**/*.{ts,md,txt,py}', { cwd: folder })
    .filter((name) => !name.startsWith(typedFolder))
    .sort();
  for (const [index, name] of files.entries()) {
    if (index % every !== 0) continue;
    const path = join(folder, name);
    if (index % (every * 3) === 0) rmSync(path);
    else {
      const lines = readFileSync(path, 'utf8').split('\n');
      writeFileSync(path, [...lines.slice(0, 5), `Only in the other branch: ${name}`, ...lines.slice(10)].join('\n'));
    }
    writeFileSync(join(folder, `added-${index}.md`), `Added in the other branch.\n\n${name}\n`.repeat(20));
  }
  git(folder, 'add', '--all');
  git(folder, 'commit', '--message', 'Some files changed');
  git(folder, 'switch', 'main');
}

/** Switches to the other one of the two branches. Changes of the user stay. */
function switchBranch(folder, number) {
  git(folder, 'switch', '--merge', number % 2 === 0 ? 'other' : 'main');
}

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, profile: { type: 'boolean', default: false } },
});
const minutes = Number(values.minutes);
const betweenSwitchesMs = 60_000;
/** Before idle CPU time is measured: the analyzer ends after two minutes without a query, and the editor has finished its startup. */
const restSeconds = 150;
const typedFiles = 6;

await ensureBuilt();
const home = mkdtempSync(join(tmpdir(), 'hidden-state-soak-'));
const [workspace, empty, ended] = [join(home, 'project'), join(home, 'empty'), join(home, 'ended')];
const loads = [];

/** Runs the suite with this extension and returns its report. */
async function soak(extension) {
  const { editor, passed, report } = await runBenchmarkSuite('bench/soak/suite.ts', {
    extension,
    workspace,
    environment: {
      HIDDEN_STATE_SOAK_MINUTES: String(minutes),
      HIDDEN_STATE_SOAK_REST_SECONDS: String(restSeconds),
      HIDDEN_STATE_SOAK_PROFILE: String(values.profile),
      HIDDEN_STATE_SOAK_ENDED: ended,
      HIDDEN_STATE_SOAK_TEXT: readFileSync(join(root, 'docs/how-it-works.md'), 'utf8').slice(0, 20_000),
    },
    timeoutMs: (minutes + 20) * 60_000,
  });
  if (!passed) throw new Error('The suite failed; see out/host/logs');
  return { editor, ...report };
}

try {
  for (const name of ['src', 'samples', 'media/dashboard', 'test/unit'])
    cpSync(join(root, name), join(workspace, name), { recursive: true });
  mkdirSync(join(workspace, 'typed'));
  for (let index = 0; index < typedFiles; index++)
    writeFileSync(join(workspace, `typed/note-${index}.md`), `# Note ${index}\n\nText of note ${index}.\n`.repeat(10));
  createBranches(workspace);
  mkdirSync(empty);
  writeFileSync(
    join(empty, 'package.json'),
    JSON.stringify({ name: 'empty', publisher: 'soak', version: '1.0.0', engines: { vscode: '^1.103.0' } }),
  );

  let switches = 0;
  const timer = setInterval(() => {
    loads.push(loadavg()[0]);
    if (!existsSync(ended)) switchBranch(workspace, switches++);
  }, betweenSwitchesMs);
  const report = await soak(root).finally(() => clearInterval(timer));
  const { idle: editorAlone } = await soak(empty);
  const load = { cores: availableParallelism(), average: loads.reduce((sum, each) => sum + each, 0) / loads.length };
  console.log(JSON.stringify(summarize({ ...report, switches, load, editorAlone }), undefined, 2));
} finally {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
