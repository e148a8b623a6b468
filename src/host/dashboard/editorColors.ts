// Colors the visible text of the editors by the activity of one hidden unit, or of one of its gates.
import {
  Disposable,
  EventEmitter,
  Range,
  ThemeColor,
  window,
  workspace,
  type Event,
  type TextEditor,
  type TextEditorDecorationType,
} from 'vscode';
import { maxShade, runsOf } from '../../lens/shades.ts';
import type { UnitSelection } from '../../protocol/analyzer.ts';
import type { AnalyzerClient } from '../processes/analyzerClient.ts';
import { hasSecretName } from '../workspace/secretFiles.ts';

/** After the last change of the text or scroll. */
const delayMs = 120;
/** UTF-16 units before the visible text that the network reads first. */
const contextLength = 600;
/** UTF-16 units colored at most: more than the largest screen shows. */
const maxColored = 20_000;

interface Drawing {
  /** By shade: negative where the unit is below its mean. */
  readonly shades: ReadonlyMap<number, TextEditorDecorationType>;
  readonly subscriptions: Disposable;
}

export class EditorColors implements Disposable {
  private readonly client: Pick<AnalyzerClient, 'analyze'>;
  private readonly warn: (message: string) => void;
  private readonly changes = new EventEmitter<UnitSelection | undefined>();
  private now: UnitSelection | undefined;
  /** Decorations and listeners, while something is colored. */
  private drawing: Drawing | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** Fires with the current selection; undefined where nothing is colored. */
  readonly onChange: Event<UnitSelection | undefined> = this.changes.event;

  constructor(client: Pick<AnalyzerClient, 'analyze'>, warn: (message: string) => void) {
    this.client = client;
    this.warn = warn;
  }

  get coloring(): UnitSelection | undefined {
    return this.now;
  }

  /** Undefined removes the colors. */
  show(next: UnitSelection | undefined): void {
    if (next?.unit === this.now?.unit && next?.gate === this.now?.gate) return;
    this.now = next;
    if (next === undefined) this.clear();
    else {
      this.drawing ??= this.startDrawing();
      this.draw(0);
    }
    this.changes.fire(next);
  }

  dispose(): void {
    this.clear();
    this.changes.dispose();
  }

  private startDrawing(): Drawing {
    const shades = new Map<number, TextEditorDecorationType>();
    for (let shade = -maxShade; shade <= maxShade; shade++) {
      if (shade !== 0) shades.set(shade, window.createTextEditorDecorationType({ backgroundColor: colorOf(shade) }));
    }
    const subscriptions = Disposable.from(
      ...shades.values(),
      window.onDidChangeVisibleTextEditors(() => this.draw()),
      window.onDidChangeTextEditorVisibleRanges(() => this.draw()),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (window.visibleTextEditors.some((editor) => editor.document === document)) this.draw();
      }),
    );
    return { shades, subscriptions };
  }

  private clear(): void {
    clearTimeout(this.timer);
    this.drawing?.subscriptions.dispose();
    this.drawing = undefined;
  }

  private draw(afterMs = delayMs): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      Promise.all(window.visibleTextEditors.map((editor) => this.color(editor))).catch((error: unknown) => {
        this.warn(String(error));
        this.show(undefined);
      });
    }, afterMs);
  }

  private async color(editor: TextEditor): Promise<void> {
    const { document, visibleRanges } = editor;
    const [first, last] = [visibleRanges[0], visibleRanges.at(-1)];
    const { now } = this;
    if (now === undefined || !first || !last || document.uri.scheme === 'output') return;
    if (hasSecretName(document.uri)) return;
    const start = document.offsetAt(first.start.with({ character: 0 }));
    const end = Math.min(document.offsetAt(document.lineAt(last.end.line).range.end), start + maxColored);
    const between = (from: number, to: number): string =>
      document.getText(new Range(document.positionAt(from), document.positionAt(to)));
    const text = between(start, end);
    const { version } = document;
    const before = between(Math.max(0, start - contextLength), start);
    // The network was trained on texts whose line ends are one character.
    const { shades } = await this.client.analyze({ kind: 'color', ...now, before: plain(before), text: plain(text) });
    if (now !== this.now || version !== document.version) return;
    const ranges = new Map<number, Range[]>();
    const offsets = unitOffsets(text, shades.length);
    for (const { from, to, value } of runsOf(shades)) {
      const range = new Range(document.positionAt(start + offsets[from]!), document.positionAt(start + offsets[to]!));
      const sameShade = ranges.get(value);
      if (sameShade) sameShade.push(range);
      else ranges.set(value, [range]);
    }
    for (const [shade, type] of this.drawing?.shades ?? []) editor.setDecorations(type, ranges.get(shade) ?? []);
  }
}

function plain(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** For each code point of the plain text, and for its end, the offset in the document's text in UTF-16 units. */
function unitOffsets(text: string, characters: number): Uint32Array {
  const offsets = new Uint32Array(characters + 1);
  let at = 0;
  for (let index = 0; index < characters; index++) {
    offsets[index] = at;
    at += text.startsWith('\r\n', at) || text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  offsets[characters] = Math.min(at, text.length);
  return offsets;
}

/** As declared in package.json, for example `hiddenState.below3` or `hiddenState.above1`. */
function colorOf(shade: number): ThemeColor {
  return new ThemeColor(`hiddenState.${shade < 0 ? 'below' : 'above'}${Math.abs(shade)}`);
}
