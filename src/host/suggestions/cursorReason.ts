// Says in one sentence why there is no suggestion at the cursor: the user does not want any, the place, the pace, or the gate that refused
// the last answer, with its figures.
import { env, l10n, type Position, type TextDocument, type TextEditor } from 'vscode';
import type { PredictorClient } from '../processes/predictorClient.ts';
import { percentOf, type Localization } from './explanationRows.ts';
import type { InlineCompletions, RequestOutcome } from './inlineCompletions.ts';
import { refusalText } from './refusalText.ts';
import { silenceText } from './silenceText.ts';
import type { SuggestionControl } from './suggestionControl.ts';

export const localization: Localization = {
  t: (text, ...values) => l10n.t(text, ...values),
  percent: (probability) => percentOf(probability, env.language),
};

export interface CursorReasonParts {
  readonly completions: Pick<InlineCompletions, 'refusalAt' | 'lastAutomatic'>;
  readonly control: Pick<SuggestionControl, 'silence'>;
}

export interface OfferedEdit {
  /** The next edit that is offered, if there is one. */
  readonly shown: object | undefined;
  /** Tab renames all places at once. */
  readonly isRename: boolean;
}

/** Why the predictor is not asked here. Undefined: it is. */
export function unaskedReason(
  parts: CursorReasonParts,
  document: TextDocument,
  position: Position,
): string | undefined {
  return silenceAt(parts, document, position) ?? placeReason(parts, document, position);
}

/** For the status bar and its menu. Only where suggestions are made: elsewhere the sentence about the stage says why there is none. */
export function reasonAtCursor(
  parts: CursorReasonParts & {
    readonly completions: Pick<InlineCompletions, 'visibleAt'>;
    readonly predictor: Pick<PredictorClient, 'state'>;
    readonly nextEdits: OfferedEdit;
  },
  editor: TextEditor | undefined,
): string | undefined {
  if (!editor || parts.predictor.state !== 'ready') return undefined;
  const { document, selection } = editor;
  const place = [parts, document, selection.active] as const;
  // Also one that the user asked for, where none appears while typing.
  if (parts.completions.visibleAt(document, selection.active) !== undefined) return undefined;
  const { shown, isRename } = parts.nextEdits;
  if (isRename) return l10n.t('A rename is offered. Tab renames everywhere, Escape refuses it.');
  if (shown) return l10n.t('An edit is offered. Tab goes to its place, Escape refuses it.');
  const silence = silenceAt(...place);
  if (silence !== undefined) return silence;
  const reason = placeReason(...place) ?? answerReason(...place);
  return reason === undefined ? undefined : l10n.t('No suggestion at the cursor. {0}', reason);
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

/** Why a suggestion that would be made here does not appear. Undefined: it does, or the last request here led to none. */
export function hiddenReason(parts: CursorReasonParts, document: TextDocument, position: Position): string | undefined {
  return parts.completions.lastAutomatic?.answer.kind === 'refused'
    ? undefined
    : answerReason(parts, document, position);
}

/** What became of the last request, if it was made here. */
function answerReason(
  { completions }: CursorReasonParts,
  document: TextDocument,
  position: Position,
): string | undefined {
  const { lastAutomatic: last } = completions;
  if (last?.document !== document || !last.position.isEqual(position)) return undefined;
  return outcomeReason(last.answer, document, position);
}

/** Why a request at the position led to no suggestion. Undefined: it led to one. */
export function outcomeReason(outcome: RequestOutcome, document: TextDocument, position: Position): string | undefined {
  switch (outcome.kind) {
    case 'refused':
      return outcome.refusal
        ? refusalText(outcome.refusal, lineBefore(document, position), localization)
        : l10n.t('Nothing similar has been learned.');
    case 'cancelled':
      return l10n.t('You type faster than suggestions appear.');
    case 'unchecked':
      return l10n.t('The check of your text for passwords was too slow here. Type on.');
    case 'delayed':
      return l10n.t('One comes later, as you did not use the last ones. “Suggest now” shows it.');
    case 'shown':
      return undefined;
  }
}

function lineBefore(document: TextDocument, { line, character }: Position): string {
  return document.lineAt(line).text.slice(0, character);
}
