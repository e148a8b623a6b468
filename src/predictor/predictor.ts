// The predictor's interface on top of the completer. One completion request at a time: the newest wins.
import { layersOf } from '../engine/modelShape.ts';
import { savedBits } from '../nextEdit/savedBits.ts';
import type { LoadResult, PredictorApi } from '../protocol/predictor.ts';
import { messageOf } from '../protocol/rpc.ts';
import { createCompleter, type CompleterOptions } from './completer.ts';
import { generateSample, predictNextCharacter } from './dashboardQueries.ts';
import { exportModel, importModel } from './modelExchange.ts';

export function createPredictor(options: CompleterOptions): PredictorApi {
  const completer = createCompleter(options);
  /** Increases with each request and each cancellation. */
  let current = 0;

  return {
    load: async (checkpoint): Promise<LoadResult> => {
      try {
        const { bitsPerChar, shape } = await completer.load(checkpoint);
        const { cell, hiddenSize } = shape;
        return { usable: true, cell, hiddenSize, layers: layersOf(shape), bitsPerChar };
      } catch (error) {
        return { usable: false, reason: messageOf(error) };
      }
    },
    learn: (texts, how) => completer.learn(texts, how),
    complete: async (request) => {
      const startedAt = options.now();
      const own = ++current;
      const { completion, refusal } = await completer.complete(request, () => current !== own);
      return { completion, refusal, elapsedMs: options.now() - startedAt };
    },
    explain: (request) => completer.explain(request),
    savedBits: (lines) => completer.read(({ mixture }) => savedBits(mixture, lines)),
    cancel: () => void current++,
    typedThrough: (request) => completer.typedThrough(request),
    outcome: (outcome) => completer.observeOutcome(outcome),
    predictAtCaret: (request) => completer.query((network) => predictNextCharacter(network, request)),
    sample: (request) => completer.query((network) => generateSample(network, request)),
    importModel: (file) => completer.convert(importModel(file, options.models, options.now)),
    exportModel: (checkpoint, origin) => completer.convert(exportModel(checkpoint, origin)),
  };
}
