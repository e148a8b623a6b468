// The terminal program: the same learner and predictor without an editor.
//   train FOLDER [--seconds N] [--seed S] [--cell tanh|gru|lstm] [--hidden N] [--out FILE] [--json]
//   sample CHECKPOINT --prompt TEXT
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { defaultSampling, type TrainingSettings } from '../protocol/settings.ts';
import { sampleOf } from './sample.ts';
import { train } from './train.ts';
import { addTrainingOptions, integer, number, option } from './trainingOptions.ts';

const program = new Command('hidden-state').description('Trains a character RNN on a folder of text.');

interface TrainFlags extends TrainingSettings {
  readonly out?: string;
  readonly from?: string;
  readonly json: boolean;
}

addTrainingOptions(program.command('train'))
  .argument('<folder>', 'whose files to learn from')
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
    console.log(options.prompt + (await sampleOf(await readFile(file), options)));
  });

await program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
