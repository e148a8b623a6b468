// Types the same texts in the simulation as in the editor, with models that have learned the same workspace, without its network. As in the
// product, the thresholds are calibrated on the ends of a few texts before those are learned.
import { loadModels } from '../../src/cli/loadModels.ts';
import { readFolder } from '../../src/cli/readFolder.ts';
import { calibrateThresholds } from '../../src/completion/calibrate/calibrateThresholds.ts';
import { fileIndexOf } from '../../src/completion/decide/fileIndex.ts';
import { textsRace } from '../../src/evaluation/raceReport.ts';
import { record } from '../../src/evaluation/record.ts';
import { createTrainedComponents } from '../../src/model/trainedComponents.ts';
import type { Typing } from './texts.ts';

export interface SimulatedShares {
  /** Share of the keystrokes that is saved: before the product knows the user, and then. */
  readonly unknown: number;
  readonly known: number;
  readonly ideal: number;
}

/** As in `predictor/learnQueue.ts`: texts whose ends are recorded, and UTF-16 units of each end. */
const calibrated = { texts: 5, length: 800 };

/** A function of new files and the speed. `workspace`: without them. */
export async function simulationOf(
  workspace: string,
): Promise<(typings: readonly Typing[], msPerKey: number) => SimulatedShares> {
  const texts = await readFolder(workspace);
  const long = texts.filter(({ text }) => text.length >= 2 * calibrated.length);
  const every = Math.max(1, Math.ceil(long.length / calibrated.texts));
  const ends = new Set(long.filter((_, index) => index % every === every - 1));
  const learned = texts.map((each) =>
    ends.has(each) ? { ...each, text: each.text.slice(0, -calibrated.length) } : each,
  );
  const options = { now: () => 0, fileIndex: fileIndexOf(learned) };
  const models = await loadModels(true);
  const trained = createTrainedComponents(models, { texts: learned, checkpoint: undefined });
  const { model } = trained.combine(['contextMixing', 'cache', 'pretrainedNetwork']);
  const recordedEnds = [...ends].map(({ path, text }) => {
    const at = text.length - calibrated.length;
    return record(model, { path, text: text.slice(at), before: text.slice(0, at) }, options);
  });
  const thresholds = calibrateThresholds(recordedEnds);
  return (typings, msPerKey) => {
    const recorded = typings.map(({ file, text }) => record(model, { path: file, text }, options));
    const { ideal, users } = textsRace([recorded], thresholds, [msPerKey]);
    return { unknown: users[0]!.unknown.saved, known: users[0]!.known.saved, ideal };
  };
}
