// Faults, hostile files, planted secrets, interrupted trainings and a huge workspace.
//   npm run --silent bench:reliability -- [--json] [--part NAME] [--seconds N]
// The parts are faults, files, secrets, survivors, adversarial, resume, largeWorkspace, turns and, only if it is named, editor.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { attackForSeconds, tooSlow } from './adversarialSearch.ts';
import { longestTurnMs, readAdversarialWorkspaces } from './adversarialWorkspace.ts';
import { measureEditorTurns } from './editorTurns.ts';
import { parseDamagedFiles, readHostileFiles } from './files.ts';
import { injectHostFaults } from './hostFaults.ts';
import type { LargeCode } from './largeCode.ts';
import type { LargeWorkspace } from './largeWorkspace.ts';
import { injectMaskerFaults } from './maskerFaults.ts';
import { injectMessages } from './messageFaults.ts';
import { injectSignals } from './processFaults.ts';
import { addFaults } from './result.ts';
import { resumesExactly } from './resume.ts';
import { plantSecrets } from './secrets.ts';
import { storeSecrets } from './storedSecrets.ts';
import { injectStoreFaults } from './storeFaults.ts';
import { mostOffered, offerSurvivors } from './survivors.ts';
import { typeSecrets } from './typedSecrets.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, part: { type: 'string' }, seconds: { type: 'string', default: '10' } },
});
const count = 10_000;
const typedSecrets = 1000;
const hostFaults = { kills: 100, suspensions: 9, exhaustions: 9, clockJumps: 10, messages: 60 };
const failures: string[] = [];

async function faults() {
  const { counts, failures: found } = addFaults({
    'file operations of the store': await injectStoreFaults(),
    'malformed and reordered messages': await injectMessages(2000),
    'SIGKILL and SIGSTOP of a small process': await injectSignals(100, 5),
    ...(await injectMaskerFaults(50)),
    ...(await injectHostFaults(hostFaults, { seed: 1, silentMs: 10_000, longestWaitMs: 700 })),
  });
  failures.push(...found);
  return counts;
}

async function files() {
  const [read, parsed] = [await readHostileFiles(count), parseDamagedFiles(count)];
  failures.push(...read.failures, ...parsed.failures);
  return { tried: read.counts.tried + parsed.counts.tried, failed: read.counts.failed + parsed.counts.failed };
}

async function secrets() {
  const planted = plantSecrets(count, 25);
  const typed = typeSecrets(typedSecrets);
  const { found, ...stored } = await storeSecrets(count, 20);
  failures.push(...planted.failures, ...typed.failures, ...found);
  const leaked = planted.counts.leaked + typed.counts.leaked + found.length;
  return { planted: planted.counts.planted, leaked, typed: typed.counts, stored };
}

async function survivors() {
  const { kinds, ...counts } = await offerSurvivors();
  for (const [kind, { survived, offered }] of Object.entries(kinds)) {
    if (offered > mostOffered(kind) * survived) failures.push(`survivors: ${offered} of ${survived} offered: ${kind}`);
  }
  return { ...counts, kinds };
}

/** For `--seconds`. */
async function adversarial() {
  const result = attackForSeconds(Number(values.seconds), Date.now() % 2 ** 31);
  failures.push(...tooSlow(result));
  return { ...result, slowest: result.slowest.slice(0, 5) };
}

async function resume() {
  const { counts, failures: found } = resumesExactly();
  failures.push(...found);
  return counts;
}

/** In a process of its own, whose memory is measured. */
async function largeWorkspace(): Promise<LargeWorkspace & { code: LargeCode }> {
  const program = fileURLToPath(new URL('./largeWorkspace.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  const { failures: found, ...result } = JSON.parse(stdout) as LargeWorkspace & { code: LargeCode; failures: string[] };
  failures.push(...found);
  return result;
}

async function turns() {
  const longest = await readAdversarialWorkspaces();
  for (const [kind, { cpuMs }] of Object.entries(longest)) {
    if (cpuMs > longestTurnMs) failures.push(`turns: ${kind} held a turn for ${cpuMs} ms of CPU time`);
  }
  return longest;
}

/** In a real editor. */
async function editor() {
  const result = await measureEditorTurns();
  for (const [kind, { read, edited }] of Object.entries(result.kinds)) {
    for (const [when, { cpuMs }] of Object.entries({ read, edited })) {
      if (cpuMs > longestTurnMs) failures.push(`editor: ${kind}, ${when}, held a turn for ${cpuMs} ms of CPU time`);
    }
  }
  return result;
}

const parts = { faults, files, secrets, survivors, adversarial, resume, largeWorkspace, turns, editor };
const results: Record<string, unknown> = {};
for (const [name, part] of Object.entries(parts)) {
  // It needs an editor, and minutes for its pages.
  if (values.part === undefined ? name === 'editor' : values.part !== name) continue;
  results[name] = await part();
  if (!values.json) console.log(name, results[name]);
}
if (values.json) console.log(JSON.stringify(results));
for (const failure of failures) console.error(failure);
