// The suggestion that the policy would show at each place of a recorded text. The candidates were recorded before, so that any gate
// can be tried without running the model again.
import {
  leastFirstWordProbability,
  requiredProbability,
  type Candidate,
  type GateSettings,
} from '../decide/confidenceGate.ts';
import { fittedWords, isWorthReading } from '../decide/worth.ts';
import { rejectedSuggestionsIn, type RejectionPenalties } from '../decide/rejectedSuggestions.ts';
import { createWordChoice, searchedShare, type WordCandidate } from '../decide/firstWord.ts';

export interface RecordedText {
  /** Of its document. Texts without one count as parts of one document. */
  readonly path?: string;
  readonly text: string;
  /**
   * For each UTF-16 index the candidates that passed a wide gate, by decreasing probability: everything that a narrower gate may
   * choose from.
   */
  readonly candidates: readonly (readonly Candidate[] | undefined)[];
  /** Text that was deleted before this text is typed in its place. */
  readonly replaced?: string;
  /** For each UTF-16 index a first word that does not come from the model. */
  readonly proposed?: readonly (WordCandidate | undefined)[];
}

/** The part of a suggestion that fits what is after the caret at `at`; undefined if none may appear there. */
export type FitAt = (suggestion: string, at: number) => string | undefined;

export interface RecordedSuggestions {
  /** The suggestion at an index (UTF-16 units); undefined if none is shown. */
  at(at: number): Candidate | undefined;
  /** The user saw `suggestion` at `at` and did not accept it. `weight`, `typedOver`: see `RejectedSuggestions`. */
  reject(at: number, suggestion: string, weight: number): void;
}

/** UTF-16 units before the caret that gate settings depend on. */
const lookBack = 300;
const minCharacters = 2;

export function recordedSuggestions(
  { text, candidates, replaced = '', proposed = [] }: RecordedText,
  gateFor: (before: string, at: number) => GateSettings,
  fitAt: FitAt = (suggestion) => suggestion,
): RecordedSuggestions {
  const rejected = rejectedSuggestionsIn(text);
  if (replaced.trim() !== '') rejected.add(0, replaced, 1, true);
  return {
    at: (at) => {
      const found = candidates[at] ?? [];
      const gate = gateFor(text.slice(Math.max(0, at - lookBack), at), at);
      const word = proposed[at];
      const highest = Math.max(found[0]?.words[0]!.probability ?? 0, word?.probability ?? 0);
      const isPossible = highest > 0 && highest >= leastFirstWordProbability(gate) * searchedShare;
      const chosen = isPossible ? choose(found, word, gate, rejected.penaltiesAt(at)) : undefined;
      const fitted = chosen && fitAt(chosen.text, at);
      if (!chosen || fitted === undefined) return undefined;
      const words = fittedWords(chosen.words, fitted.length);
      return isWorthReading(words, gate.user) ? { text: fitted, words } : undefined;
    },
    reject: (at, suggestion, weight) => rejected.add(at, suggestion, weight, true),
  };
}

/** The suggestion that the gate lets through, if it is worth a key. */
function choose(
  candidates: readonly Candidate[],
  proposed: WordCandidate | undefined,
  settings: GateSettings,
  penalties: RejectionPenalties,
): Candidate | undefined {
  const choice = createWordChoice<WordCandidate & { readonly candidate: Candidate }>(penalties, settings);
  if (proposed) choice.add({ ...proposed, candidate: candidateOf(proposed) });
  for (const candidate of candidates) {
    const { end, probability } = candidate.words[0]!;
    if (probability < choice.least) break;
    choice.add({ text: candidate.text.slice(0, end), probability, candidate });
  }
  const best = choice.best();
  if (!best) return undefined;
  const { text, words } = narrowed(best.word.candidate, settings);
  return text.trim() === '' || Array.from(text).length < minCharacters ? undefined : { text, words };
}

function candidateOf({ text, probability }: WordCandidate): Candidate {
  return { text, words: [{ end: text.length, probability }] };
}

/** Cuts a candidate after the last word that passes the gate. Its first word has passed. */
function narrowed({ text, words }: Candidate, settings: GateSettings): Candidate {
  let { end, probability: soFar } = words[0]!;
  let count = 1;
  for (const [index, word] of words.entries()) {
    if (index === 0) continue;
    if (word.probability < soFar * requiredProbability(index, text.slice(end, word.end), settings)) break;
    ({ end, probability: soFar } = word);
    count++;
  }
  return { text: text.slice(0, end), words: words.slice(0, count) };
}
