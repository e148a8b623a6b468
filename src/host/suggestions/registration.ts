// Registers the provider of inline completions for the languages of open documents where suggestions are possible. Where a
// provider is registered, the editor's suggest widget waits for its answer. So there is none while suggestions are off or
// nothing is learned.
import { Disposable, languages, window, workspace, type InlineCompletionItemProvider } from 'vscode';
import type { SuggestionControl } from './suggestionControl.ts';

export function registerWherePossible(
  provider: InlineCompletionItemProvider,
  control: SuggestionControl,
): Disposable & { readonly languages: ReadonlySet<string> } {
  const registered = new Map<string, Disposable>();
  const update = (): void => {
    const wanted = new Set(
      workspace.textDocuments
        .filter((document) => control.isRequested(document) || control.isPossible(document, 'editor command'))
        .map(({ languageId }) => languageId),
    );
    for (const [language, registration] of registered) {
      if (wanted.has(language)) continue;
      registration.dispose();
      registered.delete(language);
    }
    for (const language of wanted) {
      if (registered.has(language)) continue;
      registered.set(language, languages.registerInlineCompletionItemProvider({ language }, provider));
    }
  };
  update();
  const subscriptions = Disposable.from(
    control.onChange(update),
    // A change of its language closes and opens a document.
    workspace.onDidOpenTextDocument(update),
    workspace.onDidCloseTextDocument(update),
    window.onDidChangeActiveTextEditor(update),
  );
  return {
    get languages() {
      return new Set(registered.keys());
    },
    dispose: () => {
      subscriptions.dispose();
      for (const registration of registered.values()) registration.dispose();
      registered.clear();
    },
  };
}
