// What the predictor is asked at a caret: the situation there, the gates for the place, and the request with masked text.
import type { Position, SelectedCompletionInfo, TextDocument } from 'vscode';
import { placeRefusal } from '../../completion/decide/decide.ts';
import { isProseLanguage, isTabFree } from '../../completion/decide/tabKey.ts';
import { isCompletelyTyped, visibleRest, type ShownSuggestion } from '../../completion/fit/typeThrough.ts';
import type { PlaceFacts } from '../../completion/decide/gates.ts';
import type { Caret } from '../../completion/fit/caret.ts';
import type { MaskTypedText } from '../../masker/typedText.ts';
import type { CompletionRequest, Refusal, UserParameters } from '../../protocol/predictor.ts';
import { samplingSettings, settings } from '../settings.ts';
import { scopeOf } from '../workspace/notebookCells.ts';
import { pathOf } from '../workspace/workspaceFiles.ts';
import { mayLearn } from './mayLearn.ts';
import type { OwnChanges } from './ownChanges.ts';
import type { SuggestWidget } from './suggestWidget.ts';
import type { SuggestionTracker } from './suggestionTracker.ts';
import { insertionOf, textAtCaret, type Insertion, type TextAtCaret } from './textAtCaret.ts';
import type { TypedRuns } from './typedRuns.ts';

const maxCharacters = { singleLine: 120, multiline: 400 };

/** More suggestions to choose from when the user asks for one explicitly. */
const alternativesOnInvoke = 2;

/** What the host knows about the user and the workspace. */
export interface CaretFacts {
  /** Whether a file of the workspace belongs to the corpus. */
  readonly isLearned: (path: string) => boolean;
  readonly typedRuns: Pick<TypedRuns, 'endingAt'>;
  /** Whether the user wants no suggestion. */
  readonly isSilent: (document: TextDocument, position: Position, isInvoked: boolean) => boolean;
  readonly suggestWidget: SuggestWidget['ruleAt'];
  /** Undefined: too little is known of the user, or they do not type now. */
  readonly userParameters: (document: TextDocument) => UserParameters | undefined;
  /** The suggestion shown last in a document, while it may be continued. */
  readonly shown: Pick<SuggestionTracker, 'shownIn' | 'forgetShown'>;
  readonly neverSuggested: () => readonly string[];
  readonly ownChanges: Pick<OwnChanges, 'isLastIn'>;
}

export interface CaretPlace {
  readonly document: TextDocument;
  readonly position: Position;
  /** The item that is selected in the suggest widget. */
  readonly selected?: SelectedCompletionInfo | undefined;
  /** The item that was selected there before. */
  readonly lastSelected: string;
  readonly isInvoked?: boolean;
}

/** What a request depends on. */
export interface CaretSituation extends Insertion, TextAtCaret {
  readonly document: TextDocument;
  readonly position: Position;
  readonly path: string;
  readonly run: ReturnType<TypedRuns['endingAt']>;
  /** With what the selected item would add. */
  readonly caret: Caret;
  readonly limits: Pick<CompletionRequest, 'multiline' | 'maxCharacters'>;
  /** The suggestion shown last, in this document. */
  readonly last: ShownSuggestion | undefined;
  /** The rest of it that is visible. */
  readonly remaining: string | undefined;
  /** Whether all of it was accepted or typed. */
  readonly isNext: boolean;
  /** How the text before the caret appeared at once, if it is neither accepted from this extension nor an item of the suggest widget. */
  readonly appeared: PlaceFacts['appeared'];
  readonly isInvoked: boolean;
  readonly hasSelectedItem: boolean;
}

/** What a place leads to. */
export interface Asked {
  /** Its text before the caret is not masked yet. */
  readonly request: CompletionRequest;
  /** The gate that refuses a suggestion here. */
  readonly refusal: Refusal | undefined;
  /** The predictor only reads the text: while the user types along, for example, the suggestion stays as it is. */
  readonly isOnlyRead: boolean;
}

/** Changes nothing that an answer depends on. */
export function situationAt(facts: CaretFacts, place: CaretPlace): CaretSituation {
  const { document, position, selected, lastSelected, isInvoked = false } = place;
  const insertion = insertionOf(document, position, selected);
  const text = textAtCaret(document, insertion);
  const run = facts.typedRuns.endingAt(document, document.offsetAt(position));
  const { pending } = insertion;
  const caret = { before: text.before + pending, after: text.after, typed: run.length + pending.length };
  const multiline = settings.suggestions.multiline.value(scopeOf(document));
  const limits = { multiline, maxCharacters: multiline ? maxCharacters.multiline : maxCharacters.singleLine };
  const last = facts.shown.shownIn(document);
  const isNext = last !== undefined && isCompletelyTyped(last, caret);
  return {
    document,
    position,
    path: pathOf(document.uri),
    run,
    caret,
    limits,
    last,
    isNext,
    isInvoked,
    ...insertion,
    ...text,
    hasSelectedItem: selected !== undefined,
    remaining: last && visibleRest(last, caret, limits),
    appeared:
      run.pasted === '' || run.pasted === lastSelected || isNext ? undefined : howAppeared(facts, document, run),
  };
}

function howAppeared(
  { ownChanges }: CaretFacts,
  document: TextDocument,
  { isRestored }: CaretSituation['run'],
): PlaceFacts['appeared'] {
  if (isRestored) return 'restored';
  return ownChanges.isLastIn(document) ? undefined : 'pasted';
}

/** Undefined: the user wants no suggestion here. */
export function askedIn(facts: CaretFacts, situation: CaretSituation): Asked | undefined {
  const { document, position, before, remaining, appeared, isInvoked, hasSelectedItem, caret } = situation;
  if (remaining === undefined && facts.isSilent(document, position, isInvoked)) return undefined;
  const isFree = isInvoked || hasSelectedItem || remaining !== undefined;
  const suggestWidget = isFree ? undefined : facts.suggestWidget(document, position, before);
  const place = { appeared, tabIndents: !isTabFree(caret, isProseLanguage(document.languageId)) };
  const isVisible = remaining !== undefined;
  const refusal = isInvoked || isVisible ? undefined : placeRefusal({ caret, place, suggestWidget });
  const isOnlyRead = !isInvoked && (isVisible || refusal !== undefined);
  return { request: requestIn(facts, situation, suggestWidget), refusal, isOnlyRead };
}

function requestIn(
  facts: CaretFacts,
  situation: CaretSituation,
  suggestWidget: CompletionRequest['suggestWidget'],
): CompletionRequest {
  const { document, before, run, pending, remaining, isInvoked } = situation;
  const user = facts.userParameters(document);
  const never = facts.neverSuggested();
  return {
    document: situation.path,
    before,
    after: situation.after,
    ...situation.limits,
    model: settings.suggestions.model.value(),
    mayLearn: mayLearn(document, facts.isLearned),
    sampling: samplingSettings(),
    confidence: settings.suggestions.confidence.value(),
    typedLength: run.length,
    ...(run.replaced !== '' && { replaced: run.replaced }),
    ...(pending !== '' && { selected: pending }),
    ...(user && { user }),
    ...(never.length > 0 && { never }),
    ...(remaining !== undefined && { remaining }),
    ...(suggestWidget && { suggestWidget }),
    ...(isInvoked && { alternatives: alternativesOnInvoke }),
  };
}

/**
 * Undefined: not masked in time. `deadlineMs`: where the editor waits. The network alone does not learn from what it reads, so its text
 * is not masked.
 */
export async function maskedRequest(
  mask: MaskTypedText,
  { context, path }: CaretSituation,
  request: CompletionRequest,
  deadlineMs?: number,
): Promise<CompletionRequest | undefined> {
  if (request.model !== 'mixture') return request;
  const { before, after } = request;
  const masked = await mask({ before: context + before, after, length: before.length, path }, deadlineMs);
  return masked === undefined ? undefined : { ...request, before: masked };
}
