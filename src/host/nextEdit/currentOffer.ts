// The offer that is shown, and where it is in relation to the active editor.
import { Uri, window, workspace } from 'vscode';
import { isProseLanguage } from '../../completion/decide/tabKey.ts';
import { deletesLine } from '../../nextEdit/tokenChanges.ts';
import type { FoundOffer } from './findOffer.ts';
import { isVisible, type ShownOffer } from './offerDisplay.ts';

export interface CurrentOffer extends FoundOffer {
  /** The key has put the cursor there. */
  readonly hasArrived: boolean;
}

/** A rename is shown at the definition. */
export function shownOf({ offer, document, renaming }: CurrentOffer): ShownOffer {
  const { old, new: changed } = offer;
  const { start, end } = renaming ? { start: renaming.start, end: renaming.start + renaming.new.length } : offer;
  const file = workspace.asRelativePath(document?.uri ?? Uri.parse(offer.document));
  return { document, file, start, end, old, new: changed, isRename: renaming !== undefined };
}

/** In the active editor. */
export function isInView(current: CurrentOffer): boolean {
  const editor = window.activeTextEditor;
  return editor !== undefined && isVisible(editor, shownOf(current));
}

/** Whether the key has put the cursor there, and it still is. */
export function isAtPlace(current: CurrentOffer): boolean {
  const editor = window.activeTextEditor;
  if (!current.hasArrived || editor?.document !== current.document) return false;
  return editor!.document.offsetAt(editor!.selection.active) === shownOf(current).start;
}

/**
 * In the indentation of a line Tab indents, unless the key has put the cursor there, or the line is an empty one of prose. Who deletes lines
 * is left in the indentation of the next line.
 */
export function isTabFree(current: CurrentOffer): boolean {
  const editor = window.activeTextEditor;
  if (!editor || editor.selections.length > 1 || !editor.selection.isEmpty) return false;
  if (isAtPlace(current) || deletesLine(current.offer)) return true;
  const { active } = editor.selection;
  const { text } = editor.document.lineAt(active.line);
  return text.slice(0, active.character).trim() !== '' || (text === '' && isProseLanguage(editor.document.languageId));
}
