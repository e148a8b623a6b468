// One request -> one completion: read the prompt, guess, keep what fits the caret and is worth showing. Generators: they yield
// often, so that whoever runs them may pause or drop them.
import type { Caret } from '../completion/caret.ts';
import { anyWord, gateAt } from '../completion/eagerness.ts';
import { promptOf } from '../completion/prompt.ts';
import type { Rejections } from '../completion/rejections.ts';
import { stopRule } from '../completion/stopping.ts';
import { suggestionOf } from '../completion/suggestion.ts';
import { wordEnd } from '../completion/words.ts';
import type { Completion, CompletionRequest } from '../protocol/predictor.ts';
import { guess } from './guess.ts';
import type { Model } from './model.ts';
import { sampled } from './sampled.ts';

type Work<Result> = Generator<void, Result>;

interface Guess {
  readonly text: string;
  readonly probability: number;
}

/** UTF-16 units before the caret that are read at most. */
const promptLength = 2000;
/** UTF-16 units read between two yields. */
const stride = 16;

export function* answer(
  model: Model,
  request: CompletionRequest,
  rejections: Rejections,
): Work<Completion | undefined> {
  const { before, after, selected = '' } = request;
  const caret = { before: before + selected, after };
  yield* read(model, request);
  model.speaker.follow(selected);
  const [best, ...others] = yield* guesses(model, request, caret, rejections);
  return (
    best && {
      text: selected + best.text,
      probability: best.probability,
      weightsVersion: model.version,
      ...(others.length > 0 && { alternatives: others.map(({ text }) => selected + text) }),
    }
  );
}

/** Feeds what is new in the prompt; the mixture learns from it. */
function* read({ speaker, memory }: Model, { document, before, voice = 'network' }: CompletionRequest): Work<void> {
  const prompt = promptOf(before, promptLength);
  const key = `${voice} ${document}`;
  let at = memory.resume(key, prompt);
  if (at === 0) speaker.begin();
  while (at < prompt.length) {
    const end = wholeCharacters(prompt, at + stride);
    const text = prompt.slice(at, end);
    if (voice === 'network') speaker.follow(text);
    else speaker.learn(text);
    at = end;
    memory.keep(key, prompt.slice(0, at));
    yield;
  }
}

/** `end`, or one more where a surrogate pair would be cut. */
function wholeCharacters(text: string, end: number): number {
  const last = text.charCodeAt(end - 1);
  return Math.min(text.length, last >= 0xd800 && last < 0xdc00 ? end + 1 : end);
}

function guesses(model: Model, request: CompletionRequest, caret: Caret, rejections: Rejections): Work<Guess[]> {
  if (request.voice !== 'mixture') return sampledGuess(model, request, caret);
  return request.alternatives ? choices(model, request, caret) : sureGuess(model, request, caret, rejections);
}

function* sampledGuess(model: Model, request: CompletionRequest, caret: Caret): Work<Guess[]> {
  const written = yield* sampled(model, request.sampling, stopRule(caret, request));
  const text = suggestionOf(written.text, caret, request);
  return text === undefined ? [] : [{ text, probability: Math.exp(written.logProbabilities[text.length - 1]!) }];
}

/** What is sure enough, unless it has just been typed over. */
function* sureGuess(model: Model, request: CompletionRequest, caret: Caret, rejections: Rejections): Work<Guess[]> {
  const gate = gateAt(caret, request.eagerness ?? 'balanced');
  const passed = yield* guess(model.speaker, { gate, stop: stopRule(caret, request) });
  const text = passed && suggestionOf(passed.text, caret, request);
  if (text === undefined || rejections.has(caret, text, passed!.words[0]!.probability)) return [];
  rejections.shown(caret, text);
  return [{ text, probability: probabilityOf(passed!.words, text) }];
}

/** Asked for by hand: the likeliest that begin differently, sure or not, most likely first. */
function* choices(model: Model, request: CompletionRequest, caret: Caret): Work<Guess[]> {
  const found: Guess[] = [];
  for (const first of model.speaker.expect(2 * request.alternatives! + 1)) {
    const passed = yield* guess(model.speaker, { gate: anyWord, stop: stopRule(caret, request), first });
    const text = passed && suggestionOf(passed.text, caret, request);
    if (text === undefined || found.some((other) => firstWord(other.text) === firstWord(text))) continue;
    found.push({ text, probability: probabilityOf(passed!.words, text) });
  }
  return found.sort((a, b) => b.probability - a.probability).slice(0, request.alternatives! + 1);
}

function firstWord(text: string): string {
  return text.slice(0, wordEnd(text)).trim();
}

/** Of what is left of the words that passed. */
function probabilityOf(words: readonly { end: number; probability: number }[], { length }: string): number {
  return (words.find(({ end }) => end >= length) ?? words.at(-1)!).probability;
}
