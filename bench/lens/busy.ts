// How long an analysis of a trained network takes beside other work: the analyzer, started as in the editor, analyzes the units and
// measures each file of the samples. The other work: a loop for each core at the learner's priority (a training), or
// loops at the usual one (a build, say).
//   npm run --silent bench:analyzer -- [--json]
import '../../src/cli/wideVectors.ts';
import { spawn } from 'node:child_process';
import { availableParallelism, constants, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readFolder } from '../../src/cli/readFolder.ts';
import { learn } from '../../src/cli/learn.ts';
import { startProcess } from '../../src/processes/program.ts';
import { SupervisedProcess } from '../../src/processes/supervisedProcess.ts';
import { analyzerEvents, type AnalyzerApi } from '../../src/protocol/analyzer.ts';
import { defaultTrainingSettings } from '../../src/protocol/settings.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const { PRIORITY_BELOW_NORMAL: below, PRIORITY_NORMAL: usual } = constants.priority;
const cores = availableParallelism();
const work = [
  { beside: 'nothing', loops: 0, priority: usual },
  { beside: `a training of ${cores} threads`, loops: cores, priority: below },
  { beside: `${cores} busy processes`, loops: cores, priority: usual },
  { beside: `${2 * cores} busy processes`, loops: 2 * cores, priority: usual },
];
const root = fileURLToPath(new URL('../..', import.meta.url));
const texts = await readFolder(`${root}samples`);
const settings = { ...defaultTrainingSettings, steps: 100 };
const checkpoint = await learn({ texts, settings });

const rows = [];
for (const { beside, loops, priority } of work) {
  const others = Array.from({ length: loops }, () => spawn(process.execPath, ['-e', 'for (;;) {}']));
  for (const { pid } of others) setPriority(pid!, priority);
  await sleep(500);
  const analyzer = new SupervisedProcess<AnalyzerApi>({
    name: 'The analyzer',
    start: () => startProcess(`${root}dist/analyzer.mjs`, { pretrained: true }),
    events: analyzerEvents,
    handlers: { progress: () => undefined },
    silentMs: 3_600_000,
    onExit: () => undefined,
    onError: () => undefined,
  });
  const secondsFor = async (kind: 'lens' | 'files'): Promise<number> => {
    const startedAt = performance.now();
    await analyzer.start().analyze(1, { kind });
    return (performance.now() - startedAt) / 1000;
  };
  await analyzer.start().open(checkpoint, texts);
  try {
    rows.push({ beside, firstLook: await secondsFor('lens'), files: await secondsFor('files') });
  } finally {
    analyzer.close();
    for (const other of others) other.kill();
  }
}
if (values.json) console.log(JSON.stringify(rows));
else console.table(rows);
