// Options of the terminal program. Those of a training come from the settings table: the same names, ranges and defaults
// as in the editor, with the first sentence of the setting's text as their help.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { trainingSettingNames, settingKey, settingsTable, type SettingDefinition } from '../protocol/settings.ts';

const texts = JSON.parse(readFileSync(new URL('../../package.nls.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, string>
>;

/** The terminal has no editor that needs a core. */
export const allCores = Math.min(settingsTable.training.threads.maximum, availableParallelism());

/** One option for each name of `TrainingSettings`, for example `--learning-rate`. */
export function addTrainingOptions(command: Command): Command {
  for (const name of trainingSettingNames) {
    const made = settingOption('training', name);
    command.addOption(name === 'threads' ? made.default(allCores, 'all cores') : made);
  }
  return command.addOption(option('--steps <n>', 'Training steps, instead of a time: reproducible.', integer(1, 1e9)));
}

/** The option of one setting, with its default unless another is given. */
export function settingOption<Section extends keyof typeof settingsTable>(
  section: Section,
  name: keyof (typeof settingsTable)[Section] & string,
  value?: number,
): Option {
  const row = settingsTable[section][name] as SettingDefinition;
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const help = firstSentence(texts[`setting.${settingKey(section, name)}`] ?? '');
  if (row.type === 'choice') return new Option(`${flag} <${name}>`, help).choices(row.choices).default(row.default);
  if (row.type !== 'integer' && row.type !== 'number') throw new Error(`${name} cannot be set in the terminal.`);
  const { minimum, maximum } = row;
  const parse = (row.type === 'integer' ? integer : number)(minimum, maximum);
  return option(`${flag} <n>`, `${help} From ${minimum} to ${maximum}.`, parse, value ?? row.default);
}

/** Without the Markdown of links and code. */
function firstSentence(text: string): string {
  return text
    .replace(/\[([^[\]]+)\]\([^()]*\)/g, '$1')
    .replaceAll('`', '')
    .replace(/(?<=\.) .*/s, '');
}

export function option(flags: string, description: string, parse: (text: string) => number, value?: number): Option {
  const made = new Option(flags, description).argParser(parse);
  return value === undefined ? made : made.default(value);
}

export function number(minimum: number, maximum: number) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= minimum && value <= maximum)) {
      throw new InvalidArgumentError(`It must be a number from ${minimum} to ${maximum}.`);
    }
    return value;
  };
}

export function integer(minimum: number, maximum: number) {
  const parse = number(minimum, maximum);
  return (text: string): number => {
    const value = parse(text);
    if (!Number.isInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
    return value;
  };
}
