// The host's end of the examiner: a process that is started by the first question and ended when none has come for a while.
import { l10n, type Disposable } from 'vscode';
import type { SourceText } from '../../corpus/sourceText.ts';
import { unexpected } from '../../protocol/channel.ts';
import type { AnalysisResult, FromAnalyzer, AnalysisQuery, ToAnalyzer } from '../../protocol/analyzer.ts';
import type { Link } from './link.ts';

/** Where what is examined comes from. */
export interface AnalysisInput {
  /** Undefined where nothing is trained. */
  checkpoint(): Promise<Uint8Array | undefined>;
  texts(): Promise<readonly SourceText[]>;
}

type ExaminerLink = Link<FromAnalyzer, ToAnalyzer>;
export type AnalysisResultOf<Kind extends AnalysisQuery['kind']> = Extract<AnalysisResult, { kind: Kind }>;

interface Waiting {
  readonly resolve: (finding: AnalysisResult) => void;
  readonly reject: (reason: Error) => void;
  readonly onProgress: (done: number) => void;
}

/** It holds a copy of the network and of the texts: not for longer than somebody looks. */
const patienceMs = 120_000;

export class AnalyzerClient implements Disposable {
  private readonly start: () => ExaminerLink;
  private readonly examined: AnalysisInput;
  private readonly idleMs: number;
  private readonly waiting = new Map<number, Waiting>();
  private opened: Promise<ExaminerLink> | undefined;
  /** The newest opening: one at a time, or there would be two processes. */
  private opening: Promise<unknown> = Promise.resolve();
  /** How often it was closed. */
  private closings = 0;
  private link: ExaminerLink | undefined;
  private idle: NodeJS.Timeout | undefined;
  private lastId = 0;

  /** `idleMs`: how long it is kept without a question. */
  constructor(start: () => ExaminerLink, examined: AnalysisInput, idleMs = patienceMs) {
    this.start = start;
    this.examined = examined;
    this.idleMs = idleMs;
  }

  /** Rejects when there is nothing to examine, or when the process dies. */
  async analyze<Q extends AnalysisQuery>(
    question: Q,
    onProgress: (done: number) => void = () => undefined,
  ): Promise<AnalysisResultOf<Q['kind']>> {
    const opened = (this.opened ??= this.openNext());
    const link = await opened.catch((error: unknown) => {
      if (this.opened === opened) this.opened = undefined;
      throw error;
    });
    const id = ++this.lastId;
    // However long this question takes, it is not idle meanwhile.
    clearTimeout(this.idle);
    return new Promise((resolve, reject) => {
      // A question is answered by a finding of its own kind.
      this.waiting.set(id, {
        resolve: (finding) => resolve(finding as AnalysisResultOf<Q['kind']>),
        reject,
        onProgress,
      });
      link.send({ type: 'ask', id, question });
    });
  }

  /** There is a newer checkpoint: the next question is about that. What is under way is finished first. */
  invalidateCheckpoint(): void {
    this.opened = undefined;
  }

  /** Holds nothing any more: the next question begins with the checkpoint and the texts as they then are. */
  reset(): void {
    this.close(new Error(l10n.t('The network was forgotten.')));
  }

  dispose(): void {
    this.close(new Error('The examiner was closed.'));
  }

  private openNext(): Promise<ExaminerLink> {
    const { closings } = this;
    const next = this.opening.then(() => this.open(closings));
    this.opening = next.catch(() => undefined);
    return next;
  }

  /** `closings`: as many as there were when it was asked for. */
  private async open(closings: number): Promise<ExaminerLink> {
    const checkpoint = await this.examined.checkpoint();
    if (!checkpoint) throw new Error(l10n.t('There is no trained network in this workspace yet.'));
    if (this.link) {
      this.link.send({ type: 'open', checkpoint });
      return this.link;
    }
    const texts = await this.examined.texts();
    if (closings !== this.closings) throw new Error(l10n.t('The network was forgotten.'));
    const link = this.begin();
    link.send({ type: 'open', checkpoint, texts });
    return link;
  }

  private begin(): ExaminerLink {
    const link = this.start();
    this.link = link;
    link.receive((message) => {
      if (this.link === link) this.heard(message);
    });
    link.onDeath((reason) => {
      if (this.link === link) this.close(new Error(l10n.t('The examiner stopped: {0}', reason)));
    });
    return link;
  }

  private heard(message: FromAnalyzer): void {
    const waiting = this.waiting.get(message.id);
    switch (message.type) {
      case 'progress':
        return waiting?.onProgress(message.done);
      case 'result':
        waiting?.resolve(message.result);
        return this.settle(message.id);
      case 'failed':
        waiting?.reject(new Error(message.message));
        return this.settle(message.id);
      default:
        unexpected(message);
    }
  }

  private settle(id: number): void {
    this.waiting.delete(id);
    clearTimeout(this.idle);
    if (this.waiting.size > 0) return;
    this.idle = setTimeout(() => this.close(new Error('idle')), this.idleMs);
  }

  private close(reason: Error): void {
    clearTimeout(this.idle);
    this.closings++;
    this.link?.close();
    this.link = this.opened = undefined;
    for (const { reject } of this.waiting.values()) reject(reason);
    this.waiting.clear();
  }
}
