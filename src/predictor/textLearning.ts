// Learns the texts of the workspace with context mixing, in the background: saved files first, whose state can be kept for the next
// window, then all else, and last the candidates that calibrate the confidence thresholds.
import type { RecordedText } from '../completion/calibrate/recordedText.ts';
import type { ConfidenceThresholds } from '../completion/decide/threshold.ts';
import { createFileIndex, type FileIndex } from '../completion/decide/fileIndex.ts';
import type { ContextMixingModel, ContextMixingModelSnapshot } from '../model/contextMixingModel.ts';
import type { Models } from '../model/createModels.ts';
import type { LearnedState } from '../model/learnedState.ts';
import { isMostlyProse } from '../model/proseFile.ts';
import { workspaceSizeOf, type WorkspaceSize } from '../model/primingText.ts';
import type { TrainingText } from '../model/trainingText.ts';
import type { Work } from '../model/work.ts';
import type { LearnOptions } from '../protocol/predictor.ts';
import { createLearningProgress, type LearningProgress } from './learningProgress.ts';
import type { LearningPace } from './learningPace.ts';
import { createLearnQueue, undisturbed, type LearnQueue, type LearnQueueOptions } from './learnQueue.ts';
import type { Scheduler } from './scheduler.ts';
import { createSuggestingModel } from './suggestingModel.ts';

/** What the owner is told. */
export interface LearningEvents {
  /** Context mixing forgot all texts, because a secret was among them. The caller passes them to `learn` again. */
  readonly onTextsForgotten?: () => void;
  /** Other programs have removed more than a hundredth of the text that context mixing has learned. */
  readonly onStaleLines?: () => void;
  /** What was learned before is forgotten: until now, it went on suggesting while everything was learned again. */
  readonly onReplaced?: () => void;
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

export interface TextLearningOptions extends LearningEvents {
  readonly models: Models;
  readonly scheduler: Scheduler;
  readonly pace: LearningPace;
  readonly now: () => number;
  /** This model suggests from now on. */
  readonly onModel: (contextMixing: ContextMixingModel) => void;
  readonly calibrate: (texts: readonly RecordedText[]) => Work<ConfidenceThresholds>;
}

export interface TextLearning {
  /** While the state of the model that suggests is to be kept, what is typed is not learned before it is saved. */
  readonly isHeld: boolean;
  /** Of the texts that this model has learned. */
  readonly fileIndex: FileIndex | undefined;
  /** Resolves when all texts given so far are learned, or the model was replaced. */
  learn(texts: readonly TrainingText[], options: LearnOptions): Promise<void>;
  /** Goes on with what an earlier window has learned; false where something was learned meanwhile. */
  restore(learned: LearnedState, isCalibrated: boolean): Promise<boolean>;
  /** Starts with a new context-mixing model, which gets all texts again. */
  forget(): void;
}

/** Where other programs have removed a larger part of the learned text, everything is learned again. */
const mostLost = 0.01;

/** A context-mixing model and the texts that it has yet to learn. */
interface Learning {
  /** UTF-16 units of the learned lines that other programs have removed since. */
  lostLength: number;
  readonly contextMixing: ContextMixingModel;
  readonly queue: LearnQueue;
  readonly fileIndex: FileIndex;
  readonly progress: LearningProgress;
  /** Undefined: the state was taken, or is not to be kept. */
  held: Held | undefined;
  /** Learns the queue in the background. */
  readonly learnPieces: () => Promise<void>;
  /** Takes the state when all saved files are learned. Then the rest may be learned. */
  readonly takeState: () => Promise<void>;
  /**
   * Records candidates at the ends of some texts. Texts that are added meanwhile are learned at once, and end this. The caller that
   * added them calls it again.
   */
  readonly recordEnds: () => Promise<void>;
}

/** Until the state is taken, nothing but saved files is learned. */
interface Held {
  /** Texts that are not saved as they are, by path. */
  readonly unsaved: Map<string, TrainingText>;
  /** All texts were given, not only the nearest ones. */
  isComplete: boolean;
  /** `LearnOptions.epoch` of the first texts. */
  epoch: string | undefined;
}

export function createTextLearning(options: TextLearningOptions): TextLearning {
  const { models, scheduler, pace, now, onModel, calibrate } = options;
  const { onTextsForgotten, onStaleLines, onReplaced, onProgress, onLearned, onCalibrated } = options;
  /** Whose model learns. */
  let current: Learning | undefined;
  const suggesting = createSuggestingModel<Learning>(now, ({ contextMixing }, before) => {
    onModel(contextMixing);
    if (before) onReplaced?.();
  });

  /** Starts with a new context-mixing model if there is none yet, or to forget what it learned. */
  function learningOf(texts: readonly TrainingText[], options: LearnOptions): Learning {
    const { fromScratch, expectedCharacters, keepEarlierMs } = options;
    if (current && !fromScratch) return current;
    const mayBeKept = !mayHaveLearnedSecret(suggesting.current, texts);
    const given = workspaceSizeOf(texts);
    const workspace = { length: expectedCharacters ?? given.length, isProse: options.isProse ?? given.isProse };
    return startLearning(workspace, mayBeKept ? keepEarlierMs : 0);
  }

  function startLearning(workspace: WorkspaceSize, keepEarlierMs = 0): Learning {
    const contextMixing = models.openContextMixing(workspace.length);
    return begin(contextMixing, { priming: models.primingTexts(workspace) }, { keepEarlierMs });
  }

  /** `saved`: the index of the files that the model has learned already. `keepEarlierMs`: see `LearnOptions`. */
  function begin(
    contextMixing: ContextMixingModel,
    options: Omit<LearnQueueOptions, 'fileIndex'>,
    { saved, keepEarlierMs = 0 }: { readonly saved?: Uint8Array; readonly keepEarlierMs?: number },
  ): Learning {
    const isKept = onLearned !== undefined;
    contextMixing.cursor.isolate(isKept);
    const fileIndex = createFileIndex({ saved, paths: options.files?.map(({ path }) => path) });
    const queue = createLearnQueue(contextMixing, { ...options, fileIndex });
    const rest = (workMs: number): Promise<void> => pace.rest(workMs, () => learning === current);
    const learning: Learning = {
      lostLength: 0,
      contextMixing,
      queue,
      fileIndex,
      progress: createLearningProgress(queue, now, onProgress),
      held: isKept ? { unsaved: new Map(), isComplete: false, epoch: undefined } : undefined,
      learnPieces: shared(() => scheduler.runInBackground(learnQueue(learning), rest)),
      takeState: shared(() => takeState(learning)),
      recordEnds: shared(() => scheduler.runWhenQuiet(recordEnds(learning))),
    };
    current = learning;
    // What waits to learn with the model before gives it up.
    pace.wake();
    suggesting.begin(learning, keepEarlierMs);
    return learning;
  }

  async function takeState(learning: Learning): Promise<void> {
    const { queue } = learning;
    const isDue = (): boolean => learning === current && learning.held?.isComplete === true && !queue.hasPieces;
    while (isDue()) {
      // Nothing new to keep: what is not saved need not wait until the user pauses.
      if (queue.learnedLength === 0 || queue.learnedFiles().length === 0) return release(learning);
      const snapshot = await scheduler.runWhenQuiet(copyOf(learning));
      const { held } = learning;
      if (!snapshot || !held || !isDue()) continue;
      const learned = { files: queue.learnedFiles(), fileIndex: learning.fileIndex.save(), snapshot };
      release(learning);
      onLearned?.(learned, held.epoch);
    }
  }

  /** A copy of everything learned. Undefined: it was disturbed. */
  function* copyOf({ contextMixing, queue }: Learning): Work<ContextMixingModelSnapshot | undefined> {
    contextMixing.cursor.isolate(true);
    const readings = (): number => scheduler.foregroundCount + queue.learnedLength;
    return yield* undisturbed(contextMixing.snapshotInSteps(), readings);
  }

  function* learnQueue(learning: Learning): Work {
    yield* models.loadPretrainedNetwork();
    const { queue, progress } = learning;
    while (learning === current && queue.step()) {
      progress.note();
      yield;
    }
    if (learning !== current) return;
    suggesting.takeOver();
    progress.end();
  }

  function* recordEnds(learning: Learning): Work {
    const readings = (): number => scheduler.foregroundCount;
    while (learning === current && (yield* learning.queue.recordingStep(readings))) yield;
  }

  function learnIn(texts: readonly TrainingText[], options: LearnOptions): Promise<void> {
    const learning = learningOf(texts, options);
    const { queue, held, progress } = learning;
    const isAll = options.expectedCharacters === undefined;
    if (held) hold(held, texts, options.epoch, isAll);
    queue.add(held ? texts.filter(({ saved }) => saved) : texts, isAll);
    progress.begin(options.expectedCharacters);
    return untilLearned(learning);
  }

  /** May take as long as the user types without a pause: keeps no texts. */
  async function untilLearned(learning: Learning): Promise<void> {
    do {
      await learning.learnPieces();
      await learning.takeState();
      if (!learning.queue.hasPieces) await learning.recordEnds();
    } while (learning === current && !learning.queue.isEmpty);
    const recorded = learning === current ? learning.queue.takeRecorded() : undefined;
    if (recorded) onCalibrated?.(await scheduler.runInBackground(calibrate(recorded)));
  }

  function forget(): void {
    if (!current) return;
    const { queue } = current;
    startLearning({ length: queue.totalLength, isProse: isMostlyProse(queue.learnedFiles()) });
    onTextsForgotten?.();
  }

  return {
    get isHeld() {
      return suggesting.current?.held !== undefined;
    },
    get fileIndex() {
      return suggesting.current?.fileIndex;
    },
    learn: async (texts, how) => {
      if (!models.has('contextMixing')) return;
      const learning = how.fromScratch ? undefined : current;
      if (mayHaveLearnedSecret(learning, texts)) return forget();
      if (learning && mayHaveLearnedSecret(suggesting.current, texts)) suggesting.takeOver();
      if (learning && isMuchLost(learning, texts, how.changedOutside)) onStaleLines?.();
      return learnIn(texts, how);
    },
    restore: async (learned, isCalibrated) => {
      await scheduler.runInBackground(models.loadPretrainedNetwork());
      if (current) return false;
      const contextMixing = models.restoreContextMixing(learned);
      begin(contextMixing, { files: learned.files, recording: !isCalibrated }, { saved: learned.fileIndex });
      return true;
    },
    forget,
  };
}

function mayHaveLearnedSecret(learning: Learning | undefined, texts: readonly TrainingText[]): boolean {
  return learning !== undefined && texts.some((text) => learning.queue.mayHaveContainedSecret(text));
}

/** `outside`: paths of the texts that other programs have changed. */
function isMuchLost(learning: Learning, texts: readonly TrainingText[], outside: readonly string[] = []): boolean {
  const { queue } = learning;
  for (const text of texts) if (outside.includes(text.path)) learning.lostLength += queue.lostLength(text);
  return learning.lostLength > mostLost * queue.totalLength;
}

function hold(held: Held, texts: readonly TrainingText[], epoch: string | undefined, isAll: boolean): void {
  held.epoch ??= epoch;
  held.isComplete ||= isAll;
  for (const text of texts) {
    if (text.saved) held.unsaved.delete(text.path);
    else held.unsaved.set(text.path, text);
  }
}

function release(learning: Learning): void {
  const { contextMixing, queue, held } = learning;
  learning.held = undefined;
  contextMixing.cursor.isolate(false);
  queue.add([...(held?.unsaved.values() ?? [])], false);
}

/** While the work runs, a call waits for it and starts no other. */
function shared(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work().finally(() => (running = undefined)));
}
