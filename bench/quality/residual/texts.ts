// What both programs of this folder read: texts, counts that have learnt nothing yet, and classes of bytes for the network.
import { loadModels } from '../../../src/cli/loadModels.ts';
import { ensureBuilt } from '../../../scripts/build/setup.mjs';
import { readFolder } from '../../../src/cli/readFolder.ts';
import { splitForThresholds } from '../../../src/evaluation/thresholdFiles.ts';
import type { ReplayedText } from '../../../src/evaluation/record.ts';
import type { ContextMixing } from '../../../src/model/contextMixing/contextMixing.ts';
import { totalLength } from '../../../src/model/trainingText.ts';

export const parts = ['learnt', 'choosing', 'scored'] as const;

export interface Trial {
  readonly texts: Readonly<Record<(typeof parts)[number], readonly ReplayedText[]>>;
  readonly counts: ContextMixing;
  /** Bytes of the learnt text; the class of each is its place here + 1, and 0 that of all others. */
  readonly bytes: readonly number[];
}

export async function openTrial(folder: string, heldOut: string): Promise<Trial> {
  await ensureBuilt();
  const { learned: learnt, calibration: choosing } = splitForThresholds(await readFolder(folder));
  const { contextMixing: counts } = (await loadModels(false)).openContextMixing(totalLength(learnt));
  const utf8 = new TextEncoder().encode(learnt.map(({ text }) => text).join(''));
  const bytes = [...new Set(utf8)].sort((a, b) => a - b);
  return { texts: { learnt, choosing, scored: await readFolder(heldOut) }, counts, bytes };
}
