// The learner as a thread of the host.
import { hostPort } from '../processes/hostPort.ts';
import type { LearnerOptions } from '../protocol/learner.ts';
import { connectLearner } from './connectLearner.ts';

const { port, options, usage } = hostPort();
const { drafts } = (options ?? {}) as LearnerOptions;
connectLearner(port, { wide: false, drafts, usage });
