// Requests in, completions out. It works in short slices and lets messages in between them, so that a newer request can cancel
// this one between two characters. It knows neither thread nor editor.
import { LRUCache } from 'lru-cache';
import { mayStandAt } from '../completion/caret.ts';
import { createRejections, type Rejections } from '../completion/rejections.ts';
import type { Engine } from '../engine/engine.ts';
import type { Completion, CompletionRequest } from '../protocol/predictor.ts';
import { answer } from './answer.ts';
import { openModel, type Model } from './model.ts';

export interface Surroundings {
  readonly engine: Engine;
  /** Milliseconds, from anywhere. */
  readonly now: () => number;
  /** Resolves once waiting messages have been handled. */
  readonly breathe: () => Promise<void>;
}

export interface Completer {
  /** @throws Error when the bytes are no usable checkpoint; what was loaded before stays. */
  load(checkpoint: Uint8Array, version: number): { readonly bitsPerChar: number | undefined };
  forget(): void;
  /** Undefined when there is nothing to say, or it was cancelled. */
  complete(request: CompletionRequest, isCancelled: () => boolean): Promise<Completion | undefined>;
}

const sliceMs = 3;
const documentsRemembered = 32;

export function createCompleter({ engine, now, breathe }: Surroundings): Completer {
  let model: Model | undefined;
  const rejections = new LRUCache<string, Rejections>({ max: documentsRemembered });

  /** Runs work in slices. Undefined if it is not wanted any more: then it is left where it is, as another may be under way. */
  async function run<Result>(work: Generator<void, Result>, isWanted: () => boolean): Promise<Result | undefined> {
    let sliceEnd = now() + sliceMs;
    for (;;) {
      const { done, value } = work.next();
      if (done) return value;
      if (now() < sliceEnd) continue;
      await breathe();
      if (!isWanted()) return undefined;
      sliceEnd = now() + sliceMs;
    }
  }

  function rejectionsIn(document: string): Rejections {
    const known = rejections.get(document) ?? createRejections();
    rejections.set(document, known);
    return known;
  }

  return {
    load: (bytes, version) => {
      const loaded = openModel(engine, bytes, version);
      model?.network.dispose();
      model = loaded;
      return { bitsPerChar: loaded.bitsPerChar };
    },

    forget: () => {
      model?.network.dispose();
      model = undefined;
      rejections.clear();
    },

    complete: async (request, isCancelled) => {
      const current = model;
      if (!current || !mayStandAt(request)) return undefined;
      const work = answer(current, request, rejectionsIn(request.document));
      return run(work, () => !isCancelled() && current === model);
    },
  };
}
