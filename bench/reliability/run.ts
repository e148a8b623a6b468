// Faults, hostile files, planted secrets, interrupted trainings and a huge workspace.
//   npm run --silent bench:reliability -- [--json] [--part faults|files|secrets|resume|largeWorkspace]
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { parseDamagedFiles, readHostileFiles } from './files.ts';
import type { LargeWorkspace } from './largeWorkspace.ts';
import { injectMessages } from './messageFaults.ts';
import { injectSignals } from './processFaults.ts';
import { addFaults } from './result.ts';
import { resumesExactly } from './resume.ts';
import { plantSecrets } from './secrets.ts';
import { injectStoreFaults } from './storeFaults.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, part: { type: 'string' } } });
const count = 10_000;
const failures: string[] = [];

async function faults() {
  const reports = [await injectStoreFaults(), await injectMessages(2000), await injectSignals(100, 5)];
  const { counts, failures: found } = addFaults(reports);
  failures.push(...found);
  return counts;
}

async function files() {
  const [read, parsed] = [await readHostileFiles(count), parseDamagedFiles(count)];
  failures.push(...read.failures, ...parsed.failures);
  return { tried: read.counts.tried + parsed.counts.tried, failed: read.counts.failed + parsed.counts.failed };
}

async function secrets() {
  const { counts, failures: found } = await plantSecrets(count, 25);
  failures.push(...found);
  return counts;
}

async function resume() {
  const { counts, failures: found } = resumesExactly();
  failures.push(...found);
  return counts;
}

/** In a process of its own, whose memory is measured. */
async function largeWorkspace(): Promise<LargeWorkspace> {
  const program = fileURLToPath(new URL('./largeWorkspace.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  const { failures: found, ...result } = JSON.parse(stdout) as LargeWorkspace & { failures: string[] };
  failures.push(...found);
  return result;
}

const parts = { faults, files, secrets, resume, largeWorkspace };
const results: Record<string, unknown> = {};
for (const [name, part] of Object.entries(parts)) {
  if (values.part !== undefined && values.part !== name) continue;
  results[name] = await part();
  if (!values.json) console.log(name, results[name]);
}
if (values.json) console.log(JSON.stringify(results));
for (const failure of failures) console.error(failure);
