// The terminal program: training, sampling, and evaluation without the editor.
import './closedPipes.ts';
import './wideVectors.ts';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { mixtureComponents, type ComponentId } from '../model/components.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { readCheckpoint } from './checkpointFile.ts';
import { completionScript, shells, type Shell } from './completion.ts';
import { showCorpus, type CorpusOptions } from './corpus.ts';
import { exportCheckpoint, exportCorpus, importCheckpoint, version } from './exchange.ts';
import { showMemorization, type MemorizationOptions } from './memorization.ts';
import { printable, printableText } from './printable.ts';
import { replayFolder, type ReplayOptions } from './replay.ts';
import { replayEdits, type ReplayEditsOptions } from './replayEdits.ts';
import { sampleCheckpoint, type SampleOptions } from './sample.ts';
import { sweep } from './sweep/sweep.ts';
import { train } from './train.ts';
import { showUi } from './ui/ui.ts';
import { addTrainingOptions, integer, option, settingOption } from './trainingOptions.ts';

const program = new Command('hidden-state').description('Trains a character RNN on a folder of text.').version(version);

interface TrainFlags extends TrainingSettings {
  readonly out?: string;
  readonly from?: string;
  readonly logDir?: string;
  readonly json: boolean;
}

addTrainingOptions(program.command('train'))
  .description('Trains a network on the files of a folder.')
  .argument('<folder>', 'whose files to learn from')
  .option('--out <file>', 'write the checkpoint here')
  .option('--from <file>', 'continue from this checkpoint')
  .option('--log-dir <folder>', 'write curves, histograms and samples for TensorBoard here')
  .option('--json', 'one JSON object on standard output', false)
  .action(async (folder: string, { out, from, logDir, json, ...settings }: TrainFlags) => {
    await train(folder, { settings, json, ...given({ out, from, logDir }) });
  });

interface SweepFlags extends TrainingSettings {
  readonly grid: string;
  readonly out: string;
  readonly json: boolean;
}

addTrainingOptions(program.command('sweep'))
  .description('Trains with every combination of a grid of settings, and compares the results.')
  .argument('<folder>', 'whose files to learn from')
  .requiredOption('--grid <file>', 'JSON, for example { "hiddenSize": [64, 128], "steps": 500 }')
  .requiredOption('--out <folder>', 'of results.jsonl and results.svg; results in it are not computed again')
  .option('--json', 'one JSON object on standard output', false)
  .action(async (folder: string, { grid, out, json, ...settings }: SweepFlags) => {
    await sweep(folder, { settings, grid, out, json });
  });

interface UiFlags extends Omit<TrainFlags, 'logDir'> {
  readonly port: number;
}

addTrainingOptions(program.command('ui'))
  .description('Shows the dashboard in a browser on this machine: of a training on a folder, or of a checkpoint.')
  .argument('<path>', 'a folder to train on, or a checkpoint')
  .option('--out <file>', 'write the checkpoint here at the end')
  .option('--from <file>', 'continue from this checkpoint')
  .addOption(option('--port <n>', 'of the page; 0: any that is free', integer(0, 65_535), 0))
  .option('--json', 'the address of the page as one JSON object on standard output', false)
  .action(async (path: string, { out, from, port, json, ...settings }: UiFlags) => {
    await showUi(path, { settings, port, json, ...given({ out, from }) });
  });

program
  .command('sample')
  .description('Continues a text.')
  .argument('<checkpoint>', 'written by train --out')
  .option('--prompt <text>', 'text to continue', '')
  .addOption(option('--characters <n>', 'how many to generate', integer(1, 1e6), 300))
  .addOption(settingOption('suggestions', 'temperature'))
  .addOption(settingOption('suggestions', 'topP'))
  .addOption(settingOption('suggestions', 'seed'))
  .option('--json', 'one JSON object on standard output', false)
  .action(async (file: string, { json, ...options }: SampleOptions & { readonly json: boolean }) => {
    const text = await sampleCheckpoint(await readCheckpoint(file), options);
    console.log(json ? JSON.stringify({ prompt: options.prompt, text }) : printableText(options.prompt + text));
  });

program
  .command('corpus')
  .description('Shows what would be learned from a folder, without learning.')
  .argument('<folder>', 'whose files would be learned')
  .option('--text', 'also show each text as it would be learned', false)
  .option('--json', 'one JSON object on standard output', false)
  .option('--export <file>', 'write the text for the trainer in python/, instead of showing it')
  .addOption(settingOption('training', 'seed'))
  .action(async (folder: string, options: CorpusOptions & { readonly export?: string; readonly seed: number }) => {
    if (options.export === undefined) await showCorpus(folder, options);
    else await exportCorpus(folder, { ...options, out: options.export });
  });

program
  .command('export')
  .description('Writes a checkpoint as a safetensors file with the names and shapes of PyTorch.')
  .argument('<checkpoint>', 'written by train --out')
  .requiredOption('--out <file>', 'write the file here')
  .option('--json', 'one JSON object on standard output', false)
  .action(exportCheckpoint);

program
  .command('import')
  .description('Turns such a file, for example of the trainer in python/, into a checkpoint.')
  .argument('<file>', 'a safetensors file')
  .requiredOption('--out <checkpoint>', 'write the checkpoint here')
  .option('--json', 'one JSON object on standard output', false)
  .action(importCheckpoint);

program
  .command('memorization')
  .description(
    'Plants random lines in a copy of the texts, trains, and measures how much each model memorizes of them.',
  )
  .argument('<folder>', 'whose files to learn from')
  .addOption(settingOption('training', 'seconds', 120))
  .addOption(settingOption('training', 'start'))
  .option('--json', 'one JSON object on standard output', false)
  .action(async (folder: string, options: MemorizationOptions) => showMemorization(folder, options));

program
  .command('replay')
  .description('Types held-out files or edits, and measures the keystrokes that suggestions save.')
  .argument('[folder]', 'whose files to learn from; with --edits, the base of the edits')
  .option('--edits <file>', 'type these edits into the folder: one JSON object per line')
  .option('--git <repository>', 'type the commits of this repository between two revisions')
  .option('--from <revision>', 'with --git: the base')
  .option('--to <revision>', 'with --git: the last commit')
  .option('--include <globs>', 'with --git: only these files, comma-separated', (globs: string) => globs.split(','))
  .option('--held-out <folder>', 'files to score, instead of a tenth of the folder')
  .addOption(settingOption('training', 'seconds', 60))
  .addOption(
    new Option('--components <ids>', `what to mix, comma-separated: ${mixtureComponents.join(', ')}`)
      .argParser(parseComponents)
      .default(mixtureComponents, 'all'),
  )
  .option('--no-pretrained', 'without the pretrained network and the priming text')
  .option('--json', 'one JSON object on standard output', false)
  .action(async (folder: string | undefined, options: ReplayOptions & ReplayEditsOptions) => {
    if (options.edits !== undefined || options.git !== undefined) await replayEdits(folder, options);
    else if (folder !== undefined) await replayFolder(folder, options);
    else throw new Error('Name the folder whose files to learn from.');
  });

program
  .command('completion')
  .description('Prints a script that completes commands and options in a shell.')
  .addArgument(new Argument('<shell>', 'whose script').choices(shells))
  .action((shell: Shell) => console.log(completionScript(shell, program)));

/** Without the options that were not given. */
function given<Names extends string>(options: Readonly<Record<Names, string | undefined>>) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    readonly [Name in Names]?: string;
  };
}

/** The components that predict alone. Another one includes context mixing, whose mixers it feeds or which it makes learn. */
const alone: readonly ComponentId[] = ['contextMixing', 'workspaceNetwork', 'pretrainedNetwork'];

function parseComponents(list: string): readonly ComponentId[] {
  const wanted = list.split(',').flatMap((part): readonly ComponentId[] => {
    const name = part.trim();
    if (name === 'all') return mixtureComponents;
    const component = mixtureComponents.find((id) => id === name);
    if (!component) throw new InvalidArgumentError(`The components are ${mixtureComponents.join(', ')}.`);
    return alone.includes(component) ? [component] : ['contextMixing', component];
  });
  const chosen = mixtureComponents.filter((component) => wanted.includes(component));
  if (chosen.length > 1 && !chosen.includes('contextMixing')) {
    throw new InvalidArgumentError('Only contextMixing can mix several components: name it, too.');
  }
  return chosen;
}

await program.parseAsync().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  console.error(message.split('\n').map(printable).join('\n'));
  process.exitCode = 1;
});
