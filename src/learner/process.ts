// The learner as a separate process: it runs at a lower priority, sets V8 flags without an effect on other extensions, and can
// crash alone.
import { constants, setPriority } from 'node:os';
import { allowWideVectors } from './nodeEngine.ts';
import { hostPort } from '../processes/hostPort.ts';
import type { LearnerOptions } from '../protocol/learner.ts';
import { connectLearner } from './connectLearner.ts';

const { port, options, usage } = hostPort();
const { wide = false, drafts } = options as LearnerOptions;

if (wide) allowWideVectors();
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // Not permitted here: the training runs at normal priority.
}

connectLearner(port, { wide, drafts, usage });
