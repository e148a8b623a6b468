// From a request to a suggestion: prefill the prompt, decode with the suggestion policy, fit the text to the caret. Generators:
// they yield often, so that the caller can pause or stop them.
import type { LoadedModels } from '../model/createModels.ts';
import type { LanguageModel } from '../model/languageModel.ts';
import type { Completion, CompletionRequest } from '../protocol/predictor.ts';
import { decodeBest, type DecodeOptions } from './decide/decode.ts';
import { prefill, prefillNetwork, withoutLaggingNetwork } from './read.ts';
import { sampleContinuation } from './sample.ts';
import { anyWordGate, gateSettingsAt } from './decide/threshold.ts';
import type { Candidate, GateSettings } from './decide/confidenceGate.ts';
import { fittedWords, isWorthReading } from './decide/worth.ts';
import { placeOf } from './decide/place.ts';
import type { SuggestionFeedback } from './feedback.ts';
import type { Caret } from './fit/caret.ts';
import { characterBoundary } from '../model/characterBoundary.ts';
import { fitSuggestion } from './fit/fit.ts';
import { promptOf } from './request.ts';
import { createStopRule } from './fit/stopRule.ts';
import { firstWordOf } from './fit/words.ts';

type Work<Result> = Generator<void, Result>;

interface Suggestion {
  readonly text: string;
  readonly probability: number;
}

/** The feedback that suggestions depend on. */
export type SuggestionPolicy = Pick<SuggestionFeedback, 'thresholdsAt' | 'penaltiesAt' | 'proposedAt'>;

/** UTF-16 units read between two yields. */
const stride = 16;

/** UTF-16 units before the caret that the models read. */
export const promptLength = 2000;

/** One suggestion, or undefined if none is confident enough or fits the caret. Alternatives only if the request asks for them. */
export function* suggest(
  models: LoadedModels,
  request: CompletionRequest,
  feedback: SuggestionPolicy,
): Work<Completion | undefined> {
  const { selected = '' } = request;
  const [best, ...others] =
    request.model === 'mixture'
      ? yield* suggestFromMixture(models, request, feedback)
      : yield* suggestFromNetwork(models, request);
  if (!best) return undefined;
  return {
    text: selected + best.text,
    probability: best.probability,
    ...(others.length > 0 && { alternatives: others.map(({ text }) => selected + text) }),
  };
}

/** Reads the prompt of the request. Also used to read ahead, so that the next request finds its prompt already read. */
export function* prefillRequest(models: LoadedModels, request: CompletionRequest): Work<void> {
  const { document, model, mayLearn = true } = request;
  const prompt = promptOf(request.before, promptLength);
  if (model === 'mixture') yield* prefill(models, document, prompt, mayLearn);
  else if (models.workspaceNetwork) yield* prefillNetwork(models.workspaceNetwork, document, prompt);
}

/** Uses the mixture. A network with much unread text is left out; it reads the prompt after the answer. */
function* suggestFromMixture(
  all: LoadedModels,
  request: CompletionRequest,
  feedback: SuggestionPolicy,
): Work<Suggestion[]> {
  const models = withoutLaggingNetwork(all, request.document, promptOf(request.before, promptLength));
  yield* prefillRequest(models, request);
  const { mixture } = models;
  const decode = () =>
    request.alternatives ? decodeAlternatives(mixture, request) : decodeOne(mixture, request, feedback);
  return yield* decodeAfter(mixture, request.selected ?? '', decode);
}

/** The workspace network alone, sampled without a confidence threshold. */
function* suggestFromNetwork(models: LoadedModels, request: CompletionRequest): Work<Suggestion[]> {
  const { workspaceNetwork } = models;
  if (!workspaceNetwork) return [];
  const caret = caretOf(request);
  yield* prefillRequest(models, request);
  workspaceNetwork.model.read(request.selected ?? '');
  const sampled = yield* sampleContinuation(workspaceNetwork, request.sampling, createStopRule(caret, request));
  const text = fitSuggestion(sampled.text, caret, request);
  return text === undefined ? [] : [{ text, probability: Math.exp(sampled.logProbabilities[text.length - 1]!) }];
}

/** The best suggestion above the confidence threshold, after penalties for rejected words. */
function* decodeOne<State>(
  model: LanguageModel<State>,
  request: CompletionRequest,
  feedback: SuggestionPolicy,
): Work<Suggestion[]> {
  const caret = caretOf(request);
  const place = placeOf(caret, (request.replaced ?? '').trim() !== '');
  const options: DecodeOptions = {
    gate: atLeast(
      request.leastFirstWord,
      gateSettingsAt(caret, request.confidence ?? 'balanced', feedback.thresholdsAt(place, request.document)),
    ),
    stop: createStopRule(caret, request),
    penalties: feedback.penaltiesAt(request.document, caret),
    proposed: feedback.proposedAt(request),
  };
  const candidate = yield* decodeBest(model, options);
  if (!candidate) return [];
  const text = fitSuggestion(candidate.text, caret, request);
  if (text === undefined || !isWorthReading(fittedWords(candidate.words, text.length), request.user)) return [];
  return [{ text, probability: probabilityOf(candidate.words, text) }];
}

/** `firstWordMinimum` holds for words of any length. */
function atLeast(leastFirstWord: number | undefined, gate: GateSettings): GateSettings {
  return { ...gate, firstWordMinimum: Math.max(gate.firstWordMinimum ?? 0, leastFirstWord ?? 0) };
}

/**
 * Suggestions with different first words and without a confidence threshold: the visible one, then others by decreasing
 * probability.
 */
function* decodeAlternatives<State>(model: LanguageModel<State>, request: CompletionRequest): Work<Suggestion[]> {
  const caret = caretOf(request);
  const count = (request.alternatives ?? 0) + 1;
  const found: Suggestion[] = [];
  for (const first of model.predict(2 * count)) {
    const candidate = yield* decodeBest(model, { gate: anyWordGate, stop: createStopRule(caret, request), first });
    const text = candidate && fitSuggestion(candidate.text, caret, request);
    if (text === undefined || found.some((other) => hasSameFirstWord(other.text, text))) continue;
    found.push({ text, probability: probabilityOf(candidate!.words, text) });
  }
  found.sort((a, b) => b.probability - a.probability);
  const visible = visibleSuggestionOf(request, caret);
  return (visible === undefined ? found : withFirst(visible, found)).slice(0, count);
}

/** Decodes as if `text`, the selected item of the editor's suggestion list, were already typed. */
function* decodeAfter<State, Result>(
  model: LanguageModel<State>,
  text: string,
  decode: () => Work<Result>,
): Work<Result> {
  if (text === '') return yield* decode();
  const state = model.save();
  try {
    for (let at = 0; at < text.length;) {
      const end = characterBoundary(text, at + stride);
      model.read(text.slice(at, end));
      at = end;
      yield;
    }
    return yield* decode();
  } finally {
    model.restore(state);
  }
}

/** The caret after the selected item of the editor's suggestion list. */
export function caretOf({ before, after, selected = '', typedLength = 0 }: CompletionRequest): Caret {
  return { before: before + selected, after, typed: typedLength + selected.length };
}

function visibleSuggestionOf(request: CompletionRequest, caret: Caret): string | undefined {
  return request.remaining === undefined ? undefined : fitSuggestion(request.remaining, caret, request);
}

function withFirst(text: string, suggestions: readonly Suggestion[]): Suggestion[] {
  const same = suggestions.find((other) => hasSameFirstWord(other.text, text));
  const others = suggestions.filter((other) => !hasSameFirstWord(other.text, text));
  return [{ text, probability: same?.probability ?? 0 }, ...others];
}

function hasSameFirstWord(one: string, other: string): boolean {
  return firstWordOf(one).trim() === firstWordOf(other).trim();
}

/** The probability of the first `length` units of a candidate. */
function probabilityOf(words: Candidate['words'], { length }: string): number {
  return (words.find(({ end }) => end >= length) ?? words.at(-1)!).probability;
}
