// How long a new suggestion waits after the last key and, while the user ignores suggestions, after the one before. The answer is
// computed meanwhile. The rules are in `completion/decide/pace.ts`.
import { workspace, type Disposable, type TextDocument } from 'vscode';
import {
  afterAcceptance,
  afterShown,
  afterTyped,
  minShowDelayMs,
  pauseMs,
  noQuietPeriod,
  quietMs,
  showDelayMs,
} from '../../completion/decide/pace.ts';
import type { EditorAnswer } from './inlineCompletions.ts';

export interface ShowDelay extends Disposable {
  /** Milliseconds from now until the answer may appear. At most 0: it may appear now. */
  msBefore(answer: EditorAnswer, document: TextDocument, isInvoked: boolean): number;
  /** A suggestion appears in the document. */
  shown(document: TextDocument): void;
  /** The user typed characters of the visible suggestion. */
  typed(): void;
  accepted(): void;
  /** Whether the user has stopped typing in the document. */
  isPaused(document: TextDocument): boolean;
}

export function createShowDelay(): ShowDelay {
  const changedAt = new WeakMap<TextDocument, number>();
  let quiet = noQuietPeriod;
  const subscription = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) changedAt.set(document, performance.now());
  });
  const sinceTypingMs = (document: TextDocument): number => performance.now() - (changedAt.get(document) ?? 0);
  return {
    msBefore: ({ kind, leastDelayMs }, document, isInvoked) =>
      showDelayMs({
        leastMs: leastDelayMs ?? minShowDelayMs,
        sinceTypingMs: sinceTypingMs(document),
        isRequested: isInvoked,
        followsAccepted: kind === 'next',
        quietMs: quietMs(quiet, document.uri.toString(), performance.now()),
      }),
    shown: (document) => {
      quiet = afterShown(quiet, document.uri.toString(), performance.now());
    },
    typed: () => {
      quiet = afterTyped(quiet, performance.now());
    },
    accepted: () => {
      quiet = afterAcceptance(quiet);
    },
    isPaused: (document) => sinceTypingMs(document) >= pauseMs,
    dispose: () => void subscription.dispose(),
  };
}
