// Which analyses of the current network run for the dashboard, and their results until the network changes.
import { messageOf } from './rpc.ts';
import type { AnalysisResult } from './analyzer.ts';
import type { AnalysisEvent, DashboardQuery } from './dashboard.ts';

type Kind = AnalysisResult['kind'];

export interface AnalysesOptions {
  /** `onProgress` gets the part of the work that is done, 0..1. Rejects when the signal is aborted. */
  analyze(query: DashboardQuery, onProgress: (done: number) => void, signal: AbortSignal): Promise<AnalysisResult>;
  report(event: AnalysisEvent): void;
  /** Whether a result that comes now will still describe the network in a while. Default: always. */
  readonly isLasting?: () => boolean;
  /** Results of the network from before. */
  readonly known?: readonly AnalysisResult[];
}

export interface Analyses {
  /** The newest of each kind. */
  readonly results: readonly AnalysisResult[];
  /** Undefined where the analysis failed, or where one of its kind is running already. Attributions run side by side. */
  ask(query: DashboardQuery): Promise<AnalysisResult | undefined>;
  /** Ends the analyses of this kind that are running. */
  cancel(kind: Kind): void;
  /** The network has changed: ends what is running, without a report, and forgets all results. */
  reset(): void;
}

export function createAnalyses({ analyze, report, isLasting = () => true, known = [] }: AnalysesOptions): Analyses {
  let results = new Map(known.map((result) => [result.kind, result]));
  let running = new Map<AbortController, Kind>();

  return {
    get results() {
      return [...results.values()];
    },
    ask: async (query) => {
      const { kind } = query;
      const isKept = kind !== 'attribution';
      if (isKept && [...running.values()].includes(kind)) return undefined;
      const own = running;
      const abort = new AbortController();
      const reportOfCurrent = (event: AnalysisEvent): void => {
        if (own === running) report(event);
      };
      own.set(abort, kind);
      const isLastingFromNow = isLasting();
      reportOfCurrent({ type: 'analyzing', kind, done: 0 });
      try {
        const result = await analyze(query, (done) => reportOfCurrent({ type: 'analyzing', kind, done }), abort.signal);
        if (own === running && isKept && isLastingFromNow) results.set(kind, result);
        reportOfCurrent({ type: 'result', result });
        return result;
      } catch (error) {
        // The user has canceled it and knows.
        reportOfCurrent({ type: 'error', kind, message: abort.signal.aborted ? '' : messageOf(error) });
        return undefined;
      } finally {
        own.delete(abort);
      }
    },
    cancel: (kind) => {
      for (const [abort, each] of running) if (each === kind) abort.abort();
    },
    reset: () => {
      const ended = running;
      results = new Map();
      running = new Map();
      for (const abort of ended.keys()) abort.abort();
    },
  };
}
