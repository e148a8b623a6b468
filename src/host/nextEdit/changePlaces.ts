// Makes the changes of offers in a document: one at its place, or several in one undo step.
import { Range, window, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import type { Place } from '../../nextEdit/places.ts';
import type { Edit } from '../../nextEdit/tokenChanges.ts';

/** Undefined: the text there is another one now, or the document is read-only: it refuses the change, or ignores it. */
export async function changePlace(
  document: TextDocument,
  { start, end, old, new: changed }: Place,
  run: (change: () => Thenable<boolean>) => Thenable<boolean>,
): Promise<Edit | undefined> {
  const editor = window.activeTextEditor!;
  const range = rangeOf(document, { start, end });
  const before = document.getText();
  const replace = (): Promise<boolean> =>
    Promise.resolve(editor.edit((builder) => builder.replace(range, changed))).catch(() => false);
  const isApplied = document.getText(range) === old && (await run(replace));
  const newEnd = start + changed.length;
  const written = document.getText(rangeOf(document, { start, end: newEnd }));
  if (!isApplied || written !== changed) return undefined;
  return { before, after: document.getText(), start, oldEnd: end, newEnd };
}

export async function changePlaces(document: TextDocument, places: readonly Place[]): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const place of places) edit.replace(document.uri, rangeOf(document, place), place.new);
  await workspace.applyEdit(edit);
}

function rangeOf(document: TextDocument, { start, end }: Pick<Place, 'start' | 'end'>): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}
