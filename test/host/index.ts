// The entry that the editor loads in its extension host. It runs those suites beside this file with mocha that no other editor runs, one
// after the other, and writes their reports and the coverage. It throws if a test failed, which the editor reports as its exit code.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { takeCoverage } from 'node:v8';

/** Bundled to out/test/host/index.js: three folders below the project. */
const project = join(__dirname, '../../..');

export async function run(): Promise<void> {
  // Threads and processes that start from now on do not count coverage: counts make their loops several times slower.
  delete process.env['NODE_V8_COVERAGE'];
  const { default: Mocha } = await import('mocha');
  // In the served editor the report of a suite is mixed with other output of the page. The prefix marks it.
  const mark = process.env['HIDDEN_STATE_SUITE_MARK'] ?? '';
  const lines: string[] = [];
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => void lines.push(format(...args));
  const reporterFile: string = pathToFileURL(join(project, 'test/reporter.mjs')).href;
  const { default: reporter } = (await import(reporterFile)) as { default: Mocha.ReporterConstructor };
  let failures = 0;
  const suites = readdirSync(__dirname).filter((name) => name.endsWith('.test.js'));
  for (const suite of suites.sort()) {
    const folder = join(process.env['HIDDEN_STATE_TEST_SUITES']!, suite);
    if (!isFirstIn(folder)) continue;
    const mocha = new Mocha({
      ui: 'bdd',
      timeout: 600_000,
      retries: Number(process.env['HIDDEN_STATE_TEST_RETRIES'] ?? 0),
      color: true,
      reporter,
      reporterOptions: { output: join(folder, 'report.json') },
      ...(process.env['HIDDEN_STATE_TEST_GREP'] ? { grep: process.env['HIDDEN_STATE_TEST_GREP'] } : {}),
    });
    mocha.addFile(join(__dirname, suite));
    await mocha.loadFilesAsync();
    let runner!: Mocha.Runner;
    failures += await new Promise<number>((resolve) => (runner = mocha.run(resolve)));
    if (runner.total > 0) console.log(mark + lines.join('\n'));
    lines.length = 0;
    mocha.dispose();
  }
  takeCoverage();
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

/** Creates the folder. False: another editor, which runs suites at the same time, has created it. */
function isFirstIn(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
