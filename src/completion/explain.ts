// Explains a suggestion: the probability of each word, other words that are likely there, how probable the word is without a component
// and for some components alone, and why typing does not show it. Generators: they yield often, so that the caller can pause or stop them.
import { classOf, continuesWord, endProbability } from '../model/characterClass.ts';
import { combineLoaded, type LoadedModels } from '../model/createModels.ts';
import type { LanguageModel } from '../model/languageModel.ts';
import { probabilitiesOf } from '../model/textProbability.ts';
import type { ExplainedSuggestion, ExplainedWord, ExplanationRequest } from '../protocol/predictor.ts';
import type { Work } from '../model/work.ts';
import { decideWith } from './candidates.ts';
import { placeRefusal } from './decide/decide.ts';
import { createWordChoice } from './decide/firstWord.ts';
import type { Refusal, Situation } from './decide/gates.ts';
import { endOfOwnText } from './decide/randomWords.ts';
import { createStopRule } from './fit/stopRule.ts';
import { lastClassOf, wordsOf } from './fit/words.ts';
import { readPrompt } from './read.ts';
import { createLookAhead, createWordSearch } from './search.ts';
import { judgedBy, situationOf, type SuggestionPolicy } from './suggest.ts';

const maxWords = 12;
const maxAlternatives = 4;
/** Less probable words are not listed. */
const leastProbability = 0.01;

/**
 * The words of `request.text`, which follows the caret, and the gate that refuses a suggestion there while the user types. Learns
 * nothing but what stands before the caret.
 */
export function* explainSuggestion(
  models: LoadedModels,
  request: ExplanationRequest,
  policy: SuggestionPolicy,
): Work<ExplainedSuggestion> {
  const used = modelsOf(models, request);
  if (!used) return { words: [] };
  yield* readPrompt(used, request);
  const situation = judgedBy(used.mixture, situationOf(request, policy));
  const refusal = request.model === 'mixture' ? yield* refusalAt(used.mixture, situation) : undefined;
  return { words: yield* explainWords(used, request, situation), ...(refusal && { refusal }) };
}

function* explainWords(
  models: LoadedModels,
  request: ExplanationRequest,
  situation: Situation,
): Work<readonly ExplainedWord[]> {
  const words = wordsOf(request.text).slice(0, maxWords);
  const probabilities = probabilitiesOf(models, words);
  yield;
  const model = models.mixture;
  const state = model.save();
  const explained: ExplainedWord[] = [];
  try {
    let before = '';
    for (const [index, text] of words.entries()) {
      const alternatives = yield* alternativesOf(model, situation, before, text);
      explained.push({ text, ...probabilities[index]!, alternatives });
      before += text;
      model.read(text);
    }
    return explained;
  } finally {
    model.restore(state);
  }
}

/** Names the most probable word, also where it is far from its threshold. */
function* refusalAt<State>(model: LanguageModel<State>, situation: Situation): Work<Refusal | undefined> {
  const place = placeRefusal(situation);
  if (place) return place;
  const { refusal } = yield* decideWith(model, situation);
  if (!refusal || refusal.text !== undefined) return refusal;
  const lookAhead = createLookAhead(model);
  try {
    const choice = createWordChoice(situation);
    const search = createWordSearch(lookAhead, createStopRule(situation.caret, situation.limits), leastProbability);
    const word = yield* search.next(leastProbability);
    if (!word) return { ...refusal, probability: leastProbability };
    choice.add(word);
    return choice.refusal();
  } finally {
    lookAhead.rewind();
  }
}

/** With the setting `network`, the workspace network makes the suggestions alone. */
function modelsOf(models: LoadedModels, { model }: ExplanationRequest): LoadedModels | undefined {
  return model === 'mixture' ? models : combineLoaded(models.workspaceNetwork, undefined);
}

/** Other words after the words `before`, given that the last of them ends, the most probable first. */
function* alternativesOf<State>(
  model: LanguageModel<State>,
  situation: Situation,
  before: string,
  word: string,
): Work<ExplainedWord['alternatives']> {
  const caret = { ...situation.caret, before: situation.caret.before + before };
  const stop = createStopRule(caret, situation.limits);
  const lookAhead = createLookAhead(model);
  const found: { text: string; probability: number }[] = [];
  const inside = lastClassOf(before);
  // What continues the word before, instead of ending it, is no other word.
  const isWord = (text: string): boolean =>
    inside === 'blank' || !continuesWord(inside, classOf(String.fromCodePoint(text.codePointAt(0)!)));
  try {
    const [next] = lookAhead.predict('', 2);
    const ended = inside === 'blank' ? 1 : endProbability(inside, next?.classes);
    // An alternative is as probable as it says given that the word before has ended; a search for the least probable ends would be long.
    const floor = leastProbability * Math.max(0.1, ended);
    const search = createWordSearch(lookAhead, stop, floor);
    while (found.length < maxAlternatives) {
      const other = yield* search.next(floor);
      if (!other) break;
      const { text, probability } = other;
      const isOwn = endOfOwnText(text, { ...situation, caret }) === text.length;
      if (isOwn && text !== word && isWord(text)) found.push({ text, probability: Math.min(1, probability / ended) });
    }
  } finally {
    lookAhead.rewind();
  }
  return found;
}
