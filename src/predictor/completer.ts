// Answers completion requests: keeps the state of the predictor and schedules its work. The path from a request to a suggestion is
// in completion/suggest.ts. Knows neither thread nor editor.
import { explainSuggestion } from '../completion/explain.ts';
import { createSuggestionFeedback } from '../completion/feedback.ts';
import { readPrompt } from '../completion/read.ts';
import { promptLength } from '../completion/request.ts';
import { suggest, type Answer, type SuggestionPolicy } from '../completion/suggest.ts';
import { createWordFiles, type WordFiles } from '../completion/decide/wordFiles.ts';
import type { ConfidenceThresholds } from '../completion/decide/threshold.ts';
import type { ContextMixingModel, ContextMixingModelSnapshot } from '../model/contextMixingModel.ts';
import type { LearnedState } from '../model/learnedState.ts';
import { combineLoaded, type LoadedModels, type Models, type WorkspaceNetwork } from '../model/createModels.ts';
import { totalLength, type TrainingText } from '../model/trainingText.ts';
import type {
  CompletionRequest,
  ExplainedSuggestion,
  ExplanationRequest,
  LearnOptions,
  SuggestionOutcome,
} from '../protocol/predictor.ts';
import type { Work } from '../model/work.ts';
import { createLearnedLines } from './learnedLines.ts';
import { createLearningProgress, type LearningProgress } from './learningProgress.ts';
import { createLearnQueue, type LearnQueue, type LearnQueueOptions } from './learnQueue.ts';
import { createNextSuggestion } from './nextSuggestion.ts';
import { createScheduler, type SchedulerOptions } from './scheduler.ts';

export interface CompleterOptions extends SchedulerOptions {
  readonly models: Models;
  /** Context mixing forgot all texts, because a secret was among them. The caller passes them to `learn` again. */
  readonly onTextsForgotten?: () => void;
  /** Context mixing has learned lines that another program has removed since. */
  readonly onStaleLines?: () => void;
  /** Part of the given texts that context mixing has learned, 0 to 1: now and then in longer work, and 1 at its end. */
  readonly onProgress?: (done: number) => void;
  /**
   * What context mixing has learned of saved files, once they are all learned: to be kept for the next window. Until then, nothing
   * that is typed is learned. Default: nothing is kept.
   */
  readonly onLearned?: (state: LearnedState, epoch: string | undefined) => void;
  /** The thresholds were calibrated in this workspace. */
  readonly onCalibrated?: (thresholds: ConfidenceThresholds) => void;
}

export interface Completer {
  /** Replaces the workspace network. Rejects if the bytes are no usable checkpoint; then the earlier network stays. */
  load(checkpoint: Uint8Array): Promise<Pick<WorkspaceNetwork, 'bitsPerChar' | 'shape'>>;
  /** Resolves when context mixing has learned all texts given so far, or was replaced. */
  learn(texts: readonly TrainingText[], options?: LearnOptions): Promise<void>;
  /** Goes on with what an earlier window has learned; false where something was learned meanwhile. `thresholds`: as calibrated then. */
  restore(state: LearnedState, thresholds?: ConfidenceThresholds): Promise<boolean>;
  /** An empty answer if nothing is loaded, or the request was cancelled. */
  complete(request: CompletionRequest, isCancelled: () => boolean): Promise<Answer>;
  /** The user typed a part of the visible suggestion: learns from that, and reads ahead. */
  typedThrough(request: CompletionRequest): void;
  /** What the user did with the visible suggestion. */
  observeOutcome(outcome: SuggestionOutcome): void;
  /** Work without the loaded models, while no completion request is running. */
  convert<Result>(work: Work<Result>): Promise<Result>;
  /** Other work with all models. Undefined if nothing is loaded, or a completion request is running or comes. */
  read<Result>(work: (models: LoadedModels) => Work<Result>): Promise<Result | undefined>;
  /** Undefined under the same conditions. */
  explain(request: ExplanationRequest): Promise<ExplainedSuggestion | undefined>;
  /** Other work with the network. Undefined without a network, and if a completion request is running or comes. */
  query<Result>(work: (network: WorkspaceNetwork) => Work<Result>): Promise<Result | undefined>;
}

/** Changes as a whole, so that work can tell whether the models that it uses are still current. */
interface State {
  readonly network: WorkspaceNetwork | undefined;
  readonly learning: Learning | undefined;
  /** Undefined if nothing is loaded yet. */
  readonly models: LoadedModels | undefined;
}

/** A context-mixing model and the texts that it has yet to learn. */
interface Learning {
  readonly contextMixing: ContextMixingModel;
  readonly queue: LearnQueue;
  /** Of the learned texts. */
  readonly wordFiles: WordFiles;
  readonly progress: LearningProgress;
  /** Nothing but saved files is learned, so that the state can be kept. */
  isHeld: boolean;
  /** While held: texts that are not saved as they are, by path. */
  readonly unsaved: Map<string, TrainingText>;
  /** All texts were given, not only the nearest ones. */
  isComplete: boolean;
  /** Of the first texts: see `LearnOptions`. */
  epoch: string | undefined;
  /** The work that takes the state. */
  taking: Promise<void> | undefined;
  /** The background work that learns the queue. */
  running: Promise<void> | undefined;
  /** The work that records candidates at the ends of some texts. */
  recording: Promise<void> | undefined;
}

export function createCompleter(options: CompleterOptions): Completer {
  const { models, now, yieldToMessages, onTextsForgotten, onStaleLines, onProgress, onLearned, onCalibrated } = options;
  const scheduler = createScheduler({ now, yieldToMessages });
  const feedback = createSuggestionFeedback();
  const learnedLines = createLearnedLines();
  const policy: SuggestionPolicy = {
    ...feedback,
    isOfOneOtherFile: (key, path) => state.learning?.wordFiles.isOfOneOtherFile(key, path) ?? false,
  };
  const next = createNextSuggestion(policy, now);
  /** Settles when the next suggestion is computed or given up. Other queries wait for it, because it is short. */
  let preparing: Promise<void> = Promise.resolve();
  let state: State = { network: undefined, learning: undefined, models: undefined };
  let latest: CompletionRequest | undefined;
  /** Whose words were added last. */
  let typedWords = { document: '', lines: '' };
  /** Settles when the newest checkpoint is loaded or refused. */
  let loading: Promise<unknown> = Promise.resolve();

  /** Undefined if newer work starts, the models change, or the work is cancelled. */
  function runWith<Result>(
    used: LoadedModels | undefined,
    work: Work<Result>,
    isCancelled = () => false,
  ): Promise<Result | undefined> {
    return scheduler.runInForeground(work, () => !isCancelled() && used === state.models);
  }

  /** Suggests with the current models, and once more if they change meanwhile. */
  async function suggestWithCurrentModels(request: CompletionRequest, isCancelled: () => boolean): Promise<Answer> {
    let answer: Answer | undefined;
    let used: LoadedModels | undefined;
    while (state.models && state.models !== used && latest === request && !isCancelled()) {
      used = state.models;
      answer = await runWith(used, suggest(used, request, policy), isCancelled);
    }
    return answer ?? {};
  }

  /** In idle time: reads ahead, then computes what follows if the user accepts the visible suggestion. */
  async function prepareNext(visible: string | undefined): Promise<void> {
    const request = latest;
    await readAhead();
    const { models: current } = state;
    if (!request || request !== latest || !current || visible === undefined || !scheduler.isIdle) return;
    preparing = runWith(current, next.prepare(current, request, visible)).catch(() => undefined);
    await preparing;
  }

  /**
   * Reads what the latest answer did not wait for, or what a new network has not read, after the answer is sent. Ignores errors,
   * because the next request reports them.
   */
  async function readAhead(): Promise<void> {
    const request = latest;
    await yieldToMessages();
    const { models: current } = state;
    if (request && request === latest && current && scheduler.isIdle)
      await runWith(current, readPrompt(current, request)).catch(() => undefined);
  }

  function* openNetwork(checkpoint: Uint8Array): Work<WorkspaceNetwork> {
    const network = yield* models.openWorkspaceNetwork(checkpoint, () => state.network);
    state = withNetwork(state, network);
    void readAhead();
    return network;
  }

  /** Starts with a new context-mixing model if there is none yet, or to forget what it learned. */
  function learningOf(texts: readonly TrainingText[], { fromScratch, expectedCharacters }: LearnOptions): Learning {
    if (state.learning && !fromScratch) return state.learning;
    return startLearning(expectedCharacters ?? totalLength(texts));
  }

  function startLearning(textLength: number): Learning {
    const contextMixing = models.openContextMixing(textLength);
    return begin(contextMixing, { priming: models.primingTexts(textLength) });
  }

  /** `words`: of what the model has learned already. */
  function begin(
    contextMixing: ContextMixingModel,
    options: Omit<LearnQueueOptions, 'wordFiles'>,
    words?: Uint8Array,
  ): Learning {
    const isHeld = onLearned !== undefined;
    contextMixing.cursor.isolate(isHeld);
    const wordFiles = createWordFiles(words);
    const queue = createLearnQueue(contextMixing, { ...options, wordFiles });
    const learning: Learning = {
      ...{ contextMixing, queue, wordFiles, progress: createLearningProgress(queue, now, onProgress) },
      ...{ isHeld, unsaved: new Map(), isComplete: false, epoch: undefined },
      ...{ running: undefined, recording: undefined, taking: undefined },
    };
    state = withLearning(state, learning);
    return learning;
  }

  /** What is typed while the state is to be kept is learned when it is saved. */
  function whileHeld(request: CompletionRequest): CompletionRequest {
    return state.learning?.isHeld ? { ...request, mayLearn: false } : request;
  }

  /** Takes the state when all saved files are learned. Then the rest may be learned. */
  async function takeState(learning: Learning): Promise<void> {
    const { queue } = learning;
    const isDue = (): boolean =>
      learning === state.learning && learning.isHeld && learning.isComplete && !queue.hasPieces;
    while (isDue()) {
      // Nothing new to keep: what is not saved need not wait until the user pauses.
      if (queue.learnedLength === 0 || queue.learnedFiles().length === 0) return release(learning);
      const snapshot = await scheduler.runWhenQuiet(copyOf(learning));
      if (!snapshot || !isDue()) continue;
      const learned = { files: queue.learnedFiles(), words: learning.wordFiles.save(), snapshot };
      release(learning);
      onLearned?.(learned, learning.epoch);
    }
  }

  /** A copy of everything learned. Undefined: it was disturbed. */
  function* copyOf({ contextMixing, queue }: Learning): Work<ContextMixingModelSnapshot | undefined> {
    const readings = (): number => scheduler.foregroundCount + queue.learnedLength;
    contextMixing.cursor.isolate(true);
    const before = readings();
    const work = contextMixing.snapshotInSteps();
    while (readings() === before) {
      const { done, value } = work.next();
      if (done) return value;
      yield;
    }
    return undefined;
  }

  function release(learning: Learning): void {
    const { contextMixing, queue, unsaved } = learning;
    learning.isHeld = false;
    contextMixing.cursor.isolate(false);
    queue.add([...unsaved.values()], false);
    unsaved.clear();
  }

  function* learnQueue(learning: Learning): Work {
    yield* models.loadPretrainedNetwork();
    const { queue, progress } = learning;
    while (learning === state.learning && queue.step()) {
      progress.note();
      yield;
    }
    if (learning === state.learning) progress.end();
  }

  function* recordEnds(learning: Learning): Work {
    const readings = (): number => scheduler.foregroundCount;
    while (learning === state.learning && (yield* learning.queue.recordingStep(readings))) yield;
  }

  async function learnInBackground(learning: Learning): Promise<void> {
    const work = (learning.running ??= scheduler.runInBackground(learnQueue(learning)));
    await work.finally(() => {
      if (learning.running === work) learning.running = undefined;
    });
  }

  /** Texts that are added meanwhile are learned at once, and end this. The caller that added them calls it again. */
  async function recordWhenQuiet(learning: Learning): Promise<void> {
    const work = (learning.recording ??= scheduler.runWhenQuiet(recordEnds(learning)));
    await work.finally(() => {
      if (learning.recording === work) learning.recording = undefined;
    });
  }

  function learn(texts: readonly TrainingText[], options: LearnOptions): Promise<void> {
    const learning = learningOf(texts, options);
    const { queue, unsaved, isHeld } = learning;
    learning.epoch ??= options.epoch;
    learning.isComplete ||= options.expectedCharacters === undefined;
    for (const text of texts) {
      if (isHeld && !text.saved) unsaved.set(text.path, text);
      else unsaved.delete(text.path);
    }
    queue.add(isHeld ? texts.filter(({ saved }) => saved) : texts, options.expectedCharacters === undefined);
    learning.progress.begin(options.expectedCharacters);
    return untilLearned(learning);
  }

  /** May take as long as the user types without a pause: keeps no texts. */
  async function untilLearned(learning: Learning): Promise<void> {
    do {
      await learnInBackground(learning);
      learning.taking ??= takeState(learning).finally(() => (learning.taking = undefined));
      await learning.taking;
      if (!learning.queue.hasPieces) await recordWhenQuiet(learning);
    } while (learning === state.learning && !learning.queue.isEmpty);
    const { recorded } = learning.queue;
    if (learning !== state.learning || !recorded) return;
    const calibrated = await scheduler.runInBackground(feedback.calibrate(recorded));
    if (calibrated) onCalibrated?.(calibrated);
  }

  /** Starts with a new context-mixing model, which gets all texts again. */
  function forgetTexts({ queue }: Learning): void {
    startLearning(queue.totalLength);
    onTextsForgotten?.();
  }

  /** The complete lines before the caret are learned while the user types. */
  function addTypedWords({ document, before, mayLearn = true }: CompletionRequest): void {
    const prompt = before.slice(-promptLength);
    const lines = prompt.slice(prompt.indexOf('\n') + 1, prompt.lastIndexOf('\n') + 1);
    if (!mayLearn || (typedWords.document === document && typedWords.lines === lines)) return;
    typedWords = { document, lines };
    state.learning?.wordFiles.add(document, lines);
  }

  /** Forgets all texts if a line that was learned as it was typed turns out to be a secret. */
  function unlearnSecrets({ document, before, model, mayLearn = true }: CompletionRequest): void {
    if (!mayLearn || model !== 'mixture' || !learnedLines.observe(document, before)) return;
    learnedLines.forget(document);
    if (state.learning) forgetTexts(state.learning);
  }

  async function readWhenIdle<Result>(work: (models: LoadedModels) => Work<Result>): Promise<Result | undefined> {
    if (!state.models) await loading.catch(() => undefined);
    await preparing;
    const { models: current } = state;
    return current && scheduler.isIdle ? runWith(current, work(current)) : undefined;
  }

  return {
    load: async (checkpoint) => {
      const opened = loading.catch(() => undefined).then(() => scheduler.runInBackground(openNetwork(checkpoint)));
      loading = opened;
      return opened;
    },

    learn: async (texts, options = {}) => {
      if (!models.has('contextMixing')) return;
      const { learning } = state;
      if (learning && !options.fromScratch && texts.some((text) => learning.queue.mayHaveContainedSecret(text))) {
        return forgetTexts(learning);
      }
      const { changedOutside = [] } = options;
      const isStale = texts.some((text) => changedOutside.includes(text.path) && learning?.queue.hasLostLines(text));
      if (isStale && !options.fromScratch) onStaleLines?.();
      return learn(texts, options);
    },

    restore: async (learned, thresholds) => {
      await scheduler.runInBackground(models.loadPretrainedNetwork());
      if (state.learning) return false;
      const contextMixing = models.restoreContextMixing(learned);
      begin(contextMixing, { files: learned.files, recording: thresholds === undefined }, learned.words);
      if (thresholds) feedback.useThresholds(thresholds);
      void readAhead();
      return true;
    },

    complete: async (asked, isCancelled) => {
      const request = whileHeld(asked);
      unlearnSecrets(request);
      addTypedWords(request);
      feedback.observeRequest(request);
      latest = request;
      if (!state.models) await loading.catch(() => undefined);
      const answer = next.take(state.models, request) ?? (await suggestWithCurrentModels(request, isCancelled));
      if (latest !== request) return answer;
      feedback.recordAnswer(request, answer.completion?.text);
      void prepareNext(answer.completion?.text);
      return answer;
    },

    typedThrough: (asked) => {
      const request = whileHeld(asked);
      unlearnSecrets(request);
      feedback.observeRequest(request);
      feedback.recordAnswer(request, request.remaining);
      latest = request;
      void prepareNext(request.remaining);
    },

    observeOutcome: feedback.observeOutcome,

    convert: (work) => scheduler.runInBackground(work),

    read: readWhenIdle,

    explain: (request) => readWhenIdle((current) => explainSuggestion(current, request, policy)),

    query: async (work) => {
      if (!state.network) await loading.catch(() => undefined);
      await preparing;
      const { network, models: current } = state;
      return network && scheduler.isIdle ? runWith(current, work(network)) : undefined;
    },
  };
}

function withNetwork({ learning }: State, network: WorkspaceNetwork): State {
  return { network, learning, models: combineLoaded(network, learning?.contextMixing) };
}

/** Forgets what context mixing learned before. */
function withLearning({ network }: State, learning: Learning): State {
  return { network, learning, models: combineLoaded(network, learning.contextMixing) };
}
