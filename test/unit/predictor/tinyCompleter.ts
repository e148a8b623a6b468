// A completer with a small context-mixing model whose predictions are easy to follow.
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { createModels, type ModelAssets } from '../../../src/model/createModels.ts';
import type { ContextMixing } from '../../../src/model/contextMixing/contextMixing.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import type { Turns } from '../../../src/model/work.ts';
import type { LearningEvents } from '../../../src/predictor/textLearning.ts';
import type { CompletionRequest } from '../../../src/protocol/predictor.ts';
import { requestAt, turns } from './tinyModel.ts';
import { createTinyContextMixing } from '../model/tinyContextMixing.ts';

/** Two different texts of a workspace. */
export const texts = [
  { path: 'w/a.ts', text: 'const total = first + second;\n'.repeat(3) },
  { path: 'w/b.ts', text: 'größer 中文 😀 done\n'.repeat(3) },
];

/** After `let sum =` with `texts`, no word is very probable. */
export const ambiguousText = { path: 'w/c.ts', text: 'let sum = first;\nlet sum = other;\nlet sum = first;\n' };

interface TinyOptions extends LearningEvents, Partial<Turns>, Pick<ModelAssets, 'pretrainedNetwork'> {
  /** Default: the one that is returned. `characters`: of the texts to learn. */
  readonly open?: (characters: number) => ContextMixing;
}

/** A completer with a tiny context-mixing model. `stepMs`: 1000 ends each slice after one step, 0 never. */
export function createTinyCompleter(stepMs = 0, { open, pretrainedNetwork, ...options }: TinyOptions = {}) {
  const contextMixing = createTinyContextMixing();
  const models = createModels({
    engine: referenceEngine,
    contextMixing: open ?? (() => contextMixing),
    ...(pretrainedNetwork && { pretrainedNetwork }),
  });
  const completer = createCompleter({ models, ...turns(stepMs), ...options });
  const ask = async (before: string, changes: Partial<CompletionRequest> = {}) =>
    (await completer.complete(requestAt(before, { model: 'mixture', maxCharacters: 60, ...changes }), () => false))
      .completion;
  return { completer, contextMixing, ask };
}
