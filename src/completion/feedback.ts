// Learns from the outcome of suggestions: the confidence thresholds of this workspace, the suggestions that the user rejected, and
// whether the user usually accepts correct suggestions.
import { LRUCache } from 'lru-cache';
import type { CompletionRequest } from '../protocol/predictor.ts';
import type { Caret } from './fit/caret.ts';
import { remainingSuggestion, typedSince } from './fit/typeThrough.ts';
import { createAcceptanceRate } from './acceptanceRate.ts';
import { createAdaptiveThresholds } from './decide/adaptiveThresholds.ts';
import { calibrateInSteps } from './calibrate/calibrateThresholds.ts';
import { defaultThresholds, type ConfidenceThresholds } from './decide/threshold.ts';
import { updateSuggestion, type PendingSuggestion, type SuggestionUpdate } from './pendingSuggestion.ts';
import { placeOf, type Place } from './decide/place.ts';
import { createReplacedNumbers } from './decide/replacedNumbers.ts';
import {
  createRejectedSuggestions,
  type RejectedSuggestions,
  type RejectionPenalties,
} from './decide/rejectedSuggestions.ts';
import type { RecordedText } from './calibrate/recordedText.ts';
import type { WordCandidate } from './decide/firstWord.ts';

export interface SuggestionFeedback {
  thresholdsAt(place: Place, document: string): ConfidenceThresholds;
  /** Whether the user usually accepts correct suggestions: then a suggestion that they type over counts against its word. */
  readonly usuallyAccepts: boolean;
  penaltiesAt(document: string, caret: Caret): RejectionPenalties;
  /** A first word that follows from the text that the user replaces. */
  proposedAt(request: CompletionRequest): WordCandidate | undefined;
  /** Calibrates the thresholds on recorded texts of the workspace, once for the same texts. Yields often. */
  calibrate(texts: readonly RecordedText[]): Generator<void, void>;
  /** Learns from a new request what happened to earlier suggestions. */
  observeRequest(request: CompletionRequest): void;
  /** Records the suggestion that answers the request, if any. */
  recordAnswer(request: CompletionRequest, text: string | undefined): void;
}

/** Suggestions without a known outcome. The visible one is one of them. */
interface Suggestions {
  readonly pending: readonly PendingSuggestion[];
  readonly visible: PendingSuggestion | undefined;
  /** Time in milliseconds since when the visible suggestion, or none, is visible. */
  readonly visibleSince: number;
}

const maxPending = 8;
const maxDocuments = 32;

/** `now`: milliseconds from any origin. */
export function createSuggestionFeedback(now: () => number): SuggestionFeedback {
  const acceptanceRate = createAcceptanceRate();
  const rejectedByDocument = new LRUCache<string, RejectedSuggestions<Caret>>({ max: maxDocuments });
  let thresholds = createAdaptiveThresholds(defaultThresholds);
  let calibratedOn: readonly RecordedText[] | undefined;
  const replacedNumbers = createReplacedNumbers();
  let suggestions: Suggestions = { pending: [], visible: undefined, visibleSince: 0 };

  function rejectedIn(document: string): RejectedSuggestions<Caret> {
    const found = rejectedByDocument.get(document) ?? createRejectedSuggestions(typedSince);
    rejectedByDocument.set(document, found);
    return found;
  }

  function learnFrom(suggestion: PendingSuggestion, update: SuggestionUpdate): void {
    const { document, passedGate } = suggestion;
    const { outcome, rejection, reactions } = update;
    if (rejection) {
      const { caret, text, agreed, visibleMs } = rejection;
      const weight = visibleMs === undefined ? 0 : acceptanceRate.rejectionWeight(visibleMs);
      rejectedIn(document).add(caret, text, weight, true);
      // Also where the user typed something else, if they return to there.
      const later = { ...caret, before: caret.before + text.slice(0, agreed) };
      if (agreed > 0 && agreed < text.length) rejectedIn(document).add(later, text.slice(agreed), weight, true);
    }
    const isKnown = outcome === 'right' || outcome === 'wrong';
    if (passedGate && isKnown) thresholds.update(suggestion, outcome === 'right');
    for (const { visibleMs, accepted } of reactions)
      if (accepted !== undefined) acceptanceRate.record(visibleMs, accepted);
  }

  /** What the user deleted at the caret is not what they type there. */
  function rejectReplaced({ document, before, after, replaced = '', typedLength = 0 }: CompletionRequest): void {
    if (replaced.trim() === '' || typedLength > 1) return;
    const place = { before: before.slice(0, before.length - typedLength), after };
    rejectedIn(document).add(place, replaced, 1, true);
  }

  return {
    thresholdsAt: (place, document) => thresholds.at(place, document),
    get usuallyAccepts() {
      return acceptanceRate.usuallyAccepts;
    },
    penaltiesAt: (document, caret) => rejectedIn(document).penaltiesAt(caret),
    proposedAt: replacedNumbers.proposedAt,
    *calibrate(texts) {
      if (texts === calibratedOn) return;
      calibratedOn = texts;
      thresholds = createAdaptiveThresholds(yield* calibrateInSteps(texts));
    },
    observeRequest: (request) => {
      rejectReplaced(request);
      replacedNumbers.observeRequest(request);
      if (wasNeverShown(suggestions.visible, request)) suggestions = withoutVisible(suggestions);
      for (const suggestion of suggestions.pending) {
        if (suggestion.document !== request.document) continue;
        const visibleMs = suggestion === suggestions.visible ? now() - suggestions.visibleSince : undefined;
        const update = updateSuggestion(suggestion, request, visibleMs);
        learnFrom(suggestion, update);
        suggestions = replaced(suggestions, suggestion, update.pending, now());
      }
    },
    recordAnswer: (request, text) => {
      if (isStillVisible(suggestions.visible, request, text)) return;
      const pending = pendingSuggestionOf(request, text);
      suggestions = pending ? show(suggestions, pending, now()) : hide(suggestions, now());
    },
  };
}

function show({ pending }: Suggestions, suggestion: PendingSuggestion, now: number): Suggestions {
  return { pending: [...pending.slice(1 - maxPending), suggestion], visible: suggestion, visibleSince: now };
}

function hide({ pending }: Suggestions, now: number): Suggestions {
  return { pending, visible: undefined, visibleSince: now };
}

/** Forgets the visible suggestion. */
function withoutVisible({ pending, visible, visibleSince }: Suggestions): Suggestions {
  return { pending: pending.filter((suggestion) => suggestion !== visible), visible: undefined, visibleSince };
}

/** Replaces a suggestion by its next state, or removes it. A visible suggestion that changes is visible from now on. */
function replaced(
  { pending, visible, visibleSince }: Suggestions,
  suggestion: PendingSuggestion,
  next: PendingSuggestion | undefined,
  now: number,
): Suggestions {
  return {
    pending: pending.flatMap((each) => (each === suggestion ? (next ?? []) : each)),
    visible: suggestion === visible ? next : visible,
    visibleSince: suggestion === visible && next !== visible ? now : visibleSince,
  };
}

/** Whether the editor dropped the answer: the last suggestion that it showed in this document is another. */
function wasNeverShown(
  visible: PendingSuggestion | undefined,
  { document, lastShown }: Pick<CompletionRequest, 'document' | 'lastShown'>,
): boolean {
  return lastShown !== undefined && visible?.document === document && !lastShown.endsWith(visible.shown.text);
}

/** Whether the answer is the rest of the visible suggestion. */
function isStillVisible(visible: PendingSuggestion | undefined, request: CompletionRequest, text: string | undefined) {
  return (
    text !== undefined && visible?.document === request.document && remainingSuggestion(visible.shown, request) === text
  );
}

/**
 * The suggestion to learn from, if any. Nothing is learned from suggestions that the user requested explicitly or that the network
 * alone sampled, because they pass no gate, nor from the editor's selected item.
 */
function pendingSuggestionOf(request: CompletionRequest, text: string | undefined): PendingSuggestion | undefined {
  const { document, before, after, model, confidence = 'balanced', alternatives, selected, remaining } = request;
  if (text === undefined || model !== 'mixture' || alternatives || selected) return undefined;
  return {
    document,
    level: confidence,
    place: placeOf(request, (request.replaced ?? '').trim() !== ''),
    shown: { caret: { before, after }, text },
    passedGate: text !== remaining,
    writtenLength: 0,
    reactions: [],
  };
}
