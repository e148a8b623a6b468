// The learner as a program, with its kernels and clock. A process of its own runs at a lower priority, sets V8 flags without an effect on
// other extensions, and can crash alone.
import { setTimeout } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import plain from '../../build/engine-plain.wasm';
import relaxed from '../../build/engine-relaxed.wasm';
import shared from '../../build/engine-shared.wasm';
import wide from '../../build/engine-wide.wasm';
import { draftFiles } from '../disk/draftFiles.ts';
import pretrainedNetwork from '../model/pretrainedNetwork.br';
import { hostPort } from '../processes/hostPort.ts';
import { lowerPriority } from '../processes/lowPriority.ts';
import { turns } from '../processes/turns.ts';
import { learnerHostEvents, type LearnerHost, type LearnerOptions, type TrainingJob } from '../protocol/learner.ts';
import { connect } from '../protocol/rpc.ts';
import { createLearner } from './learner.ts';
import { allowWideVectors, engineWith } from './nodeEngine.ts';
import { passCheckpoints } from './passCheckpoints.ts';
import { startBaselineThread } from './startBaselineThread.ts';

const { port, isProcess, options, usage } = hostPort();
// Only the host starts it, with options of this type or none.
const { wide: isWideWanted = false, drafts } = (options ?? {}) as LearnerOptions;
const isWide = isProcess && isWideWanted;
if (isWide) allowWideVectors();
if (isProcess) lowerPriority();

const files = { plain, relaxed, shared, ...(isWide && { wide }) };
const passed = passCheckpoints(
  (event) => host.report(event),
  drafts === undefined ? undefined : draftFiles(drafts, { makesFolder: false }),
);
const learner = createLearner(passed.report, {
  chooseEngine: engineWith(files, new URL('./trainingThread.mjs', import.meta.url)),
  ...turns,
  sleep: (ms) => setTimeout(ms),
  pretrainedNetwork: () => brotliDecompressSync(pretrainedNetwork),
  startBaselines: startBaselineThread(new URL('./baselineThread.mjs', import.meta.url)),
});
/** The host may load the last checkpoint as soon as this has settled. */
async function train(job: TrainingJob): Promise<void> {
  await learner.train(job);
  await passed.reported();
}
const { remote: host } = connect<LearnerHost>(port, { ...learner, train }, { events: learnerHostEvents, usage });
