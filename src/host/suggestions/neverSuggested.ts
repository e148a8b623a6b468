// The words that are never suggested in a workspace. The user adds one where a suggestion is explained, and edits the list in a menu.
import { EventEmitter, l10n, window, type Disposable, type Event } from 'vscode';
import { sayBriefly } from '../messages.ts';
import { plainText } from '../plainText.ts';
import type { StoredValues } from '../storage/storedValue.ts';

const storedKey = 'never suggested words';
/** More words are not kept. */
const mostWords = 500;

export class NeverSuggested implements Disposable {
  private readonly stored: StoredValues;
  private readonly changes = new EventEmitter<void>();
  readonly onChange: Event<void> = this.changes.event;

  constructor(stored: StoredValues) {
    this.stored = stored;
  }

  get words(): readonly string[] {
    const words = this.stored.get(storedKey);
    return Array.isArray(words) ? words.filter((word) => typeof word === 'string') : [];
  }

  add(word: string): void {
    this.set([...this.words.filter((each) => each !== word), word].slice(-mostWords));
  }

  /** Shows the list: a word that is not chosen any more may be suggested again. */
  async edit(): Promise<void> {
    const { words } = this;
    if (words.length === 0) {
      void window.showInformationMessage(l10n.t('The list is empty. “Explain suggestion” can add a word to it.'));
      return;
    }
    const items = words.map((label) => ({ label, picked: true }));
    const title = l10n.t('Never suggest these words');
    const placeHolder = l10n.t('Untick a word to allow it again, then choose OK');
    const kept = await window.showQuickPick(items, { title, placeHolder, canPickMany: true });
    if (!kept) return;
    const left = kept.map(({ label }) => label);
    this.set(left);
    const removed = words.filter((word) => !left.includes(word));
    if (removed.length === 0) return;
    sayBriefly(l10n.t('These words may be suggested again: {0}.', plainText(removed.join(', '))));
  }

  dispose(): void {
    this.changes.dispose();
  }

  private set(words: readonly string[]): void {
    void this.stored.update(storedKey, words.length > 0 ? words : undefined);
    this.changes.fire();
  }
}
