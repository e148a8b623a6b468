// `sweep`: trains with every combination of a grid of settings. Each result is stored at once, so that the same command goes on after
// an interruption.
import { createHash } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceText } from '../../corpus/sourceText.ts';
import { makeFolder } from '../../disk/makeFolder.ts';
import { decodeCheckpoint } from '../../model/network/checkpoint.ts';
import type { TrainingSettings } from '../../protocol/settings.ts';
import { fail, replaceFile } from '../checkpointFile.ts';
import { interruptible } from '../interruption.ts';
import { learn } from '../learn.ts';
import { readFolder } from '../readFolder.ts';
import { parseGrid } from './grid.ts';
import { picture } from './picture.ts';
import { decodeResults, encodeResult, formatTable, labelOf, resultOf, sorted, type SweepResult } from './results.ts';
import * as thisSystem from 'node:path';

export interface SweepOptions {
  /** Path of a JSON file. */
  readonly grid: string;
  /** Folder of the results. */
  readonly out: string;
  /** Those that the grid does not name. */
  readonly settings: TrainingSettings;
  readonly json: boolean;
}

/** As a shell reports a program that Ctrl+C ended. */
const interruptedCode = 130;

export async function sweep(folder: string, { grid: gridFile, out, settings, json }: SweepOptions): Promise<void> {
  const gridText = await readFile(gridFile, 'utf8').catch((error: unknown) =>
    fail(`${gridFile} cannot be read`, error),
  );
  const grid = parseGrid(gridText);
  if (isInside(out, folder))
    throw new Error(`${out} is inside ${folder}: the results would be learned. Name another folder.`);
  const texts = await readFolder(folder);
  const textHash = hashOf(texts);
  await makeFolder(out).catch((error: unknown) => fail(`${out} cannot be created`, error));
  const file = join(out, 'results.jsonl');
  const stored = decodeResults(await readFile(file, 'utf8').catch(() => ''));
  const results: SweepResult[] = [];
  const isComplete = await interruptible(async (signal) => {
    for (const [index, run] of grid.runs.entries()) {
      const used = { ...settings, ...run };
      const place = `${index + 1} of ${grid.runs.length}: ${labelOf(used, grid.varied)}`;
      const known = resultOf(stored, { settings: used, textHash });
      const result = known ?? (await trained(texts, { settings: used, textHash }, signal));
      if (!result) return false;
      if (!known) await appendFile(file, encodeResult(result));
      results.push(result);
      console.error(`${place}: ${result.bitsPerChar.toFixed(3)} bits per character${known ? ', known' : ''}`);
    }
    return true;
  });
  if (results.length > 0) {
    await replaceFile(join(out, 'results.svg'), Buffer.from(picture(results, grid.varied)));
    console.log(json ? JSON.stringify({ results: sorted(results) }) : formatTable(results, grid.varied));
  }
  if (isComplete) return;
  console.error(`Interrupted after ${results.length} of ${grid.runs.length} runs. The same command continues.`);
  process.exitCode = interruptedCode;
}

/** Undefined where the user interrupted it: a part of a training is no result. */
async function trained(
  texts: readonly SourceText[],
  { settings, textHash }: Pick<SweepResult, 'settings' | 'textHash'>,
  signal: AbortSignal,
): Promise<SweepResult | undefined> {
  if (signal.aborted) return undefined;
  const checkpoint = await learn({ texts, settings }, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  if (signal.aborted || !checkpoint) return undefined;
  const { steps, characters, elapsedMs, bitsPerChar } = decodeCheckpoint(checkpoint).progress;
  if (bitsPerChar === undefined) throw new Error('No text is held out, so that the runs cannot be compared.');
  return { settings, textHash, bitsPerChar, steps, characters, seconds: elapsedMs / 1000 };
}

function hashOf(texts: readonly SourceText[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of texts) hash.update(JSON.stringify([path, text]));
  return hash.digest('hex');
}

/** `system`: the rules of paths. On Windows, the way to another drive is an absolute path. */
export function isInside(path: string, folder: string, { relative, isAbsolute } = thisSystem): boolean {
  const way = relative(folder, path);
  return !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
}
