// The steps of `npm test`. Each step returns the number of tests that passed and were skipped, and the failures. All
// failures are printed again at the end, and so are the tests in the editor that only passed when they were run again; the last line is
// the sum. A static check or a coverage threshold counts as one test.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBacktracking } from './backtracking.mjs';
import { coverageCheck } from './coverage.mjs';
import { longTests } from './longTests.mjs';
import { findLongPages } from './pageLength.mjs';
import { findRejectedTerms } from './rejectedTerms.mjs';
import { writeShortSamples } from './shortSamples.mjs';
import { ensureBrowser } from '../editor/browser.mjs';
import { runInExtensionHost } from '../editor/extensionHost.mjs';
import { withLock } from '../build/lock.mjs';
import { missingTexts, settingsFiles } from '../build/manifest.mjs';
import { resultTexts } from '../build/resultTables.mjs';
import { noticeTexts } from '../build/notices.mjs';
import { ensureBuilt, projectEnvironment, root } from '../build/setup.mjs';

const out = join(root, 'out');
/** Timeout of one test, long enough for a slow and busy machine. */
const testTimeoutMs = 600_000;
/** The editor is another program, whose page may miss a key on a busy machine. */
const editorRetries = 1;
/** Editors that run host tests at the same time. Tests mostly wait, but an editor takes more than a gigabyte of memory. */
const maxEditors = Math.min(2, availableParallelism());
/** End-to-end tests that wait for conditions only, however long these take. */
const untimedTests = ['folders', 'german', 'listing', 'nothingToTrainOn', 'npmPackage', 'workspaces'].map(
  (name) => `test/e2e/${name}.test.ts`,
);

const steps = {
  build: async () => {
    await ensureBuilt();
    return [];
  },
  check: async ({ isBeside }) => [
    ...(await Promise.all([
      check('types', { isBeside }, 'tsc'),
      check('lint and import rules', { isBeside }, 'eslint', '.'),
      check('format', { isBeside }, 'prettier', '--check', '--log-level', 'warn', '.'),
    ])),
    findingsCheck('settings (`npm run generate` writes them), and their texts', [
      ...outdated(settingsFiles()),
      ...missingTexts(),
    ]),
    findingsCheck('licenses in THIRD-PARTY-NOTICES.txt (`npm run notices` writes them)', outdated([noticeTexts()])),
    findingsCheck('tables in docs/results (`npm run results` writes them)', outdated(await resultTexts())),
    findingsCheck('regular expressions (`npm run expressions` checks them alone)', (await findBacktracking()).findings),
    findingsCheck('standard terms', findRejectedTerms()),
    findingsCheck('length of decision pages', findLongPages()),
  ],
  unit: unitTests,
  python: () => [pythonTests()],
  host: hostTests,
  e2e: endToEnd,
};

/** Runs the named steps, or all steps, and prints the sum last. Resolves to the exit code. */
export async function runSteps(args) {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { grep: { type: 'string' }, floor: { type: 'boolean' } },
  });
  const names = positionals.length > 0 ? ['build', ...positionals] : Object.keys(steps);
  // The end-to-end tests leave a core idle for the static checks.
  const isBeside = (name) => name === 'check' && names.includes('e2e');
  const results = [];
  for (const name of names.filter((name) => !isBeside(name))) {
    console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}`);
    results.push(...(await resultsOf(name, { ...values, beside: names.filter(isBeside) })));
  }
  const failures = results.flatMap((result) => result.failures);
  for (const title of results.flatMap((result) => result.repeated ?? []))
    console.log(`\n↻ ${title}: passed when run again`);
  for (const failure of failures) console.log(`\n✘ ${failure}`);
  const sum = (count) => results.reduce((total, result) => total + result[count], 0);
  console.log(`\n${sum('passed')} passed, ${failures.length} failed, ${sum('skipped')} skipped`);
  return failures.length > 0 ? 1 : 0;
}

/** A step that throws counts as one failure. */
async function resultsOf(name, options) {
  try {
    return await steps[name](options);
  } catch (error) {
    console.error(error);
    return [failed(`${name}: ${error.message}`)];
  }
}

const passed = { passed: 1, skipped: 0, failures: [] };
const skipped = { passed: 0, skipped: 1, failures: [] };
const failed = (message) => ({ passed: 0, skipped: 0, failures: [message] });

/**
 * Runs a program. Resolves to whether it succeeded. `isQuiet`: its output is printed when it has ended, so that others can run at the same
 * time. `isBeside`: also with a low priority.
 */
async function tool({ environment = {}, isBeside = false, isQuiet = isBeside }, name, ...args) {
  const isWindows = process.platform === 'win32';
  // From node_modules/.bin.
  const program = join(root, 'node_modules/.bin', isWindows ? `${name}.cmd` : name);
  const child = spawn(program, args, {
    cwd: root,
    env: { ...projectEnvironment, ...environment },
    shell: isWindows,
    stdio: isQuiet ? 'pipe' : 'inherit',
  });
  if (isBeside) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  const output = [];
  for (const stream of isQuiet ? [child.stdout, child.stderr] : []) stream.on('data', (part) => output.push(part));
  const [status] = await once(child, 'close');
  process.stdout.write(Buffer.concat(output));
  return status === 0;
}

const check = async (title, { isBeside }, ...command) =>
  report(title, await tool({ isBeside, isQuiet: true }, ...command));

function report(title, succeeded) {
  console.log(`${succeeded ? '✔' : '✘'} ${title}`);
  return succeeded ? passed : failed(title);
}

/** The files whose text is not what their sources say it has to be. */
const outdated = (files) =>
  files.filter(({ now, generated }) => now !== generated).map(({ path }) => `outdated: ${path}`);

/** Passes if there are no findings, which are printed. */
function findingsCheck(title, findings) {
  for (const finding of findings) console.log(finding);
  return report(title, findings.length === 0);
}

/** The long files run without counts: counts make loops several times slower, and compiled code that is kept makes them wrong. */
async function unitTests({ grep }) {
  const v8 = emptyFolder(join(out, 'unit/v8'));
  const workers = availableParallelism();
  // Each worker runs one file at a time.
  const parallel = workers > 1 ? ['--parallel', '--jobs', String(workers), '--require', 'test/unitWorker.mjs'] : [];
  const long = await mocha('unit/long', longTests, {
    grep,
    environment: { NODE_COMPILE_CACHE: join(out, 'unit/compiled') },
    more: parallel,
  });
  const others = await mocha('unit', ['test/unit/**/*.test.ts'], {
    grep,
    environment: { NODE_V8_COVERAGE: v8 },
    more: [...parallel, ...longTests.flatMap((file) => ['--ignore', file])],
  });
  return grep ? [long, others] : [long, others, await coverage('unit', v8)];
}

/** The tests of python/, where a Python with PyTorch is installed. PYTHON names another one than those that are tried. */
function pythonTests() {
  const candidates = [process.env.PYTHON, 'python3', '/usr/bin/python3'].filter(Boolean);
  const python = candidates.find((name) => spawnSync(name, ['-c', 'import torch, safetensors, pytest']).status === 0);
  if (!python) {
    console.log('– Python tests: no python3 has the packages torch, safetensors and pytest');
    return skipped;
  }
  const reportPath = join(emptyFolder(join(out, 'python')), 'report.xml');
  const options = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', `--junitxml=${reportPath}`];
  const env = { ...projectEnvironment, PYTHONDONTWRITEBYTECODE: '1' };
  spawnSync(python, options, { cwd: join(root, 'python'), stdio: 'inherit', env });
  if (!existsSync(reportPath)) return failed('python: the run wrote no report');
  const xml = readFileSync(reportPath, 'utf8');
  const count = (name) => Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(xml)[1]);
  const broken = [...xml.matchAll(/<testcase [^>]*?\bname="([^"]*)"[^>]*>\s*<(?:failure|error)\b/g)];
  const failures = broken.map(([, name]) => `python: ${name}`);
  return { passed: count('tests') - failures.length - count('skipped'), skipped: count('skipped'), failures };
}

/** Learning takes a tenth of the time without the pretrained data. Tests that need the data turn it on. */
const withoutPretrained = { 'hiddenState.suggestions.pretrained': false };

/** One run at a time, because the paths of reports and coverage are fixed. */
function hostTests(options) {
  return withLock(join(out, 'host.lock'), () => runHostTests(options));
}

async function runHostTests({ grep, floor }) {
  const folder = emptyFolder(join(out, 'host'));
  const [suites, v8] = [join(folder, 'suites'), join(folder, 'v8')].map(emptyFolder);
  const editors = grep ? 1 : maxEditors;
  const runEditor = async (_, number) => {
    const workspace = mkdtempSync(join(tmpdir(), 'hidden-state-workspace-'));
    writeShortSamples(workspace);
    const run = await runInExtensionHost({
      extension: root,
      entry: join(out, 'test/host/index.js'),
      workspace,
      settings: withoutPretrained,
      environment: {
        HIDDEN_STATE_TEST_SUITES: suites,
        HIDDEN_STATE_TEST_PART: `${number}/${editors}`,
        HIDDEN_STATE_TEST_RETRIES: String(editorRetries),
        NODE_V8_COVERAGE: v8,
        ...(grep && { HIDDEN_STATE_TEST_GREP: grep }),
      },
      logs: String(number),
      ...(floor && { editor: 'floor' }),
    });
    rmSync(workspace, { recursive: true, force: true });
    return run;
  };
  const runs = await Promise.all(Array.from({ length: editors }, runEditor));
  console.log(`(in ${runs[0].editor})`);
  const tests = readdirSync(suites).map((name) => resultOf('host', join(suites, name, 'report.json'), true));
  if (runs.some((run) => !run.passed) && tests.every(({ failures }) => failures.length === 0))
    tests.push(failed('host: the run failed outside its tests'));
  return grep || floor ? tests : [...tests, await coverage('host', v8)];
}

async function endToEnd({ grep, beside }) {
  const { makePackage } = await import('../package/package.mjs');
  const vsix = await makePackage();
  const environment = { HIDDEN_STATE_VSIX: vsix };
  // Before two runs need it.
  ensureBrowser();
  const options = { grep, environment, more: ['--retries', String(editorRetries)] };
  const ignored = untimedTests.flatMap((file) => ['--ignore', file]);
  const untimed = async () => {
    const results = [await mocha('e2e/untimed', untimedTests, { ...options, isBeside: true })];
    for (const name of beside) results.push(...(await resultsOf(name, { isBeside: true })));
    return results;
  };
  const timed = mocha('e2e', ['test/e2e/*.test.ts'], { ...options, more: [...options.more, ...ignored] });
  return (await Promise.all([timed, untimed()])).flat();
}

async function mocha(name, specs, { grep, environment, more = [], isBeside }) {
  const reportPath = join(out, name, 'report.json');
  mkdirSync(join(out, name), { recursive: true });
  rmSync(reportPath, { force: true });
  const reporter = ['--reporter', 'test/reporter.mjs', '--reporter-option', `output=${reportPath}`];
  const chosen = grep ? ['--grep', grep] : [];
  const options = ['--no-config', '--timeout', String(testTimeoutMs), ...reporter, ...more, ...chosen];
  return resultOf(name, reportPath, await tool({ environment, isBeside }, 'mocha', ...options, ...specs));
}

/** Reads mocha's report. A run without a report, or one that failed outside its tests, is a failure of its own. */
function resultOf(name, reportPath, succeeded) {
  if (!existsSync(reportPath)) return failed(`${name}: the run wrote no report`);
  const { stats, passes, failures } = JSON.parse(readFileSync(reportPath, 'utf8'));
  const messages = failures.map(({ fullTitle, err }) => `${name}: ${fullTitle}\n${err.stack ?? err.message}`);
  if (messages.length === 0 && !succeeded) messages.push(`${name}: the run failed outside its tests`);
  const repeated = passes
    .filter(({ currentRetry }) => currentRetry > 0)
    .map(({ fullTitle }) => `${name}: ${fullTitle}`);
  return { passed: stats.passes, skipped: stats.pending, failures: messages, repeated };
}

async function coverage(name, v8) {
  if (readdirSync(v8).length > 0) {
    const [title, ...command] = coverageCheck(name, v8, join(out, name, 'coverage'));
    return check(title, {}, ...command);
  }
  console.log(`– coverage of ${name}: this editor wrote no counts`);
  return skipped;
}

function emptyFolder(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
