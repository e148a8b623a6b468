// Answers completion requests: keeps the state of the predictor and schedules its work. The path from a request to a suggestion is
// in completion/suggest.ts. Knows neither thread nor editor.
import { explainSuggestion } from '../completion/explain.ts';
import { createSuggestionFeedback } from '../completion/feedback.ts';
import { readPrompt } from '../completion/read.ts';
import { promptLength } from '../completion/request.ts';
import { suggest, type Answer, type SuggestionPolicy } from '../completion/suggest.ts';
import type { ConfidenceThresholds } from '../completion/decide/threshold.ts';
import type { ContextMixingModel } from '../model/contextMixingModel.ts';
import type { LearnedState } from '../model/learnedState.ts';
import { combineLoaded, type LoadedModels, type Models, type WorkspaceNetwork } from '../model/createModels.ts';
import type { TrainingText } from '../model/trainingText.ts';
import type {
  CompletionRequest,
  ExplainedSuggestion,
  ExplanationRequest,
  LearnOptions,
  SuggestionOutcome,
} from '../protocol/predictor.ts';
import type { Turns, Work } from '../model/work.ts';
import { createLearnedLines } from './learnedLines.ts';
import { createNextSuggestion } from './nextSuggestion.ts';
import { createScheduler } from './scheduler.ts';
import { createLearningPace } from './learningPace.ts';
import { createTextLearning, type LearningEvents } from './textLearning.ts';

export interface CompleterOptions extends Turns, LearningEvents {
  readonly models: Models;
}

export interface Completer {
  /** Replaces the workspace network. Rejects if the bytes are no usable checkpoint; then the earlier network stays. */
  load(checkpoint: Uint8Array): Promise<Pick<WorkspaceNetwork, 'facts'>>;
  /** Resolves when context mixing has learned all texts given so far, or was replaced. */
  learn(texts: readonly TrainingText[], options?: LearnOptions): Promise<void>;
  /** Goes on with what an earlier window has learned; false where something was learned meanwhile. `thresholds`: as calibrated then. */
  restore(state: LearnedState, thresholds?: ConfidenceThresholds): Promise<boolean>;
  /** Part of the time in which texts are learned, 0 (learning waits) to 1. */
  setLearningShare(share: number): void;
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

export function createCompleter({ models, now, yieldToMessages, ...events }: CompleterOptions): Completer {
  const scheduler = createScheduler({ now, yieldToMessages });
  const feedback = createSuggestionFeedback();
  const learnedLines = createLearnedLines();
  const { calibrate } = feedback;
  const pace = createLearningPace();
  const learning = createTextLearning({ ...events, models, scheduler, pace, now, calibrate, onModel });
  const policy: SuggestionPolicy = {
    ...feedback,
    get fileIndex() {
      return learning.fileIndex;
    },
  };
  const next = createNextSuggestion(policy, now);
  /** Settles when the text is read and the next suggestion is computed, or both are given up. Other queries wait for it: it is short. */
  let preparing: Promise<void> = Promise.resolve();
  let network: WorkspaceNetwork | undefined;
  let contextMixing: ContextMixingModel | undefined;
  /** A new object with each change, so that work can tell whether its models are still current. Undefined: nothing is loaded yet. */
  let loaded: LoadedModels | undefined;
  let latest: CompletionRequest | undefined;
  /** Whose words were added last. */
  let typedWords = { document: '', lines: '' };
  /** Settles when the newest checkpoint is loaded or refused. */
  let loading: Promise<unknown> = Promise.resolve();

  function onModel(opened: ContextMixingModel): void {
    contextMixing = opened;
    loaded = combineLoaded(network, contextMixing);
  }

  /** Undefined if newer work starts, the models change, or the work is cancelled. */
  function runWith<Result>(
    used: LoadedModels,
    work: Work<Result>,
    isCancelled = () => false,
  ): Promise<Result | undefined> {
    return scheduler.runInForeground(work, () => !isCancelled() && used === loaded);
  }

  /** Suggests with the current models, and once more if they change meanwhile. */
  async function suggestWithCurrentModels(request: CompletionRequest, isCancelled: () => boolean): Promise<Answer> {
    let answer: Answer | undefined;
    let used: LoadedModels | undefined;
    while (loaded && loaded !== used && latest === request && !isCancelled()) {
      used = loaded;
      answer = await runWith(used, suggest(used, request, policy), isCancelled);
    }
    return answer ?? {};
  }

  /** In idle time: reads ahead, then computes what follows if the user accepts the visible suggestion. */
  async function prepareNext(visible: string | undefined): Promise<void> {
    const request = latest;
    await readAhead();
    const current = loaded;
    if (!request || request !== latest || !current || visible === undefined || !scheduler.isIdle) return;
    await runWith(current, next.prepare(current, request, visible)).catch(() => undefined);
  }

  /**
   * Reads what the latest answer did not wait for, or what a new network has not read, after the answer is sent. Ignores errors,
   * because the next request reports them.
   */
  async function readAhead(): Promise<void> {
    const request = latest;
    await yieldToMessages();
    const current = loaded;
    if (request && request === latest && current && scheduler.isIdle)
      await runWith(current, readPrompt(current, request)).catch(() => undefined);
  }

  function* openNetwork(checkpoint: Uint8Array): Work<WorkspaceNetwork> {
    network = yield* models.openWorkspaceNetwork(checkpoint, () => network);
    loaded = combineLoaded(network, contextMixing);
    void readAhead();
    return network;
  }

  /** What is typed while the state is to be kept is learned when it is saved. */
  function whileHeld(request: CompletionRequest): CompletionRequest {
    return learning.isHeld ? { ...request, mayLearn: false } : request;
  }

  /** The complete lines before the caret are learned while the user types. */
  function addTypedWords({ document, before, mayLearn = true }: CompletionRequest): void {
    const prompt = before.slice(-promptLength);
    const lines = prompt.slice(prompt.indexOf('\n') + 1, prompt.lastIndexOf('\n') + 1);
    if (!mayLearn || (typedWords.document === document && typedWords.lines === lines)) return;
    typedWords = { document, lines };
    learning.fileIndex?.add(document, lines);
  }

  /** Forgets all texts if a line that was learned as it was typed turns out to be a secret. */
  function unlearnSecrets({ document, before, model, mayLearn = true }: CompletionRequest): void {
    if (!mayLearn || model !== 'mixture' || !learnedLines.observe(document, before)) return;
    learnedLines.forget(document);
    learning.forget();
  }

  async function readWhenIdle<Result>(work: (models: LoadedModels) => Work<Result>): Promise<Result | undefined> {
    if (!loaded) await loading.catch(() => undefined);
    await preparing;
    const current = loaded;
    return current && scheduler.isIdle ? runWith(current, work(current)) : undefined;
  }

  return {
    load: async (checkpoint) => {
      const opened = loading.catch(() => undefined).then(() => scheduler.runInBackground(openNetwork(checkpoint)));
      loading = opened;
      return opened;
    },

    learn: (texts, options = {}) => learning.learn(texts, options),

    setLearningShare: pace.setShare,

    restore: async (learned, thresholds) => {
      if (!(await learning.restore(learned, thresholds !== undefined))) return false;
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
      if (!loaded) await loading.catch(() => undefined);
      const answer = next.take(loaded, request) ?? (await suggestWithCurrentModels(request, isCancelled));
      if (latest !== request) return answer;
      feedback.recordAnswer(request, answer.completion?.text);
      preparing = prepareNext(answer.completion?.text);
      return answer;
    },

    typedThrough: (asked) => {
      const request = whileHeld(asked);
      unlearnSecrets(request);
      feedback.observeRequest(request);
      feedback.recordAnswer(request, request.remaining);
      latest = request;
      preparing = prepareNext(request.remaining);
    },

    observeOutcome: feedback.observeOutcome,

    convert: (work) => scheduler.runInBackground(work),

    read: readWhenIdle,

    explain: (request) => readWhenIdle((current) => explainSuggestion(current, request, policy)),

    query: async (work) => {
      if (!network) await loading.catch(() => undefined);
      await preparing;
      const [opened, current] = [network, loaded];
      return opened && current && scheduler.isIdle ? runWith(current, work(opened)) : undefined;
    },
  };
}
