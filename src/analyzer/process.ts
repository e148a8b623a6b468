// The analyzer as a process of its own, below the editor's priority, as the learner.
import { constants, setPriority } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import { bytesOf } from '../disk/draftFiles.ts';
import { loadPackagedModels } from '../model/packagedModels.ts';
import { analyzerHostEvents, type AnalyzerApi, type AnalyzerHost, type AnalyzerOptions } from '../protocol/analyzer.ts';
import { connect } from '../protocol/rpc.ts';
import { hostPort } from '../processes/hostPort.ts';
import { createAnalyzer } from './analyzer.ts';

const { port, options, usage } = hostPort();
const { pretrained = false } = options as AnalyzerOptions;

try {
  // Not lower: at the lowest priority it gets almost no time while others use all cores.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // Not permitted here: the analysis runs at normal priority.
}

const analyzer = createAnalyzer((id, done) => host.progress(id, done), {
  ...(await loadPackagedModels(pretrained, brotliDecompressSync)),
  now: () => performance.now(),
  yieldToMessages: () => setImmediate(),
});
const { remote: host } = connect<AnalyzerHost>(
  port,
  {
    ...analyzer,
    open: async (content, texts) => analyzer.open(await bytesOf(content), texts),
  } satisfies AnalyzerApi,
  { events: analyzerHostEvents, usage },
);
