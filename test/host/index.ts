// The entry that the editor loads in its extension host. It runs the suites beside this file with mocha, one after the other, or a part
// of them, so that several editors share them in the same way each time. It writes their reports and the coverage, and throws if a test
// failed, which the editor reports as its exit code.
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
  for (const suite of ownSuites()) {
    const folder = join(process.env['HIDDEN_STATE_TEST_SUITES']!, suite);
    mkdirSync(folder);
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

/** Two editors take about the same time for the suites before this one, and for the others. */
const firstOfSecond = 'longLines.test.js';

/** HIDDEN_STATE_TEST_PART is the number of this editor, from 0 on, and of all editors: "0/2", "1/2" or, of one, "0/1". */
function ownSuites(): readonly string[] {
  const all = readdirSync(__dirname).filter((name) => name.endsWith('.test.js'));
  const part = process.env['HIDDEN_STATE_TEST_PART']!;
  return all.filter((name) => part === '0/1' || name < firstOfSecond === (part === '0/2')).sort();
}
