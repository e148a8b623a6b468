// One request -> one completion: read the prompt, guess, keep what fits the caret and is worth showing. Generators: they yield
// often, so that whoever runs them may pause or drop them.
import type { Caret } from './text/caret.ts';
import type { Candidate } from './policy/confidenceGate.ts';
import { anyWordGate, gateSettingsAt } from './policy/confidence.ts';
import { promptOf } from './text/prompt.ts';
import { createStopRule } from './text/stopRule.ts';
import { fitSuggestion } from './text/fit.ts';
import { firstWordOf } from './text/words.ts';
import type { Completion, CompletionRequest } from '../protocol/predictor.ts';
import type { SuggestionFeedback } from './policy/suggestionFeedback.ts';
import { decodeBest, type DecodeOptions } from './decode/decode.ts';
import type { LoadedModels } from '../model/createModels.ts';
import { withoutLaggingNetwork, prefillNetwork, prefill } from './decode/prefill.ts';
import { sampleContinuation } from './decode/sampleContinuation.ts';
import type { LanguageModel } from '../model/languageModel.ts';

type Work<Result> = Generator<void, Result>;

interface Guess {
  readonly text: string;
  readonly probability: number;
}

/** How sure is sure enough, and what speaks against some words. */
type Known = Pick<SuggestionFeedback, 'thresholds' | 'penaltiesAt' | 'reusable'>;

/** UTF-16 units before the caret that are read at most. */
const promptLength = 2000;

export function* suggest(
  model: LoadedModels,
  request: CompletionRequest,
  experience: Known,
): Work<Completion | undefined> {
  const { before, after, selected = '' } = request;
  const caret = { before: before + selected, after };
  const [best, ...others] =
    request.model === 'mixture'
      ? yield* mixtureGuesses(model, request, caret, experience)
      : yield* sampledGuess(model, request, caret);
  return (
    best && {
      text: selected + best.text,
      probability: best.probability,
      reusable: request.model === 'network' || experience.reusable,
      weightsVersion: model.workspaceNetwork?.version ?? 0,
      ...(others.length > 0 && { alternatives: others.map(({ text }) => selected + text) }),
    }
  );
}

/** Reads what the request would have read, so that the next one finds it read. */
export function* prefillRequest(model: LoadedModels, request: CompletionRequest): Work<void> {
  const prompt = promptOf(request.before, promptLength);
  if (request.model === 'mixture') yield* prefill(model, request.document, prompt, request.mayLearn ?? true);
  else if (model.workspaceNetwork) yield* prefillNetwork(model.workspaceNetwork, request.document, prompt);
}

/** Whatever the network alone would write. */
function* sampledGuess(model: LoadedModels, request: CompletionRequest, caret: Caret): Work<Guess[]> {
  const { workspaceNetwork: network } = model;
  if (!network) return [];
  yield* prefillRequest(model, request);
  network.model.read(request.selected ?? '');
  const written = yield* sampleContinuation(network, request.sampling, createStopRule(caret, request));
  const text = fitSuggestion(written.text, caret, request);
  return text === undefined ? [] : [{ text, probability: Math.exp(written.logProbabilities[text.length - 1]!) }];
}

/** The network is not waited for when it has much to read: whoever asks has it read on when there is time. */
function* mixtureGuesses(
  all: LoadedModels,
  request: CompletionRequest,
  caret: Caret,
  experience: Known,
): Work<Guess[]> {
  const model = withoutLaggingNetwork(all, request.document, promptOf(request.before, promptLength));
  yield* prefillRequest(model, request);
  return yield* asIf(model.mixture, request.selected ?? '', () =>
    request.alternatives
      ? choices(model.mixture, request, caret)
      : sureGuess(model.mixture, request, caret, experience),
  );
}

/** Guesses as if some text had been typed already. */
function* asIf<Place>(speaker: LanguageModel<Place>, typed: string, work: () => Work<Guess[]>): Work<Guess[]> {
  if (typed === '') return yield* work();
  const place = speaker.save();
  speaker.read(typed);
  try {
    return yield* work();
  } finally {
    speaker.restore(place);
  }
}

/** What is sure enough, for all that is known. */
function* sureGuess<Place>(
  speaker: LanguageModel<Place>,
  request: CompletionRequest,
  caret: Caret,
  { penaltiesAt, thresholds }: Known,
): Work<Guess[]> {
  const gate = gateSettingsAt(caret, request.confidence ?? 'balanced', thresholds);
  const kept = request.remaining === undefined ? undefined : fitSuggestion(request.remaining, caret, request);
  const visibleWord = kept && firstWordOf(kept);
  const options: DecodeOptions = {
    gate,
    stop: createStopRule(caret, request),
    penalties: penaltiesAt(request.document, caret),
    ...(visibleWord !== undefined && { visibleWord }),
  };
  const passed = yield* decodeBest(speaker, options);
  const isKept = passed && firstWordOf(passed.text) === visibleWord;
  // What lies behind the word does not change then.
  const text = passed && fitSuggestion(isKept ? kept! : passed.text, caret, request);
  return text === undefined ? [] : [{ text, probability: probabilityOf(passed!.words, text) }];
}

/** Asked for by hand: what stands there, then the likeliest that begin differently, sure or not, most likely first. */
function* choices<Place>(speaker: LanguageModel<Place>, request: CompletionRequest, caret: Caret): Work<Guess[]> {
  const found: Guess[] = [];
  const wanted = (request.alternatives ?? 0) + 1;
  for (const first of speaker.predict(2 * wanted)) {
    const passed = yield* decodeBest(speaker, { gate: anyWordGate, stop: createStopRule(caret, request), first });
    const text = passed && fitSuggestion(passed.text, caret, request);
    if (text === undefined || found.some((other) => beginAlike(other.text, text))) continue;
    found.push({ text, probability: probabilityOf(passed!.words, text) });
  }
  found.sort((a, b) => b.probability - a.probability);
  const kept = request.remaining === undefined ? undefined : fitSuggestion(request.remaining, caret, request);
  return (kept === undefined ? found : withFirst(kept, found)).slice(0, wanted);
}

function withFirst(text: string, guesses: readonly Guess[]): Guess[] {
  const same = guesses.find((guess) => beginAlike(guess.text, text));
  return [{ text, probability: same?.probability ?? 0 }, ...guesses.filter((guess) => !beginAlike(guess.text, text))];
}

function beginAlike(one: string, other: string): boolean {
  return firstWordOf(one).trim() === firstWordOf(other).trim();
}

/** Of what is left of the words that passed. */
function probabilityOf(words: Candidate['words'], { length }: string): number {
  return (words.find(({ end }) => end >= length) ?? words.at(-1)!).probability;
}
