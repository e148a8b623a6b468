// Analyses that the dashboard asks for, in this thread: they run in slices beside a training.
import { setImmediate } from 'node:timers/promises';
import { createAnalyzer } from '../../analyzer/analyzer.ts';
import type { SourceText } from '../../corpus/sourceText.ts';
import { createModels } from '../../model/createModels.ts';
import type { AnalysisResult, AnalyzerApi, AnalysisQuery } from '../../protocol/analyzer.ts';
import type { AnalysisEvent, DashboardQuery } from '../../protocol/dashboard.ts';
import { messageOf } from '../../protocol/rpc.ts';
import { loadAssets } from '../loadModels.ts';

type Kind = AnalysisQuery['kind'];

export interface Analyses {
  /** Results of the network as it is now. */
  results(): readonly AnalysisResult[];
  ask(query: DashboardQuery): Promise<void>;
  cancel(kind: Kind): void;
  /** The weights have changed: earlier results do not describe them. */
  reset(): void;
}

/** `subject`: the network as it is now, and its texts. Undefined before there is a network. */
export function createAnalyses(
  subject: () => { readonly checkpoint: Uint8Array; readonly texts: readonly SourceText[] } | undefined,
  report: (event: AnalysisEvent) => void,
): Analyses {
  let analyzer: Promise<AnalyzerApi> | undefined;
  let opened: Uint8Array | undefined;
  let lastId = 0;
  const running = new Map<number, Kind>();
  let results = new Map<Kind, AnalysisResult>();

  async function start(): Promise<AnalyzerApi> {
    const assets = await loadAssets(true);
    const onProgress = (id: number, done: number): void => {
      const kind = running.get(id);
      if (kind) report({ type: 'analyzing', kind, done });
    };
    return createAnalyzer(onProgress, {
      engine: assets.engine,
      models: createModels(assets),
      now: () => performance.now(),
      yieldToMessages: () => setImmediate(),
    });
  }

  async function analyze(query: DashboardQuery, id: number): Promise<AnalysisResult> {
    const about = subject();
    if (!about) throw new Error('There is no network to analyze yet.');
    const api = await (analyzer ??= start());
    if (opened !== about.checkpoint) {
      opened = about.checkpoint;
      await api.open(about.checkpoint, about.texts);
    }
    return api.analyze(id, query);
  }

  return {
    results: () => [...results.values()],
    ask: async (query) => {
      const { kind } = query;
      if (kind !== 'attribution' && [...running.values()].includes(kind)) return;
      const id = ++lastId;
      running.set(id, kind);
      report({ type: 'analyzing', kind, done: 0 });
      const current = results;
      try {
        const result = await analyze(query, id);
        if (current !== results) return;
        if (kind !== 'attribution') results.set(kind, result);
        report({ type: 'result', result });
      } catch (error) {
        report({ type: 'error', kind, message: messageOf(error) });
      } finally {
        running.delete(id);
      }
    },
    cancel: (kind) => {
      for (const [id, one] of running) if (one === kind) void analyzer?.then((api) => api.cancel(id));
    },
    reset: () => (results = new Map()),
  };
}
