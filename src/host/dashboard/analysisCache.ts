// What is found out about the network when the dashboard asks: kept until another network is trained, also over a restart of
// the editor where it took long to find.
import { EventEmitter, type Disposable, type Event, type Memento } from 'vscode';
import type { DashboardQuery, AnalysisEvent } from '../../protocol/dashboard.ts';
import type { AnalysisResult } from '../../protocol/analyzer.ts';
import type { LensReport } from '../../protocol/learner.ts';
import type { AnalyzerClient } from '../processes/analyzerClient.ts';

/** Plain data, and worth minutes. */
const keptKinds: readonly AnalysisResult['kind'][] = ['files', 'suggestions'];
const key = 'findings';

export class AnalysisCache implements Disposable {
  private readonly client: Pick<AnalyzerClient, 'analyze' | 'reset'>;
  private readonly memory: Memento;
  private readonly isTraining: () => boolean;
  private readonly events = new EventEmitter<AnalysisEvent>();
  /** The newest of each kind that is still true. */
  private readonly found = new Map<AnalysisResult['kind'], AnalysisResult>();
  private readonly underWay = new Set<AnalysisResult['kind']>();
  /** Counts the networks: what is found out about an earlier one is not told any more. */
  private generation = 0;

  readonly onEvent: Event<AnalysisEvent> = this.events.event;

  /** `isTraining`: what is found out meanwhile is told, but not kept: soon the network is another. */
  constructor(client: Pick<AnalyzerClient, 'analyze' | 'reset'>, memory: Memento, isTraining: () => boolean) {
    this.client = client;
    this.memory = memory;
    this.isTraining = isTraining;
    for (const finding of memory.get<AnalysisResult[]>(key, [])) this.found.set(finding.kind, finding);
  }

  get results(): readonly AnalysisResult[] {
    return [...this.found.values()];
  }

  /** A question of a kind that is being answered already is not asked twice, but for a look back: there the newest counts. */
  async ask(question: DashboardQuery): Promise<AnalysisResult | undefined> {
    const { kind } = question;
    if (this.underWay.has(kind) && kind !== 'attribution') return undefined;
    const { generation } = this;
    const isPassing = kind === 'attribution' || this.isTraining();
    const tell = (event: AnalysisEvent): void => {
      if (generation === this.generation) this.events.fire(event);
    };
    this.underWay.add(kind);
    tell({ type: 'analyzing', kind, done: 0 });
    try {
      const finding = await this.client.analyze(question, (done) => tell({ type: 'analyzing', kind, done }));
      if (generation === this.generation && !isPassing) this.keep(finding);
      tell({ type: 'result', result: finding });
      return finding;
    } catch (error) {
      tell({ type: 'error', kind, message: error instanceof Error ? error.message : String(error) });
      return undefined;
    } finally {
      if (generation === this.generation) this.underWay.delete(kind);
    }
  }

  /** Through the lens, without a word to anybody else. */
  async lens(): Promise<LensReport | undefined> {
    const known = this.found.get('lens');
    if (known?.kind === 'lens') return known.lens;
    const found = await this.ask({ kind: 'lens' });
    return found?.kind === 'lens' ? found.lens : undefined;
  }

  /** Another network, or none. */
  clear(): void {
    this.generation++;
    this.client.reset();
    this.found.clear();
    this.underWay.clear();
    void this.memory.update(key, undefined);
  }

  dispose(): void {
    this.generation++;
    this.events.dispose();
  }

  private keep(finding: AnalysisResult): void {
    this.found.set(finding.kind, finding);
    if (!keptKinds.includes(finding.kind)) return;
    void this.memory.update(
      key,
      this.results.filter(({ kind }) => keptKinds.includes(kind)),
    );
  }
}
