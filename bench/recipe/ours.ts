// The learning curve of the recipe in our engine.
import { setImmediate } from 'node:timers/promises';
import { chooseEngine } from '../../src/cli/engine.ts';
import type { PreparedCorpus } from '../../src/learner/prepareCorpus.ts';
import { startTraining } from '../../src/learner/training.ts';
import type { TrainingSettings } from '../../src/protocol/settings.ts';
import type { CurvePoint } from './compare.ts';

export async function ourCurve(corpus: PreparedCorpus, settings: TrainingSettings): Promise<readonly CurvePoint[]> {
  const curve: CurvePoint[] = [];
  const engine = await chooseEngine(settings.threads);
  const training = startTraining(
    corpus,
    settings,
    undefined,
    engine,
    () => performance.now(),
    (event) => {
      if (event.type !== 'heldOut') return;
      const { elapsedMs, characters, bitsPerChar } = event.point;
      curve.push({ seconds: elapsedMs / 1000, characters, bitsPerChar });
    },
  );
  while (training.runSlice(100)) await setImmediate();
  training.dispose();
  return curve;
}
