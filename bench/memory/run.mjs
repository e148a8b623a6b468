// Measures the memory of the extension in the real editor on a folder: before anything is learned, when text statistics have learned it,
// in a training, and after it. Prints one JSON object; needs Linux.
//   npm run --silent bench:memory -- FOLDER [--seconds 60]
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runBenchmarkSuite } from '../../scripts/editor/benchmarkSuite.mjs';
import { ensureBuilt, root } from '../../scripts/build/setup.mjs';
import { inTemporaryFolder } from '../temporaryFolder.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '60' } },
});
const [folder] = positionals;
if (!folder) throw new Error('name a folder');

await ensureBuilt();

/** Runs the suite with this extension and returns its report. */
async function measure(extension, workspace) {
  const { editor, passed, report } = await runBenchmarkSuite('bench/memory/suite.ts', {
    extension,
    workspace,
    environment: { HIDDEN_STATE_MEMORY_SECONDS: values.seconds },
  });
  if (!passed) throw new Error('The suite failed; see out/host/logs');
  return { editor, ...report };
}

await inTemporaryFolder(async (home) => {
  const [workspace, empty] = [join(home, 'project'), join(home, 'empty')];
  cpSync(resolve(folder), workspace, { recursive: true });
  mkdirSync(empty);
  writeFileSync(
    join(empty, 'package.json'),
    JSON.stringify({ name: 'empty', publisher: 'memory', version: '1.0.0', engines: { vscode: '^1.103.0' } }),
  );
  const editorAlone = (await measure(empty, workspace)).phases.beforeLearning;
  console.log(JSON.stringify({ ...(await measure(root, workspace)), editorAlone }, undefined, 2));
});
