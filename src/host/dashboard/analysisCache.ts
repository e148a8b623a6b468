// Runs analysis queries for the dashboard and keeps their results until the next training. Results that took long to compute
// also survive a restart of the editor.
import { EventEmitter, type Disposable, type Event, type Memento } from 'vscode';
import { storedAnalyses, type AnalysisResult } from '../../protocol/analyzer.ts';
import type { AnalysisEvent, DashboardQuery } from '../../protocol/dashboard.ts';
import type { LensReport } from '../../protocol/learner.ts';
import type { AnalyzerClient } from '../processes/analyzerClient.ts';

type Kind = AnalysisResult['kind'];

const storageKey = 'analysis results';

/** Everything that belongs to one network; a new network starts with an empty one. */
interface NetworkAnalysis {
  /** The newest of each kind. */
  readonly results: Map<Kind, AnalysisResult>;
  readonly running: Map<Kind, AbortController>;
}

export class AnalysisCache implements Disposable {
  private readonly client: Pick<AnalyzerClient, 'analyze' | 'reset'>;
  private readonly memory: Memento;
  private readonly isTraining: () => boolean;
  private readonly events = new EventEmitter<AnalysisEvent>();
  private current: NetworkAnalysis;

  readonly onEvent: Event<AnalysisEvent> = this.events.event;

  /** Results during a training are reported but not kept, because the weights change soon. */
  constructor(client: Pick<AnalyzerClient, 'analyze' | 'reset'>, memory: Memento, isTraining: () => boolean) {
    this.client = client;
    this.memory = memory;
    this.isTraining = isTraining;
    const stored = memory.get<AnalysisResult[]>(storageKey, []);
    this.current = { results: new Map(stored.map((result) => [result.kind, result])), running: new Map() };
  }

  get results(): readonly AnalysisResult[] {
    return [...this.current.results.values()];
  }

  /** Undefined where the analysis failed, or where one of its kind is running already. Attributions run side by side. */
  async ask(query: DashboardQuery): Promise<AnalysisResult | undefined> {
    const { kind } = query;
    const { current } = this;
    if (current.running.has(kind) && kind !== 'attribution') return undefined;
    const isKept = kind !== 'attribution' && !this.isTraining();
    // Nothing is reported about an earlier network.
    const report = (event: AnalysisEvent): void => {
      if (current === this.current) this.events.fire(event);
    };
    const abort = new AbortController();
    current.running.set(kind, abort);
    report({ type: 'analyzing', kind, done: 0 });
    try {
      const result = await this.client.analyze(
        query,
        (done) => report({ type: 'analyzing', kind, done }),
        abort.signal,
      );
      if (current === this.current && isKept) this.keep(result);
      report({ type: 'result', result });
      return result;
    } catch (error) {
      // Who cancels it needs no message.
      const message = abort.signal.aborted ? '' : error instanceof Error ? error.message : String(error);
      report({ type: 'error', kind, message });
      return undefined;
    } finally {
      current.running.delete(kind);
    }
  }

  /** Ends the analysis of this kind that is running. */
  cancel(kind: Kind): void {
    this.current.running.get(kind)?.abort();
  }

  /** From the cache if possible. */
  async lens(): Promise<LensReport | undefined> {
    const known = this.current.results.get('lens') ?? (await this.ask({ kind: 'lens' }));
    return known?.kind === 'lens' ? known.lens : undefined;
  }

  /** The network is replaced or deleted. */
  clear(): void {
    this.current = { results: new Map(), running: new Map() };
    this.client.reset();
    void this.memory.update(storageKey, undefined);
  }

  dispose(): void {
    this.current = { results: new Map(), running: new Map() };
    this.events.dispose();
  }

  private keep(result: AnalysisResult): void {
    this.current.results.set(result.kind, result);
    if (!storedAnalyses.includes(result.kind)) return;
    void this.memory.update(
      storageKey,
      this.results.filter(({ kind }) => storedAnalyses.includes(kind)),
    );
  }
}
