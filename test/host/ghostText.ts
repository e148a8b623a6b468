// Asks for ghost text as the editor does, but without a delay.
import type { CancellationToken, InlineCompletionContext, Position, TextDocument } from 'vscode';
import {
  InlineCompletions,
  type EditorAnswer,
  type InlineCompletionParts,
} from '../../src/host/suggestions/inlineCompletions.ts';
import type { SuggestionTracker } from '../../src/host/suggestions/suggestionTracker.ts';
import { noRun } from '../../src/host/suggestions/typedRuns.ts';

/** Of a user who wants suggestions everywhere, and of whom nothing else is known. */
export function completionsWith(
  parts: Pick<InlineCompletionParts, 'predictor'> & Partial<InlineCompletionParts>,
): InlineCompletions {
  return new InlineCompletions({
    isLearned: () => true,
    typedRuns: { endingAt: () => noRun },
    isSilent: () => false,
    suggestWidget: () => undefined,
    userParameters: () => undefined,
    shown: { shownIn: () => undefined, forgetShown: () => undefined },
    neverSuggested: () => [],
    ...parts,
  });
}

/** The answer appears at once. */
export async function shownAnswer(
  { completions, tracker }: { readonly completions: InlineCompletions; readonly tracker: SuggestionTracker },
  ...request: [TextDocument, Position, InlineCompletionContext, CancellationToken]
): Promise<EditorAnswer> {
  const answer = await completions.answer(...request);
  const [document, position, , token] = request;
  if (!token.isCancellationRequested) tracker.answered(document, position, answer.items[0]);
  return answer;
}
