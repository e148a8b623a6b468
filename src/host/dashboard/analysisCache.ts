// Analyses of the network of this workspace. Results that took long to compute also survive a restart of the editor.
import { EventEmitter, type Disposable, type Event } from 'vscode';
import { createAnalyses, type Analyses } from '../../protocol/analyses.ts';
import { storedAnalyses, type AnalysisResult } from '../../protocol/analyzer.ts';
import { storedAnalysesSchema } from '../../protocol/storedAnalyses.ts';
import type { AnalysisEvent, DashboardQuery } from '../../protocol/dashboard.ts';
import type { LensReport } from '../../protocol/learner.ts';
import { storedValue, type StoredValues } from '../storage/storedValue.ts';
import type { AnalyzerClient } from '../processes/analyzerClient.ts';

const storageKey = 'analysis results';

export class AnalysisCache implements Disposable {
  private readonly client: Pick<AnalyzerClient, 'analyze' | 'reset'>;
  private readonly memory: StoredValues;
  private readonly events = new EventEmitter<AnalysisEvent>();
  private readonly analyses: Analyses;

  readonly onEvent: Event<AnalysisEvent> = this.events.event;

  /** Results during a training are reported but not kept, because the weights change soon. */
  constructor(client: Pick<AnalyzerClient, 'analyze' | 'reset'>, memory: StoredValues, isTraining: () => boolean) {
    this.client = client;
    this.memory = memory;
    this.analyses = createAnalyses({
      analyze: (query, onProgress, signal) => client.analyze(query, onProgress, signal),
      report: (event) => this.events.fire(event),
      isLasting: () => !isTraining(),
      known: storedValue(memory, storageKey, storedAnalysesSchema) ?? [],
    });
  }

  get results(): readonly AnalysisResult[] {
    return this.analyses.results;
  }

  /** Undefined where the analysis failed, or where one of its kind is running already. Attributions run side by side. */
  async ask(query: DashboardQuery): Promise<AnalysisResult | undefined> {
    const result = await this.analyses.ask(query);
    if (result && storedAnalyses.includes(result.kind) && this.results.includes(result)) {
      const stored = this.results.filter(({ kind }) => storedAnalyses.includes(kind));
      void this.memory.update(storageKey, stored);
    }
    return result;
  }

  /** Ends the analyses of this kind that are running. */
  cancel(kind: AnalysisResult['kind']): void {
    this.analyses.cancel(kind);
  }

  /** From the cache if possible. */
  async lens(): Promise<LensReport | undefined> {
    const known = this.results.find(({ kind }) => kind === 'lens') ?? (await this.ask({ kind: 'lens' }));
    return known?.kind === 'lens' ? known.lens : undefined;
  }

  /** The network is replaced or deleted. */
  clear(): void {
    this.analyses.reset();
    this.client.reset();
    void this.memory.update(storageKey, undefined);
  }

  dispose(): void {
    this.analyses.reset();
    this.events.dispose();
  }
}
