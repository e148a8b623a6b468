// The documents whose last change the extension has made for the user, as an accepted suggestion, a next edit or a rename. The editor's
// events do not tell where a change comes from.
import type { TextDocument } from 'vscode';

export interface OwnChanges {
  /** Call it when the document has just been changed so. */
  note(document: TextDocument): void;
  isLastIn(document: TextDocument): boolean;
}

export function createOwnChanges(): OwnChanges {
  const versions = new WeakMap<TextDocument, number>();
  return {
    note: (document) => void versions.set(document, document.version),
    isLastIn: (document) => versions.get(document) === document.version,
  };
}
