// The host's side of the predictor. When it exits, the next request starts another with the same checkpoint, a few times;
// after that only a command of the user does. Texts are not kept: a new one gets them from the listener of `onTextsLost`.
import { EventEmitter, type CancellationToken, type Disposable, type Event } from 'vscode';
import type { ConfidenceThresholds } from '../../completion/decide/threshold.ts';
import type { SourceText } from '../../corpus/sourceText.ts';
import {
  predictorEvents,
  type Completion,
  type CompletionReply,
  type CompletionRequest,
  type KeptFile,
  type KeptState,
  type LearnOptions,
  type LoadResult,
  type PredictorApi,
  type PredictorHost,
  type SuggestionOutcome,
  type NetworkFacts,
} from '../../protocol/predictor.ts';
import type { PassedContent } from '../../protocol/passedContent.ts';
import type { ProgramUsage } from '../../protocol/programUsage.ts';
import { messageOf, RemoteError } from '../../protocol/rpc.ts';
import type { Program } from '../../processes/program.ts';
import type { CheckpointSource } from './checkpointSource.ts';
import { LearnedTexts } from './learnedTexts.ts';
import { LearningProgress } from './learningProgress.ts';
import { NewestCompletion } from './newestCompletion.ts';
import { SupervisedProcess } from '../../processes/supervisedProcess.ts';

/** empty: nothing was loaded or learned. stopped: it exited, and the next request starts another if it may. */
export type PredictorState = 'empty' | 'ready' | 'stopped';

export class PredictorClient implements Disposable {
  private readonly process: SupervisedProcess<PredictorApi>;
  private readonly warn: (message: string) => void;
  private readonly states = new EventEmitter<PredictorState>();
  private currentState: PredictorState = 'empty';
  private readonly textsLost = new EventEmitter<void>();
  private readonly staleLines = new EventEmitter<void>();
  private readonly forgotten = new EventEmitter<'secret' | 'texts'>();
  private readonly learnedState = new EventEmitter<KeptState>();
  private readonly calibrated = new EventEmitter<ConfidenceThresholds>();
  /** Where a new predictor gets the last usable checkpoint. */
  private checkpoint: CheckpointSource | undefined;
  private readonly texts = new LearnedTexts(() => this.forgotten.fire('texts'));
  /** Counts the checkpoints: only the newest replaces the last usable one. */
  private loads = 0;
  private readonly newest = new NewestCompletion();
  private network: NetworkFacts | undefined;

  readonly learning = new LearningProgress((share) => this.process.remote?.setLearningShare(share));
  /** To the last request that was not cancelled. */
  lastReply: CompletionReply | undefined;
  /** The texts that the predictor has learned or is learning. */
  readonly learned: Omit<LearnedTexts, 'set' | 'clear'> = this.texts;
  /** The state has changed, or another network is loaded. */
  readonly onState: Event<PredictorState> = this.states.event;
  /** The predictor does not know the learned texts any more. It needs all of them again. */
  readonly onTextsLost: Event<void> = this.textsLost.event;
  /** The predictor has learned lines that another program has removed since. */
  readonly onStaleLines: Event<void> = this.staleLines.event;
  /** The predictor forgets what it has learned: because of a secret, or because texts are gone, changed or excluded. */
  readonly onForgotten: Event<'secret' | 'texts'> = this.forgotten.event;
  /** What the predictor has learned of saved files, to be kept. */
  readonly onLearnedState: Event<KeptState> = this.learnedState.event;
  /** The confidence thresholds of this workspace, to be kept. */
  readonly onCalibrated: Event<ConfidenceThresholds> = this.calibrated.event;

  constructor(start: () => Program, warn: (message: string) => void) {
    this.warn = warn;
    const host: PredictorHost = {
      textsForgotten: () => {
        this.forgotten.fire('secret');
        this.textsLost.fire();
      },
      staleLines: () => this.staleLines.fire(),
      earlierForgotten: () => this.forgotten.fire('texts'),
      learned: (draft, epoch) => this.learnedState.fire({ draft, epoch }),
      calibrated: (thresholds) => this.calibrated.fire(thresholds),
      notKept: (reason) => warn(`What is learned cannot be kept: ${reason}`),
      learningProgress: (done) => this.learning.noteDone(done < 1 ? done : undefined),
    };
    this.process = new SupervisedProcess<PredictorApi>({
      name: 'The predictor',
      start,
      events: predictorEvents,
      handlers: host,
      onExit: ({ message }) => {
        warn(message);
        this.learning.noteDone(undefined);
        this.setState('stopped');
      },
      onError: ({ message }) => warn(message),
    });
  }

  get state(): PredictorState {
    return this.currentState;
  }

  /** Bits per character of the loaded checkpoint on held-out text, where it was measured. */
  get bitsPerChar(): number | undefined {
    return this.network?.bitsPerChar;
  }

  /** Number of layers of the loaded network. Undefined: none is loaded. */
  get layers(): number | undefined {
    return this.network?.layers;
  }

  /** Memory and CPU time of the program. Undefined: it does not run. */
  usage(): Promise<ProgramUsage | undefined> {
    return this.process.usage();
  }

  /** Starts the program before the first text comes. */
  prepare(): void {
    this.connected().prepare();
  }

  /**
   * Replaces the workspace network, if there is a checkpoint and it is usable. `later`: where the next predictor gets it. Rejects when the
   * program exits, or where the checkpoint cannot be read.
   */
  async load(checkpoint: CheckpointSource, later = checkpoint): Promise<LoadResult> {
    const own = ++this.loads;
    const replaced: LoadResult = { usable: false, reason: undefined };
    const load = (content: PassedContent): Promise<LoadResult> | LoadResult =>
      own === this.loads ? this.connected().load(content) : replaced;
    const passed = checkpoint.pass(async (content) => load(content));
    const result = await passed.catch((error: unknown) => {
      if (own === this.loads) throw error;
      return replaced;
    });
    if (!result) return replaced;
    if (result.usable) {
      this.network = result.network;
      this.currentState = 'ready';
      // Also where texts are learned already: the network is new.
      this.states.fire('ready');
    }
    if (own !== this.loads) return replaced;
    if (result.usable) this.checkpoint = later;
    return result;
  }

  /**
   * All texts of the workspace, the nearest to the user first. Forgets those whose files are gone or empty now, and with `isStale` also
   * earlier versions of the others. Until all is learned, what was learned before goes on suggesting: with files that are gone, for
   * `keepGoneMs` milliseconds at most.
   */
  learnAll(
    texts: readonly SourceText[],
    { isStale = false, keepGoneMs = 0, ...options }: LearnOptions & { isStale?: boolean; keepGoneMs?: number } = {},
  ): void {
    const areAllThere = this.texts.areAllIn(texts);
    const fromScratch = isStale || !areAllThere;
    this.learning.isAgain ||= fromScratch && this.texts.totalLength > 0;
    // A new predictor knows none of them.
    if (fromScratch || !this.process.remote) this.texts.clear();
    this.learn(texts, { ...options, fromScratch, keepEarlierMs: areAllThere ? Infinity : keepGoneMs });
  }

  /** New or changed texts. */
  learn(texts: readonly SourceText[], options: LearnOptions = {}): void {
    const remote = this.connected();
    const before = this.texts.totalLength;
    for (const { path, text } of texts) this.texts.set(path, text.length);
    remote.learn(texts, options).catch(this.warnIfRemote);
    this.learning.noteTexts(this.texts.totalLength - before, before === 0 && options.expectedCharacters !== undefined);
    this.setState('ready');
  }

  /** Goes on with what `readLearned` of the predictor has read; false where something was learned meanwhile. `learn` must follow. Rejects where it is damaged. */
  async useLearned(files: readonly KeptFile[], thresholds: ConfidenceThresholds | undefined): Promise<boolean> {
    if (!(await this.connected().useLearned(thresholds))) return false;
    for (const { path, length } of files) this.texts.set(path, length);
    this.learning.noteTexts(0);
    this.setState('ready');
    return true;
  }

  /** Starts again with the checkpoint alone. */
  async forgetTexts(): Promise<void> {
    this.texts.clear();
    this.learning.noteDone(undefined);
    if (!this.process.remote) return;
    this.process.close();
    await this.reconnect();
  }

  forget(): void {
    this.loads++;
    this.checkpoint = this.network = undefined;
    this.texts.clear();
    this.process.close();
    this.learning.noteDone(undefined);
    this.setState('empty');
  }

  /** Undefined: there is no suggestion, a newer request came, or this one was cancelled. Rejects when the program exits. */
  async complete(request: CompletionRequest, token: CancellationToken): Promise<Completion | undefined> {
    return (await this.answer(request, token))?.completion;
  }

  /** Undefined: a newer request came, or this one was cancelled. Rejects when the program exits. */
  async answer(request: CompletionRequest, token: CancellationToken): Promise<CompletionReply | undefined> {
    if (!this.isUsable() || token.isCancellationRequested) return undefined;
    try {
      const reply = await this.newest.complete(this.connected(), request, token);
      this.lastReply = reply ?? this.lastReply;
      return reply;
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error;
      this.warn(error.message);
      return undefined;
    }
  }

  /** The user typed a part of the last suggestion, which stays visible without another request. */
  typed(request: CompletionRequest): void {
    this.process.remote?.typedThrough(request);
  }

  /** What the user did with the visible suggestion. */
  outcome(outcome: SuggestionOutcome): void {
    this.process.remote?.outcome(outcome);
  }

  /** Asks a running predictor. Undefined: it had no time or does not run. */
  async ask<Result>(call: (remote: PredictorApi) => Promise<Result>): Promise<Result | undefined> {
    return this.process.remote && call(this.process.remote).catch(this.warnIfRemote);
  }

  /** The running predictor, or a new one, which knows no texts. */
  connected(): PredictorApi {
    const { remote } = this.process;
    if (remote) return remote;
    const started = this.process.start();
    started.setLearningShare(this.learning.share);
    if (this.texts.size > 0) this.textsLost.fire();
    return started;
  }

  /** By a command of the user, after too many exits. */
  async restart(): Promise<void> {
    this.process.allowRestarts();
    await this.reconnect();
  }

  dispose(): void {
    this.process.close();
    const { states, textsLost, staleLines, learning, forgotten, learnedState, calibrated } = this;
    for (const each of [states, textsLost, staleLines, learning, forgotten, learnedState, calibrated]) each.dispose();
  }

  /** Whether it runs and knows something. Starts it again after an exit. */
  private isUsable(): boolean {
    if (!this.checkpoint && this.texts.size === 0) return false;
    if (this.process.remote) return true;
    if (!this.process.isAvailable) return false;
    // An exit is reported by itself.
    void this.reconnect().catch(() => undefined);
    return true;
  }

  private async reconnect(): Promise<void> {
    this.connected();
    if (this.checkpoint) await this.load(this.checkpoint);
    else this.setState('ready');
  }

  /** An exit is reported once, not for each call. */
  private readonly warnIfRemote = (error: unknown): undefined => {
    if (error instanceof RemoteError) this.warn(messageOf(error));
    return undefined;
  };

  private setState(state: PredictorState): void {
    if (state === this.currentState) return;
    this.currentState = state;
    this.states.fire(state);
  }
}
