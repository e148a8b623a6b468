// The analyzer as a process of its own, below the editor's priority, as the learner. Its only argument, `pretrained`: context
// mixing learns the priming text first and uses the pretrained network.
import { constants, setPriority } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import { loadPackagedModels } from '../model/packagedModels.ts';
import { analyzerHostEvents, type AnalyzerHost } from '../protocol/analyzer.ts';
import { usageOfProcess } from '../protocol/programUsage.ts';
import { connect } from '../protocol/rpc.ts';
import { createAnalyzer } from './analyzer.ts';

if (!process.send) throw new Error('The analyzer is started by the editor.');
const send = process.send.bind(process);

try {
  // Not lower: at the lowest priority it gets almost no time while others use all cores.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // Not permitted here: the analysis runs at normal priority.
}
process.once('disconnect', () => process.exit());

// Node keeps the messages that arrive before there is a listener.
const analyzer = createAnalyzer((id, done) => host.progress(id, done), {
  ...(await loadPackagedModels(process.argv.includes('pretrained'), brotliDecompressSync)),
  now: () => performance.now(),
  yieldToMessages: () => setImmediate(),
});
const { remote: host } = connect<AnalyzerHost>(
  { post: (message) => void send(message), listen: (listener) => void process.on('message', listener) },
  analyzer,
  { events: analyzerHostEvents, usage: () => usageOfProcess(process) },
);
