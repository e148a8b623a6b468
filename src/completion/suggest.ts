// A request's way to a suggestion: read the prompt, search words, decide, fit the text to the caret, answer. Generators: they yield
// often, so that the caller can pause or stop them.
import type { LoadedModels, WorkspaceNetwork } from '../model/createModels.ts';
import { unfamiliarProbability, type LanguageModel, type MeasuringModel } from '../model/languageModel.ts';
import type { Work } from '../model/work.ts';
import { decideWith } from './candidates.ts';
import { placeOf } from './decide/adaptiveThresholds.ts';
import { openWordAt, probabilityOf } from './decide/candidate.ts';
import { addedBitsAt } from './decide/join.ts';
import { placeRefusal } from './decide/decide.ts';
import { leastDelayMs } from './decide/pace.ts';
import type { Refusal, Situation } from './decide/gates.ts';
import { endOfOwnText } from './decide/randomWords.ts';
import { unfamiliarAt } from './decide/newKind.ts';
import { noPenalties } from './decide/rejectedWords.ts';
import { acceptsPartsIn, anyWord, gateSettingsAt } from './decide/threshold.ts';
import type { FileIndex } from './decide/fileIndex.ts';
import { isOfOtherFile } from './decide/wordFiles.ts';
import type { SuggestionFeedback } from './feedback.ts';
import { fitSuggestion } from './fit/fit.ts';
import { createStopRule } from './fit/stopRule.ts';
import { firstWordOf } from './fit/words.ts';
import { readAsTyped, readPrompt, withoutLaggingNetwork } from './read.ts';
import { caretOf, type Completion, type CompletionRequest } from './request.ts';
import { sampleContinuation } from './sampleContinuation.ts';

/** The suggestion, or why there is none. */
export interface Answer {
  readonly completion?: Completion;
  readonly refusal?: Refusal;
}

/** The feedback that suggestions depend on, and what was learned from which file. */
export interface SuggestionPolicy extends Pick<SuggestionFeedback, 'thresholdsAt' | 'penaltiesAt' | 'proposedAt'> {
  /** Undefined: nothing is known. */
  readonly fileIndex: Pick<FileIndex, 'isOfOneOtherFile' | 'pathOf' | 'rightAfter' | 'hasKind'> | undefined;
}

export function* suggest(all: LoadedModels, request: CompletionRequest, policy: SuggestionPolicy): Work<Answer> {
  const situation = situationOf(request, policy);
  const refusal = placeRefusal(situation);
  if (refusal) return { refusal };
  // A network with much unread text is left out; it reads the prompt after the answer.
  const models = withoutLaggingNetwork(all, request);
  const model = yield* readPrompt(models, request);
  if (!model) return {};
  const { workspaceNetwork } = models;
  return yield* readAsTyped(model, request.selected ?? '', () => {
    if (request.model === 'network') return sampleAnswer(workspaceNetwork!, request, situation);
    if (request.alternatives) return answerWithAlternatives(model, request, situation);
    return answer(model, request, judgedBy(model, situation));
  });
}

/** Where and for whom the request asks. */
export function situationOf(request: CompletionRequest, policy: SuggestionPolicy): Situation {
  const { document, confidence = 'balanced', replaced = '', suggestWidget, never, user, selected } = request;
  const { fileIndex } = policy;
  const caret = caretOf(request);
  const thresholds = policy.thresholdsAt(placeOf(caret, replaced.trim() !== ''), document);
  return {
    caret,
    limits: request,
    suggestWidget,
    never,
    user,
    required: gateSettingsAt(caret, confidence, thresholds, acceptsPartsIn(document, user)),
    penalties: policy.penaltiesAt(document, caret),
    proposed: policy.proposedAt(request) ?? openWordAt(caret),
    isOfOtherFile: fileIndex && isOfOtherFile(fileIndex, request),
    pathOf: fileIndex && ((imported) => fileIndex.pathOf(imported, document, selected)),
    rightInKind: fileIndex?.rightAfter(caret.before, document),
    isKnownKind: fileIndex?.hasKind(document),
  };
}

/** With what the model that has read the text before the caret tells of the place. */
export function judgedBy(model: MeasuringModel, situation: Situation): Situation {
  const { caret, isKnownKind } = situation;
  const unfamiliar = unfamiliarAt(unfamiliarProbability(model), caret.before, isKnownKind);
  return { ...situation, unfamiliar, addedBits: addedBitsAt(model, caret) };
}

function* answer<State>(model: LanguageModel<State>, request: CompletionRequest, situation: Situation): Work<Answer> {
  const { shown, refusal } = yield* decideWith(model, situation);
  if (!shown) return refusal ? { refusal } : {};
  const { text, words } = shown;
  const delayMs = leastDelayMs(words[0]!.probability, situation.caret.before);
  return { completion: { ...completionOf(request, [{ text, probability: probabilityOf(shown) }]), delayMs } };
}

/**
 * Requested by the user: suggestions with different first words, whatever their probability. First the visible one, then others by
 * decreasing probability.
 */
function* answerWithAlternatives<State>(
  model: LanguageModel<State>,
  request: CompletionRequest,
  { caret, limits, never, isOfOtherFile, pathOf }: Situation,
): Work<Answer> {
  const situation = { caret, limits, never, required: anyWord, penalties: noPenalties, isOfOtherFile, pathOf };
  const count = (request.alternatives ?? 0) + 1;
  const found: Completion[] = [];
  /** Of the most probable character. */
  let refusal: Refusal | undefined;
  for (const first of model.predict(2 * count)) {
    const { shown, refusal: refused } = yield* decideWith(model, situation, first);
    refusal ??= refused;
    if (!shown || found.some(({ text }) => hasSameFirstWord(text, shown.text))) continue;
    found.push({ text: shown.text, probability: probabilityOf(shown) });
  }
  found.sort((a, b) => b.probability - a.probability);
  const visible = request.remaining === undefined ? undefined : fitSuggestion(request.remaining, caret, request);
  const all = visible === undefined ? found : withFirst(visible, found);
  if (all.length === 0) return refusal ? { refusal } : {};
  return { completion: completionOf(request, all.slice(0, count)) };
}

/**
 * The workspace network alone, sampled: no gate but the fit to the caret, and the words of other files. Where nothing is left of the
 * sample, a user who requested a suggestion gets the most probable one.
 */
function* sampleAnswer(network: WorkspaceNetwork, request: CompletionRequest, situation: Situation): Work<Answer> {
  const { caret } = situation;
  const state = request.alternatives ? network.model.save() : undefined;
  const sampled = yield* sampleContinuation(network, request.sampling, createStopRule(caret, request));
  const end = endOfOwnText(sampled.text, situation);
  const text = fitSuggestion(sampled.text.slice(0, end), caret, request);
  if (text === undefined && state) {
    network.model.restore(state);
    return yield* answerWithAlternatives(network.model, request, situation);
  }
  if (text === undefined)
    return { refusal: { gate: end < sampled.text.length ? 'otherFile' : 'fit', text: sampled.text } };
  const probability = Math.exp(sampled.logProbabilities[text.length - 1]!);
  return { completion: completionOf(request, [{ text, probability }]) };
}

function completionOf({ selected = '' }: CompletionRequest, [best, ...others]: readonly Completion[]): Completion {
  const { text, probability } = best!;
  return {
    text: selected + text,
    probability,
    ...(others.length > 0 && { alternatives: others.map((other) => selected + other.text) }),
  };
}

function withFirst(text: string, suggestions: readonly Completion[]): Completion[] {
  const same = suggestions.find((other) => hasSameFirstWord(other.text, text));
  const others = suggestions.filter((other) => !hasSameFirstWord(other.text, text));
  return [{ text, probability: same?.probability ?? 0 }, ...others];
}

function hasSameFirstWord(one: string, other: string): boolean {
  return firstWordOf(one).trim() === firstWordOf(other).trim();
}
