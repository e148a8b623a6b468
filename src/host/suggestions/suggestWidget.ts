// Ghost text and the suggest widget: while ghost text is visible, the editor does not open the widget by itself. So where a language
// server completes, a suggestion has to be worth more than the list, or waits, as the user chooses.
import {
  commands,
  CompletionItemKind,
  l10n,
  window,
  type CompletionList,
  type Position,
  type TextDocument,
} from 'vscode';
import { confidentFirstWord, isListPlace } from '../../completion/decide/listPlace.ts';
import { syntaxAt } from '../../completion/fit/syntaxAt.ts';
import { change } from '../setting.ts';
import { settings } from '../settings.ts';
import { scopeOf } from '../workspace/notebookCells.ts';

/** What is required of a suggestion at a place: nothing more, a confident first word, or that there is none. */
export type ListPriority = 'none' | 'confident' | 'list';

/** A language server may start late: a language without one is looked at again after this time, a few times. */
const againMs = 30_000;
const mostTries = 5;

/** The editor's own items in every language. */
const plainKinds: readonly (CompletionItemKind | undefined)[] = [
  ...[CompletionItemKind.Text, CompletionItemKind.Snippet],
  ...[CompletionItemKind.File, CompletionItemKind.Folder],
];

interface Language {
  completes: boolean;
  tries: number;
  nextMs: number;
}

export class SuggestWidget {
  private readonly languages = new Map<string, Language>();

  /** `before`: the text before the caret. */
  priorityAt(document: TextDocument, position: Position, before: string): ListPriority {
    const setting = settings.suggestions.suggestWidget.value(scopeOf(document));
    if (setting === 'suggestionFirst' || !isListPlace(before)) return 'none';
    if (syntaxAt(before, document.languageId) !== 'code' || !this.completes(document, position)) return 'none';
    return setting === 'listFirst' ? 'list' : 'confident';
  }

  /** Whether a language server completes here, as far as it is known: it is asked in the background. */
  private completes(document: TextDocument, position: Position): boolean {
    const { languageId } = document;
    const language = this.languages.get(languageId) ?? { completes: false, tries: 0, nextMs: 0 };
    this.languages.set(languageId, language);
    if (!language.completes && language.tries < mostTries && performance.now() >= language.nextMs) {
      language.tries++;
      language.nextMs = performance.now() + againMs;
      void this.ask(document, position).then((completes) => (language.completes ||= completes));
    }
    return language.completes;
  }

  private async ask({ uri }: TextDocument, position: Position): Promise<boolean> {
    try {
      const list = await commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', uri, position);
      return list.items.some(({ kind }) => !plainKinds.includes(kind));
    } catch {
      return false;
    }
  }
}

/** Asks the user which of both they want. The menu offers it. */
export async function chooseSuggestWidget(): Promise<void> {
  const choices = [
    { label: l10n.t('Confident suggestions only'), value: 'confident' },
    { label: l10n.t('List first'), value: 'listFirst' },
    { label: l10n.t('Suggestions first'), value: 'suggestionFirst' },
  ] as const;
  const title = l10n.t(
    'While a suggestion is visible, the editor does not open its list of completions. This holds inside identifiers and after a dot.',
  );
  const choice = await window.showQuickPick(choices, { title });
  if (choice) await change(settings.suggestions.suggestWidget, choice.value);
}

/** The least probability of the first word, for a request. */
export const leastFirstWordOf = (priority: ListPriority): number | undefined =>
  priority === 'confident' ? confidentFirstWord : undefined;
