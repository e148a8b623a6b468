// The learner as a process of its own: it can yield to everything else on the machine, use V8 flags that must not touch other
// people's extensions, and die alone. Its one argument, `wide`, asks for wider vectors.
import { constants, setPriority } from 'node:os';
import type { LearnerEvent, ToLearner } from '../protocol/learner.ts';
import { allowWideVectors } from './nodeEngine.ts';
import { startLearner } from './start.ts';

if (!process.send) throw new Error('The learner process is forked.');
const send = process.send.bind(process);
const wide = process.argv.includes('wide');

if (wide) allowWideVectors();
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // Not allowed here: then it trains at the usual priority.
}
process.once('disconnect', () => process.exit());
process.once('SIGTERM', () => process.exit());

startLearner(
  {
    send: (event: LearnerEvent) => void send(event),
    receive: (listener) => {
      // The host is the only one at the other end, and is typed.
      process.on('message', (message: ToLearner) => {
        listener(message);
      });
    },
  },
  wide,
);
