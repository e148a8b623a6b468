// Ghost text and the suggest widget: while ghost text is visible, the editor does not open the widget by itself. So where a language
// server completes, a suggestion has to be worth more than the widget, or waits, as the user chooses.
import {
  commands,
  CompletionItemKind,
  l10n,
  window,
  type CompletionList,
  type Position,
  type TextDocument,
} from 'vscode';
import { opensSuggestWidget } from '../../completion/decide/suggestWidget.ts';
import { syntaxAt } from '../../completion/fit/syntaxAt.ts';
import type { SuggestWidgetRule } from '../../completion/request.ts';
import { change } from '../setting.ts';
import { settings } from '../settings.ts';
import { scopeOf } from '../workspace/notebookCells.ts';

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

  /** Undefined: no widget opens by itself, or suggestions come first. `before`: the text before the caret. */
  ruleAt(document: TextDocument, position: Position, before: string): SuggestWidgetRule | undefined {
    const rule = settings.suggestions.suggestWidget.value(scopeOf(document));
    if (rule === 'suggestionFirst' || !opensSuggestWidget(before)) return undefined;
    return syntaxAt(before, document.languageId) === 'code' && this.completes(document, position) ? rule : undefined;
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
    { label: l10n.t('Only very likely suggestions'), value: 'confident' },
    { label: l10n.t('List first'), value: 'listFirst' },
    { label: l10n.t('Suggestions first'), value: 'suggestionFirst' },
  ] as const;
  const title = l10n.t(
    'While a suggestion is visible, the editor does not open its list of completions. In code, this holds inside names and after a dot.',
  );
  const choice = await window.showQuickPick(choices, { title });
  if (choice) await change(settings.suggestions.suggestWidget, choice.value);
}
