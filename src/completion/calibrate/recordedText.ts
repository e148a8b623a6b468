// A text with the candidates that a model found at each place, so that any gate settings can be tried without running the model again.
// The decision is that of the predictor; what the user does follows from the text.
import { runToEnd } from '../../model/work.ts';
import { openWordAt, type Candidate, type WordCandidate } from '../decide/candidate.ts';
import { decide, type CandidateSource } from '../decide/decide.ts';
import { mayChoose } from '../decide/firstWord.ts';
import type { Situation } from '../decide/gates.ts';
import type { PathOf } from '../decide/importedPaths.ts';
import { rejectedWordsIn } from '../decide/rejectedWords.ts';
import type { WordKinds } from '../decide/wordKinds.ts';
import { commonPrefixLength, firstWordOf, lastClassOf } from '../fit/words.ts';
import { typedOverAt } from '../outcome.ts';
import { acceptanceOf } from './acceptance.ts';

export interface RecordedText {
  /** The document that it is from. Texts without one count as parts of one document. */
  readonly path?: string;
  readonly text: string;
  /**
   * For each UTF-16 index the candidates that passed a wide gate, by decreasing probability: everything that a narrower gate may
   * choose from.
   */
  readonly candidates: readonly (readonly Candidate[] | undefined)[];
  /** For each index the random-looking words among the candidates that one other file has, if any. */
  readonly otherFileWords?: readonly (ReadonlySet<string> | undefined)[];
  /** The path that an import should have. Undefined: nothing is known of the files. */
  readonly pathOf?: PathOf;
  /** After a text: how often a word is right there. Undefined: nothing is known of the files. */
  readonly rightAfter?: WordKinds['rightAfter'];
  /** For each index the bits that what the candidates insert adds to the text after the caret. Undefined: nothing is judged. */
  readonly addedBits?: readonly (ReadonlyMap<string, number> | undefined)[];
  /** For each UTF-16 index the probability that the text before it is of a kind that the model does not know. Undefined: unknown. */
  readonly unfamiliar?: readonly (number | undefined)[];
  /** Text that was deleted before this text is typed in its place. */
  readonly replaced?: string;
}

/** What a record tells of a situation. */
type KnownFromRecord =
  'penalties' | 'isOfOtherFile' | 'pathOf' | 'rightInKind' | 'isKnownKind' | 'addedBits' | 'unfamiliar';

/** For whom and with which thresholds a recorded text is typed. */
export interface TypingPolicy {
  /** The situation at an index of the text (UTF-16 units). The rest is known from the record. */
  readonly situationAt: (at: number) => Omit<Situation, KnownFromRecord>;
  /** The outcome of the suggestion that was shown at this index, as soon as the typed text tells it. */
  readonly onOutcome?: (firstWordCorrect: boolean, at: number) => void;
}

/** UTF-16 units before the caret that gates depend on. */
const lookBack = 2000;

/** The caret at an index of a text that is typed from its beginning to its end: nothing is after it. */
export function caretIn(text: string, at: number): { readonly before: string; readonly after: string } {
  return { before: text.slice(Math.max(0, at - lookBack), at), after: '' };
}

/** As in the editor where suggestions may continue on other lines. */
export const recordedLimits = { maxCharacters: 200, multiline: true };

export interface RecordedTyping {
  /** The suggestion that appears at an index; undefined if none does, or an earlier one is still visible. Ask in order. */
  at(at: number): Candidate | undefined;
  /** Whether a suggestion would appear at the index, if the editor's list of completions were no alternative there. */
  isHiddenForSuggestWidget(at: number): boolean;
  /**
   * The suggestion at `at` is shown. The user accepts `accepted` UTF-16 units of it. The rest stays visible until they type something
   * else. `weight`: how strongly that counts against the word, 0 to 1.
   */
  show(suggestion: string, at: number, accepted: number, weight: number): void;
}

export function typeRecorded(recorded: RecordedText, policy: TypingPolicy): RecordedTyping {
  const {
    text,
    candidates,
    otherFileWords = [],
    addedBits = [],
    unfamiliar = [],
    replaced = '',
    pathOf,
    rightAfter,
  } = recorded;
  const rejected = rejectedWordsIn(text);
  if (replaced.trim() !== '') rejected.add(0, replaced, 1, 'deleted');
  /** Before this index, an earlier suggestion is still visible. */
  let free = 0;
  /** Outcomes that the text tells at a later index. */
  let open: { readonly at: number; readonly isRight: boolean; readonly knownAt: number }[] = [];

  function settleOutcomes(now: number): void {
    if (open.length === 0) return;
    for (const { at, isRight, knownAt } of open) if (knownAt <= now) policy.onOutcome?.(isRight, at);
    open = open.filter(({ knownAt }) => knownAt > now);
  }

  function decideAt(at: number, given: Omit<Situation, KnownFromRecord>): Candidate | undefined {
    const found = candidates[at] ?? [];
    const others = otherFileWords[at];
    const added = addedBits[at];
    const situation: Situation = {
      ...given,
      proposed: given.proposed ?? openWordAt(given.caret),
      penalties: rejected.penaltiesAt(at),
      isOfOtherFile: others && (({ key }) => others.has(key)),
      addedBits: added && ((insertion) => added.get(insertion)),
      unfamiliar: unfamiliar[at],
      pathOf,
      rightInKind: rightAfter?.(given.caret.before),
    };
    const highest = Math.max(found[0]?.words[0]!.probability ?? 0, situation.proposed?.probability ?? 0);
    if (!mayChoose(highest, situation)) return undefined;
    return runToEnd(decide(recordedSource(found), situation)).shown;
  }

  return {
    at: (at) => {
      settleOutcomes(at);
      return at < free ? undefined : decideAt(at, policy.situationAt(at));
    },
    isHiddenForSuggestWidget: (at) => {
      const { suggestWidget, ...situation } = policy.situationAt(at);
      return suggestWidget !== undefined && decideAt(at, situation) !== undefined;
    },
    show: (suggestion, at, accepted, weight) => {
      const word = firstWordOf(suggestion);
      const { firstWordCorrect } = acceptanceOf(word, text, at);
      open.push({ at, isRight: firstWordCorrect, knownAt: knownAt(word, text, at, firstWordCorrect) });
      const written = text.slice(at, at + suggestion.length + 2);
      for (const start of typedOverAt(suggestion, written)) rejected.add(at + start, suggestion.slice(start), weight);
      const agreed = commonPrefixLength(suggestion, text, at);
      free = Math.max(at + accepted, at + agreed + Number(agreed < suggestion.length));
    },
  };
}

/** The index from which on the text before it tells whether the word at `at` is right. */
function knownAt(word: string, text: string, at: number, isRight: boolean): number {
  const length = isRight ? word.length : commonPrefixLength(word, text, at);
  return at + length + Number(!isRight || lastClassOf(word) !== 'ideograph');
}

interface RecordedWord extends WordCandidate {
  readonly candidate?: Candidate;
}

function recordedSource(candidates: readonly Candidate[]): CandidateSource<RecordedWord> {
  let index = 0;
  return {
    *next(least) {
      const candidate = candidates[index];
      if (!candidate) return undefined;
      const { end, probability } = candidate.words[0]!;
      if (probability < least) return undefined;
      index++;
      return { text: candidate.text.slice(0, end), probability, candidate };
    },
    *continued({ text, probability, candidate }: RecordedWord) {
      if (!candidate) return { text, words: [{ end: text.length, probability }] };
      const factor = probability / candidate.words[0]!.probability;
      const scaled = ({ end, probability: given }: Candidate['words'][number]) => ({
        end,
        probability: given * factor,
      });
      return factor === 1 ? candidate : { text: candidate.text, words: candidate.words.map(scaled) };
    },
  };
}
