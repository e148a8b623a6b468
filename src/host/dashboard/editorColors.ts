// The text of the editors in the colours of one unit, or of its gate: what is visible, and only while somebody wants to see it.
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
import { runsOf } from '../../lens/runs.ts';
import { maxShade } from '../../lens/shades.ts';
import type { UnitSelection } from '../../protocol/analyzer.ts';
import type { AnalyzerClient } from '../processes/analyzerClient.ts';

/** After the last change or scroll. */
const waitMs = 120;
/** UTF-16 units before what is visible that are read first. */
const contextLength = 600;
/** UTF-16 units coloured at most: more than the largest screen shows. */
const mostColoured = 20_000;

export class EditorColors implements Disposable {
  private readonly client: Pick<AnalyzerClient, 'analyze'>;
  private readonly warn: (message: string) => void;
  private readonly changes = new EventEmitter<UnitSelection | undefined>();
  private now: UnitSelection | undefined;
  private parts: Disposable | undefined;
  private shades = new Map<number, TextEditorDecorationType>();
  private timer: NodeJS.Timeout | undefined;

  /** What is shown now. */
  readonly onChange: Event<UnitSelection | undefined> = this.changes.event;

  constructor(client: Pick<AnalyzerClient, 'analyze'>, warn: (message: string) => void) {
    this.client = client;
    this.warn = warn;
  }

  get coloring(): UnitSelection | undefined {
    return this.now;
  }

  /** Undefined: the colours go. */
  show(next: UnitSelection | undefined): void {
    if (next?.unit === this.now?.unit && next?.gate === this.now?.gate) return;
    this.now = next;
    if (next === undefined) this.clear();
    else {
      this.parts ??= this.watch();
      this.draw(0);
    }
    this.changes.fire(next);
  }

  dispose(): void {
    this.clear();
    this.changes.dispose();
  }

  private watch(): Disposable {
    for (let shade = -maxShade; shade <= maxShade; shade++) {
      if (shade !== 0)
        this.shades.set(shade, window.createTextEditorDecorationType({ backgroundColor: colorOf(shade) }));
    }
    return Disposable.from(
      ...this.shades.values(),
      window.onDidChangeVisibleTextEditors(() => this.draw()),
      window.onDidChangeTextEditorVisibleRanges(() => this.draw()),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (window.visibleTextEditors.some((editor) => editor.document === document)) this.draw();
      }),
    );
  }

  private clear(): void {
    clearTimeout(this.timer);
    this.parts?.dispose();
    this.parts = undefined;
    this.shades.clear();
  }

  private draw(afterMs = waitMs): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      Promise.all(window.visibleTextEditors.map((editor) => this.colour(editor))).catch((error: unknown) => {
        this.warn(String(error));
        this.show(undefined);
      });
    }, afterMs);
  }

  private async colour(editor: TextEditor): Promise<void> {
    const { document, visibleRanges } = editor;
    const [first, last] = [visibleRanges[0], visibleRanges.at(-1)];
    const { now } = this;
    if (now === undefined || !first || !last || document.uri.scheme === 'output') return;
    const start = document.offsetAt(first.start.with({ character: 0 }));
    const whole = document.getText();
    const end = Math.min(document.offsetAt(document.lineAt(last.end.line).range.end), start + mostColoured);
    const text = whole.slice(start, end);
    const { version } = document;
    const before = whole.slice(Math.max(0, start - contextLength), start);
    // The network has learnt line ends as one character.
    const { shades } = await this.client.analyze({ kind: 'color', ...now, before: plain(before), text: plain(text) });
    if (now !== this.now || version !== document.version) return;
    const ranges = new Map<number, Range[]>();
    const offsets = unitOffsets(text, shades.length);
    for (const { from, to, value } of runsOf(shades)) {
      const range = new Range(document.positionAt(start + offsets[from]!), document.positionAt(start + offsets[to]!));
      ranges.set(value, [...(ranges.get(value) ?? []), range]);
    }
    for (const [shade, type] of this.shades) editor.setDecorations(type, ranges.get(shade) ?? []);
  }
}

function plain(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** Where each code point of the plain text, and its end, stands in the document's: UTF-16 units. */
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

/** As package.json declares them: `hiddenState.below3`, `hiddenState.above1`. */
function colorOf(shade: number): ThemeColor {
  return new ThemeColor(`hiddenState.${shade < 0 ? 'below' : 'above'}${Math.abs(shade)}`);
}
