// What a speaker would say next, as far as it is sure enough: the likeliest first word that nothing speaks against, and from there
// greedily, through the gate.
import { createWordChoice, leastUsefulProbability } from '../policy/wordChoice.ts';
import { noPenalties, type RejectionPenalties } from '../policy/rejectedSuggestions.ts';
import {
  leastFirstWordProbability,
  createConfidenceGate,
  type GateSettings,
  type Candidate,
} from '../policy/confidenceGate.ts';
import type { Prediction } from '../../model/languageModel.ts';
import type { StopRule } from '../text/stopRule.ts';
import { runToEnd } from '../../model/runToEnd.ts';
import { createLookAhead, type LookAhead } from './lookAhead.ts';
import type { LanguageModel } from '../../model/languageModel.ts';
import { createWordSearch, type FoundWord } from './bestFirstSearch.ts';

export interface DecodeOptions {
  readonly gate: GateSettings;
  readonly stop: StopRule;
  /** How the guess must begin. */
  readonly first?: Prediction;
  /** What was suggested before and not taken. */
  readonly penalties?: RejectionPenalties;
  /** The first word that is shown already. */
  readonly visibleWord?: string;
}

// All of these yield between characters, so that whoever runs them may pause or drop them; the speaker is back where it was when
// they return, or are closed.
type Work<Result> = Generator<void, Result>;

export function* decodeBest<Place>(
  speaker: LanguageModel<Place>,
  question: DecodeOptions,
): Work<Candidate | undefined> {
  const { gate, stop, first, penalties = noPenalties, visibleWord } = question;
  if (first && stop('', first.character)) return undefined;
  const probe = createLookAhead(speaker);
  try {
    const choice = createWordChoice<FoundWord>(penalties, gate, visibleWord);
    const search = createWordSearch(
      probe,
      stop,
      penalties.any || visibleWord ? leastUsefulProbability(gate) : leastFirstWordProbability(gate),
      first,
    );
    for (let word: FoundWord | undefined; (word = yield* search.next(choice.least));) choice.add(word);
    const chosen = choice.best();
    if (!chosen) return undefined;
    const { word, probability } = chosen;
    // What lies behind it is shown already.
    const behind = word.text === visibleWord ? { next: undefined } : {};
    return yield* extendGreedily(probe, { ...word, ...behind, probability }, question);
  } finally {
    probe.rewind();
  }
}

/** The likeliest that begin with different words, most likely first; `least`: of the next, for those that were found. */
export function* decodeCandidates<Place>(
  speaker: LanguageModel<Place>,
  question: DecodeOptions,
  least: (found: readonly Candidate[]) => number,
): Work<readonly Candidate[]> {
  const { gate, stop } = question;
  const probe = createLookAhead(speaker);
  const found: Candidate[] = [];
  try {
    const search = createWordSearch(probe, stop, gate.firstWord);
    for (let word: FoundWord | undefined; (word = yield* search.next(Math.max(gate.firstWord, least(found))));) {
      found.push(yield* extendGreedily(probe, word, question));
    }
    return found;
  } finally {
    probe.rewind();
  }
}

/** All of it at once, for who can wait. */
export function decodeCandidatesNow(...how: Parameters<typeof decodeCandidates>): readonly Candidate[] {
  return runToEnd(decodeCandidates(...how));
}

function* extendGreedily(probe: LookAhead, word: FoundWord, { gate: settings, stop }: DecodeOptions): Work<Candidate> {
  const gate = createConfidenceGate(settings, word);
  let { text, next } = word;
  while (next && gate.add(next) && !stop(text, next.character)) {
    text += next.character;
    yield;
    next = probe.predict(text)[0];
  }
  return gate.candidate();
}
