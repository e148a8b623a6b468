// The provider of ghost text. A suggestion appears when its delay is over, unless a next edit is visible: both have the same keys.
import {
  commands,
  InlineCompletionTriggerKind,
  type CancellationToken,
  type InlineCompletionItemProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import type { EditorAnswer, InlineCompletions } from './inlineCompletions.ts';
import type { ShowDelay } from './showDelay.ts';
import type { SuggestionTracker } from './suggestionTracker.ts';

export interface GhostTextParts {
  readonly completions: InlineCompletions;
  readonly tracker: SuggestionTracker;
  readonly delay: ShowDelay;
  readonly isNextEditShown: () => boolean;
}

export interface GhostText extends InlineCompletionItemProvider {
  /** The editor asks, as while the user types. */
  readonly askEditor: () => Promise<void>;
}

export function createGhostText(parts: GhostTextParts): GhostText {
  const { completions, tracker, delay, isNextEditShown } = parts;
  let isAutomatic = false;

  /** Resolves when the answer may appear; false where it may not. */
  async function isDue(
    answer: EditorAnswer,
    { document, position, isInvoked }: { document: TextDocument; position: Position; isInvoked: boolean },
    token: CancellationToken,
  ): Promise<boolean> {
    const { kind, items } = answer;
    if (kind === 'rest') delay.typed();
    if (kind === 'rest' || items.length === 0) return true;
    const delayMs = delay.msBefore(answer, document, isInvoked);
    if (delayMs > 0) {
      completions.requests.appears(document, position, 'delayed');
      const isCancelled = await isCancelledWithin(delayMs, token);
      completions.requests.appears(document, position, isCancelled ? 'cancelled' : 'shown');
      // The answer may have been forgotten meanwhile.
      if (isCancelled || !completions.requests.lastAt(document, position)) return false;
    }
    if (!isInvoked && isNextEditShown()) return false;
    delay.shown(document);
    return true;
  }

  return {
    askEditor: async () => {
      isAutomatic = true;
      // The editor keeps an earlier answer unless the command is explicit.
      await commands.executeCommand('editor.action.inlineSuggest.trigger', { explicit: true });
      isAutomatic = false;
    },
    provideInlineCompletionItems: async (document, position, given, token) => {
      const context = isAutomatic ? { ...given, triggerKind: InlineCompletionTriggerKind.Automatic } : given;
      isAutomatic = false;
      const answer = await completions.answer(document, position, context, token);
      const isInvoked = context.triggerKind === InlineCompletionTriggerKind.Invoke;
      const items = (await isDue(answer, { document, position, isInvoked }, token)) ? answer.items : [];
      if (!token.isCancellationRequested) tracker.answered(document, position, items[0]);
      return items;
    },
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
