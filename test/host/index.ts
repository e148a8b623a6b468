// The entry that the editor loads in its extension host. It runs the suites beside this file with mocha, writes a report of each, and the
// coverage. Several editors can share the suites. It throws if a test failed, which the editor reports as its exit code.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { takeCoverage } from 'node:v8';

/** Bundled to out/test/host/index.js: three folders below the project. */
const project = join(__dirname, '../../..');
/** Has a folder for each suite that an editor runs or has run, with its report. */
const reports = process.env['HIDDEN_STATE_TEST_REPORTS']!;

export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const reporterFile: string = pathToFileURL(join(project, 'test/reporter.mjs')).href;
  const { default: reporter } = (await import(reporterFile)) as { default: Mocha.ReporterConstructor };
  // In the served editor the report is mixed with other output of the page. The prefix marks its lines.
  const mark = process.env['HIDDEN_STATE_SUITE_MARK'] ?? '';
  // Editors that share the suites print to one terminal, so a suite is printed when it has ended.
  const lines: string[] = [];
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => lines.push(mark + format(...args));

  async function failuresOf(suite: string): Promise<number> {
    const mocha = new Mocha({
      ...{ ui: 'bdd', timeout: 600_000, color: true, reporter },
      retries: Number(process.env['HIDDEN_STATE_TEST_RETRIES'] ?? 0),
      reporterOptions: { output: join(reports, suite, 'report.json') },
      ...(process.env['HIDDEN_STATE_TEST_GREP'] ? { grep: process.env['HIDDEN_STATE_TEST_GREP'] } : {}),
    });
    mocha.addFile(join(__dirname, suite));
    await mocha.loadFilesAsync();
    const { total, failures } = await new Promise<{ total: number; failures: number }>((resolve) => {
      const runner: Mocha.Runner = mocha.run((failures) => resolve({ total: runner.total, failures }));
    });
    // Each runner passes errors that nothing handles on to the listeners of all others, for ever.
    mocha.dispose();
    const printed = lines.splice(0);
    if (total > 0) for (const line of printed) console.log(line);
    return failures;
  }

  let failures = 0;
  const suites = readdirSync(__dirname, { encoding: 'utf8' }).filter((name) => name.endsWith('.test.js'));
  for (const suite of suites.sort()) if (takes(suite)) failures += await failuresOf(suite);
  if (process.env['NODE_V8_COVERAGE']) takeCoverage();
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

/** False: another editor has taken it. */
function takes(suite: string): boolean {
  try {
    mkdirSync(join(reports, suite));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
