// Tells pasted text from text that the user typed or accepted, from one change of the document alone: the editor's stable API does not
// say where a change comes from.

export interface Insertion {
  readonly text: string;
  /** UTF-16 units that it replaces. */
  readonly replacedLength: number;
  /** Whether it replaces the selected text. */
  readonly replacesSelection: boolean;
}

/**
 * Whether several characters with a letter or digit came at once. What replaces text that is not selected comes from the suggest widget
 * or an input method. A line break with its indentation, and closing brackets, come from the editor.
 */
export function mayBePasted({ text, replacedLength, replacesSelection }: Insertion): boolean {
  if (Array.from(text).length < 2 || !/[\p{L}\p{N}]/u.test(text)) return false;
  return replacedLength === 0 || replacesSelection;
}
