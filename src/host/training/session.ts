// One training, from the command to its end: owns the learner's thread, keeps the history, and says in which state it is.
// It decides nothing about files, windows or texts; those are told and asked through `SessionParts`.
import { EventEmitter, l10n, type Disposable, type Event } from 'vscode';
import { unexpected } from '../../protocol/channel.ts';
import type { DashboardEvent, SampleOptions, RunStatus, Snapshot } from '../../protocol/dashboard.ts';
import type { EndReason, LearnerEvent, ToLearner } from '../../protocol/learner.ts';
import type { Run } from '../../protocol/runs.ts';
import type { SamplingSettings, TrainingSettings } from '../../protocol/settings.ts';
import type { Collection, NearestTexts } from '../../corpus/collect.ts';
import { recorder, type RunDetails } from '../../protocol/runState.ts';
import type { Link } from '../processes/link.ts';

export interface SessionOptions {
  startLearner(): Link<LearnerEvent, ToLearner>;
  /** A checkpoint to keep; `best` ones also make better suggestions. */
  onCheckpoint(bytes: Uint8Array, best: boolean): void;
}

export interface TrainingRequest {
  readonly corpus: Collection;
  readonly settings: TrainingSettings;
  readonly sampling: SamplingSettings;
  /** To continue from. */
  readonly checkpoint: Uint8Array | undefined;
}

/** What the status bar and the menu show. */
export interface TrainingStatus {
  readonly state: RunStatus;
  /** Held out, the lowest so far. */
  readonly bitsPerChar: number | undefined;
  /** Part of the time budget that is spent, 0..1. */
  readonly done: number;
  /** How long the model had been trained before, in milliseconds; undefined until the first step. */
  readonly sinceMs: number | undefined;
  readonly endReason: EndReason | undefined;
  readonly failure: string | undefined;
}

const idle: TrainingStatus = {
  state: 'idle',
  bitsPerChar: undefined,
  done: 0,
  sinceMs: undefined,
  endReason: undefined,
  failure: undefined,
};

export class TrainingSession implements Disposable {
  private readonly parts: SessionOptions;
  private readonly history = recorder();
  private readonly standings = new EventEmitter<TrainingStatus>();
  private readonly events = new EventEmitter<DashboardEvent | 'anew'>();
  private readonly corpora = new EventEmitter<Collection>();
  private readonly nearests = new EventEmitter<NearestTexts>();
  private readonly checkpoints = new EventEmitter<void>();
  private learner: Link<LearnerEvent, ToLearner> | undefined;
  private leftOut: Collection['excluded'] = [];
  private standing = idle;
  private preparation: AbortController | undefined;
  /** The learner was asked to stop. */
  private stopping = false;
  private watching = false;
  private drawing: SampleOptions | undefined;

  readonly onStatus: Event<TrainingStatus> = this.standings.event;
  /** The learner's own events; `anew` where only a new snapshot tells what happened. */
  readonly onEvent: Event<DashboardEvent | 'anew'> = this.events.event;

  /** What a training is about to learn from; and of it, a little before, what is nearest to the user. */
  readonly onCorpus: Event<Collection> = this.corpora.event;
  readonly onNearest: Event<NearestTexts> = this.nearests.event;

  /** The weights of the suggestions may be others from now on. */
  readonly onCheckpoint: Event<void> = this.checkpoints.event;

  constructor(parts: SessionOptions) {
    this.parts = parts;
  }

  get status(): TrainingStatus {
    return this.standing;
  }

  get isRunning(): boolean {
    return ['preparing', 'training', 'paused'].includes(this.standing.state);
  }

  snapshot(): Snapshot {
    const { state, failure } = this.standing;
    const history = this.history.now();
    const shown = state === 'idle' && history.points.length > 0 ? 'ended' : state;
    return { ...history, sampleOptions: this.drawing, state: shown, failure };
  }

  /** A run of an earlier session is what there is to see until the next one begins. */
  restoreRun({ summary, curves }: Run, details: Partial<RunDetails> = {}): void {
    if (this.standing.state !== 'idle') return;
    const { settings, engine, endReason, bitsPerChar } = summary;
    const finalBits = endReason && bitsPerChar;
    this.history.recall(curves, { ...details, settings, engine, endReason, finalBits });
    this.events.fire('anew');
  }

  /** Files are being read: a training is about to begin. The signal says that it is not wanted any more. */
  beginPreparation(): AbortSignal {
    this.close();
    this.preparation = new AbortController();
    const { signal } = this.preparation;
    this.become({ ...idle, state: 'preparing' });
    this.events.fire('anew');
    return signal;
  }

  /** While the rest is being read. */
  reportNearest(nearest: NearestTexts): void {
    this.nearests.fire(nearest);
  }

  start({ corpus, settings, sampling, checkpoint }: TrainingRequest): void {
    this.close();
    this.leftOut = corpus.excluded;
    this.corpora.fire(corpus);
    const learner = this.parts.startLearner();
    this.learner = learner;
    learner.receive((event) => {
      if (this.learner === learner) this.heard(event);
    });
    learner.onDeath((reason) => {
      if (this.learner === learner) this.heard({ type: 'failed', message: l10n.t('The learner stopped: {0}', reason) });
    });
    this.setSampleOptions(this.drawing ?? { sampling, prompt: '' });
    learner.send({ type: 'watch', watching: this.watching });
    learner.send({ type: 'train', texts: corpus.texts, settings, ...(checkpoint && { checkpoint }) });
  }

  pause(): void {
    if (this.standing.state === 'training') this.learner?.send({ type: 'pause' });
  }

  resume(): void {
    if (this.standing.state === 'paused') this.learner?.send({ type: 'resume' });
  }

  /** The best weights so far are kept. Asked again before the learner has answered, it ends with what was handed over. */
  stop(): void {
    if (!this.learner) return this.cancelPreparation();
    if (this.stopping) return this.heard({ type: 'ended', reason: 'stopped', bitsPerChar: undefined });
    this.stopping = true;
    this.learner.send({ type: 'stop' });
  }

  /** Nothing came of the preparation. */
  cancelPreparation(): void {
    if (this.standing.state !== 'preparing') return;
    this.close();
    this.become(idle);
    this.events.fire('anew');
  }

  /** Samples and activity are computed only while somebody looks. */
  watch(watching: boolean): void {
    if (watching === this.watching) return;
    this.watching = watching;
    this.learner?.send({ type: 'watch', watching });
  }

  /** How samples are drawn from now on. */
  setSampleOptions(drawing: SampleOptions): void {
    this.drawing = drawing;
    this.learner?.send({ type: 'sampling', ...drawing });
    this.events.fire({ type: 'sampleOptions', ...drawing });
  }

  /** The settings changed: the prompt stays. */
  setSampling(sampling: SamplingSettings): void {
    this.setSampleOptions({ sampling, prompt: this.drawing?.prompt ?? '' });
  }

  /** What the trained network made up when no training was there to show it. */
  addSample(text: string, prompt: string): void {
    const last = this.history.now().points.at(-1);
    if (!last || this.isRunning) return;
    this.heard({ type: 'sample', text, prompt, characters: last.characters, elapsedMs: last.elapsedMs });
  }

  /** As if nothing had ever been trained. */
  clear(): void {
    this.close();
    this.history.clear();
    this.become(idle);
    this.events.fire('anew');
  }

  dispose(): void {
    this.close();
    this.standings.dispose();
    this.events.dispose();
    this.corpora.dispose();
    this.nearests.dispose();
    this.checkpoints.dispose();
  }

  private heard(learnt: LearnerEvent): void {
    const event = learnt.type === 'prepared' ? withLeftOut(learnt, this.leftOut) : learnt;
    const { rewritten, mark } = this.history.add(event);
    if (mark) this.events.fire({ type: 'marker', marker: mark });
    if (event.type === 'checkpoint') {
      this.parts.onCheckpoint(event.bytes, event.best);
      return this.checkpoints.fire();
    }
    const next = after(this.standing, event);
    if (!['training', 'paused', 'preparing'].includes(next.state)) this.close();
    this.events.fire(rewritten ? 'anew' : event);
    if (next !== this.standing) this.become(next);
  }

  private become(next: TrainingStatus): void {
    this.standing = next;
    this.standings.fire(next);
  }

  private close(): void {
    this.preparation?.abort();
    this.preparation = undefined;
    this.stopping = false;
    this.learner?.close();
    this.learner = undefined;
  }
}

/** The standing that an event leads to. */
function after(now: TrainingStatus, event: DashboardEvent): TrainingStatus {
  switch (event.type) {
    case 'prepared':
      return { ...idle, state: 'preparing' };
    case 'state':
      return { ...now, state: event.state };
    case 'progress': {
      const sinceMs = now.sinceMs ?? event.points[0]?.elapsedMs ?? 0;
      const elapsedMs = (event.points.at(-1)?.elapsedMs ?? sinceMs) - sinceMs;
      return { ...now, sinceMs, done: elapsedMs / Math.max(1, elapsedMs + event.remainingMs) };
    }
    case 'heldOut':
      return event.point.best ? { ...now, bitsPerChar: event.point.bitsPerChar } : now;
    case 'ended':
      return {
        ...now,
        state: 'ended',
        done: 1,
        endReason: event.reason,
        bitsPerChar: event.bitsPerChar ?? now.bitsPerChar,
      };
    case 'failed':
      return { ...now, state: 'failed', failure: event.message };
    case 'sample':
    case 'activity':
    case 'baselines':
    case 'lens':
    case 'rolledBack':
    case 'marker':
    case 'sampleOptions':
      return now;
    default:
      return unexpected(event);
  }
}

/** The learner knows only what it was sent; the walk knows what was left out before. */
function withLeftOut(
  event: Extract<LearnerEvent, { type: 'prepared' }>,
  leftOut: Collection['excluded'],
): typeof event {
  return { ...event, corpus: { ...event.corpus, ledger: [...event.corpus.ledger, ...leftOut] } };
}
