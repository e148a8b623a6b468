// Trains in this thread, as one asynchronous call.
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import { createLearner } from '../learner/learner.ts';
import { turns } from '../processes/turns.ts';
import type { LearnerApi, LearnerEvent, TrainingJob } from '../protocol/learner.ts';
import { chooseEngine } from './engine.ts';

export interface LearnOptions {
  readonly onEvent?: (event: LearnerEvent) => void;
  /** Aborting it ends the training, which resolves with its best checkpoint. */
  readonly signal?: AbortSignal;
  /** Whether the training also draws samples, as for a visible dashboard. */
  readonly isWatched?: boolean;
}

/** Resolves with the best checkpoint. Rejects with the learner's error message. */
export async function learn(job: TrainingJob, options: LearnOptions = {}): Promise<Uint8Array> {
  const { onEvent, signal, isWatched = false } = options;
  let learner: LearnerApi | undefined;
  const stop = (): void => learner?.stop();
  const trained = new Promise<Uint8Array>((resolve, reject) => {
    let best: Uint8Array | undefined;
    learner = localLearner((event) => {
      onEvent?.(event);
      if (event.type === 'checkpoint') best = event.checkpoint;
      else if (event.type === 'failed') reject(new Error(event.message));
      else if (event.type === 'ended' && best) resolve(best);
      else if (event.type === 'ended') reject(new Error('The training ended before its first step.'));
    });
    learner.setWatching(isWatched);
    void learner.train(job);
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
  });
  return trained.finally(() => signal?.removeEventListener('abort', stop));
}

/** The pretrained network of the repository or the npm package, for a training that starts from it. */
const readPretrainedNetwork = (): Uint8Array =>
  brotliDecompressSync(readFileSync(new URL('../../src/model/pretrainedNetwork.br', import.meta.url)));

/** A learner in this thread. It trains in slices, so that timers, signals and requests are handled meanwhile. */
export function localLearner(report: (event: LearnerEvent) => void): LearnerApi {
  return createLearner(report, {
    chooseEngine,
    ...turns,
    sleep: (ms) => setTimeout(ms),
    pretrainedNetwork: readPretrainedNetwork,
  });
}
