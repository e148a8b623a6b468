// `train`: trains on a folder, without the editor.
import { Presets, SingleBar } from 'cli-progress';
import { decodeCheckpoint } from '../model/network/checkpoint.ts';
import type { LearnerEvent } from '../protocol/learner.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { createEventFile } from '../disk/eventFile.ts';
import { assertWritable, fail, readCheckpoint, replaceFile } from './checkpointFile.ts';
import { readFolder } from './readFolder.ts';
import { interruptible } from './interruption.ts';
import { learn } from './learn.ts';
import { printableText } from './printable.ts';
import { sampleCheckpoint } from './sample.ts';

export interface TrainOptions {
  readonly settings: TrainingSettings;
  /** Checkpoint to write. */
  readonly out?: string;
  /** Checkpoint to continue from. */
  readonly from?: string;
  /** Folder for an event file of TensorBoard. */
  readonly logDir?: string;
  readonly json: boolean;
}

/** What `--json` prints. */
export interface TrainReport {
  readonly seconds: number;
  readonly characters: number;
  readonly charsPerSecond: number;
  readonly heldOut: { readonly bitsPerChar: number | null };
  readonly sample: string;
}

const sampleCharacters = 300;

export async function train(folder: string, { settings, out, from, logDir, json }: TrainOptions): Promise<void> {
  if (out !== undefined) await assertWritable(out);
  const checkpoint = from === undefined ? undefined : await readCheckpoint(from);
  const texts = await readFolder(folder);
  const log =
    logDir === undefined
      ? undefined
      : await createEventFile(logDir).catch((error: unknown) => fail(`${logDir} cannot be created`, error));
  /** Steps of the checkpoint that it goes on from. */
  let stepsBefore: number | undefined;
  const bar = json || !process.stderr.isTTY ? undefined : progressBar(settings);
  const onEvent = (event: LearnerEvent): void => {
    log?.write(event);
    if (event.type === 'prepared' && !json) {
      const { files, trainCharacters, heldOutCharacters, vocabulary } = event.corpus;
      console.error(
        `${files} files, ${trainCharacters} characters to train on, ${heldOutCharacters} held out, ` +
          `vocabulary ${vocabulary}; ${event.settings.cell} ${event.settings.hiddenSize}; ${event.engine}`,
      );
    }
    if (event.type === 'heldOut') bar?.update({ heldOut: event.point.bitsPerChar.toFixed(3) });
    if (event.type === 'progress') {
      stepsBefore ??= event.points[0]!.step - 1;
      bar?.update(...barValues(event, settings, stepsBefore));
    }
  };
  const job = { texts, settings, ...(checkpoint && { checkpoint }) };
  const bytes = await interruptible((signal) => learn(job, { signal, onEvent, isWatched: log !== undefined })).finally(
    () => bar?.stop(),
  );
  if (out !== undefined) await replaceFile(out, bytes);
  await log?.close().catch((error: unknown) => fail(`${log.path} could not be written completely`, error));
  const { progress } = decodeCheckpoint(bytes);
  const seconds = progress.elapsedMs / 1000;
  const report: TrainReport = {
    seconds,
    characters: progress.characters,
    charsPerSecond: progress.characters / seconds,
    heldOut: { bitsPerChar: progress.bitsPerChar ?? null },
    sample: await sampleCheckpoint(bytes, { prompt: '', characters: sampleCharacters, seed: settings.seed }),
  };
  console.log(json ? JSON.stringify(report) : formatReport(report));
}

function progressBar(settings: TrainingSettings): SingleBar {
  const format = '{bar} {percentage} %, {left} s left, {speed} characters/s, loss {loss} bpc, held out {heldOut} bpc';
  const bar = new SingleBar({ format, stream: process.stderr }, Presets.shades_classic);
  bar.start(settings.steps ?? settings.seconds, 0, { left: '?', speed: '?', loss: '?', heldOut: '?' });
  return bar;
}

type Progress = Extract<LearnerEvent, { type: 'progress' }>;

function barValues({ points, charsPerSecond, remainingMs }: Progress, settings: TrainingSettings, stepsBefore: number) {
  const loss = points.reduce((sum, { lossBits }) => sum + lossBits, 0) / points.length;
  const leftSeconds = remainingMs / 1000;
  const value = settings.steps ? points.at(-1)!.step - stepsBefore : Math.max(0, settings.seconds - leftSeconds);
  const payload = { left: leftSeconds.toFixed(0), speed: Math.round(charsPerSecond), loss: loss.toFixed(3) };
  return [value, payload] as const;
}

function formatReport({ seconds, characters, charsPerSecond, heldOut, sample }: TrainReport): string {
  return [
    `Trained on ${characters} characters in ${seconds.toFixed(1)} s (${Math.round(charsPerSecond)} characters/s).`,
    heldOut.bitsPerChar === null
      ? 'Nothing was held out.'
      : `Held-out text: ${heldOut.bitsPerChar.toFixed(3)} bits per character.`,
    'A sample:',
    printableText(sample),
  ].join('\n');
}
