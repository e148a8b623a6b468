// Learns from the outcome of suggestions: the confidence thresholds of this workspace, the words that the user typed over, and whether
// the user usually accepts correct suggestions.
import type { Work } from '../model/work.ts';
import { LRUCache } from 'lru-cache';
import { createAcceptanceRate } from './acceptanceRate.ts';
import { calibrateInSteps } from './calibrate/calibrateThresholds.ts';
import type { RecordedText } from './calibrate/recordedText.ts';
import { createAdaptiveThresholds, placeOf, type Place } from './decide/adaptiveThresholds.ts';
import type { WordCandidate } from './decide/candidate.ts';
import { createReplacedNumbers } from './decide/nextNumber.ts';
import { createRejectedWords, type RejectedWords, type RejectionPenalties } from './decide/rejectedWords.ts';
import { defaultThresholds, type ConfidenceThresholds } from './decide/threshold.ts';
import type { Caret } from './fit/caret.ts';
import { typedSince, type ShownSuggestion } from './fit/typeThrough.ts';
import { firstWordOf } from './fit/words.ts';
import { progressOf, typedOverAt, type SuggestionOutcome } from './outcome.ts';
import type { CompletionRequest, ConfidenceLevel } from './request.ts';

export interface SuggestionFeedback {
  thresholdsAt(place: Place, document: string): ConfidenceThresholds;
  penaltiesAt(document: string, caret: Caret): RejectionPenalties;
  /** A first word that follows from the text that the user replaces. */
  proposedAt(request: CompletionRequest): WordCandidate | undefined;
  /** Starts with thresholds that were calibrated in this workspace before. */
  useThresholds(calibrated: ConfidenceThresholds): void;
  /** Calibrates the thresholds on recorded texts of the workspace. Yields often. */
  calibrate(texts: readonly RecordedText[]): Work<ConfidenceThresholds>;
  /** Learns from the text of a new request whether earlier suggestions were right. */
  observeRequest(request: CompletionRequest): void;
  /** Records the suggestion that answers the request, if any. Nothing is learned from it before it is shown. */
  recordAnswer(request: CompletionRequest, text: string | undefined): void;
  /** What the user did with the visible suggestion. */
  observeOutcome(outcome: SuggestionOutcome): void;
}

/** A suggestion from which something can still be learned. */
interface Pending {
  readonly document: string;
  readonly level: ConfidenceLevel;
  readonly place: Place;
  readonly shown: ShownSuggestion;
  isFirstWordKnown: boolean;
  /** UTF-16 units that the user accepted or typed while it was visible. */
  written: number;
  /** How the user wrote the first word while it was visible. */
  readonly reactions: { readonly visibleMs: number; readonly accepted: boolean }[];
  /** How long it was visible when the user typed over it. */
  typedOverMs?: number;
}

const maxPending = 8;
const maxDocuments = 32;

export function createSuggestionFeedback(): SuggestionFeedback {
  const acceptanceRate = createAcceptanceRate();
  const rejectedByDocument = new LRUCache<string, RejectedWords<Caret>>({ max: maxDocuments });
  const replacedNumbers = createReplacedNumbers();
  let thresholds = createAdaptiveThresholds(defaultThresholds);
  /** The last answer, until it is shown. */
  let answered: Pending | undefined;
  let visible: Pending | undefined;
  let pending: readonly Pending[] = [];

  function rejectedIn(document: string): RejectedWords<Caret> {
    const found = rejectedByDocument.get(document) ?? createRejectedWords(typedSince);
    rejectedByDocument.set(document, found);
    return found;
  }

  /** What the user deleted at the caret is not what they type there. */
  function rejectReplaced({ document, before, after, replaced = '', typedLength = 0 }: CompletionRequest): void {
    if (replaced.trim() === '' || typedLength > 1) return;
    const place = { before: before.slice(0, before.length - typedLength), after };
    rejectedIn(document).add(place, replaced, 1, 'deleted');
  }

  function learnFirstWord(suggestion: Pending, isRight: boolean): void {
    suggestion.isFirstWordKnown = true;
    thresholds.update(suggestion, isRight);
    if (!isRight || !isTypedByUser(firstWordOf(suggestion.shown.text))) return;
    for (const { visibleMs, accepted } of suggestion.reactions) acceptanceRate.record(visibleMs, accepted);
  }

  /** Returns whether more can be learned from the suggestion. */
  function learnFrom(suggestion: Pending, caret: Caret): boolean {
    const { document, shown, typedOverMs } = suggestion;
    const written = typedSince(shown.caret, caret);
    if (written === undefined) return false;
    const { rightLength, state } = progressOf(shown.text, written);
    if (!suggestion.isFirstWordKnown && (rightLength > 0 || state === 'wrong'))
      learnFirstWord(suggestion, rightLength > 0);
    const weight = typedOverMs === undefined ? 0 : acceptanceRate.rejectionWeight(typedOverMs);
    for (const at of typedOverAt(shown.text, written)) {
      const place = { ...shown.caret, before: shown.caret.before + shown.text.slice(0, at) };
      rejectedIn(document).add(place, shown.text.slice(at), weight);
    }
    return state === 'open';
  }

  return {
    thresholdsAt: (place, document) => thresholds.at(place, document),
    penaltiesAt: (document, caret) => rejectedIn(document).penaltiesAt(caret),
    proposedAt: replacedNumbers.proposedAt,
    useThresholds: (calibrated) => (thresholds = createAdaptiveThresholds(calibrated)),
    *calibrate(texts) {
      const calibrated = yield* calibrateInSteps(texts);
      thresholds = createAdaptiveThresholds(calibrated);
      return calibrated;
    },
    observeRequest: (request) => {
      rejectReplaced(request);
      replacedNumbers.observeRequest(request);
      pending = pending.filter((each) => each.document !== request.document || learnFrom(each, request));
    },
    recordAnswer: (request, text) => {
      answered = text === undefined ? undefined : pendingSuggestionOf(request, text);
      // The rest of the visible suggestion stays visible.
      if (text === undefined || text !== request.remaining) visible = undefined;
    },
    observeOutcome: (outcome) => {
      if (outcome.kind === 'shown') {
        if (answered?.document !== outcome.document || answered.shown.text !== outcome.text) return;
        visible = answered;
        pending = [...pending.slice(1 - maxPending), answered];
        answered = undefined;
        return;
      }
      if (visible?.document !== outcome.document) return;
      const { kind, visibleMs } = outcome;
      if (kind === 'typedOver') {
        visible.typedOverMs = visibleMs;
        visible = undefined;
        return;
      }
      const isInFirstWord = visible.written < firstWordOf(visible.shown.text).length;
      if (isInFirstWord) visible.reactions.push({ visibleMs, accepted: kind === 'accepted' });
      visible.written += outcome.length;
    },
  };
}

/** Excludes line beginnings and punctuation, which the editor also inserts by itself. */
function isTypedByUser(word: string): boolean {
  return /\p{L}/u.test(word) && !word.includes('\n');
}

/**
 * The suggestion to learn from, if any. Nothing is learned from suggestions that the user requested explicitly or that the network
 * alone sampled, because they pass no gate, nor from the editor's selected item. The rest of a suggestion is a part of that one.
 */
function pendingSuggestionOf(request: CompletionRequest, text: string): Pending | undefined {
  const { document, before, after, model, confidence = 'balanced', alternatives, selected, remaining } = request;
  if (model !== 'mixture' || alternatives || selected || text === remaining) return undefined;
  return {
    document,
    level: confidence,
    place: placeOf(request, (request.replaced ?? '').trim() !== ''),
    shown: { caret: { before, after }, text },
    isFirstWordKnown: false,
    written: 0,
    reactions: [],
  };
}
