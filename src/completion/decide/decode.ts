// Decodes a suggestion: best-first search for the first word, then greedy decoding while the confidence gate lets words pass.
// Generators: they yield between characters, so that the caller can pause or stop them. The model is back in its state when they
// return or are stopped.
import type { LanguageModel, Prediction } from '../../model/languageModel.ts';
import { runToEnd } from '../../model/runToEnd.ts';
import {
  createConfidenceGate,
  leastFirstWordProbability,
  type Candidate,
  type GateSettings,
} from './confidenceGate.ts';
import { noPenalties, type RejectionPenalties } from './rejectedSuggestions.ts';
import { createWordChoice, leastUsefulProbability, type WordCandidate } from './firstWord.ts';
import type { StopRule } from '../fit/stopRule.ts';
import { createWordSearch, type FoundWord } from '../search.ts';
import { createLookAhead, type LookAhead } from '../lookAhead.ts';

export interface DecodeOptions {
  readonly gate: GateSettings;
  readonly stop: StopRule;
  /** The suggestion starts with this character. */
  readonly first?: Prediction;
  readonly penalties?: RejectionPenalties;
  /** A first word that does not come from the model. */
  readonly proposed?: WordCandidate | undefined;
}

type Work<Result> = Generator<void, Result>;

/** The best suggestion, or undefined if no first word passes the gate. */
export function* decodeBest<State>(model: LanguageModel<State>, options: DecodeOptions): Work<Candidate | undefined> {
  const { gate, stop, first, penalties = noPenalties, proposed } = options;
  if (first && stop('', first.character)) return undefined;
  const lookAhead = createLookAhead(model);
  try {
    const choice = createWordChoice<FoundWord>(penalties, gate);
    if (proposed) choice.add({ ...proposed, next: undefined });
    const floor = penalties.any ? leastUsefulProbability(gate) : leastFirstWordProbability(gate);
    const search = createWordSearch(lookAhead, stop, floor, first);
    for (let word: FoundWord | undefined; (word = yield* search.next(choice.least));) choice.add(word);
    const best = choice.best();
    if (!best) return undefined;
    return yield* extendGreedily(lookAhead, { ...best.word, probability: best.probability }, options);
  } finally {
    lookAhead.rewind();
  }
}

/**
 * Candidates with different first words, by decreasing probability. `least` returns the least probability of the next one, given
 * those found.
 */
export function* decodeCandidates<State>(
  model: LanguageModel<State>,
  options: Pick<DecodeOptions, 'gate' | 'stop'>,
  least: (found: readonly Candidate[]) => number,
): Work<readonly Candidate[]> {
  const { gate, stop } = options;
  const lookAhead = createLookAhead(model);
  const found: Candidate[] = [];
  try {
    const search = createWordSearch(lookAhead, stop, gate.firstWord);
    for (let word: FoundWord | undefined; (word = yield* search.next(Math.max(gate.firstWord, least(found))));) {
      found.push(yield* extendGreedily(lookAhead, word, options));
    }
    return found;
  } finally {
    lookAhead.rewind();
  }
}

/** Runs without pauses. */
export function decodeCandidatesNow(...parameters: Parameters<typeof decodeCandidates>): readonly Candidate[] {
  return runToEnd(decodeCandidates(...parameters));
}

/** Adds the most probable next character while the gate and the stop rule allow it. */
function* extendGreedily(
  lookAhead: LookAhead,
  word: FoundWord,
  { gate: settings, stop }: Pick<DecodeOptions, 'gate' | 'stop'>,
): Work<Candidate> {
  const gate = createConfidenceGate(settings, word);
  let { text, next } = word;
  while (next && gate.add(next) && !stop(text, next.character)) {
    text += next.character;
    yield;
    next = lookAhead.predict(text)[0];
  }
  return gate.candidate();
}
