// Types the same texts in the simulation as in the editor, with models that have learned the same workspace, without its network.
import { loadModels } from '../../src/cli/loadModels.ts';
import { readFolder } from '../../src/cli/readFolder.ts';
import { everyLevelAt } from '../../src/completion/decide/threshold.ts';
import { wordFilesOf } from '../../src/completion/decide/wordFiles.ts';
import { textsRace } from '../../src/evaluation/raceReport.ts';
import { record } from '../../src/evaluation/record.ts';
import { splitForThresholds } from '../../src/evaluation/thresholdFiles.ts';
import { chooseThresholds } from '../../src/evaluation/thresholds.ts';
import { createTrainedComponents } from '../../src/model/trainedComponents.ts';
import type { Typing } from './texts.ts';

export interface SimulatedShares {
  /** Share of the keystrokes that is saved: before the product knows the user, and then. */
  readonly unknown: number;
  readonly known: number;
  readonly ideal: number;
}

/** A function of new files and the speed. `workspace`: without them. */
export async function simulationOf(
  workspace: string,
): Promise<(typings: readonly Typing[], msPerKey: number) => SimulatedShares> {
  const texts = await readFolder(workspace);
  const { learned, calibration } = splitForThresholds(texts);
  const options = { now: () => 0, wordFiles: wordFilesOf(learned) };
  const models = await loadModels(true);
  const trained = createTrainedComponents(models, { texts: learned, checkpoint: undefined });
  const { model } = trained.combine(['contextMixing', 'cache', 'pretrainedNetwork']);
  const { half } = chooseThresholds(calibration.map((text) => record(model, text, options)));
  return (typings, msPerKey) => {
    const recorded = typings.map(({ file, text }) => record(model, { path: file, text }, options));
    const { ideal, users } = textsRace([recorded], everyLevelAt(half), [msPerKey]);
    return { unknown: users[0]!.unknown.saved, known: users[0]!.known.saved, ideal };
  };
}
