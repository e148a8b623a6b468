// What is offered in a document once the user has changed it again: where an edit leads to no offer yet.
import { window, type TextDocument } from 'vscode';
import type { AwaitedChange, NextEdits, Offer } from '../../nextEdit/nextEdits.ts';
import { openText } from './findOffer.ts';

export type AwaitedOffer = AwaitedChange & { readonly document: TextDocument };

/** `learnedMs`: when the rules of the edit were used; undefined: the last rule. Returns undefined where nothing is left to change. */
export function awaitedOffer(
  { document, learnedMs }: { readonly document: TextDocument; readonly learnedMs?: number },
  nextEdits: NextEdits,
  isLikely: (offer: Offer) => boolean,
): AwaitedOffer | undefined {
  const editor = window.activeTextEditor;
  if (document !== editor?.document) return undefined;
  // An edit without a rule of its own leaves an older one.
  if (learnedMs !== undefined && nextEdits.rules[0]?.usedMs !== learnedMs) return undefined;
  const text = openText(document);
  const caret = { document: text.name, at: document.offsetAt(editor.selection.active) };
  const awaited = nextEdits.awaited(text, caret, isLikely);
  return awaited && { document, ...awaited };
}
