// Options of the terminal: numbers in their ranges, and the settings of a training.
import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { cells } from '../engine/modelShape.ts';
import { defaultTrainingSettings as defaults } from '../protocol/settings.ts';

const mostThreads = 64;

/** The terminal has no editor to leave a core to. */
export const allCores = Math.min(mostThreads, availableParallelism());

/** `TrainingSettings`, each as an option with its default. */
export function addTrainingOptions(command: Command): Command {
  return command
    .addOption(option('--seconds <n>', 'time to train', number(0.1, 86_400), defaults.seconds))
    .addOption(option('--steps <n>', 'training steps instead of a time: reproducible', integer(1, 1e9)))
    .addOption(option('--seed <n>', 'of initial weights and order', integer(0, 2 ** 31 - 1), defaults.seed))
    .addOption(new Option('--cell <cell>', 'recurrent cell').choices(cells).default(defaults.cell))
    .addOption(option('--hidden <n>', 'hidden units', integer(1, 4096), defaults.hidden))
    .addOption(option('--streams <n>', 'parallel streams', integer(1, 1024), defaults.streams))
    .addOption(
      option('--sequence-length <n>', 'characters of truncated BPTT', integer(1, 1024), defaults.sequenceLength),
    )
    .addOption(new Option('--optimizer <name>', 'update rule').choices(['adamw', 'sgd']).default(defaults.optimizer))
    .addOption(option('--learning-rate <n>', 'at its peak', number(1e-7, 100), defaults.learningRate))
    .addOption(option('--clip-norm <n>', 'largest gradient norm', number(1e-6, 1e6), defaults.clipNorm))
    .addOption(
      option('--dropout <n>', 'hidden units to hide once text is read again', number(0, 0.9), defaults.dropout),
    )
    .addOption(
      option('--threads <n>', 'to train with; 0: all cores but one', integer(0, mostThreads)).default(
        allCores,
        'all cores',
      ),
    );
}

export function option(flags: string, description: string, parse: (text: string) => number, value?: number): Option {
  const made = new Option(flags, description).argParser(parse);
  return value === undefined ? made : made.default(value);
}

export function number(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= least && value <= most)) {
      throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
    }
    return value;
  };
}

export function integer(least: number, most: number) {
  const parse = number(least, most);
  return (text: string): number => {
    const value = parse(text);
    if (!Number.isInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
    return value;
  };
}
