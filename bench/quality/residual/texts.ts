// The inputs of both programs in this folder: texts, context mixing before training, and byte classes for the network.
import { loadModels } from '../../../src/cli/loadModels.ts';
import { ensureBuilt } from '../../../scripts/build/setup.mjs';
import { readFolder } from '../../../src/cli/readFolder.ts';
import { splitForThresholds } from '../../../src/evaluation/thresholdFiles.ts';
import type { ReplayedText } from '../../../src/evaluation/record.ts';
import type { ContextMixing } from '../../../src/model/contextMixing/contextMixing.ts';
import { totalLength } from '../../../src/model/trainingText.ts';

export const parts = ['learned', 'calibration', 'scored'] as const;

export interface Trial {
  readonly texts: Readonly<Record<(typeof parts)[number], readonly ReplayedText[]>>;
  readonly contextMixing: ContextMixing;
  /** Bytes of the training text. The class of a byte is its index here + 1; all others have class 0. */
  readonly bytes: readonly number[];
}

export async function openTrial(folder: string, heldOut: string): Promise<Trial> {
  await ensureBuilt();
  const { learned: learned, calibration: calibration } = splitForThresholds(await readFolder(folder));
  const { contextMixing: contextMixing } = (await loadModels(false)).openContextMixing(totalLength(learned));
  const utf8 = new TextEncoder().encode(learned.map(({ text }) => text).join(''));
  const bytes = [...new Set(utf8)].sort((a, b) => a - b);
  return { texts: { learned, calibration, scored: await readFolder(heldOut) }, contextMixing, bytes };
}
