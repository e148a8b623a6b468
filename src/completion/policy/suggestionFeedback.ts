// What becomes of suggestions, and what that teaches: how sure is sure enough in this workspace, what somebody saw and did not take, and
// whether they look at all.
import { LRUCache } from 'lru-cache';
import { createAcceptanceRate } from './acceptanceRate.ts';
import { calibrateInSteps } from './calibrateThresholds.ts';
import type { Caret } from '../text/caret.ts';
import { createRejectedSuggestions, type RejectedSuggestions, type RejectionPenalties } from './rejectedSuggestions.ts';
import { defaultThresholds, type ConfidenceLevel, type ConfidenceThresholds } from './confidence.ts';
import { outcomeOf } from './outcome.ts';
import { remainingSuggestion, typedSince, type ShownSuggestion } from '../text/typeThrough.ts';
import { createThresholdController } from './thresholdController.ts';
import type { RecordedText } from './simulatedTyping.ts';
import { firstWordOf, wordsOf } from '../text/words.ts';
import type { CompletionRequest } from '../../protocol/predictor.ts';

export interface SuggestionFeedback {
  readonly thresholds: ConfidenceThresholds;
  /** Whether what is shown stays while it is typed: nobody is known to look. */
  readonly reusable: boolean;
  /** What speaks against words at a caret. */
  penaltiesAt(document: string, caret: Caret): RejectionPenalties;
  /** What would have been suggested in texts of the workspace; the same texts again change nothing. Yields often. */
  calibrate(texts: readonly RecordedText[]): Generator<void, void>;
  /** A request tells what became of the suggestions before it. */
  observeRequest(request: CompletionRequest): void;
  /** What the request is answered with. */
  recordAnswer(request: CompletionRequest, text: string | undefined): void;
}

/** A suggestion of which it cannot be told yet whether it was right. */
interface Open {
  readonly document: string;
  readonly eagerness: ConfidenceLevel;
  readonly shown: ShownSuggestion;
  /** Whether it passed the gate that is steered: what lies behind a first word did not, nor did what was asked for by hand. */
  readonly steers: boolean;
  /** UTF-16 units that were written at it, so far. */
  readonly written: number;
  readonly reactions: readonly Reaction[];
}

/** Something was written where a suggestion had stood for so many milliseconds; undefined: nobody knows how. */
interface Reaction {
  readonly stood: number;
  readonly taken: boolean | undefined;
}

const mostOpen = 8;
const documentsRemembered = 32;
/** UTF-16 units of a suggestion that appear at once are taken; one is typed; of two nobody knows. */
const fewestTaken = 3;

/** `now`: milliseconds, from anywhere. */
export function createSuggestionFeedback(now: () => number): SuggestionFeedback {
  const attention = createAcceptanceRate();
  const declined = new LRUCache<string, RejectedSuggestions<Caret>>({ max: documentsRemembered });
  let steering = createThresholdController(defaultThresholds);
  let known: readonly RecordedText[] | undefined;
  let open: readonly Open[] = [];
  /** The one that stands there now, and since when. */
  let visible: Open | undefined;
  let since = 0;

  function declinedIn(document: string): RejectedSuggestions<Caret> {
    const found = declined.get(document) ?? createRejectedSuggestions(typedSince);
    declined.set(document, found);
    return found;
  }

  /** The word behind a first word that was right, if something else was written there. */
  function declineBehind(
    { document, shown: { caret, text } }: Open,
    word: string,
    written: string,
    heed: number,
  ): void {
    const rest = text.slice(word.length);
    if (rest === '' || rest.startsWith(written.slice(word.length)) || written.startsWith(text)) return;
    declinedIn(document).add({ ...caret, before: caret.before + word }, rest, heed, true);
  }

  /** What is still to be learnt from a suggestion. */
  function heard(suggestion: Open, caret: Caret): Open | undefined {
    const { document, eagerness, shown, steers } = suggestion;
    const outcome = outcomeOf(shown, caret);
    if (outcome === 'lost') return undefined;
    const written = typedSince(shown.caret, caret)!;
    if (outcome === 'open' && written.length === suggestion.written) return suggestion;
    const word = firstWordOf(shown.text);
    const stood = suggestion === visible && written.length > suggestion.written ? now() - since : undefined;
    const isAboutIt = stood !== undefined && suggestion.written < word.length;
    const reaction = isAboutIt ? reactionTo(suggestion, written, stood) : undefined;
    const heed = stood === undefined ? 0 : attention.rejectionWeight(stood);
    if (outcome === 'right') declineBehind(suggestion, word, written, heed);
    else if (!reaction?.taken) declinedIn(document).add(shown.caret, shown.text, heed, outcome === 'wrong');
    const reactions = reaction ? [...suggestion.reactions, reaction] : suggestion.reactions;
    if (outcome === 'open') return { ...suggestion, written: written.length, reactions };
    if (steers) steering.update(eagerness, outcome === 'right');
    if (outcome === 'right' && tells(word)) {
      for (const { stood, taken } of reactions) if (taken !== undefined) attention.record(stood, taken);
    }
    return undefined;
  }

  return {
    get thresholds() {
      return steering.thresholds;
    },
    get reusable() {
      return !attention.usuallyAccepts;
    },
    penaltiesAt: (document, caret) => declinedIn(document).penaltiesAt(caret),
    *calibrate(texts) {
      if (texts === known) return;
      known = texts;
      steering = createThresholdController(yield* calibrateInSteps(texts));
    },
    observeRequest: ({ document, before, after, lastShown }) => {
      const neverGiven =
        lastShown !== undefined && visible?.document === document && !lastShown.endsWith(visible.shown.text);
      if (neverGiven) {
        open = open.filter((suggestion) => suggestion !== visible);
        visible = undefined;
      }
      open = open.flatMap((suggestion) => {
        if (suggestion.document !== document) return [suggestion];
        const next = heard(suggestion, { before, after });
        if (suggestion === visible) {
          if (next !== visible) since = now();
          visible = next;
        }
        return next ? [next] : [];
      });
    },
    recordAnswer: (request, text) => {
      const { document, before, after, model, confidence = 'balanced', alternatives, selected, remaining } = request;
      const caret = { before, after };
      if (text !== undefined && visible?.document === document && remainingSuggestion(visible.shown, caret) === text)
        return;
      since = now();
      visible = undefined;
      // What was asked for by hand, and the network alone, are shown however unsure; what is selected is the editor's guess.
      if (text === undefined || model !== 'mixture' || alternatives || selected) return;
      visible = {
        document,
        eagerness: confidence,
        shown: { caret, text },
        steers: text !== remaining,
        written: 0,
        reactions: [],
      };
      open = [...open.slice(1 - mostOpen), visible];
    },
  };
}

function reactionTo({ shown: { text }, written: before }: Open, written: string, stood: number): Reaction {
  const units = written.length - before;
  if (units === 1) return { stood, taken: false };
  const isOfIt = text.startsWith(written) && endsWord(text, written.length);
  return { stood, taken: isOfIt && units >= fewestTaken ? true : undefined };
}

function endsWord(text: string, at: number): boolean {
  let end = 0;
  return wordsOf(text).some((word) => (end += word.length) === at);
}

/** What the editor inserts by itself, line beginnings and marks, tells nothing about who sits there. */
function tells(word: string): boolean {
  return /\p{L}/u.test(word) && !word.includes('\n');
}
