// Says in one sentence why there is no suggestion at the cursor: the user does not want any, the place, the pace, or the gate that refused
// the last answer, with its figures.
import { env, l10n, type Position, type TextDocument } from 'vscode';
import { percentOf, type Localization } from './explanationRows.ts';
import type { InlineCompletions } from './inlineCompletions.ts';
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

/** Why the predictor is not asked here. Undefined: it is. */
export function unaskedReason(
  { completions, control }: CursorReasonParts,
  document: TextDocument,
  position: Position,
): string | undefined {
  const silence = control.silence(document, position, false);
  if (silence) return silenceText(silence, document.languageId);
  const refusal = completions.refusalAt(document, position);
  return refusal && refusalText(refusal, lineBefore(document, position), localization);
}

/** Undefined: there is a suggestion, or none was asked for here. */
export function cursorReason(parts: CursorReasonParts, document: TextDocument, position: Position): string | undefined {
  return unaskedReason(parts, document, position) ?? answerReason(parts, document, position);
}

/** What became of the last request, if it was made here. */
function answerReason(
  { completions }: CursorReasonParts,
  document: TextDocument,
  position: Position,
): string | undefined {
  const { lastAutomatic: last } = completions;
  if (last?.document !== document || !last.position.isEqual(position)) return undefined;
  switch (last.answer.kind) {
    case 'refused':
      return last.answer.refusal
        ? refusalText(last.answer.refusal, lineBefore(document, position), localization)
        : l10n.t('Nothing similar has been learned.');
    case 'cancelled':
      return l10n.t('You type faster than suggestions appear.');
    case 'unchecked':
      return l10n.t('The text before the cursor was not searched for secrets in time.');
    case 'delayed':
      return l10n.t('A suggestion waits, because you did not use the ones before it.');
    case 'shown':
      return undefined;
  }
}

function lineBefore(document: TextDocument, { line, character }: Position): string {
  return document.lineAt(line).text.slice(0, character);
}
