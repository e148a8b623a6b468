// The examiner as a process of its own, so that it can yield to the editor and to other work, as the learner does. Its one
// argument, `generic start`, says that the counts begin with it.
import { constants, setPriority } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import counting from '../../build/contextMixing.wasm';
import plain from '../../build/engine-plain.wasm';
import relaxed from '../../build/engine-relaxed.wasm';
import { selectEngine } from '../engine/selectEngine.ts';
import { createContextMixing, sizeForText } from '../model/contextMixing/contextMixing.ts';
import packedNetwork from '../model/pretrainedNetwork.br';
import packedTexts from '../model/primingText.br';
import { primingTextOf } from '../model/primingText.ts';
import { unpacked } from '../model/unpacked.ts';
import type { FromAnalyzer, ToAnalyzer } from '../protocol/analyzer.ts';
import { createAnalyzer } from './analyzer.ts';

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
const engine = await selectEngine({ plain, relaxed });
const countingModule = await WebAssembly.compile(counting);
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
    counting: (characters) => createContextMixing(countingModule, sizeForText(characters)),
    genericStart: startsGenerically ? primingTextOf(packedTexts) : () => [],
    ...(startsGenerically && { genericNetwork: unpacked(packedNetwork) }),
    now: () => performance.now(),
    breathe: () => setImmediate(),
  },
);
