// The learner as a program, with its kernels and clock. A process of its own runs at a lower priority, sets V8 flags without an effect on
// other extensions, and can crash alone.
import { setTimeout } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import plain from '../../build/engine-plain.wasm';
import relaxed from '../../build/engine-relaxed.wasm';
import shared from '../../build/engine-shared.wasm';
import wide from '../../build/engine-wide.wasm';
import { draftWriter } from '../disk/draftFiles.ts';
import pretrainedNetwork from '../model/pretrainedNetwork.br';
import { hostPort } from '../processes/hostPort.ts';
import { lowerPriority } from '../processes/lowPriority.ts';
import { turns } from '../processes/turns.ts';
import { learnerHostEvents, type LearnerHost, type LearnerOptions } from '../protocol/learner.ts';
import { connect } from '../protocol/rpc.ts';
import { createLearner } from './learner.ts';
import { allowWideVectors, engineWith } from './nodeEngine.ts';
import { passCheckpoint } from './passCheckpoint.ts';
import { startBaselineThread } from './startBaselineThread.ts';

const { port, isProcess, options, usage, sent } = hostPort();
// Only the host starts it, with options of this type or none.
const { wide: isWideWanted = false, drafts } = (options ?? {}) as LearnerOptions;
const isWide = isProcess && isWideWanted;
if (isWide) allowWideVectors();
if (isProcess) lowerPriority();

const files = { plain, relaxed, shared, ...(isWide && { wide }) };
const write = drafts === undefined ? undefined : draftWriter(drafts);
const learner = createLearner((event) => host.report(passCheckpoint(event, write)), {
  chooseEngine: engineWith(files, new URL('./trainingThread.mjs', import.meta.url)),
  now: turns.now,
  yieldToMessages: async () => {
    await turns.yieldToMessages();
    await sent();
  },
  sleep: (ms) => setTimeout(ms),
  pretrainedNetwork: () => brotliDecompressSync(pretrainedNetwork),
  startBaselines: startBaselineThread(new URL('./baselineThread.mjs', import.meta.url)),
});
const { remote: host } = connect<LearnerHost>(port, learner, { events: learnerHostEvents, usage });
