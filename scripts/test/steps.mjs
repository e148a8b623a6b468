// The parts of `npm test`. Each answers how many passed and were skipped, and what failed, as its runner reported. What
// failed is told once more at the end, whichever part it was in; the last line printed adds all up. A static check, and a
// coverage threshold, counts as one.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { coverageCheck } from './coverage.mjs';
import { runInExtensionHost } from '../editor/extensionHost.mjs';
import { withLock } from '../build/lock.mjs';
import { ensureBuilt, projectEnvironment, root } from '../build/setup.mjs';

const out = join(root, 'out');
/** For one test, on a machine as slow and as busy as they come. */
const hangsAfterMs = 600_000;

const parts = {
  build: async () => {
    await ensureBuilt();
    return [];
  },
  check: () => [
    check('types', 'tsc'),
    check('lint and layers', 'eslint', '.'),
    check('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  ],
  unit: unitTests,
  host: hostTests,
  e2e: endToEnd,
};

/** Runs the parts named, all if none is; prints the sum last. Resolves to the exit code. */
export async function runParts(args) {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { grep: { type: 'string' }, floor: { type: 'boolean' } },
  });
  const names = positionals.length > 0 ? ['build', ...positionals] : Object.keys(parts);
  const results = [];
  for (const name of names) {
    console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}`);
    results.push(...(await resultsOf(name, values)));
  }
  const failures = results.flatMap((result) => result.failures);
  for (const failure of failures) console.log(`\n✘ ${failure}`);
  const sum = (figure) => results.reduce((total, result) => total + result[figure], 0);
  console.log(`\n${sum('passed')} passed, ${failures.length} failed, ${sum('skipped')} skipped`);
  return failures.length > 0 ? 1 : 0;
}

/** A part that throws has failed, whatever it had to say before. */
async function resultsOf(name, options) {
  try {
    return await parts[name](options);
  } catch (error) {
    console.error(error);
    return [failed(`${name}: ${error.message}`)];
  }
}

const passed = { passed: 1, skipped: 0, failures: [] };
const skipped = { passed: 0, skipped: 1, failures: [] };
const failed = (what) => ({ passed: 0, skipped: 0, failures: [what] });

/** Runs a tool of the project in this terminal; true when it succeeded. */
function tool(environment, name, ...args) {
  const program = join(root, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);
  const env = { ...projectEnvironment, ...environment };
  return (
    spawnSync(program, args, { cwd: root, stdio: 'inherit', env, shell: process.platform === 'win32' }).status === 0
  );
}

function check(what, ...command) {
  const isWell = tool({}, ...command);
  console.log(`${isWell ? '✔' : '✘'} ${what}`);
  return isWell ? passed : failed(what);
}

function unitTests({ grep }) {
  const v8 = emptied(join(out, 'unit/v8'));
  const tests = mocha('unit', ['test/unit/**/*.test.ts'], { grep, environment: { NODE_V8_COVERAGE: v8 } });
  return grep ? [tests] : [tests, covered('unit', v8)];
}

/** One run at a time: reports and coverage have their fixed places. */
function hostTests(options) {
  return withLock(join(out, 'host.lock'), () => runHostTests(options));
}

async function runHostTests({ grep, floor }) {
  const report = join(emptied(join(out, 'host')), 'report.json');
  const v8 = emptied(join(out, 'host/v8'));
  const workspace = mkdtempSync(join(tmpdir(), 'hidden-state-workspace-'));
  cpSync(join(root, 'samples'), workspace, { recursive: true });
  const { editor, passed: exitedWell } = await runInExtensionHost({
    extension: root,
    entry: join(out, 'test/host/index.js'),
    workspace,
    environment: {
      HIDDEN_STATE_TEST_REPORT: report,
      NODE_V8_COVERAGE: v8,
      ...(grep && { HIDDEN_STATE_TEST_GREP: grep }),
    },
    ...(floor && { editor: 'floor' }),
  });
  rmSync(workspace, { recursive: true, force: true });
  console.log(`(in ${editor})`);
  const tests = counted('host', report, exitedWell);
  return grep || floor ? [tests] : [tests, covered('host', v8)];
}

async function endToEnd({ grep }) {
  const { makePackage } = await import('../build/package.mjs');
  const vsix = await makePackage();
  const environment = { HIDDEN_STATE_VSIX: vsix };
  return [mocha('e2e', ['test/e2e/**/*.test.ts'], { grep, environment })];
}

function mocha(name, specs, { grep, environment }) {
  const report = join(out, name, 'report.json');
  mkdirSync(join(out, name), { recursive: true });
  rmSync(report, { force: true });
  const reporter = ['--reporter', 'test/reporter.mjs', '--reporter-option', `output=${report}`];
  const chosen = grep ? ['--grep', grep] : [];
  const options = ['--no-config', '--timeout', String(hangsAfterMs), ...reporter, ...chosen];
  return counted(name, report, tool(environment, 'mocha', ...options, ...specs));
}

/** A run that left no report, or that failed outside its tests, is a failure of its own. */
function counted(name, report, exitedWell) {
  if (!existsSync(report)) return failed(`${name}: the run left no report`);
  const { stats, failures } = JSON.parse(readFileSync(report, 'utf8'));
  const told = failures.map(({ fullTitle, err }) => `${name}: ${fullTitle}\n${err.stack ?? err.message}`);
  if (told.length === 0 && !exitedWell) told.push(`${name}: the run failed outside its tests`);
  return { passed: stats.passes, skipped: stats.pending, failures: told };
}

function covered(name, v8) {
  if (readdirSync(v8).length > 0) return check(...coverageCheck(name, v8, join(out, name, 'coverage')));
  console.log(`– coverage of ${name}: this editor wrote none`);
  return skipped;
}

function emptied(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
