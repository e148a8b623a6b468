// Starts a learner with its kernels and clock: the common part of the thread and the process.
import { setImmediate, setTimeout } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import plain from '../../build/engine-plain.wasm';
import relaxed from '../../build/engine-relaxed.wasm';
import shared from '../../build/engine-shared.wasm';
import wide from '../../build/engine-wide.wasm';
import { draftFiles } from '../disk/draftFiles.ts';
import pretrainedNetwork from '../model/pretrainedNetwork.br';
import { learnerHostEvents, type LearnerHost } from '../protocol/learner.ts';
import type { ProgramUsage } from '../protocol/programUsage.ts';
import { connect, type Port } from '../protocol/rpc.ts';
import { createLearner } from './learner.ts';
import { engineWith } from './nodeEngine.ts';
import { passCheckpoints } from './passCheckpoints.ts';
import { startBaselineThread } from './startBaselineThread.ts';

export interface LearnerProgram {
  /** `allowWideVectors` was called in this process. */
  readonly wide: boolean;
  /** See `LearnerOptions`. */
  readonly drafts: string | undefined;
  /** Measures this thread or process. */
  usage(): ProgramUsage;
}

export function connectLearner(port: Port, { wide: mayBeWide, drafts, usage }: LearnerProgram): void {
  const files = { plain, relaxed, shared, ...(mayBeWide && { wide }) };
  const report = passCheckpoints(
    (event) => host.report(event),
    drafts === undefined ? undefined : draftFiles(drafts, { makesFolder: false }),
  );
  const learner = createLearner(report, {
    chooseEngine: engineWith(files, new URL('./trainingThread.mjs', import.meta.url)),
    now: () => performance.now(),
    yieldToMessages: () => setImmediate(),
    sleep: (ms) => setTimeout(ms),
    pretrainedNetwork: () => brotliDecompressSync(pretrainedNetwork),
    startBaselines: startBaselineThread(new URL('./baselineThread.mjs', import.meta.url)),
  });
  const { remote: host } = connect<LearnerHost>(port, learner, { events: learnerHostEvents, usage });
}
