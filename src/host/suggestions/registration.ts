// Registers the provider of inline completions for the languages of open documents where suggestions are possible. Where a
// provider is registered, the editor's suggest widget waits for its answer. So there is none while suggestions are off or
// nothing is learned.
import { Disposable, languages, window, workspace, type InlineCompletionItemProvider, type TextDocument } from 'vscode';
import type { SuggestionControl } from './suggestionControl.ts';

export function registerWherePossible(
  provider: InlineCompletionItemProvider,
  control: SuggestionControl,
): Disposable & { readonly languages: ReadonlySet<string> } {
  const registered = new Map<string, Disposable>();
  let timer: NodeJS.Timeout | undefined;
  const register = (language: string): void => {
    if (registered.has(language)) return;
    registered.set(language, languages.registerInlineCompletionItemProvider({ language }, provider));
  };
  const isPossible = (document: TextDocument): boolean =>
    control.isRequested(document) || control.isPossible(document, 'editor command');
  const update = (): void => {
    clearTimeout(timer);
    const wanted = new Set<string>();
    for (const document of workspace.textDocuments) {
      if (!wanted.has(document.languageId) && isPossible(document)) wanted.add(document.languageId);
    }
    for (const [language, registration] of registered) {
      if (wanted.has(language)) continue;
      registration.dispose();
      registered.delete(language);
    }
    wanted.forEach(register);
  };
  update();
  const subscriptions = Disposable.from(
    control.onChange(update),
    // A change of its language closes and opens a document. The cells of a notebook are opened and closed all at once.
    workspace.onDidOpenTextDocument((document) => {
      if (!registered.has(document.languageId) && isPossible(document)) register(document.languageId);
    }),
    workspace.onDidCloseTextDocument(() => {
      clearTimeout(timer);
      timer = setTimeout(update, 0);
    }),
    window.onDidChangeActiveTextEditor(update),
  );
  return {
    get languages() {
      return new Set(registered.keys());
    },
    dispose: () => {
      clearTimeout(timer);
      subscriptions.dispose();
      for (const registration of registered.values()) registration.dispose();
      registered.clear();
    },
  };
}
