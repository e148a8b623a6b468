// What a speaker would say next, as far as it is sure enough: the likeliest first word that nothing speaks against, and from there
// greedily, through the gate.
import { createWordChoice, leastUsefulProbability } from '../completion/policy/wordChoice.ts';
import { noPenalties, type RejectionPenalties } from '../completion/policy/rejectedSuggestions.ts';
import {
  leastFirstWordProbability,
  createConfidenceGate,
  type Expectation,
  type GateSettings,
  type Candidate,
} from '../completion/policy/confidenceGate.ts';
import type { StopRule } from '../completion/text/stopRule.ts';
import { atOnce } from '../util/atOnce.ts';
import { openProbe, type Probe } from './probe.ts';
import type { Speaker } from './speaker.ts';
import { searchWords, type Word } from './wordSearch.ts';

export interface Question {
  readonly gate: GateSettings;
  readonly stop: StopRule;
  /** How the guess must begin. */
  readonly first?: Expectation;
  /** What was suggested before and not taken. */
  readonly doubts?: RejectionPenalties;
  /** The first word that is shown already. */
  readonly standing?: string;
}

// All of these yield between characters, so that whoever runs them may pause or drop them; the speaker is back where it was when
// they return, or are closed.
type Work<Result> = Generator<void, Result>;

export function* guess<Place>(speaker: Speaker<Place>, question: Question): Work<Candidate | undefined> {
  const { gate, stop, first, doubts = noPenalties, standing } = question;
  if (first && stop('', first.character)) return undefined;
  const probe = openProbe(speaker);
  try {
    const choice = createWordChoice<Word>(doubts, gate, standing);
    const search = searchWords(
      probe,
      stop,
      doubts.any || standing ? leastUsefulProbability(gate) : leastFirstWordProbability(gate),
      first,
    );
    for (let word: Word | undefined; (word = yield* search.next(choice.least));) choice.add(word);
    const chosen = choice.best();
    if (!chosen) return undefined;
    const { word, probability } = chosen;
    // What lies behind it is shown already.
    const behind = word.text === standing ? { next: undefined } : {};
    return yield* goOn(probe, { ...word, ...behind, probability }, question);
  } finally {
    probe.back();
  }
}

/** The likeliest that begin with different words, most likely first; `least`: of the next, for those that were found. */
export function* guesses<Place>(
  speaker: Speaker<Place>,
  question: Question,
  least: (found: readonly Candidate[]) => number,
): Work<readonly Candidate[]> {
  const { gate, stop } = question;
  const probe = openProbe(speaker);
  const found: Candidate[] = [];
  try {
    const search = searchWords(probe, stop, gate.show);
    for (let word: Word | undefined; (word = yield* search.next(Math.max(gate.show, least(found))));) {
      found.push(yield* goOn(probe, word, question));
    }
    return found;
  } finally {
    probe.back();
  }
}

/** All of it at once, for who can wait. */
export function guessesNow(...how: Parameters<typeof guesses>): readonly Candidate[] {
  return atOnce(guesses(...how));
}

function* goOn(probe: Probe, word: Word, { gate: settings, stop }: Question): Work<Candidate> {
  const gate = createConfidenceGate(settings, word);
  let { text, next } = word;
  while (next && gate.add(next) && !stop(text, next.character)) {
    text += next.character;
    yield;
    next = probe.expect(text)[0];
  }
  return gate.candidate();
}
