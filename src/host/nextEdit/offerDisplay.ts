// Shows an offer with decorations: the old text struck through and the new text in the color of ghost text. Where the place is outside the
// view or in another file, a hint at the end of the cursor's line says where it is. A long line has no room there: then it is in the blank
// line below or above, as paragraphs have it, or at the cursor.
// Screen readers hear the offer as a notification.
import {
  DecorationRangeBehavior,
  l10n,
  Range,
  ThemeColor,
  window,
  workspace,
  type DecorationOptions,
  type Disposable,
  type Position,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { plainText } from '../plainText.ts';

export interface ShownOffer {
  /** Undefined: the document is not open. */
  readonly document: TextDocument | undefined;
  /** Name of the file, for people. */
  readonly file: string;
  /** UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly old: string;
  readonly new: string;
  /** The language server renames all places at once. */
  readonly isRename: boolean;
}

const ghost = new ThemeColor('editorGhostText.foreground');
/** UTF-16 units. */
const longestLine = 60;
/** Where a blank line is sought, in this order. */
const nearLines = [-1, 2, -2, 3, -3];
/** Characters of old and new text in the hint. */
const longestText = 40;

export class OfferDisplay implements Disposable {
  private readonly place = window.createTextEditorDecorationType({
    color: ghost,
    textDecoration: 'line-through',
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
  });
  private readonly hint = window.createTextEditorDecorationType({});

  /** Undefined: nothing. `takesTab`: else Tab indents, and there is no hint. */
  show(offer: ShownOffer | undefined, takesTab: boolean): void {
    for (const editor of window.visibleTextEditors) {
      const isHere = offer?.document === editor.document && !offer.isRename;
      editor.setDecorations(this.place, offer && isHere ? [placeOf(editor, offer)] : []);
      const isHinted = offer && editor === window.activeTextEditor;
      editor.setDecorations(this.hint, isHinted ? hintsOf(editor, offer, takesTab) : []);
    }
  }

  /** For users of screen readers, to whom decorations say nothing. */
  announce(offer: ShownOffer): void {
    if (workspace.getConfiguration('editor').get('accessibilitySupport') !== 'on') return;
    // Text of the document must not become a link that runs a command.
    void window.showInformationMessage(l10n.t('Next edit: {0}', plainText(textOf(offer))));
  }

  dispose(): void {
    this.place.dispose();
    this.hint.dispose();
  }
}

/** In one of the visible parts of the editor. */
export function isVisible(
  { document, visibleRanges }: Pick<TextEditor, 'document' | 'visibleRanges'>,
  offer: Pick<ShownOffer, 'document' | 'start'>,
): boolean {
  if (offer.document !== document) return false;
  const position = document.positionAt(offer.start);
  return visibleRanges.some((range) => range.contains(position));
}

function placeOf({ document }: TextEditor, { start, end, new: changed }: ShownOffer): DecorationOptions {
  const range = new Range(document.positionAt(start), document.positionAt(end));
  return {
    range,
    renderOptions: { after: { contentText: withFixedBlanks(changed), color: ghost, textDecoration: 'none' } },
  };
}

/** Exported for its test: an extension cannot read decorations. */
export function hintsOf(
  editor: Pick<TextEditor, 'document' | 'selection' | 'visibleRanges'>,
  offer: ShownOffer,
  takesTab: boolean,
): readonly DecorationOptions[] {
  return takesTab && (offer.isRename || !isVisible(editor, offer)) ? [hintOf(editor, offer)] : [];
}

function hintOf(
  editor: Pick<TextEditor, 'document' | 'selection' | 'visibleRanges'>,
  offer: ShownOffer,
): DecorationOptions {
  const { active } = editor.selection;
  const { end } = editor.document.lineAt(active.line).range;
  const isLong = end.character > longestLine;
  const place = isLong ? placeAtLongLine(editor, active, end) : end;
  const contentText = withFixedBlanks(`  ⇥ ${textOf(offer)}${place.isEqual(active) && isLong ? '  ' : ''}`);
  return { range: new Range(place, place), renderOptions: { after: { contentText, color: ghost } } };
}

/** In view. In a wrapped line, the hint would push text over the margin: it is at the cursor only where no other place is in view. */
function placeAtLongLine(
  { document, visibleRanges }: Pick<TextEditor, 'document' | 'visibleRanges'>,
  active: Position,
  end: Position,
): Position {
  const isInView = (position: Position): boolean => visibleRanges.some((range) => range.contains(position));
  const blank = (line: number): Position | undefined => {
    const range = line >= 0 && line < document.lineCount ? document.lineAt(line).range : undefined;
    return range?.isEmpty && isInView(range.end) ? range.end : undefined;
  };
  const isWrapped = workspace.getConfiguration('editor', document).get('wordWrap') !== 'off';
  const below = blank(active.line + 1);
  if (below) return below;
  if (isWrapped) return blank(active.line - 1) ?? (isInView(end) ? end : active);
  // At a cursor near the margin, it would be cut off.
  const near = active.character > longestLine ? nearLines.map((distance) => blank(active.line + distance)) : [];
  return near.find((place) => place !== undefined) ?? active;
}

/** The place, and old → new text. */
function textOf({ document, file, start, old, new: changed, isRename }: ShownOffer): string {
  const editor = window.activeTextEditor;
  const rename = isRename && l10n.t('Rename {0} to {1}', shortened(old), shortened(changed));
  // Tab renames at once.
  if (rename && editor && isVisible(editor, { document, start })) return rename;
  const line = document && document.positionAt(start).line + 1;
  const isSame = document !== undefined && document === editor?.document;
  const place = line === undefined ? file : isSame ? l10n.t('line {0}', line) : l10n.t('{0}, line {1}', file, line);
  const [from, to] = [shortened(old), shortened(changed)];
  const change = from === '' ? `+ ${to}` : to === '' ? `− ${from}` : `${from} → ${to}`;
  return `${plainText(place)}: ${rename || change}`;
}

function shortened(text: string): string {
  const characters = Array.from(text.trim());
  return characters.length <= longestText ? text.trim() : `${characters.slice(0, longestText - 1).join('')}…`;
}

/** The editor would collapse white space. */
function withFixedBlanks(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
