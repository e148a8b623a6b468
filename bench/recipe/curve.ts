// Time to quality: held-out bits per character over wall-clock time for a recipe in our engine and in PyTorch, with the same
// text, initial weights, data order, schedule and evaluation.
//   npm run --silent bench:recipe -- FOLDER [--seconds 60] [--peer] [--json] and the settings of `train`
//   npm run --silent bench:recipe -- --corpus rxjs ...
import '../../src/cli/wideVectors.ts';
import { Command, Option } from 'commander';
import { readFolder } from '../../src/cli/readFolder.ts';
import { addTrainingOptions } from '../../src/cli/trainingOptions.ts';
import { prepareCorpus, type PreparedCorpus } from '../../src/learner/prepareCorpus.ts';
import type { TrainingSettings } from '../../src/protocol/settings.ts';
import { compare, type Comparison, type CurvePoint } from './compare.ts';
import { pytorchCurve } from './pytorch.ts';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { SourceText } from '../../src/corpus/sourceText.ts';
import { setImmediate } from 'node:timers/promises';
import { chooseEngine } from '../../src/cli/engine.ts';
import { startTraining } from '../../src/learner/training.ts';

async function ourCurve(corpus: PreparedCorpus, settings: TrainingSettings): Promise<readonly CurvePoint[]> {
  const curve: CurvePoint[] = [];
  const engine = await chooseEngine(settings.threads);
  const training = startTraining(
    { corpus, settings },
    {
      engine,
      now: () => performance.now(),
      emit: (event) => {
        if (event.type !== 'heldOut') return;
        const { elapsedMs, characters, bitsPerChar } = event.point;
        curve.push({ seconds: elapsedMs / 1000, characters, bitsPerChar });
      },
    },
  );
  while (training.runSlice(100)) await setImmediate();
  training.dispose();
  return curve;
}

const packages = { rxjs: 'rxjs@7.8.2' } as const;
type PackageName = keyof typeof packages;
const packageNames = Object.keys(packages) as PackageName[];

const cache = join(homedir(), '.cache', 'hidden-state', 'bench-corpora');

/** @throws Error if the package is not in the cache and cannot be downloaded. */
async function sourcesOf(name: PackageName): Promise<readonly SourceText[]> {
  const folder = join(cache, packages[name]);
  const sources = join(folder, 'node_modules', name, 'src');
  if (!existsSync(sources)) {
    mkdirSync(folder, { recursive: true });
    const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', packages[name]];
    const { status, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', timeout: 180_000 });
    if (status !== 0) throw new Error(`npm could not fetch ${packages[name]}: ${stderr}`);
  }
  return (await readFolder(sources)).filter(({ path }) => path.endsWith('.ts'));
}

interface Flags extends TrainingSettings {
  readonly corpus?: PackageName;
  readonly peer: boolean;
  readonly json: boolean;
}

const program = addTrainingOptions(new Command('bench:recipe').argument('[folder]'))
  .addOption(new Option('--corpus <name>', 'instead of a folder: the sources of a package').choices(packageNames))
  .option('--peer', 'the same recipe in PyTorch too, and ours in half the time', false)
  .option('--json', 'one JSON object', false)
  .action(async (folder: string | undefined, { corpus: name, peer, json, ...settings }: Flags) => {
    if (folder === undefined && name === undefined) throw new Error('Name a folder, or a package with --corpus.');
    const texts = name === undefined ? await readFolder(folder!) : await sourcesOf(name);
    const corpus = prepareCorpus(texts, settings.seed);
    const { trainCharacters, heldOutCharacters } = corpus.summary;
    const text = { name: name ?? folder, trainCharacters, heldOutCharacters };
    const ours = await ourCurve(corpus, settings);
    const pytorch = peer ? pytorchCurve(corpus, settings) : undefined;
    const inHalf = pytorch && (await ourCurve(corpus, { ...settings, seconds: settings.seconds / 2 }));
    const comparison = pytorch && inHalf && compare(ours, inHalf, pytorch);
    if (json) return console.log(JSON.stringify({ text, settings, ours, inHalf, pytorch, comparison }));
    console.log(`${text.name}: ${trainCharacters} characters to train on, ${heldOutCharacters} held out`);
    if (peer && !pytorch) console.log('PyTorch: skipped, python3-torch is not installed.');
    print('ours', ours);
    if (pytorch) print('PyTorch', pytorch);
    if (comparison) printComparison(comparison, settings);
  });

function print(name: string, curve: readonly CurvePoint[]): void {
  console.log(name);
  for (const { seconds, characters, bitsPerChar } of curve) {
    console.log(`${seconds.toFixed(1).padStart(8)} s ${String(characters).padStart(10)} ${bitsPerChar.toFixed(4)}`);
  }
}

function printComparison(
  { ours, peer, saving, oursInHalf, timeToEqual }: Comparison,
  { seconds }: TrainingSettings,
): void {
  console.log(`after ${seconds} s: ours ${ours.toFixed(4)}, PyTorch ${peer.toFixed(4)}: ${percent(saving)} fewer bits`);
  console.log(`ours in ${seconds / 2} s, schedule and all: ${oursInHalf.toFixed(4)}`);
  console.log("our time to the bits of each of PyTorch's points, as a share of its time");
  for (const { bitsPerChar, shareOfPeerTime } of timeToEqual) {
    console.log(
      `${bitsPerChar.toFixed(4).padStart(8)} ${shareOfPeerTime === undefined ? 'not reached' : percent(shareOfPeerTime)}`,
    );
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

await program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
