// Starts a learner with its kernels and clock: the common part of the thread and the process.
import { setImmediate, setTimeout } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import plain from '../../build/engine-plain.wasm';
import relaxed from '../../build/engine-relaxed.wasm';
import shared from '../../build/engine-shared.wasm';
import wide from '../../build/engine-wide.wasm';
import pretrainedNetwork from '../model/pretrainedNetwork.br';
import { learnerHostEvents, type LearnerHost } from '../protocol/learner.ts';
import type { ProgramUsage } from '../protocol/programUsage.ts';
import { connect, type Port } from '../protocol/rpc.ts';
import { createLearner } from './learner.ts';
import { engineWith } from './nodeEngine.ts';
import { startBaselineThread } from './startBaselineThread.ts';

/** `mayBeWide`: `allowWideVectors` was called in this process. `usage`: measures this thread or process. */
export function connectLearner(port: Port, mayBeWide: boolean, usage: () => ProgramUsage): void {
  const files = { plain, relaxed, shared, ...(mayBeWide && { wide }) };
  const learner = createLearner((event) => host.report(event), {
    chooseEngine: engineWith(files, new URL('./trainingThread.mjs', import.meta.url)),
    now: () => performance.now(),
    yieldToMessages: () => setImmediate(),
    sleep: (ms) => setTimeout(ms),
    pretrainedNetwork: () => brotliDecompressSync(pretrainedNetwork),
    startBaselines: startBaselineThread(new URL('./baselineThread.mjs', import.meta.url)),
  });
  const { remote: host } = connect<LearnerHost>(port, learner, { events: learnerHostEvents, usage });
}
