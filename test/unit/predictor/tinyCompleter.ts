// A completer with a small context-mixing model whose predictions are easy to follow.
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { createModels } from '../../../src/model/createModels.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import type { CompletionRequest } from '../../../src/protocol/predictor.ts';
import { requestAt, steppingClock } from './tinyModel.ts';
import { createTinyContextMixing } from '../model/tinyContextMixing.ts';

/** Two different texts of a workspace. */
export const texts = [
  { path: 'w/a.ts', text: 'const total = first + second;\n'.repeat(3) },
  { path: 'w/b.ts', text: 'größer 中文 😀 done\n'.repeat(3) },
];

/** After `let sum =` with `texts`, no word is very probable. */
export const ambiguousText = { path: 'w/c.ts', text: 'let sum = first;\nlet sum = other;\nlet sum = first;\n' };

/** A completer with a tiny context-mixing model. `stepMs`: 1000 ends each slice after one step, 0 never. */
export function createTinyCompleter(stepMs = 0) {
  const contextMixing = createTinyContextMixing();
  const completer = createCompleter({
    models: createModels({ engine: referenceEngine, contextMixing: () => contextMixing }),
    now: steppingClock(stepMs),
    yieldToMessages: () => new Promise<void>((resolve) => setImmediate(resolve)),
  });
  const ask = async (before: string, changes: Partial<CompletionRequest> = {}) =>
    (await completer.complete(requestAt(before, { model: 'mixture', maxCharacters: 60, ...changes }), () => false))
      .completion;
  return { completer, contextMixing, ask };
}
