// Explains a suggestion: the probability of each word, other words that are likely there, and how probable the word is without a
// component and for some components alone. Generators: they yield often, so that the caller can pause or stop them.
import { combineLoaded, type LoadedModels } from '../model/createModels.ts';
import type { LanguageModel } from '../model/languageModel.ts';
import { probabilitiesOf } from '../model/textProbability.ts';
import type { ExplainedWord, ExplanationRequest } from '../protocol/predictor.ts';
import { createWordSearch } from './search.ts';
import { createLookAhead } from './lookAhead.ts';
import { caretOf, prefillRequest } from './suggest.ts';
import { createStopRule } from './fit/stopRule.ts';
import { wordsOf } from './fit/words.ts';

type Work<Result> = Generator<void, Result>;

const maxWords = 12;
const maxAlternatives = 4;
/** Less probable words are not listed. */
const leastProbability = 0.01;

/** The words of `request.text`, which follows the caret. Learns nothing but what stands before the caret. */
export function* explainSuggestion(models: LoadedModels, request: ExplanationRequest): Work<readonly ExplainedWord[]> {
  const used = modelsOf(models, request);
  if (!used) return [];
  yield* prefillRequest(used, request);
  const words = wordsOf(request.text).slice(0, maxWords);
  const probabilities = probabilitiesOf(used, words);
  yield;
  const model = request.model === 'mixture' ? used.mixture : used.workspaceNetwork!.model;
  const state = model.save();
  const explained: ExplainedWord[] = [];
  try {
    let before = '';
    for (const [index, text] of words.entries()) {
      const alternatives = yield* alternativesOf(model, request, before, text);
      explained.push({ text, ...probabilities[index]!, alternatives });
      before += text;
      model.read(text);
    }
    return explained;
  } finally {
    model.restore(state);
  }
}

/** With the setting `network`, the workspace network makes the suggestions alone. */
function modelsOf(models: LoadedModels, { model }: ExplanationRequest): LoadedModels | undefined {
  if (model === 'mixture') return models;
  const { workspaceNetwork } = models;
  return combineLoaded(workspaceNetwork, undefined);
}

/** Other words at the place after `before`, the most probable first. */
function* alternativesOf<State>(
  model: LanguageModel<State>,
  request: ExplanationRequest,
  before: string,
  word: string,
): Work<ExplainedWord['alternatives']> {
  const caret = caretOf(request);
  const stop = createStopRule({ ...caret, before: caret.before + before }, request);
  const lookAhead = createLookAhead(model);
  const found: { text: string; probability: number }[] = [];
  try {
    const search = createWordSearch(lookAhead, stop, leastProbability);
    while (found.length < maxAlternatives) {
      const next = yield* search.next(leastProbability);
      if (!next) break;
      if (next.text !== word) found.push({ text: next.text, probability: next.probability });
    }
  } finally {
    lookAhead.rewind();
  }
  return found;
}
