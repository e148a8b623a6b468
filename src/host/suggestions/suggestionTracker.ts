// Observes what happens to suggestions, with the stable API only: which one is visible, whether a change accepts or types it, and
// which of the accepted characters are still in the text later. `statisticsStore.ts` keeps the counts.
import type { Position } from 'vscode';
import {
  Disposable,
  EndOfLine,
  Range,
  workspace,
  InlineCompletionItem,
  type TextDocument,
  type TextDocumentChangeEvent,
} from 'vscode';
import {
  lengthOf,
  movedBy,
  readChanges,
  type Interval,
  type TextChange,
  type VisibleSuggestion,
} from '../../completion/acceptedText.ts';
import type { ShownSuggestion } from '../../completion/fit/typeThrough.ts';
import type { Acceptance } from '../../completion/userParameters.ts';
import type { SuggestionOutcome } from '../../protocol/predictor.ts';
import { checkSeconds, type StatisticsEvent } from '../../protocol/suggestionStatistics.ts';
import { pathOf } from '../workspace/workspaceFiles.ts';

/** An item that knows the suggestion of which it is all, or the rest while the user types it. */
export class SuggestedItem extends InlineCompletionItem {
  readonly shown: ShownSuggestion;

  constructor(insertText: string, range: Range, shown: ShownSuggestion) {
    super(insertText, range);
    this.shown = shown;
  }
}

interface Visible extends VisibleSuggestion {
  readonly document: TextDocument;
  /** Time in milliseconds when it appeared, and when it appeared or changed last. */
  readonly since: number;
  readonly changed: number;
}

/** An accepted text whose checks are not all done. */
interface Accepted {
  readonly document: TextDocument;
  /** Its characters that are present. Undefined: it was checked once, and what is deleted now was written. */
  present: number | undefined;
  intervals: readonly Interval[];
  timers: readonly NodeJS.Timeout[];
}

export interface TrackerParts {
  /** Counts what happens. */
  readonly record: (event: StatisticsEvent) => void;
  /** Tells the predictor. */
  readonly report?: (outcome: SuggestionOutcome) => void;
  /** UTF-16 units, and how long they were visible. */
  readonly onAccepted?: (acceptance: Acceptance, document: TextDocument) => void;
  /** Milliseconds of a number of seconds. */
  readonly checkMs?: (seconds: number) => number;
}

export class SuggestionTracker implements Disposable {
  private readonly parts: TrackerParts;
  private readonly subscriptions: Disposable;
  private readonly accepted = new Set<Accepted>();
  private visible: Visible | undefined;
  /** The suggestion shown last, as it appeared, until it is not to be continued any more. */
  private last: { readonly document: TextDocument; readonly shown: ShownSuggestion } | undefined;

  constructor(parts: TrackerParts) {
    this.parts = parts;
    this.subscriptions = Disposable.from(
      workspace.onDidChangeTextDocument((event) => this.observe(event)),
      workspace.onDidCloseTextDocument((document) => this.forget(document)),
    );
  }

  /** The editor shows the item at the position, or none. */
  answered(document: TextDocument, position: Position, item: InlineCompletionItem | undefined): void {
    const next = item && visibleOf(document, position, item);
    const { visible } = this;
    const isSame = visible?.document === document && visible.start === next?.start && visible.text === next.text;
    this.visible = next && isSame ? { ...next, since: visible.since, changed: visible.changed } : next;
    if (item instanceof SuggestedItem) this.last = { document, shown: item.shown };
    if (!next || isSame) return;
    this.parts.record({ type: 'shown' });
    this.parts.report?.({ kind: 'shown', document: pathOf(document.uri), text: next.text.replaceAll('\r\n', '\n') });
  }

  shownIn(document: TextDocument): ShownSuggestion | undefined {
    return this.last?.document === document ? this.last.shown : undefined;
  }

  forgetShown(): void {
    this.last = undefined;
  }

  dispose(): void {
    for (const { timers } of this.accepted) timers.forEach((timer) => clearTimeout(timer));
    this.subscriptions.dispose();
  }

  private observe({ document, contentChanges }: TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const edits = contentChanges.map(({ rangeOffset: start, rangeLength: length, text }) => ({ start, length, text }));
    for (const accepted of this.accepted) if (accepted.document === document) this.follow(accepted, edits);
    const { visible } = this;
    if (visible?.document !== document) return;
    const textAt = (start: number, end: number): string =>
      document.getText(new Range(document.positionAt(start), document.positionAt(end)));
    const { event, rest } = readChanges(visible, edits, textAt);
    const now = performance.now();
    const since = event?.type === 'accepted' ? now : visible.since;
    this.visible = rest && { ...rest, document, since, changed: now };
    if (!event) return;
    const length = visible.text.length - (rest?.text.length ?? 0);
    this.parts.record(event);
    this.report(visible, event, length, now - visible.changed);
    if (event.type !== 'accepted') return;
    const acceptance = { length, seconds: (now - visible.since) / 1000, isPart: rest !== undefined };
    this.parts.onAccepted?.(acceptance, document);
    this.watch(visible, length, event.characters);
  }

  private follow(accepted: Accepted, edits: readonly TextChange[]): void {
    const before = lengthOf(accepted.intervals);
    accepted.intervals = edits.reduce(movedBy, accepted.intervals);
    const deleted = before - lengthOf(accepted.intervals);
    if (deleted === 0 || accepted.present === undefined) return;
    const keystrokes = Math.min(deleted, accepted.present);
    accepted.present -= keystrokes;
    if (keystrokes > 0) this.parts.record({ type: 'deleted', keystrokes });
  }

  private report(visible: Visible, event: StatisticsEvent, length: number, visibleMs: number): void {
    const document = pathOf(visible.document.uri);
    if (event.type === 'wrong') this.parts.report?.({ kind: 'typedOver', document, visibleMs });
    else if (event.type === 'accepted' || event.type === 'typed')
      this.parts.report?.({ kind: event.type, document, length, visibleMs });
  }

  /** `length`: of the accepted text, UTF-16 units. `characters`: without those, such as brackets, that were in the document before. */
  private watch({ document, start }: Visible, length: number, characters: number): void {
    const intervals = [{ start, end: start + length }];
    const accepted: Accepted = { document, present: characters, intervals, timers: [] };
    const before = length - characters;
    accepted.timers = checkSeconds.map((after, index) =>
      setTimeout(
        () => {
          accepted.present = undefined;
          const kept = Math.max(0, lengthOf(accepted.intervals) - before);
          this.parts.record({ type: 'checked', after, kept, accepted: characters });
          if (index === checkSeconds.length - 1) this.accepted.delete(accepted);
        },
        this.parts.checkMs?.(after) ?? after * 1000,
      ),
    );
    this.accepted.add(accepted);
  }

  private forget(document: TextDocument): void {
    if (this.visible?.document === document) this.visible = undefined;
    if (this.last?.document === document) this.last = undefined;
    for (const accepted of this.accepted) {
      if (accepted.document !== document) continue;
      accepted.timers.forEach((timer) => clearTimeout(timer));
      this.accepted.delete(accepted);
    }
  }
}

function visibleOf(document: TextDocument, position: Position, { insertText, range }: InlineCompletionItem): Visible {
  const inserted = typeof insertText === 'string' ? insertText : insertText.value;
  const existing = range ? position.character - range.start.character : 0;
  const text = inserted.slice(existing).replaceAll('\n', document.eol === EndOfLine.CRLF ? '\r\n' : '\n');
  const replaced = range ? document.offsetAt(range.end) - document.offsetAt(position) : 0;
  const now = performance.now();
  return { document, start: document.offsetAt(position), replaced, text, since: now, changed: now };
}
