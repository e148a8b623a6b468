// Lets a new suggestion appear only some time after the last key and, while the user ignores suggestions, after the one before. The
// answer is computed meanwhile. It does not appear beside a next edit, which has the same keys. The rules are in `completion/decide/pace.ts`.
import {
  InlineCompletionTriggerKind,
  workspace,
  type CancellationToken,
  type Disposable,
  type InlineCompletionItem,
  type InlineCompletionItemProvider,
  type TextDocument,
} from 'vscode';
import {
  afterAcceptance,
  afterShown,
  afterTyped,
  minShowDelayMs,
  noQuietPeriod,
  quietMs,
  showDelayMs,
} from '../../completion/decide/pace.ts';
import type { StatisticsEvent } from '../../protocol/suggestionStatistics.ts';
import type { InlineCompletions } from './inlineCompletions.ts';

export interface ShowDelay extends InlineCompletionItemProvider, Disposable {
  /** What the user does with suggestions. */
  observe(event: StatisticsEvent): void;
  provideInlineCompletionItems(
    ...request: Parameters<InlineCompletions['provideInlineCompletionItems']>
  ): Promise<InlineCompletionItem[]>;
}

/** `isNextEditShown`: the keys that accept a suggestion belong to it then. */
export function createShowDelay(completions: InlineCompletions, isNextEditShown: () => boolean): ShowDelay {
  const changedAt = new WeakMap<TextDocument, number>();
  let quiet = noQuietPeriod;
  const subscription = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) changedAt.set(document, performance.now());
  });
  return {
    provideInlineCompletionItems: async (document, position, context, token) => {
      const { items, kind, leastDelayMs } = await completions.answer(document, position, context, token);
      if (kind === 'rest') quiet = afterTyped(quiet, performance.now());
      if (items.length === 0 || kind === 'rest') return items;
      const uri = document.uri.toString();
      const isRequested = context.triggerKind === InlineCompletionTriggerKind.Invoke;
      const delay = showDelayMs({
        leastMs: leastDelayMs ?? minShowDelayMs,
        sinceTypingMs: performance.now() - (changedAt.get(document) ?? 0),
        isRequested,
        followsAccepted: kind === 'next',
        quietMs: quietMs(quiet, uri, performance.now()),
      });
      if (delay > 0) {
        completions.delayed(true);
        if (await isCancelledWithin(delay, token)) return [];
        completions.delayed(false);
      }
      if (!isRequested && isNextEditShown()) return [];
      quiet = afterShown(quiet, uri, performance.now());
      return items;
    },
    observe: ({ type }) => {
      if (type === 'accepted') quiet = afterAcceptance(quiet);
    },
    dispose: () => void subscription.dispose(),
  };
}

/** Resolves after the time, or earlier if the request is cancelled. */
function isCancelledWithin(ms: number, token: CancellationToken): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (isCancelled: boolean): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(isCancelled);
    };
    const timer = setTimeout(() => finish(false), ms);
    const subscription = token.onCancellationRequested(() => finish(true));
  });
}
