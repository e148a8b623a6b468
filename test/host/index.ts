// The entry that the editor loads in its extension host. It runs the suites beside this file with mocha, or a part of them where several
// editors share them, and writes the report and the coverage. It throws if a test failed, which the editor reports as its exit code.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { takeCoverage } from 'node:v8';

/** Bundled to out/test/host/index.js: three folders below the project. */
const project = join(__dirname, '../../..');

export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  // In the served editor the report is mixed with other output of the page. The prefix marks its lines.
  const mark = process.env['HIDDEN_STATE_SUITE_MARK'] ?? '';
  // Editors that share the suites print to one terminal: a suite is printed when it has ended.
  const lines: string[] = [];
  const print = (): void => lines.splice(0).forEach((line) => console.log(line));
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => lines.push(mark + format(...args));
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
  const [part, parts] = (process.env['HIDDEN_STATE_TEST_PART'] ?? '0/1').split('/').map(Number) as [number, number];
  const suites = readdirSync(__dirname, { encoding: 'utf8' }).filter((name) => name.endsWith('.test.js'));
  for (const [index, suite] of suites.sort().entries())
    if (index % parts === part) mocha.addFile(join(__dirname, suite));
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => {
    const runner: Mocha.Runner = mocha.run(resolve);
    runner.on('suite end', ({ parent }: Mocha.Suite) => parent?.root && print());
  });
  print();
  if (process.env['NODE_V8_COVERAGE']) takeCoverage();
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
