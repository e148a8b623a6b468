// Says in one sentence why there is no suggestion at the cursor: the user does not want any, the place, the pace, or the gate that refused
// the last answer, with its figures.
import { env, l10n, type Position, type TextDocument, type TextEditor } from 'vscode';
import type { AwaitedChange } from '../../nextEdit/nextEdits.ts';
import { thresholdOf, type Thresholds } from '../../nextEdit/threshold.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import { awaitedEditText, type AwaitedEditText } from './awaitedEditText.ts';
import { oneLine, percentOf, shortened, type Localization } from './explanationRows.ts';
import type { InlineCompletions } from './inlineCompletions.ts';
import type { RequestOutcome } from './lastRequests.ts';
import { refusalText } from './refusalText.ts';
import { silenceText } from './silenceText.ts';
import type { SuggestionControl } from './suggestionControl.ts';

export const localization: Localization = {
  t: (text, ...values) => l10n.t(text, ...values),
  percent: (probability, rounding) => percentOf(probability, env.language, rounding),
};

export interface CursorReasonParts {
  readonly completions: Pick<InlineCompletions, 'requests' | 'refusalAt'>;
  readonly control: Pick<SuggestionControl, 'silence'>;
}

export interface AwaitedEdits {
  /** What is offered in the document once the user has changed it again. */
  awaitedIn(document: TextDocument): AwaitedChange | undefined;
  readonly thresholds: Thresholds;
}

export interface OfferedEdit extends AwaitedEdits {
  /** The next edit that is offered, if there is one. */
  readonly shown: object | undefined;
  /** Else Tab indents at the cursor. */
  readonly takesTab: boolean;
  /** Tab renames all places at once. */
  readonly isRename: boolean;
  /** The key has put the cursor at its place. */
  readonly isHere: boolean;
  /** Its file, where the active editor shows another one. */
  readonly otherFile: string | undefined;
}

/** Characters of an entry of the editor's list. */
const selectedWidth = 16;

/** Why the predictor is not asked here. Undefined: it is. */
export function unaskedReason(
  parts: CursorReasonParts,
  document: TextDocument,
  position: Position,
): string | undefined {
  return silenceAt(parts, document, position) ?? placeReason(parts, document, position);
}

/** For the status bar and, in one line, its menu. Only where suggestions are made: elsewhere the sentence about the stage says why there is none. */
export function reasonAtCursor(
  parts: CursorReasonParts & {
    readonly completions: Pick<InlineCompletions, 'visibleAt'>;
    readonly predictor: Pick<PredictorClient, 'state'>;
    readonly nextEdits: OfferedEdit;
  },
  editor: TextEditor | undefined,
  length: 'whole' | 'short' = 'whole',
): string | undefined {
  if (!editor || parts.predictor.state !== 'ready') return undefined;
  const { document, selection } = editor;
  const offered = offeredEditText(parts.nextEdits);
  if (offered !== undefined)
    return length === 'short'
      ? offered
      : `${offered} ${l10n.t('While the editor shows a list of words, Tab and Escape belong to it.')}`;
  // Also one that the user asked for, where none appears while typing.
  const isVisible = parts.completions.visibleAt(document, selection.active) !== undefined;
  const awaited = awaitedEditIn(parts.nextEdits, document);
  const edit = awaited && `${awaited.left} ${awaited.reason}`;
  if (awaited?.isNear && !isVisible) return edit;
  const reason = isVisible ? suggestionText() : suggestionReason(parts, document, selection.active, length);
  if (edit === undefined || length === 'short') return reason;
  return reason === undefined ? edit : `${reason} ${edit}`;
}

/** Why an edit of the document leads to no offer yet. Undefined: nothing is left to change. */
export function awaitedEditIn(edits: AwaitedEdits, document: TextDocument): AwaitedEditText | undefined {
  const awaited = edits.awaitedIn(document);
  return awaited && awaitedEditText(awaited, thresholdOf(edits.thresholds, document.uri.toString()), localization);
}

function suggestionReason(
  parts: CursorReasonParts,
  document: TextDocument,
  position: Position,
  length: 'whole' | 'short',
): string | undefined {
  const place = [parts, document, position] as const;
  const silence = silenceAt(...place);
  if (silence !== undefined) return silence;
  const reason = placeReason(...place) ?? answerReason(...place);
  if (reason !== undefined) return length === 'short' ? reason : l10n.t('No suggestion at the cursor. {0}', reason);
  const last = parts.completions.requests.lastAt(document, position);
  if (!last && document.uri.scheme === 'output') return undefined;
  if (!last) return l10n.t('Suggestions appear while you type. “Suggest now” asks for one here.');
  if (last.answer.kind === 'shown') return suggestionText();
  return last.answer.kind === 'refused' ? seekingText() : undefined;
}

/** While the reason is not known yet. */
export function seekingText(): string {
  return l10n.t('A suggestion for this place is being looked for.');
}

/** No event tells that Escape, or the list of completions, has hidden it. */
function suggestionText(): string {
  return l10n.t('There is a suggestion at the cursor. If Escape has hidden it, “Suggest now” shows it again.');
}

/** Undefined: none is offered. */
function offeredEditText({ shown, takesTab, isRename, isHere, otherFile }: OfferedEdit): string | undefined {
  if (!shown) return undefined;
  if (!takesTab)
    return l10n.t('An edit is offered. Here Tab indents: put the cursor after text, then Tab goes to the edit.');
  if (isRename)
    return l10n.t('A rename is offered. Tab renames wherever the editor finds the name, Escape refuses it.');
  if (isHere) return l10n.t('An edit is offered at the cursor. Tab applies it, Escape refuses it.');
  return otherFile === undefined
    ? l10n.t('An edit is offered. Tab goes to its place, Tab again applies it, Escape refuses it.')
    : l10n.t('An edit is offered in {0}. Tab goes there, Tab again applies it, Escape refuses it.', otherFile);
}

/** The user wants none here. */
function silenceAt({ control }: CursorReasonParts, document: TextDocument, position: Position): string | undefined {
  const silence = control.silence(document, position, false);
  return silence && silenceText(silence, document.languageId);
}

function placeReason(
  { completions }: CursorReasonParts,
  document: TextDocument,
  position: Position,
): string | undefined {
  const refusal = completions.refusalAt(document, position);
  return refusal && refusalText(refusal, lineBefore(document, position), localization);
}

/**
 * What became of the last request, if it was made here. Undefined: none was made, it led to a suggestion, or the reason has no word yet: it
 * is not said before it is complete, because “Explain suggestion” would say another one.
 */
export function answerReason(
  { completions }: CursorReasonParts,
  document: TextDocument,
  position: Position,
): string | undefined {
  const answer = completions.requests.lastAt(document, position)?.answer;
  if (!answer || (answer.kind === 'refused' && answer.isUnnamed)) return undefined;
  return outcomeReason(answer, document, position);
}

/** Why a request at the position led to no suggestion. Undefined: it led to one. */
export function outcomeReason(outcome: RequestOutcome, document: TextDocument, position: Position): string | undefined {
  switch (outcome.kind) {
    case 'refused':
      return refusalText(outcome.refusal, lineBefore(document, position), localization);
    case 'selected':
      return l10n.t(
        'The editor’s list has “{0}” selected, and no suggestion begins with it. Escape closes the list.',
        shortened(oneLine(outcome.text), selectedWidth),
      );
    case 'cancelled':
      return l10n.t('You type faster than suggestions appear.');
    case 'checking':
      return l10n.t('Your text is being checked for passwords. Suggestions come after that.');
    case 'unchecked':
      return l10n.t('Your text cannot be checked for passwords here. It is tried again later.');
    case 'unanswered':
      return l10n.t('There was no answer in time. “Suggest now” asks again.');
    case 'delayed':
      return l10n.t('You did not accept the last suggestions. The next one comes when you pause.');
    case 'shown':
      return undefined;
  }
}

export function lineBefore(document: TextDocument, { line, character }: Position): string {
  return document.lineAt(line).text.slice(0, character);
}
