// Sends the text around the caret to the predictor, whose answer is the ghost text. The predictor decides what to suggest. No failure
// is reported to the user, because this runs with every keystroke.
import {
  commands,
  InlineCompletionTriggerKind,
  Range,
  window,
  type CancellationToken,
  type InlineCompletionContext,
  type Position,
  type TextDocument,
} from 'vscode';
import type { ShownSuggestion } from '../../completion/fit/typeThrough.ts';
import { coveredLength } from '../../completion/fit/suffixOverlap.ts';
import { typedTextDeadlineMs, type MaskTypedText } from '../../masker/typedText.ts';
import type { Completion, CompletionReply, CompletionRequest, Refusal } from '../../protocol/predictor.ts';
import { hasSecretName } from '../workspace/secretFiles.ts';
import { LastRequests, type RequestOutcome } from './lastRequests.ts';
import {
  askedIn,
  maskedRequest,
  situationAt,
  type Asked,
  type CaretFacts,
  type CaretSituation,
} from './requestAtCaret.ts';
import { SuggestedItem } from './suggestionTracker.ts';
import { isInLongLine } from './textAtCaret.ts';

export interface InlineCompletionParts extends CaretFacts {
  readonly predictor: {
    answer(request: CompletionRequest, token: CancellationToken): Promise<Answer | undefined>;
    /** The same, with the most probable word where there is no suggestion. */
    answerInFull(request: CompletionRequest): Promise<Answer | undefined>;
    typed(request: CompletionRequest): void;
    /** The predictor learns from the text that it reads. So what is not masked in time is not sent to it. */
    readonly mask: MaskTypedText;
  };
}

type Answer = Pick<CompletionReply, 'completion' | 'refusal'>;

export interface EditorAnswer {
  readonly items: SuggestedItem[];
  /** The rest of the visible suggestion; the next one after a suggestion that was accepted or typed to its end; another one. */
  readonly kind: 'none' | 'rest' | 'next' | 'other';
  /** Least time from the last key until it appears, milliseconds. Undefined: the usual one. */
  readonly leastDelayMs?: number | undefined;
}

const nothing: EditorAnswer = { items: [], kind: 'none' };

export class InlineCompletions {
  private readonly parts: InlineCompletionParts;
  /** The item that was selected in the suggest widget last. */
  private selectedItem = '';
  readonly requests = new LastRequests();

  constructor(parts: InlineCompletionParts) {
    this.parts = parts;
  }

  /** The rest of the suggestion that is visible at the position. */
  visibleAt(document: TextDocument, position: Position): string | undefined {
    if (isInLongLine(document, position)) return undefined;
    return this.typingAt(document, position).remaining;
  }

  /** Hides the visible suggestion, because its key is to accept something else. */
  hide(): void {
    const { activeTextEditor: editor } = window;
    if (!editor || this.visibleAt(editor.document, editor.selection.active) === undefined) return;
    this.reset();
    void commands.executeCommand('editor.action.inlineSuggest.hide');
  }

  /** The last suggestion is not continued. */
  reset(): void {
    this.parts.shown.forgetShown();
  }

  /** The settings have changed, or texts are forgotten: the last answer may be another one now, so it disappears. */
  forgetAnswer(): void {
    this.hide();
    this.reset();
    this.requests.forget();
  }

  /** Suggestions may have been turned off somewhere: the last one is continued only at the cursor, where they are on. */
  updateSilence(): void {
    const { activeTextEditor: editor } = window;
    const { shown, isSilent } = this.parts;
    const isShown = editor && shown.shownIn(editor.document) !== undefined;
    if (isShown && !isSilent(editor.document, editor.selection.active, false)) return;
    this.hide();
    this.reset();
    this.requests.drawAgain();
  }

  async answer(
    document: TextDocument,
    position: Position,
    { selectedCompletionInfo: selected, triggerKind }: InlineCompletionContext,
    token: CancellationToken,
  ): Promise<EditorAnswer> {
    if (hasSecretName(document.uri) || isInLongLine(document, position)) return nothing;
    // One insertion would appear at every cursor, and replaces a selection.
    if (hasSelection(document)) {
      this.reset();
      return nothing;
    }
    const { requests } = this;
    const isInvoked = triggerKind === InlineCompletionTriggerKind.Invoke;
    const lastSelected = this.selectedItem;
    const situation = situationAt(this.parts, { document, position, selected, lastSelected, isInvoked });
    const { caret, pending, last, remaining } = situation;
    this.selectedItem = selected?.text ?? '';
    // A suggestion that the user typed past is not shown again.
    if (remaining === undefined) this.reset();
    const { version } = document;
    const note = (outcome: RequestOutcome): void => {
      if (isInvoked) requests.noteInvoked(outcome);
      else requests.noteAutomatic({ document, version, position }, outcome);
    };
    if (selected && !situation.isShown) {
      note({ kind: 'selected', text: selected.text });
      return nothing;
    }
    const asked = askedIn(this.parts, situation);
    if (!asked) return nothing;
    const { request, isOnlyRead } = asked;
    // The editor does not wait for a text that is only read, and a user who asks for a suggestion waits longer.
    const deadlineMs = isOnlyRead || isInvoked ? undefined : typedTextDeadlineMs;
    const masked = maskedRequest(this.parts.predictor.mask, situation, request, deadlineMs);
    if (isOnlyRead) {
      void masked.then((known) => known && this.parts.predictor.typed(known)).catch(() => undefined);
      if (remaining === undefined) return nothing;
      note({ kind: 'shown' });
      return { items: [itemOf(situation, pending + remaining, last!)], kind: 'rest' };
    }

    const earlier = requests.lastAt(document, position)?.answer;
    note({ kind: 'cancelled' });
    const unmasked = { kind: isInvoked ? 'unchecked' : 'checking' } as const;
    void masked.then((known) => known ?? note(unmasked)).catch(() => undefined);
    const reply = await requests.whileAsking(() =>
      masked.then((known) => known && this.parts.predictor.answer(known, token)).catch(() => undefined),
    );
    const isComplete = earlier?.kind === 'refused' && !earlier.isUnnamed;
    if (token.isCancellationRequested || document.version !== version) {
      if (isComplete && requests.lastAt(document, position)) note(earlier);
      return nothing;
    }
    const { completion, refusal } = reply ?? {};
    if (!completion) {
      this.reset();
      if (refusal && selected) note({ kind: 'selected', text: selected.text });
      else if (refusal && isUnnamed(refusal))
        note(isComplete ? earlier : { kind: 'refused', refusal, isUnnamed: true });
      else if (refusal) note({ kind: 'refused', refusal });
      return nothing;
    }
    note({ kind: 'shown' });
    const { text, delayMs: leastDelayMs, alternatives = [] } = completion;
    const suggested = { caret, text: text.slice(pending.length) };
    const shown = last && suggested.text === remaining ? last : suggested;
    const items = [text, ...alternatives].map((each) => itemOf(situation, each, shown));
    return { items, kind: situation.isNext ? 'next' : 'other', leastDelayMs };
  }

  /**
   * The request that the editor would cause now without a command. Undefined: the predictor would not be asked, or only read the text
   * where `evenIfRead` is false. Changes nothing that an answer depends on.
   */
  async requestAt(
    document: TextDocument,
    position: Position,
    { evenIfRead = false } = {},
  ): Promise<CompletionRequest | undefined> {
    const asked = this.askedAt(document, position);
    if (!asked || (asked.isOnlyRead && !evenIfRead)) return undefined;
    return maskedRequest(this.parts.predictor.mask, asked.situation, asked.request);
  }

  /**
   * The suggestion that typing would lead to now. It is not shown. Where there is none, the reason becomes that of the last automatic
   * request, with the most probable word.
   */
  async askAgain(document: TextDocument, position: Position): Promise<Completion | undefined> {
    const { version } = document;
    const asked = this.askedAt(document, position);
    if (!asked || asked.isOnlyRead) return undefined;
    let isMasked = false;
    const reply = await this.requests.whileAsking(async () => {
      const request = await maskedRequest(this.parts.predictor.mask, asked.situation, asked.request);
      isMasked = request !== undefined;
      return request && this.parts.predictor.answerInFull(request).catch(() => undefined);
    });
    if (document.version !== version) return undefined;
    const { completion, refusal } = reply ?? {};
    const isDelayed = this.requests.lastAt(document, position)?.answer.kind === 'delayed';
    const outcome: RequestOutcome = refusal
      ? { kind: 'refused', refusal }
      : { kind: completion ? 'shown' : isMasked ? 'unanswered' : 'unchecked' };
    if (!completion || !isDelayed) this.requests.noteAutomatic({ document, version, position }, outcome);
    return completion;
  }

  /** The gate that refuses a suggestion here while the user types, before the predictor is asked. */
  refusalAt(document: TextDocument, position: Position): Refusal | undefined {
    if (isInLongLine(document, position)) return undefined;
    return askedIn(this.parts, this.typingAt(document, position))?.refusal;
  }

  /** What typing would lead to here. Undefined: nothing. */
  private askedAt(document: TextDocument, position: Position): (Asked & { situation: CaretSituation }) | undefined {
    if (hasSecretName(document.uri) || hasSelection(document) || isInLongLine(document, position)) return undefined;
    const situation = this.typingAt(document, position);
    const asked = askedIn(this.parts, situation);
    return asked && { ...asked, situation };
  }

  /** Without a command and without an item that is selected now. */
  private typingAt(document: TextDocument, position: Position): CaretSituation {
    return situationAt(this.parts, { document, position, lastSelected: this.selectedItem });
  }
}

/** It has a least probability, and no word. */
function isUnnamed({ text, needed }: Refusal): boolean {
  return text === undefined && needed !== undefined;
}

/** Whether the active editor shows the document with several cursors or a selection. */
function hasSelection(document: TextDocument): boolean {
  const { activeTextEditor: editor } = window;
  if (editor?.document !== document) return false;
  return editor.selections.length > 1 || !editor.selection.isEmpty;
}

/** The editor shows text that contains the closing brackets after the caret in several parts, around the brackets. */
function itemOf(
  { existing, range, before, after }: CaretSituation,
  text: string,
  shown: ShownSuggestion,
): SuggestedItem {
  const covered = coveredLength(text, { before, after });
  const whole = covered === 0 ? range : new Range(range.start, range.end.translate(0, covered));
  return new SuggestedItem(existing + text, whole, shown);
}
