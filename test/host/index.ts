// The entry that the editor loads in its extension host. It runs the suites beside this file with mocha and writes the report and
// the coverage. It throws if a test failed, which the editor reports as its exit code.
import { readdirSync } from 'node:fs';
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
  // In the served editor the report is mixed with other output of the page. The prefix marks its lines.
  const mark = process.env['HIDDEN_STATE_SUITE_MARK'] ?? '';
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(mark + format(...args));
  const reporterFile: string = pathToFileURL(join(project, 'test/reporter.mjs')).href;
  const { default: reporter } = (await import(reporterFile)) as { default: Mocha.ReporterConstructor };
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 600_000,
    retries: Number(process.env['HIDDEN_STATE_TEST_RETRIES'] ?? 0),
    color: true,
    reporter,
    reporterOptions: { output: process.env['HIDDEN_STATE_TEST_REPORT'] },
    ...(process.env['HIDDEN_STATE_TEST_GREP'] ? { grep: process.env['HIDDEN_STATE_TEST_GREP'] } : {}),
  });
  const suites = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.js'),
  );
  for (const suite of suites.sort()) mocha.addFile(join(__dirname, suite));
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  takeCoverage();
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
