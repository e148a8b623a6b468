// Asks for ghost text as the editor does, but without a delay: of the extension, or of completions whose predictor is simulated.
import {
  CancellationTokenSource,
  InlineCompletionTriggerKind,
  type CancellationToken,
  type InlineCompletionContext,
  type Position,
  type TextDocument,
} from 'vscode';
import { maskBeforeCaret } from '../../src/corpus/secrets/maskBeforeCaret.ts';
import { samplingSettings } from '../../src/host/settings.ts';
import {
  InlineCompletions,
  type EditorAnswer,
  type InlineCompletionParts,
} from '../../src/host/suggestions/inlineCompletions.ts';
import { createOwnChanges } from '../../src/host/suggestions/ownChanges.ts';
import type { SuggestionTracker } from '../../src/host/suggestions/suggestionTracker.ts';
import { noRun } from '../../src/host/suggestions/typedRuns.ts';
import type { Completion, CompletionRequest } from '../../src/protocol/predictor.ts';
import { atEnd } from './documents.ts';
import { parts } from './extensionHost.ts';

export const whileTyping: InlineCompletionContext = {
  triggerKind: InlineCompletionTriggerKind.Automatic,
  selectedCompletionInfo: undefined,
};
export const onRequest = { ...whileTyping, triggerKind: InlineCompletionTriggerKind.Invoke };

/** Never cancelled. */
export const { token } = new CancellationTokenSource();

/** Of the extension, where nothing else is given. */
export async function answerAt(
  document: TextDocument,
  {
    completions,
    position = atEnd(document),
    context = onRequest,
  }: { completions?: InlineCompletions; position?: Position; context?: InlineCompletionContext } = {},
): Promise<EditorAnswer> {
  return (completions ?? (await parts()).completions).answer(document, position, context, token);
}

/** The answer appears at once. */
export async function shownAnswer(
  { completions, tracker }: { readonly completions: InlineCompletions; readonly tracker: SuggestionTracker },
  ...[document, position, context, cancellation = token]: [
    TextDocument,
    Position,
    InlineCompletionContext,
    CancellationToken?,
  ]
): Promise<EditorAnswer> {
  const answer = await completions.answer(document, position, context, cancellation);
  if (!cancellation.isCancellationRequested) tracker.answered(document, position, answer.items[0]);
  return answer;
}

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
    ownChanges: createOwnChanges(),
    ...parts,
  });
}

/** A predictor that gives these answers, what it was asked, and what it was only given to read. It masks at once, without a time limit. */
export function simulatedPredictor(nextAnswer: () => string | Completion | undefined = () => undefined) {
  const asked: CompletionRequest[] = [];
  const read: CompletionRequest[] = [];
  const reply = async (request: CompletionRequest) => {
    asked.push(request);
    const answer = nextAnswer();
    const completion = typeof answer === 'string' ? { text: answer, probability: 1 } : answer;
    return { completion, refusal: undefined };
  };
  const predictor: InlineCompletionParts['predictor'] = {
    answer: reply,
    answerInFull: reply,
    typed: (request) => void read.push(request),
    mask: async ({ before, after, length, path }) => maskBeforeCaret(before, after, length, path),
  };
  return { predictor, asked, read };
}

/** For the text after `before`, of text statistics that may always suggest. */
export const requestAfter = (before: string, more: Partial<CompletionRequest> = {}): CompletionRequest => ({
  document: 'a.md',
  before,
  after: '',
  maxCharacters: 40,
  multiline: false,
  model: 'mixture',
  confidence: 'eager',
  sampling: samplingSettings(),
  ...more,
});
