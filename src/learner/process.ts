// The learner as a separate process: it runs at a lower priority, sets V8 flags without an effect on other extensions, and can
// crash alone. Its only argument, `wide`, requests wider vectors.
import { constants, setPriority } from 'node:os';
import { allowWideVectors } from './nodeEngine.ts';
import { usageOfProcess } from '../protocol/programUsage.ts';
import { connectLearner } from './connectLearner.ts';

if (!process.send) throw new Error('The learner process is forked.');
const send = process.send.bind(process);
const wide = process.argv.includes('wide');

if (wide) allowWideVectors();
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // Not permitted here: the training runs at normal priority.
}
process.once('disconnect', () => process.exit());

connectLearner(
  { post: (message) => void send(message), listen: (listener) => void process.on('message', listener) },
  wide,
  () => usageOfProcess(process),
);
