// Shows all places of a change in a document as a list, each with its line as it would be. All are chosen at first.
import { l10n, Range, TextEditorRevealType, window, type QuickPickItem, type TextDocument } from 'vscode';
import type { Place } from '../../nextEdit/places.ts';
import { deletesLine } from '../../nextEdit/tokenChanges.ts';

interface PlaceItem<P extends Place> extends QuickPickItem {
  readonly place: P;
}

/** Characters of a line that are shown. */
const longestLine = 80;

/** Undefined: the user chose none. The editor shows the place that has the focus in the list. */
export async function choosePlaces<P extends Place>(
  document: TextDocument,
  places: readonly P[],
): Promise<readonly P[] | undefined> {
  const items = places.map((place): PlaceItem<P> => itemOf(document, place));
  const chosen = await window.showQuickPick(items, {
    canPickMany: true,
    title: l10n.t('Change all places in this file'),
    onDidSelectItem: (item) => reveal(document, (item as PlaceItem<P>).place),
  });
  return chosen && chosen.length > 0 ? chosen.map(({ place }) => place) : undefined;
}

function itemOf<P extends Place>(document: TextDocument, place: P): PlaceItem<P> {
  const { line, character } = document.positionAt(place.start);
  const { text } = document.lineAt(line);
  const changed = deletesLine(place)
    ? `− ${place.old.trim()}`
    : text.slice(0, character) + place.new + text.slice(character + place.end - place.start);
  const start = wordStart(text, Math.max(0, character - longestLine / 2));
  const shown = changed
    .slice(start, start + longestLine)
    .trim()
    .replaceAll('$(', '\\$(');
  const description = start === 0 ? shown : `…${shown}`;
  return { label: l10n.t('Line {0}', line + 1), description, picked: true, place };
}

/** Of the word at `at`, or after it. */
function wordStart(text: string, at: number): number {
  return at === 0 ? 0 : at + Math.max(0, text.slice(at).search(/(?<=\s)\S/u));
}

function reveal(document: TextDocument, { start, end }: Place): void {
  const editor = window.visibleTextEditors.find((each) => each.document === document);
  const range = new Range(document.positionAt(start), document.positionAt(end));
  editor?.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
