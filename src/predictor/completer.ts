// Requests in, completions out. It works in short slices and lets messages in between them, so that a newer request can cancel
// this one between two characters. It knows neither thread nor editor.
import { maySuggestAt } from '../completion/text/caret.ts';
import type { Completion, CompletionRequest } from '../protocol/predictor.ts';
import { totalLength } from '../model/trainingText.ts';
import { suggest, prefillRequest } from '../completion/suggest.ts';
import { createSuggestionFeedback } from '../completion/policy/suggestionFeedback.ts';
import { createLearnQueue, type LearnQueue } from './learnQueue.ts';
import type { TrainingText } from '../model/trainingText.ts';
import {
  combineLoaded,
  type ContextMixingModel,
  type LoadedModels,
  type Models,
  type WorkspaceNetwork,
} from '../model/createModels.ts';
import { runInSlices } from './runInSlices.ts';

export interface CompleterOptions {
  readonly models: Models;
  /** Milliseconds, from anywhere. */
  readonly now: () => number;
  /** Resolves once waiting messages have been handled. */
  readonly breathe: () => Promise<void>;
}

export interface Completer {
  /** In the order given. Rejects when the bytes are no usable checkpoint; what was loaded before stays. */
  load(checkpoint: Uint8Array): Promise<{ readonly bitsPerChar: number | undefined }>;
  /**
   * Resolves when all texts that were ever given have been counted, or forgotten. `anew` forgets those given before;
   * `expectedCharacters`: these are the nearest of so many, and all will be given.
   */
  learn(texts: readonly TrainingText[], how?: { anew?: boolean; expectedCharacters?: number }): Promise<void>;
  forget(): void;
  /** Undefined when there is nothing to say, or it was cancelled. */
  complete(request: CompletionRequest, isCancelled: () => boolean): Promise<Completion | undefined>;
  /** The ghost text that stands there was typed on, and nothing is asked: hears of it, and reads ahead. */
  typedThrough(request: CompletionRequest): void;
  /** Other work for the network, which makes way for any completion: then, and without a network, the answer is undefined. */
  query<Result>(work: (network: WorkspaceNetwork) => Generator<void, Result>): Promise<Result | undefined>;
}

/** Of what somebody waits for, and of what nobody waits for but somebody may have to wait behind. */
const sliceMs = { answer: 3, between: 1 };

export function createCompleter(surroundings: CompleterOptions): Completer {
  const { models, now, breathe } = surroundings;
  let network: WorkspaceNetwork | undefined;
  let counts: ContextMixingModel | undefined;
  let model: LoadedModels | undefined;
  let learning: LearnQueue | undefined;
  let counted: Promise<void> | undefined;
  let loaded: Promise<unknown> = Promise.resolve();
  /** How often all was forgotten. */
  let forgotten = 0;
  /** Work under way that stands somewhere in a text; of those only the newest is still wanted. */
  let underWay = 0;
  let newest = 0;
  let last: CompletionRequest | undefined;
  let experience = createSuggestionFeedback(now);

  /** Undefined if it is not wanted any more, because it was cancelled, newer work came, or the model is another. */
  async function run<Result>(work: Generator<void, Result>, isCancelled = () => false): Promise<Result | undefined> {
    const turn = ++newest;
    const current = model;
    const isWanted = (): boolean => !isCancelled() && turn === newest && current === model;
    // The one before stands in the middle of a guess: it goes back first, in a breath, since it is not wanted any more.
    while (underWay > 0) {
      await breathe();
      if (!isWanted()) return undefined;
    }
    underWay++;
    try {
      return await runInSlices(work, sliceMs.answer, now, async () => {
        await breathe();
        return isWanted();
      });
    } finally {
      underWay--;
    }
  }

  /** Runs work whenever nobody waits for an answer. */
  async function between<Result>(work: Generator<void, Result>): Promise<Result | undefined> {
    while (underWay > 0) await breathe();
    return runInSlices(work, sliceMs.between, now, async () => {
      do await breathe();
      while (underWay > 0);
      return true;
    });
  }

  /**
   * What the newest request did not wait for, and new weights have not read yet; once the answer is on its way. If it fails, so
   * will the next request: it tells.
   */
  async function readAhead(): Promise<void> {
    const wanted = last;
    await breathe();
    if (wanted && wanted === last && model && underWay === 0)
      await run(prefillRequest(model, wanted)).catch(() => undefined);
  }

  function* load(bytes: Uint8Array, life: number): Generator<void, Pick<WorkspaceNetwork, 'bitsPerChar'>> {
    const opened = yield* models.openWorkspaceNetwork(bytes, () => network);
    if (life === forgotten) {
      network = opened;
      model = combineLoaded(network, counts);
      void readAhead();
    } else opened.adaptive.dispose();
    return opened;
  }

  function* countAll(own: LearnQueue): Generator<void, void> {
    yield* models.loadPretrainedNetwork();
    while (own === learning && own.step()) yield;
  }

  return {
    query: async (work) => {
      if (!network) await loaded.catch(() => undefined);
      return network && underWay === 0 ? run(work(network)) : undefined;
    },

    load: async (bytes) => {
      const work = load(bytes, forgotten);
      const opened = loaded.catch(() => undefined).then(() => between(work));
      loaded = opened;
      return (await opened)!;
    },

    learn: async (texts, { anew = false, expectedCharacters } = {}) => {
      if (!models.has('contextMixing')) return;
      if (!counts || !learning || anew) {
        counted = undefined;
        const characters = expectedCharacters ?? totalLength(texts);
        counts = models.openContextMixing(characters);
        learning = createLearnQueue(counts, models.primingTexts(characters));
        model = combineLoaded(network, counts);
      }
      learning.add(texts, expectedCharacters === undefined);
      const own = learning;
      const work = (counted ??= between(countAll(own)));
      await work.finally(() => {
        if (counted === work) counted = undefined;
      });
      if (own === learning && own.recorded) await between(experience.calibrate(own.recorded));
    },

    forget: () => {
      forgotten++;
      network?.adaptive.dispose();
      model = network = counts = learning = counted = last = undefined;
      experience = createSuggestionFeedback(now);
    },

    typedThrough: (request) => {
      experience.observeRequest(request);
      experience.recordAnswer(request, request.remaining);
      last = request;
      void readAhead();
    },

    complete: async (request, isCancelled) => {
      experience.observeRequest(request);
      if (!maySuggestAt(request)) {
        experience.recordAnswer(request, undefined);
        return undefined;
      }
      last = request;
      if (!model) await loaded.catch(() => undefined);
      let completion: Completion | undefined;
      // Once more if meanwhile there are other weights.
      for (let asked: LoadedModels | undefined; model && asked !== model && last === request && !isCancelled();) {
        asked = model;
        completion = await run(suggest(asked, request, experience), isCancelled);
      }
      if (last !== request) return completion;
      experience.recordAnswer(request, completion?.text);
      void readAhead();
      return completion;
    },
  };
}
