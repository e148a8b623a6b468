// The analyzer as a process of its own, below the editor's priority, as the learner.
import { brotliDecompressSync } from 'node:zlib';
import { bytesOf } from '../disk/draftFiles.ts';
import { loadPackagedModels } from '../model/packagedModels.ts';
import { analyzerHostEvents, type AnalyzerApi, type AnalyzerHost, type AnalyzerOptions } from '../protocol/analyzer.ts';
import { connect } from '../protocol/rpc.ts';
import { hostPort } from '../processes/hostPort.ts';
import { lowerPriority } from '../processes/lowPriority.ts';
import { turns } from '../processes/turns.ts';
import { createAnalyzer } from './analyzer.ts';

const { port, options, usage } = hostPort();
const { pretrained = false } = options as AnalyzerOptions;

lowerPriority();

const analyzer = createAnalyzer((id, done) => host.progress(id, done), {
  ...(await loadPackagedModels(pretrained, brotliDecompressSync)),
  ...turns,
});
const { remote: host } = connect<AnalyzerHost>(
  port,
  {
    ...analyzer,
    open: async (content, texts) => analyzer.open(await bytesOf(content), texts),
  } satisfies AnalyzerApi,
  { events: analyzerHostEvents, usage },
);
