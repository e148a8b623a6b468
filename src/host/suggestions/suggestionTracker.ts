// Observes what happens to suggestions, with the stable API only: which one is visible, whether a change accepts or types it, and
// which of the accepted characters are still in the text later. Counts are stored in the workspace and never leave the machine.
import type { Position } from 'vscode';
import {
  Disposable,
  EndOfLine,
  EventEmitter,
  Range,
  workspace,
  type Event,
  type InlineCompletionItem,
  type InlineCompletionItemProvider,
  type Memento,
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
} from '../../completion/policy/acceptedText.ts';
import {
  addEvent,
  checkSeconds,
  dayOf,
  parseStatistics,
  type StatisticsEvent,
  type SuggestionStatistics,
} from '../../protocol/suggestionStatistics.ts';

const storedKey = 'suggestionStatistics';
const saveDelayMs = 1000;

interface Visible extends VisibleSuggestion {
  readonly document: TextDocument;
}

/** An accepted text whose checks are not all done. */
interface Accepted {
  readonly document: TextDocument;
  readonly characters: number;
  intervals: readonly Interval[];
  timers: readonly NodeJS.Timeout[];
}

export class SuggestionTracker implements Disposable {
  private readonly stored: Memento;
  private readonly changes = new EventEmitter<void>();
  private readonly subscriptions: Disposable;
  private readonly accepted = new Set<Accepted>();
  private readonly checkMs: (seconds: number) => number;
  private current: SuggestionStatistics;
  private visible: Visible | undefined;
  private saving: NodeJS.Timeout | undefined;

  readonly onChange: Event<void> = this.changes.event;

  /** `checkMs`: milliseconds of a number of seconds. */
  constructor(stored: Memento, checkMs = (seconds: number) => seconds * 1000) {
    this.stored = stored;
    this.checkMs = checkMs;
    this.current = parseStatistics(stored.get<unknown>(storedKey));
    this.subscriptions = Disposable.from(
      workspace.onDidChangeTextDocument((event) => this.observe(event)),
      workspace.onDidCloseTextDocument((document) => this.forget(document)),
    );
  }

  get statistics(): SuggestionStatistics {
    return this.current;
  }

  reset(): void {
    this.current = {};
    this.save();
    this.changes.fire();
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
    if (this.saving) this.save();
    this.subscriptions.dispose();
    this.changes.dispose();
  }

  private answered(document: TextDocument, position: Position, item: InlineCompletionItem | undefined): void {
    const next = item && visibleOf(document, position, item);
    const { visible } = this;
    this.visible = next;
    const isSame = visible?.document === document && visible.start === next?.start && visible.text === next.text;
    if (next && !isSame) this.add({ type: 'shown' });
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
    this.visible = rest && { ...rest, document };
    if (!event) return;
    this.add(event);
    if (event.type === 'accepted')
      this.watch(visible, event.how === 'completely' ? visible.text.length : event.characters);
  }

  private watch({ document, start }: Visible, characters: number): void {
    const accepted: Accepted = { document, characters, intervals: [{ start, end: start + characters }], timers: [] };
    accepted.timers = checkSeconds.map((after, index) =>
      setTimeout(() => {
        this.add({ type: 'checked', after, kept: lengthOf(accepted.intervals), accepted: characters });
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

  private add(event: StatisticsEvent): void {
    this.current = addEvent(this.current, dayOf(Date.now()), event);
    this.saving ??= setTimeout(() => this.save(), saveDelayMs);
    this.changes.fire();
  }

  private save(): void {
    clearTimeout(this.saving);
    this.saving = undefined;
    void this.stored.update(storedKey, this.current);
  }
}

function visibleOf(document: TextDocument, position: Position, { insertText, range }: InlineCompletionItem): Visible {
  const inserted = typeof insertText === 'string' ? insertText : insertText.value;
  const existing = range ? position.character - range.start.character : 0;
  const text = inserted.slice(existing).replaceAll('\n', document.eol === EndOfLine.CRLF ? '\r\n' : '\n');
  const replaced = range ? document.offsetAt(range.end) - document.offsetAt(position) : 0;
  return { document, start: document.offsetAt(position), replaced, text };
}

/** The editor may accept a suggestion in several edits around brackets that were there before. */
function completeAcceptance({ document, start, replaced, text }: Visible, grown: number): ChangeResult | undefined {
  const characters = text.length - replaced;
  if (grown !== characters || characters < 2) return undefined;
  const range = new Range(document.positionAt(start), document.positionAt(start + text.length));
  if (document.getText(range) !== text) return undefined;
  return { event: { type: 'accepted', how: 'completely', characters }, rest: undefined };
}
