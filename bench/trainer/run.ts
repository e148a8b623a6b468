// The trainer on two processes, against one process with the same batch; killed and resumed; imported, measured and sampled here.
//   node bench/trainer/run.ts TEXT [--seconds 60 | --steps N] [--hidden-size 128] [--batch-size 32] [--json FILE]
// TEXT is a file, for example tinyshakespeare. PYTHON names a Python with PyTorch. Takes about five times `--seconds`.
import '../../src/cli/wideVectors.ts';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readFolder } from '../../src/cli/readFolder.ts';
import { chooseEngine } from '../../src/cli/engine.ts';
import { createEvaluation } from '../../src/learner/heldOutEvaluation.ts';
import { prepareCorpus } from '../../src/learner/prepareCorpus.ts';
import { decodeCheckpoint } from '../../src/model/network/checkpoint.ts';

const root = join(import.meta.dirname, '../..');
const python = process.env['PYTHON'] ?? '/usr/bin/python3';
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    steps: { type: 'string' },
    'hidden-size': { type: 'string', default: '128' },
    'batch-size': { type: 'string', default: '32' },
    json: { type: 'string' },
  },
});
const [text] = positionals;
if (text === undefined) throw new Error('Name a text.');
const seconds = Number(values.seconds);

const work = mkdtempSync(join(tmpdir(), 'hidden-state-trainer-'));
const at = (name: string): string => join(work, name);
const environment = {
  ...process.env,
  PYTHONPATH: join(root, 'python'),
  OMP_NUM_THREADS: '1',
  USE_LIBUV: '0',
  PYTHONUNBUFFERED: '1',
};
/** Debian's PyTorch has no libuv, which `torchrun` needs by default. */
const wrapper = join(root, 'python/tests/without_libuv.py');
const torchrun = [wrapper, 'torch.distributed.run', '--nproc_per_node', '2', wrapper];

interface Point {
  readonly step: number;
  /** Bits per character of one training step, and of held-out text. */
  readonly loss: number;
  readonly heldOut: number;
}

interface Run {
  readonly seconds: number;
  readonly points: readonly Point[];
  /** What the trainer prints at the end; undefined if it was killed. */
  readonly bitsPerChar: number | undefined;
}

/** `killAfter`: kills all processes, without warning, after this step. */
function runTrainer(
  launcher: readonly string[],
  out: string,
  options: readonly string[],
  killAfter = Infinity,
): Promise<Run> {
  const startedAt = performance.now();
  const size = ['--hidden-size', values['hidden-size'], '--batch-size', values['batch-size']];
  const args = [...launcher, 'hidden_state_trainer', at('data.safetensors'), '--out', at(out), ...size, ...options];
  const child = spawn(python, args, { env: environment, stdio: ['ignore', 'inherit', 'pipe'] });
  const points: Point[] = [];
  let bitsPerChar: number | undefined;
  let rest = '';
  let isKilled = false;
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const point = /step (\d+), .*: loss ([\d.]+|nan), held out ([\d.]+) bits/.exec(line);
      if (point) points.push({ step: Number(point[1]), loss: Number(point[2]), heldOut: Number(point[3]) });
      const end = /steps, [\d.]+ s: ([\d.]+) bits per character/.exec(line);
      if (end) bitsPerChar = Number(end[1]);
      if (point || end) console.error(`${out}: ${line}`);
      if (point && Number(point[1]) >= killAfter && !isKilled) {
        isKilled = true;
        killAll(child.pid!);
      }
    }
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (code !== 0 && !isKilled) return reject(new Error(`the trainer ended with ${code}: ${rest}`));
      resolve({ seconds: (performance.now() - startedAt) / 1000, points, bitsPerChar });
    });
  });
}

/** Without warning: the launcher, and the processes that it started, which are in process groups of their own. */
function killAll(launcher: number): void {
  const children = spawnSync('pgrep', ['-P', String(launcher)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean);
  for (const pid of [...children.map(Number), launcher]) process.kill(pid, 'SIGKILL');
}

/** How many steps two processes make in so many seconds. */
async function stepsWithin(wanted: number): Promise<number> {
  const trial = Math.max(5, wanted / 10);
  const { points } = await runTrainer(torchrun, 'calibration', ['--seconds', String(trial)]);
  return Math.round((points.at(-1)!.step / trial) * wanted);
}

function cli(...args: string[]): string {
  const done = spawnSync(process.execPath, [join(root, 'src/cli/main.ts'), ...args], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout.trim();
}

/** Held-out bits per character of a model file in our engine. */
async function measureHere(file: string): Promise<number> {
  const corpus = prepareCorpus(await readFolder(at('text')), 1);
  const checkpoint = decodeCheckpoint(readFileSync(file));
  const engine = await chooseEngine(2);
  const options = {
    shape: checkpoint.shape,
    streams: 64,
    length: 32,
    optimizer: { kind: 'sgd' },
    maxGradientNorm: 1,
  } as const;
  const trainer = engine.trainer(options);
  trainer.writeParameters(checkpoint.parameters);
  const bits = createEvaluation(trainer, corpus.vocabulary, corpus.heldOut)();
  trainer.dispose();
  return bits;
}

/** Largest difference of two curves at the same steps, relative, and the mean difference. */
function curveDifference(a: readonly Point[], b: readonly Point[]) {
  const pairs = a.flatMap((point) => {
    const other = b.find(({ step }) => step === point.step);
    return other ? [[point, other] as const] : [];
  });
  const relative = (pick: (point: Point) => number): number[] =>
    pairs.map(([one, other]) => Math.abs(pick(one) / pick(other) - 1)).filter((value) => !Number.isNaN(value));
  const [loss, heldOut] = [relative(({ loss }) => loss), relative(({ heldOut }) => heldOut)];
  return { comparedPoints: pairs.length, largestLoss: Math.max(0, ...loss), largestHeldOut: Math.max(0, ...heldOut) };
}

try {
  mkdirSync(at('text'));
  cpSync(text, at(`text/${basename(text)}`));
  console.error(cli('corpus', at('text'), '--export', at('data.safetensors')));

  // The budget is in steps, so that both runs have the same schedule: as many as two processes make in the given time.
  const steps = values.steps === undefined ? await stepsWithin(seconds) : Number(values.steps);
  const budget = ['--steps', String(steps)];
  const two = await runTrainer(torchrun, 'two', budget);
  const one = await runTrainer(['-m'], 'one', budget);
  const killed = await runTrainer(torchrun, 'resumed', budget, steps / 2);
  const resumed = await runTrainer(torchrun, 'resumed', [...budget, '--resume']);

  const model = at('two');
  const { progress } = decodeCheckpoint(readFileSync(model));
  const imported = cli('import', model, '--out', at('imported.checkpoint'));
  const sample = cli('sample', at('imported.checkpoint'), '--prompt', 'KING RICHARD', '--characters', '120');
  const measured = await measureHere(model);
  const { shape } = decodeCheckpoint(readFileSync(at('imported.checkpoint')));
  const result = {
    text: basename(text),
    network: shape,
    steps,
    seconds: { two: two.seconds, one: one.seconds },
    bitsPerChar: { two: two.bitsPerChar, one: one.bitsPerChar, resumed: resumed.bitsPerChar },
    twoAgainstOne: curveDifference(two.points, one.points),
    killedAtStep: killed.points.at(-1)!.step,
    resumedAgainstTwo: curveDifference(resumed.points, two.points),
    imported: {
      said: imported.replaceAll(work, ''),
      bitsOfTrainer: progress.bitsPerChar,
      bitsHere: measured,
      relativeDifference: Math.abs(measured / progress.bitsPerChar! - 1),
      sample,
    },
    curves: { two: two.points, one: one.points, resumed: [...killed.points, ...resumed.points] },
  };
  const json = `${JSON.stringify(result, null, 2)}\n`;
  if (values.json !== undefined) writeFileSync(values.json, json);
  console.log(json);
} finally {
  rmSync(work, { recursive: true, force: true });
}
