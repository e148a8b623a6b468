// The examiner as a process of its own, so that it can yield to the editor and to other work, as the learner does. Its one
// argument, `generic start`, says that the counts begin with it.
import { constants, setPriority } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { FromAnalyzer, ToAnalyzer } from '../protocol/analyzer.ts';
import { createAnalyzer } from './analyzer.ts';
import { loadModels } from './loadModels.ts';

if (!process.send) throw new Error('The examiner is forked.');
const send = process.send.bind(process);

try {
  // No lower: at the lowest it gets next to nothing where others have all cores (bench/lens/README.md).
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // Not allowed here: then it works at the usual priority.
}
process.once('disconnect', () => process.exit());
process.once('SIGTERM', () => process.exit());

/** What came before there was an engine. */
const waiting: ToAnalyzer[] = [];
let listen = (message: ToAnalyzer): void => void waiting.push(message);
// The host is the only one at the other end, and is typed.
process.on('message', (message: ToAnalyzer) => listen(message));

const startsGenerically = process.argv.includes('generic start');
const { engine, models } = await loadModels(startsGenerically);
createAnalyzer(
  {
    send: (message: FromAnalyzer) => void send(message),
    receive: (listener) => {
      listen = listener;
      waiting.splice(0).forEach(listener);
    },
  },
  {
    engine,
    models,
    now: () => performance.now(),
    breathe: () => setImmediate(),
  },
);
