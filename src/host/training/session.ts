// One training, from the command to its end. It owns the learner's process and the run state; files, windows and texts belong
// to its callers.
import { Disposable, EventEmitter, l10n, type Event } from 'vscode';
import type { Collection } from '../../corpus/collect.ts';
import type { LearnerApi, LearnerEvent, SampleOptions } from '../../protocol/learner.ts';
import type { ProgramLoad, ProgramUsage } from '../../protocol/programUsage.ts';
import type { NetworkFacts } from '../../protocol/predictor.ts';
import type { PassedContent } from '../../protocol/passedContent.ts';
import { applyRunEvent, type RunEvent } from '../../protocol/runEvents.ts';
import {
  initialRunState,
  isRunning,
  partDone,
  type NetworkWithoutRun,
  type RunDetails,
  type RunState,
} from '../../protocol/runState.ts';
import { isInterrupted, savedScore } from '../../protocol/runScore.ts';
import type { Run } from '../../protocol/runs.ts';
import { lastOf } from '../../protocol/series.ts';
import type { SamplingSettings, TrainingSettings } from '../../protocol/settings.ts';
import type { LearnerProcess, StartLearner } from '../processes/learnerProcess.ts';

export interface TrainingRequest {
  readonly corpus: Collection;
  readonly settings: TrainingSettings;
  readonly sampling: SamplingSettings;
  /** To continue from. */
  readonly checkpoint: Uint8Array | undefined;
  /** The active model, to compare it with the new one. */
  readonly earlier?: Uint8Array | undefined;
}

type Watcher = 'dashboard' | 'log';

/** What the session works on now. */
type Job =
  | { readonly kind: 'preparation'; readonly abort: AbortController }
  | {
      readonly kind: 'training';
      readonly learner: LearnerProcess;
      /** Files that the host excluded before the learner saw any. */
      readonly excluded: Collection['excluded'];
      readonly stopRequested: boolean;
    };

export class TrainingSession implements Disposable {
  private readonly startLearner: StartLearner;
  private readonly events = new EventEmitter<RunEvent>();
  private readonly statuses = new EventEmitter<RunState>();
  private readonly corpora = new EventEmitter<Collection>();
  private readonly weights = new EventEmitter<PassedContent>();
  private readonly resumePoints = new EventEmitter<PassedContent>();
  private readonly checkpoints = new EventEmitter<void>();
  private run = initialRunState;
  private job: Job | undefined;
  private readonly watchers = new Set<Watcher>();

  /** Each event, after it was applied to the state. */
  readonly onEvent: Event<RunEvent> = this.events.event;
  /** The state, when what the status bar shows of it has changed. */
  readonly onStatus: Event<RunState> = this.statuses.event;
  /** The texts of a training that begins. */
  readonly onCorpus: Event<Collection> = this.corpora.event;
  /** Better weights, to save and for the suggestions. */
  readonly onWeights: Event<PassedContent> = this.weights.event;
  /** To save: the training can continue from here. */
  readonly onResumePoint: Event<PassedContent> = this.resumePoints.event;
  /** The weights of the suggestions may have changed. */
  readonly onCheckpoint: Event<void> = this.checkpoints.event;

  constructor(startLearner: StartLearner) {
    this.startLearner = startLearner;
  }

  get state(): RunState {
    return this.run;
  }

  get isRunning(): boolean {
    return isRunning(this.run);
  }

  /** Shows an earlier run, whose weights are active, until the next training begins. */
  restoreRun(run: Run, details: Partial<RunDetails> = {}): void {
    if (this.isRunning) return;
    this.apply({ type: 'restored', run, details });
    this.checkpoints.fire();
  }

  /** The host begins to read files for a training. The signal is aborted when the training is cancelled. */
  beginPreparation(): AbortSignal {
    this.endJob();
    const abort = new AbortController();
    this.job = { kind: 'preparation', abort };
    this.apply({ type: 'preparing' });
    return abort.signal;
  }

  cancelPreparation(): void {
    if (this.run.status !== 'preparing') return;
    this.endJob();
    this.apply({ type: 'preparationCancelled' });
  }

  start({ corpus, settings, sampling, checkpoint, earlier }: TrainingRequest): void {
    this.endJob();
    this.corpora.fire(corpus);
    const learner = this.startLearner({
      onEvent: (event) => this.receive(event),
      onExit: (reason) =>
        this.apply({ type: 'failed', message: l10n.t('The program that trains stopped: {0}', reason) }),
    });
    this.job = { kind: 'training', learner, excluded: corpus.excluded, stopRequested: false };
    this.setSampleOptions(this.run.sampleOptions ?? { sampling, prompt: '' });
    learner.api.setWatching(this.watchers.size > 0);
    learner.train({ texts: corpus.texts, settings, ...(checkpoint && { checkpoint }), ...(earlier && { earlier }) });
  }

  pause(): void {
    if (this.run.status === 'training') this.learner?.pause();
  }

  resume(): void {
    if (this.run.status === 'paused') this.learner?.resume();
  }

  /** Pauses a training, which saves its state. Resolves when it does not train any more, and after `withinMs` in any case. */
  async pauseToSave(withinMs: number): Promise<void> {
    if (this.run.status !== 'training') return;
    this.pause();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => end(), withinMs);
      const subscription = this.onStatus(({ status }) => {
        if (status !== 'training') end();
      });
      const end = (): void => {
        clearTimeout(timer);
        subscription.dispose();
        resolve();
      };
    });
  }

  /** Part of the time in which the learner computes. */
  setWorkShare(share: number): void {
    this.learner?.setWorkShare(share);
  }

  /** The best weights so far are saved. A second call before the learner has answered ends with the weights published last. */
  stop(): void {
    const { job } = this;
    if (job?.kind !== 'training') return this.cancelPreparation();
    if (job.stopRequested) return this.apply({ type: 'ended', reason: 'stopped', bitsPerChar: undefined });
    this.job = { ...job, stopRequested: true };
    job.learner.api.stop();
    this.apply({ type: 'stopping' });
  }

  /** The learner computes samples and activity only while a dashboard is visible, or a log is written. */
  watch(watcher: Watcher, isWatching: boolean): void {
    if (isWatching) this.watchers.add(watcher);
    else this.watchers.delete(watcher);
    this.learner?.setWatching(this.watchers.size > 0);
  }

  setSampleOptions(options: SampleOptions): void {
    this.learner?.setSampleOptions(options);
    this.apply({ type: 'sampleOptions', ...options });
  }

  /** The settings changed: the prompt stays. */
  setSampling(sampling: SamplingSettings): void {
    this.setSampleOptions({ sampling, prompt: this.run.sampleOptions?.prompt ?? '' });
  }

  /** Memory and CPU time of the learner. Undefined: no training is running. */
  async usage(): Promise<ProgramUsage | undefined> {
    return this.job?.kind === 'training' ? this.job.learner.usage() : undefined;
  }

  /** The load of our programs, measured now. */
  addUsage(programs: readonly ProgramLoad[]): void {
    if (this.isRunning) this.apply({ type: 'usage', programs });
  }

  /** A sample that the network generated after the training, or after its import. */
  addSample(text: string, prompt: string): void {
    const last = lastOf(this.run.points);
    if (this.isRunning || !(last || this.run.networkWithoutRun)) return;
    // The training has written its last sample after its last step.
    const elapsedMs = Math.max(last?.elapsedMs ?? 0, this.run.samples.at(-1)?.elapsedMs ?? 0);
    this.apply({ type: 'sample', text, prompt, characters: last?.characters ?? 0, elapsedMs });
  }

  /** The weights are those of an imported network now: the state of earlier trainings does not describe them. */
  modelReplaced(network: NetworkWithoutRun): void {
    if (this.isRunning) this.clear();
    this.showNetwork(network);
    this.checkpoints.fire();
  }

  /** Shows a network without a run, whose weights are active, until the next training begins. */
  showNetwork(network: NetworkWithoutRun): void {
    if (!this.isRunning) this.apply({ type: 'networkWithoutRun', network });
  }

  /** The saved network is loaded: the score of an interrupted training is that of its saved network. */
  showSavedScore(network: NetworkFacts): void {
    if (!isInterrupted(this.run)) return;
    const bitsPerChar = savedScore(this.run, network);
    if (bitsPerChar === undefined || bitsPerChar === this.run.score) return;
    this.apply({ type: 'savedScore', bitsPerChar });
  }

  /** Another window of the workspace trains now, or does not train any more. */
  setTrainsElsewhere(isTraining: boolean): void {
    if (isTraining !== this.run.trainsElsewhere) this.apply({ type: 'elsewhere', isTraining });
  }

  /** Ends the training and resets the state. The prompt is text of the user: it goes too. */
  clear(): void {
    this.endJob();
    this.apply({ type: 'cleared' });
    const { sampleOptions } = this.run;
    if (sampleOptions && sampleOptions.prompt !== '') this.setSampleOptions({ ...sampleOptions, prompt: '' });
  }

  dispose(): void {
    this.endJob();
    const { events, statuses, corpora, weights, resumePoints, checkpoints } = this;
    Disposable.from(events, statuses, corpora, weights, resumePoints, checkpoints).dispose();
  }

  private get learner(): LearnerApi | undefined {
    return this.job?.kind === 'training' ? this.job.learner.api : undefined;
  }

  private receive(event: LearnerEvent<PassedContent>): void {
    if (event.type === 'checkpoint') {
      this.apply({ type: 'checkpoint' });
      this.weights.fire(event.checkpoint);
      this.checkpoints.fire();
    } else if (event.type === 'resumePoint') {
      this.resumePoints.fire(event.checkpoint);
    } else {
      this.apply(event.type === 'prepared' ? this.withExcludedFiles(event) : event);
    }
  }

  private apply(event: RunEvent): void {
    const before = this.run;
    this.run = applyRunEvent(before, event);
    if (event.type === 'ended' || event.type === 'failed') this.endJob();
    this.events.fire(event);
    if (statusDiffers(before, this.run)) this.statuses.fire(this.run);
  }

  /** The learner knows only the files that it was sent. */
  private withExcludedFiles(event: Extract<LearnerEvent, { type: 'prepared' }>): typeof event {
    const excluded = this.job?.kind === 'training' ? this.job.excluded : [];
    return { ...event, corpus: { ...event.corpus, ledger: [...event.corpus.ledger, ...excluded] } };
  }

  private endJob(): void {
    const { job } = this;
    this.job = undefined;
    if (job?.kind === 'preparation') job.abort.abort();
    else job?.learner.close();
  }
}

function statusDiffers(before: RunState, after: RunState): boolean {
  return (
    before.status !== after.status ||
    before.isStopping !== after.isStopping ||
    before.score !== after.score ||
    before.failure !== after.failure ||
    before.trainsElsewhere !== after.trainsElsewhere ||
    partDone(before) !== partDone(after)
  );
}
