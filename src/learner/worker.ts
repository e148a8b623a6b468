// The learner as a thread of the host.
import { hostPort } from '../processes/hostPort.ts';
import { connectLearner } from './connectLearner.ts';

const { port, usage } = hostPort();
connectLearner(port, false, usage);
