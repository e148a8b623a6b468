// Requests in, completions out. It works in short slices and lets messages in between them, so that a newer request can cancel
// this one between two characters. It knows neither thread nor editor.
import { LRUCache } from 'lru-cache';
import { calibrated } from '../completion/calibration.ts';
import { mayStandAt } from '../completion/caret.ts';
import { defaultThresholds } from '../completion/eagerness.ts';
import { createRejections, type Rejections } from '../completion/rejections.ts';
import type { Engine } from '../engine/engine.ts';
import type { Completion, CompletionRequest } from '../protocol/predictor.ts';
import { answer, prepare } from './answer.ts';
import type { Counting } from './countsCursor.ts';
import { createLearning, type Learning, type LearntText } from './learning.ts';
import { modelOf, openCounts, openNetwork, type Counts, type Model, type Network } from './model.ts';

export interface Surroundings {
  readonly engine: Engine;
  /** An empty counting model; without it the network speaks alone. */
  readonly counting?: () => Counting;
  /** Milliseconds, from anywhere. */
  readonly now: () => number;
  /** Resolves once waiting messages have been handled. */
  readonly breathe: () => Promise<void>;
}

export interface Completer {
  /** @throws Error when the bytes are no usable checkpoint; what was loaded before stays. */
  load(checkpoint: Uint8Array, version: number): { readonly bitsPerChar: number | undefined };
  /** Resolves when all texts that were ever given have been counted, or forgotten. */
  learn(texts: readonly LearntText[]): Promise<void>;
  forget(): void;
  /** Undefined when there is nothing to say, or it was cancelled. */
  complete(request: CompletionRequest, isCancelled: () => boolean): Promise<Completion | undefined>;
  /** Other work for the network, which makes way for any completion: then, and without a network, the answer is undefined. */
  aside<Result>(work: (network: Network) => Generator<void, Result>): Promise<Result | undefined>;
}

const sliceMs = 3;
const documentsRemembered = 32;

export function createCompleter({ engine, counting, now, breathe }: Surroundings): Completer {
  let network: Network | undefined;
  let counts: Counts | undefined;
  let model: Model | undefined;
  let learning: Learning | undefined;
  let counted: Promise<void> | undefined;
  /** Work under way that stands somewhere in a text; of those only the newest is still wanted. */
  let underWay = 0;
  let newest = 0;
  let last: CompletionRequest | undefined;
  /** What "balanced" means here. */
  let thresholds = defaultThresholds;
  const rejections = new LRUCache<string, Rejections>({ max: documentsRemembered });

  /**
   * Runs work in slices. Undefined if it is not wanted any more, because it was cancelled, newer work came, or the model is
   * another: then it is left where it is.
   */
  async function run<Result>(work: Generator<void, Result>, isCancelled = () => false): Promise<Result | undefined> {
    const turn = ++newest;
    const current = model;
    underWay++;
    try {
      for (let sliceEnd = now() + sliceMs; ;) {
        const { done, value } = work.next();
        if (done) return value;
        if (now() < sliceEnd) continue;
        await breathe();
        if (isCancelled() || turn !== newest || current !== model) return undefined;
        sliceEnd = now() + sliceMs;
      }
    } finally {
      underWay--;
    }
  }

  /** What the newest request did not wait for, and new weights have not read yet. If it fails, so will the next request: it tells. */
  function readAhead(): void {
    if (last && model) run(prepare(model, last)).catch(() => undefined);
  }

  /** Counts what there is to count, whenever nobody waits for an answer. */
  async function countAll(own: Learning): Promise<void> {
    for (let more = true; more && own === learning; await breathe()) {
      if (underWay === 0) more = own.step();
    }
  }

  function rejectionsIn(document: string): Rejections {
    const known = rejections.get(document) ?? createRejections();
    rejections.set(document, known);
    return known;
  }

  return {
    aside: async (work) => (network && underWay === 0 ? run(work(network)) : undefined),

    load: (bytes, version) => {
      network = openNetwork(engine, bytes, version, network);
      model = modelOf(network, counts);
      readAhead();
      return { bitsPerChar: network.bitsPerChar };
    },

    learn: async (texts) => {
      if (!counting) return;
      if (!counts || !learning) {
        counts = openCounts(counting());
        learning = createLearning(counts);
        model = modelOf(network, counts);
      }
      learning.add(texts);
      const own = learning;
      await (counted ??= countAll(own).finally(() => (counted = undefined)));
      if (own === learning && own.measured) thresholds = calibrated(own.measured, defaultThresholds);
    },

    forget: () => {
      network?.living.dispose();
      model = network = counts = learning = counted = last = undefined;
      thresholds = defaultThresholds;
      rejections.clear();
    },

    complete: async (request, isCancelled) => {
      if (!model || !mayStandAt(request)) return undefined;
      last = request;
      const completion = await run(
        answer(model, request, { rejections: rejectionsIn(request.document), thresholds }),
        isCancelled,
      );
      if (last === request) readAhead();
      return completion;
    },
  };
}
