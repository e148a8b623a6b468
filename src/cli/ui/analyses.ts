// Analyses that the dashboard asks for, in this thread: they run in slices beside a training.
import { createAnalyzer } from '../../analyzer/analyzer.ts';
import type { SourceText } from '../../corpus/sourceText.ts';
import { createModels } from '../../model/createModels.ts';
import { turns } from '../../processes/turns.ts';
import { createAnalyses, type Analyses } from '../../protocol/analyses.ts';
import type { AnalyzerApi } from '../../protocol/analyzer.ts';
import type { AnalysisEvent } from '../../protocol/dashboard.ts';
import { loadAssets } from '../loadModels.ts';

/** `subject`: the network as it is now, and its texts. Undefined before there is a network. */
export function createLocalAnalyses(
  subject: () => { readonly checkpoint: Uint8Array; readonly texts: readonly SourceText[] } | undefined,
  report: (event: AnalysisEvent) => void,
): Analyses {
  let analyzer: Promise<AnalyzerApi> | undefined;
  let opened: Uint8Array | undefined;
  let lastId = 0;
  const listeners = new Map<number, (done: number) => void>();

  async function start(): Promise<AnalyzerApi> {
    const assets = await loadAssets(true);
    return createAnalyzer((id, done) => listeners.get(id)?.(done), {
      engine: assets.engine,
      models: createModels(assets),
      ...turns,
    });
  }

  return createAnalyses({
    report,
    analyze: async (query, onProgress, signal) => {
      const about = subject();
      if (!about) throw new Error('There is no network to analyze yet.');
      const api = await (analyzer ??= start());
      if (opened !== about.checkpoint) {
        opened = about.checkpoint;
        await api.open(about.checkpoint, about.texts);
      }
      const id = ++lastId;
      signal.throwIfAborted();
      signal.addEventListener('abort', () => api.cancel(id), { once: true });
      listeners.set(id, onProgress);
      return api.analyze(id, query).finally(() => listeners.delete(id));
    },
  });
}
