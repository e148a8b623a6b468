// Observes what happens to suggestions, with the stable API only: which one is visible, whether a change accepts or types it, and
// which of the accepted characters are still in the text later. `statisticsStore.ts` keeps the counts.
import type { Position } from 'vscode';
import {
  Disposable,
  EndOfLine,
  Range,
  workspace,
  type InlineCompletionItem,
  type InlineCompletionItemProvider,
  type TextDocument,
  type TextDocumentChangeEvent,
} from 'vscode';
import {
  lengthOf,
  movedBy,
  readChange,
  type ChangeResult,
  type Interval,
  type VisibleSuggestion,
} from '../../completion/acceptedText.ts';
import { checkSeconds, type StatisticsEvent } from '../../protocol/suggestionStatistics.ts';

interface Visible extends VisibleSuggestion {
  readonly document: TextDocument;
  /** Time in milliseconds. */
  readonly since: number;
}

/** An accepted text whose checks are not all done. */
interface Accepted {
  readonly document: TextDocument;
  readonly characters: number;
  intervals: readonly Interval[];
  timers: readonly NodeJS.Timeout[];
}

export class SuggestionTracker implements Disposable {
  private readonly record: (event: StatisticsEvent) => void;
  private readonly subscriptions: Disposable;
  private readonly accepted = new Set<Accepted>();
  private readonly checkMs: (seconds: number) => number;
  private readonly onAccepted: ((length: number, visibleSeconds: number) => void) | undefined;
  private visible: Visible | undefined;

  /** `checkMs`: milliseconds of a number of seconds. `onAccepted`: UTF-16 units, and how long they were visible. */
  constructor(
    record: (event: StatisticsEvent) => void,
    checkMs = (seconds: number) => seconds * 1000,
    onAccepted?: (length: number, visibleSeconds: number) => void,
  ) {
    this.record = record;
    this.checkMs = checkMs;
    this.onAccepted = onAccepted;
    this.subscriptions = Disposable.from(
      workspace.onDidChangeTextDocument((event) => this.observe(event)),
      workspace.onDidCloseTextDocument((document) => this.forget(document)),
    );
  }

  /** The provider, with its answers observed. */
  observed(provider: InlineCompletionItemProvider): InlineCompletionItemProvider {
    return {
      provideInlineCompletionItems: async (document, position, context, token) => {
        const result = await provider.provideInlineCompletionItems(document, position, context, token);
        const [item] = Array.isArray(result) ? result : (result?.items ?? []);
        if (!token.isCancellationRequested) this.answered(document, position, item);
        return result;
      },
    };
  }

  dispose(): void {
    for (const { timers } of this.accepted) timers.forEach((timer) => clearTimeout(timer));
    this.subscriptions.dispose();
  }

  private answered(document: TextDocument, position: Position, item: InlineCompletionItem | undefined): void {
    const next = item && visibleOf(document, position, item);
    const { visible } = this;
    const isSame = visible?.document === document && visible.start === next?.start && visible.text === next.text;
    this.visible = next && isSame ? { ...next, since: visible.since } : next;
    if (next && !isSame) this.record({ type: 'shown' });
  }

  private observe({ document, contentChanges }: TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const edits = contentChanges.map(({ rangeOffset: start, rangeLength: length, text }) => ({ start, length, text }));
    for (const accepted of this.accepted) {
      if (accepted.document === document) accepted.intervals = edits.reduce(movedBy, accepted.intervals);
    }
    const { visible } = this;
    if (visible?.document !== document) return;
    const grown = edits.reduce((sum, { length, text }) => sum + text.length - length, 0);
    const { event, rest } = completeAcceptance(visible, grown) ?? readChange(visible, edits[0]!);
    const now = performance.now();
    this.visible = rest && { ...rest, document, since: event?.type === 'accepted' ? now : visible.since };
    if (!event) return;
    this.record(event);
    if (event.type !== 'accepted') return;
    const length = event.how === 'completely' ? visible.text.length : event.characters;
    this.onAccepted?.(length, (now - visible.since) / 1000);
    this.watch(visible, length);
  }

  private watch({ document, start }: Visible, characters: number): void {
    const accepted: Accepted = { document, characters, intervals: [{ start, end: start + characters }], timers: [] };
    accepted.timers = checkSeconds.map((after, index) =>
      setTimeout(() => {
        this.record({ type: 'checked', after, kept: lengthOf(accepted.intervals), accepted: characters });
        if (index === checkSeconds.length - 1) this.accepted.delete(accepted);
      }, this.checkMs(after)),
    );
    this.accepted.add(accepted);
  }

  private forget(document: TextDocument): void {
    if (this.visible?.document === document) this.visible = undefined;
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
  return { document, start: document.offsetAt(position), replaced, text, since: performance.now() };
}

/** The editor may accept a suggestion in several edits around brackets that were there before. */
function completeAcceptance({ document, start, replaced, text }: Visible, grown: number): ChangeResult | undefined {
  const characters = text.length - replaced;
  if (grown !== characters || characters < 2) return undefined;
  const range = new Range(document.positionAt(start), document.positionAt(start + text.length));
  if (document.getText(range) !== text) return undefined;
  return { event: { type: 'accepted', how: 'completely', characters }, rest: undefined };
}
