// Replays several texts, and prints one table: bits per character and keystrokes saved by each model.
//   node bench/quality/table.ts [--seconds N] [--out FOLDER] NAME=TRAIN:TEST ...
// --out saves each report as NAME.json. A report that exists already is not measured again.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { ensureBuilt } from '../../scripts/build/setup.mjs';
import type { ReplayReport } from '../../src/cli/replay.ts';
import { number, option } from '../../src/cli/trainingOptions.ts';
import { evaluatedModels, labelOf } from '../../src/model/components.ts';
import type { ModelReport } from '../../src/evaluation/replay.ts';

interface Flags {
  readonly seconds: number;
  readonly out?: string;
}

function reportOf(text: string, { seconds, out }: Flags): [name: string, report: ReplayReport] {
  const [, name, train, test] = /^([^=]+)=([^:]+):(.+)$/u.exec(text) ?? [];
  if (!name || !train || !test) throw new Error(`${text} is not NAME=TRAIN:TEST.`);
  const file = out === undefined ? undefined : join(out, `${name}.json`);
  if (file && existsSync(file)) return [name, JSON.parse(readFileSync(file, 'utf8')) as ReplayReport];
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [main, 'replay', train, '--held-out', test, '--seconds', String(seconds), '--json'],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(stderr);
  if (file) writeFileSync(file, stdout);
  return [name, JSON.parse(stdout) as ReplayReport];
}

const percent = (share: number): string => (100 * share).toFixed(1);

function row(text: string, model: string, { bitsPerChar, gates, calibrationError }: ModelReport): string {
  const { best, half, seventy } = gates;
  const saved = ({ saved, savedInterval: [low, high] }: typeof best) =>
    `${percent(saved)} (${percent(low)} to ${percent(high)})`;
  const cells = [text, model, bitsPerChar.toFixed(3), saved(best), saved(half), saved(seventy)];
  return `| ${[...cells, percent(half.firstWordPrecision), percent(calibrationError)].join(' | ')} |`;
}

function rows([text, { components, wordCompletion, ...mixture }]: [string, ReplayReport]): string[] {
  return [
    row(text, labelOf('mixture'), mixture),
    ...evaluatedModels.flatMap(({ name, label }) => {
      const report = components[name];
      return report ? [row('', label, report)] : [];
    }),
    `| | ${labelOf('wordCompletion')} | | ${percent(wordCompletion.saved)} | | | | |`,
  ];
}

await new Command()
  .argument('<texts...>')
  .addOption(option('--seconds <n>', 'to train the network', number(0.1, 86_400), 60))
  .option('--out <folder>', 'keep the reports here')
  .action(async (texts: string[], flags: Flags) => {
    await ensureBuilt();
    if (flags.out !== undefined) mkdirSync(flags.out, { recursive: true });
    const reports = texts.map((text) => reportOf(text, flags));
    console.log(
      '| text | model | bpc | saved at the best threshold, % | at 50 % precision | at 70 % precision | precision at 50 % | calibration error |',
    );
    console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
    console.log(reports.flatMap(rows).join('\n'));
  })
  .parseAsync();
