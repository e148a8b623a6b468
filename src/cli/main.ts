// The terminal program: the same learner and predictor without an editor.
//   train FOLDER [--seconds N] [--seed S] [--cell tanh|gru|lstm] [--hidden N] [--out FILE] [--json]
//   sample CHECKPOINT --prompt TEXT
import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { cells } from '../engine/modelShape.ts';
import { defaultSampling, defaultTrainingSettings, type TrainingSettings } from '../protocol/settings.ts';
import { sampleOf } from './sample.ts';
import { train } from './train.ts';

const defaults = defaultTrainingSettings;
const program = new Command('hidden-state').description('Trains a character RNN on a folder of text.');

interface TrainFlags extends TrainingSettings {
  readonly out?: string;
  readonly from?: string;
  readonly json: boolean;
}

program
  .command('train')
  .argument('<folder>', 'whose files to learn from')
  .addOption(option('--seconds <n>', 'time to train', number(0.1, 86_400), defaults.seconds))
  .addOption(option('--steps <n>', 'training steps instead of a time: reproducible', integer(1, 1e9)))
  .addOption(option('--seed <n>', 'of initial weights and order', integer(0, 2 ** 31 - 1), defaults.seed))
  .addOption(new Option('--cell <cell>', 'recurrent cell').choices(cells).default(defaults.cell))
  .addOption(option('--hidden <n>', 'hidden units', integer(1, 4096), defaults.hidden))
  .addOption(option('--streams <n>', 'parallel streams', integer(1, 1024), defaults.streams))
  .addOption(option('--length <n>', 'characters of truncated BPTT', integer(1, 1024), defaults.length))
  .addOption(new Option('--optimizer <name>', 'update rule').choices(['adamw', 'sgd']).default(defaults.optimizer))
  .addOption(option('--learning-rate <n>', 'at its peak', number(1e-7, 100), defaults.learningRate))
  .addOption(option('--clip-norm <n>', 'largest gradient norm', number(1e-6, 1e6), defaults.clipNorm))
  .addOption(option('--threads <n>', '0: all cores but one', integer(0, 64), defaults.threads))
  .option('--out <file>', 'write the checkpoint here')
  .option('--from <file>', 'continue from this checkpoint')
  .option('--json', 'one JSON object on standard output', false)
  .action(async (folder: string, { out, from, json, ...settings }: TrainFlags) => {
    await train(folder, { settings, json, ...(out !== undefined && { out }), ...(from !== undefined && { from }) });
  });

program
  .command('sample')
  .argument('<checkpoint>', 'written by train --out')
  .option('--prompt <text>', 'text to continue', '')
  .addOption(option('--characters <n>', 'how many to make up', integer(1, 1e6), 300))
  .addOption(option('--temperature <n>', '0: greedy', number(0, 10), defaultSampling.temperature))
  .addOption(option('--top-p <n>', 'nucleus', number(0.01, 1), defaultSampling.topP))
  .addOption(option('--seed <n>', 'of the draws', integer(0, 2 ** 31 - 1), defaultSampling.seed))
  .action(async (file: string, options: Parameters<typeof sampleOf>[1]) => {
    console.log(options.prompt + sampleOf(await readFile(file), options));
  });

function option(flags: string, description: string, parse: (text: string) => number, value?: number): Option {
  const made = new Option(flags, description).argParser(parse);
  return value === undefined ? made : made.default(value);
}

function number(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= least && value <= most)) {
      throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
    }
    return value;
  };
}

function integer(least: number, most: number) {
  const parse = number(least, most);
  return (text: string): number => {
    const value = parse(text);
    if (!Number.isInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
    return value;
  };
}

await program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
