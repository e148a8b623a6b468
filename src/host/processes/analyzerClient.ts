// The host's side of the analyzer: a process that the first query starts, and that ends when no query came for a while.
import { l10n, type Disposable } from 'vscode';
import type { SourceText } from '../../corpus/sourceText.ts';
import {
  analyzerEvents,
  type AnalysisQuery,
  type AnalysisResultOf,
  type AnalyzerApi,
} from '../../protocol/analyzer.ts';
import type { ProgramUsage } from '../../protocol/programUsage.ts';
import { createQueue } from '../../processes/queue.ts';
import type { Program } from '../../processes/program.ts';
import type { CheckpointSource } from './checkpointSource.ts';
import { ExitError, SupervisedProcess } from '../../processes/supervisedProcess.ts';

/** The source of what is analyzed. */
export interface AnalysisInput {
  /** Undefined: no network is trained. */
  readonly checkpoint: CheckpointSource;
  texts(): Promise<readonly SourceText[]>;
}

/** The process holds a copy of the network and of the texts. It ends after this time without a query. */
const defaultIdleMs = 120_000;
/** The longest step takes a second of a core, which may be ten seconds at low priority while others use all cores. */
const silentMs = 30_000;

export class AnalyzerClient implements Disposable {
  private readonly process: SupervisedProcess<AnalyzerApi>;
  private readonly input: AnalysisInput;
  private readonly idleMs: number;
  /** Listeners for the progress of the current queries, by their ids. */
  private readonly current = new Map<number, (done: number) => void>();
  private lastId = 0;
  private opened: Promise<AnalyzerApi> | undefined;
  /** One opening at a time: two would start two processes. */
  private readonly inOrder = createQueue();
  /** Counts the resets, so that an opening does not go on after one. */
  private resets = 0;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(start: () => Program, input: AnalysisInput, warn: (message: string) => void, idleMs = defaultIdleMs) {
    this.input = input;
    this.idleMs = idleMs;
    this.process = new SupervisedProcess<AnalyzerApi>({
      name: 'The analyzer',
      start,
      events: analyzerEvents,
      handlers: { progress: (id: number, done: number) => this.current.get(id)?.(done) },
      silentMs,
      onExit: ({ message }) => {
        warn(message);
        clearTimeout(this.idleTimer);
        this.opened = undefined;
      },
      onError: ({ message }) => warn(message),
    });
  }

  /**
   * Rejects when there is no network, when the process exits, or when the signal is aborted. `onProgress` gets the part of the work that
   * is done, 0..1.
   */
  async analyze<Query extends AnalysisQuery>(
    query: Query,
    onProgress: (done: number) => void = () => undefined,
    signal?: AbortSignal,
  ): Promise<AnalysisResultOf<Query['kind']>> {
    const opened = (this.opened ??= this.openNext());
    const id = ++this.lastId;
    try {
      const analyzer = await opened.catch((error: unknown) => {
        if (this.opened === opened) this.opened = undefined;
        throw error;
      });
      clearTimeout(this.idleTimer);
      signal?.throwIfAborted();
      signal?.addEventListener('abort', () => analyzer.cancel(id), { once: true });
      this.current.set(id, onProgress);
      return await analyzer.analyze(id, query);
    } catch (error) {
      throw error instanceof ExitError
        ? new Error(l10n.t('The program that analyzes the network stopped: {0}', error.reason))
        : error;
    } finally {
      this.current.delete(id);
      this.waitForQuery();
    }
  }

  /** Memory and CPU time of the process. Undefined: it does not run. */
  usage(): Promise<ProgramUsage | undefined> {
    return this.process.usage();
  }

  /** There is a newer checkpoint for the next query. Current ones finish first. */
  invalidateCheckpoint(): void {
    this.opened = undefined;
  }

  /** Ends the process: the next query reads the checkpoint and the texts again. */
  reset(): void {
    this.close(new Error(l10n.t('The network was forgotten.')));
  }

  dispose(): void {
    this.close();
  }

  private openNext(): Promise<AnalyzerApi> {
    const { resets } = this;
    return this.inOrder(() => this.open(resets));
  }

  /** `resets`: their number when it was requested. */
  private async open(resets: number): Promise<AnalyzerApi> {
    const texts = this.process.remote ? undefined : await this.input.texts();
    const opened = await this.input.checkpoint.pass(async (checkpoint) => {
      if (resets !== this.resets) throw new Error(l10n.t('The network was forgotten.'));
      const analyzer = this.process.remote ?? this.start();
      await analyzer.open(checkpoint, texts);
      return analyzer;
    });
    if (!opened) throw new Error(l10n.t('There is no trained network in this workspace yet.'));
    return opened;
  }

  private start(): AnalyzerApi {
    if (this.process.isAvailable) return this.process.start();
    throw new Error(l10n.t('The program that analyzes the network stopped several times. Try again in ten minutes.'));
  }

  private waitForQuery(): void {
    clearTimeout(this.idleTimer);
    if (this.current.size === 0 && this.process.remote) this.idleTimer = setTimeout(() => this.close(), this.idleMs);
  }

  private close(reason?: Error): void {
    clearTimeout(this.idleTimer);
    this.resets++;
    this.opened = undefined;
    this.process.close(reason);
  }
}
