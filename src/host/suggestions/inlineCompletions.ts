// Ghost text: sends the text around the caret to the predictor and shows its answer. The predictor decides what to suggest. No
// failure is reported to the user, because this runs with every keystroke.
import {
  EventEmitter,
  InlineCompletionTriggerKind,
  Range,
  window,
  type CancellationToken,
  type Event,
  type InlineCompletionContext,
  type InlineCompletionItemProvider,
  type Position,
  type SelectedCompletionInfo,
  type TextDocument,
} from 'vscode';
import { placeRefusal } from '../../completion/decide/decide.ts';
import { isTabFree } from '../../completion/decide/pace.ts';
import { isCompletelyTyped, visibleRest, type ShownSuggestion } from '../../completion/fit/typeThrough.ts';
import type { Caret } from '../../completion/fit/caret.ts';
import { coveredLength } from '../../completion/fit/suffixOverlap.ts';
import { typedTextDeadlineMs, type MaskTypedText } from '../../masker/typedText.ts';
import type { Completion, CompletionRequest, Refusal, UserParameters } from '../../protocol/predictor.ts';
import { samplingSettings, settings } from '../settings.ts';
import { hasSecretName } from '../workspace/secretFiles.ts';
import { scopeOf } from '../workspace/notebookCells.ts';
import { pathOf } from '../workspace/workspaceFiles.ts';
import { mayLearn } from './mayLearn.ts';
import { leastFirstWordOf, type SuggestWidget } from './suggestWidget.ts';
import { SuggestedItem, type SuggestionTracker } from './suggestionTracker.ts';
import { insertionOf, isInLongLine, textAtCaret, type Insertion, type TextAtCaret } from './textAtCaret.ts';
import { noRun, type TypedRuns } from './typedRuns.ts';

const maxCharacters = { singleLine: 120, multiline: 400 };

/** More suggestions to choose from when the user asks for one explicitly. */
const alternativesOnInvoke = 2;

export interface InlineCompletionParts {
  readonly predictor: {
    complete(request: CompletionRequest, token: CancellationToken): Promise<Completion | undefined>;
    typed(request: CompletionRequest): void;
    /** Why the last request got no suggestion. */
    readonly lastRefusal?: Refusal | undefined;
    /** The predictor learns from the text that it reads. So what is not masked in time is not sent to it. */
    readonly mask: MaskTypedText;
  };
  /** Whether a file of the workspace belongs to the corpus. */
  readonly isLearned: (path: string) => boolean;
  readonly typedRuns?: Pick<TypedRuns, 'endingAt'>;
  /** Whether the user wants no suggestion. */
  readonly isSilent?: (document: TextDocument, position: Position, isInvoked: boolean) => boolean;
  readonly listPriority?: SuggestWidget['priorityAt'];
  readonly userParameters?: () => UserParameters | undefined;
  /** The suggestion shown last in a document, while it may be continued. */
  readonly shown?: Pick<SuggestionTracker, 'shownIn' | 'forgetShown'>;
  readonly neverSuggested?: () => readonly string[];
}

/** What became of the last request that the editor made by itself. `cancelled`: also while it is not answered yet. */
export interface AutomaticRequest {
  readonly document: TextDocument;
  readonly position: Position;
  readonly answer:
    | { readonly kind: 'cancelled' | 'unchecked' | 'shown' | 'delayed' }
    | { readonly kind: 'refused'; readonly refusal: Refusal | undefined };
}

/** What a request depends on. */
interface Situation extends Insertion, TextAtCaret {
  readonly document: TextDocument;
  readonly position: Position;
  readonly path: string;
  readonly run: ReturnType<TypedRuns['endingAt']>;
  /** With what the selected item would add. */
  readonly caret: Caret;
  readonly limits: Pick<CompletionRequest, 'multiline' | 'maxCharacters'>;
  /** The suggestion shown last, in this document. */
  readonly last: ShownSuggestion | undefined;
  /** The rest of it that is visible. */
  readonly remaining: string | undefined;
  /** Whether all of it was accepted or typed. */
  readonly isNext: boolean;
  readonly isPasted: boolean;
  readonly isInvoked: boolean;
  readonly hasSelectedItem: boolean;
}

/** What a place leads to. */
interface Asked {
  /** Its text before the caret is not masked yet. */
  readonly request: CompletionRequest;
  /** The gate that refuses a suggestion here. */
  readonly refusal: Refusal | undefined;
  /** The predictor only reads the text: while the user types along, for example, the suggestion stays as it is. */
  readonly isOnlyRead: boolean;
}

/**
 * What the last answer is: nothing; the rest of the visible suggestion; the next one after a suggestion that was accepted or typed to
 * its end; another one.
 */
export type AnswerKind = 'none' | 'rest' | 'next' | 'other';

export class InlineCompletions implements InlineCompletionItemProvider {
  private readonly parts: Required<InlineCompletionParts>;
  private answer: AnswerKind = 'none';
  private leastDelay: number | undefined;
  /** The item that was selected in the suggest widget last. */
  private selectedItem = '';
  private invoked = { count: 0, found: false };
  private request: CompletionRequest | undefined;
  private automatic: AutomaticRequest | undefined;
  private readonly answers = new EventEmitter<void>();

  /** The last automatic request has another answer. */
  readonly onAnswer: Event<void> = this.answers.event;

  constructor(parts: InlineCompletionParts) {
    this.parts = {
      typedRuns: { endingAt: () => noRun },
      isSilent: () => false,
      listPriority: () => 'none',
      userParameters: () => undefined,
      shown: { shownIn: () => undefined, forgetShown: () => undefined },
      neverSuggested: () => [],
      ...parts,
    };
  }

  /** Number of requests by a command that were answered, and whether the last answer had a suggestion. */
  get invocations(): { readonly count: number; readonly found: boolean } {
    return this.invoked;
  }

  /** The last request that the predictor has answered, to explain its answer. */
  get lastRequest(): CompletionRequest | undefined {
    return this.request;
  }

  get lastAutomatic(): AutomaticRequest | undefined {
    return this.automatic;
  }

  /** The rest of the suggestion that is visible at the position. */
  visibleAt(document: TextDocument, position: Position): string | undefined {
    if (isInLongLine(document, position)) return undefined;
    return this.situationAt(document, position, undefined, false).remaining;
  }

  /** The suggestion that answers the last request appears later. */
  delayed(isDelayed: boolean): void {
    if (this.automatic) this.note(this.automatic, { kind: isDelayed ? 'delayed' : 'shown' });
  }

  /** Least time from the last key until the last answer appears, milliseconds. Undefined: the usual one. */
  get leastDelayMs(): number | undefined {
    return this.leastDelay;
  }

  get answerKind(): AnswerKind {
    return this.answer;
  }

  /** The model or the settings have changed: the last suggestion is not continued. */
  reset(): void {
    this.parts.shown.forgetShown();
  }

  async provideInlineCompletionItems(
    document: TextDocument,
    position: Position,
    { selectedCompletionInfo: selected, triggerKind }: InlineCompletionContext,
    token: CancellationToken,
  ): Promise<SuggestedItem[]> {
    this.answer = 'none';
    if (hasSecretName(document.uri) || isInLongLine(document, position)) return [];
    // One insertion would appear at every cursor, and replaces a selection.
    if (hasSelection(document)) {
      this.reset();
      return [];
    }
    const situation = this.situationAt(
      document,
      position,
      selected,
      triggerKind === InlineCompletionTriggerKind.Invoke,
    );
    const { caret, pending, last, remaining, isInvoked } = situation;
    this.selectedItem = selected?.text ?? '';
    // A suggestion that the user typed past is not shown again.
    if (remaining === undefined) this.reset();
    const asked = this.askedIn(situation);
    if (!asked) return [];
    const { request, isOnlyRead } = asked;
    // The editor does not wait for a text that is only read, and a user who asks for a suggestion waits longer.
    const masked = this.maskedRequest(situation, request, isOnlyRead || isInvoked ? undefined : typedTextDeadlineMs);
    if (isOnlyRead) {
      void masked.then((known) => known && this.parts.predictor.typed(known)).catch(() => undefined);
      if (remaining === undefined) return [];
      this.answer = 'rest';
      return [itemOf(situation, pending + remaining, last!)];
    }

    const { version } = document;
    const note = (answer: AutomaticRequest['answer']): void => {
      if (!isInvoked) this.note({ document, position }, answer);
    };
    note({ kind: 'cancelled' });
    void masked.then((known) => known ?? note({ kind: 'unchecked' })).catch(() => undefined);
    const completion = await masked
      .then((known) => known && this.parts.predictor.complete((this.request = known), token))
      .catch(() => undefined);
    if (token.isCancellationRequested || document.version !== version) return [];
    if (isInvoked) this.invoked = { count: this.invoked.count + 1, found: completion !== undefined };
    if (!completion) {
      this.reset();
      if (this.automatic?.answer.kind === 'cancelled')
        note({ kind: 'refused', refusal: this.parts.predictor.lastRefusal });
      return [];
    }
    note({ kind: 'shown' });
    const { text, delayMs, alternatives = [] } = completion;
    this.leastDelay = delayMs;
    this.answer = situation.isNext ? 'next' : 'other';
    const suggested = { caret, text: text.slice(pending.length) };
    const shown = last && suggested.text === remaining ? last : suggested;
    return [text, ...alternatives].map((each) => itemOf(situation, each, shown));
  }

  /**
   * The request that the editor would cause now without a command. Undefined: the predictor would not be asked. Changes nothing that
   * an answer depends on.
   */
  async requestAt(document: TextDocument, position: Position): Promise<CompletionRequest | undefined> {
    if (hasSecretName(document.uri) || hasSelection(document) || isInLongLine(document, position)) return undefined;
    const situation = this.situationAt(document, position, undefined, false);
    const asked = this.askedIn(situation);
    return asked && !asked.isOnlyRead ? this.maskedRequest(situation, asked.request) : undefined;
  }

  /** The gate that refuses a suggestion here while the user types, before the predictor is asked. */
  refusalAt(document: TextDocument, position: Position): Refusal | undefined {
    if (isInLongLine(document, position)) return undefined;
    return this.askedIn(this.situationAt(document, position, undefined, false))?.refusal;
  }

  private note(
    { document, position }: Pick<AutomaticRequest, 'document' | 'position'>,
    answer: AutomaticRequest['answer'],
  ): void {
    this.automatic = { document, position, answer };
    this.answers.fire();
  }

  private situationAt(
    document: TextDocument,
    position: Position,
    selected: SelectedCompletionInfo | undefined,
    isInvoked: boolean,
  ): Situation {
    const insertion = insertionOf(document, position, selected);
    const path = pathOf(document.uri);
    const text = textAtCaret(document, insertion);
    const run = this.parts.typedRuns.endingAt(document, document.offsetAt(position));
    const { pending } = insertion;
    const caret = { before: text.before + pending, after: text.after, typed: run.length + pending.length };
    const multiline = settings.suggestions.multiline.value(scopeOf(document));
    const limits = { multiline, maxCharacters: multiline ? maxCharacters.multiline : maxCharacters.singleLine };
    const last = this.parts.shown.shownIn(document);
    const isNext = last !== undefined && isCompletelyTyped(last, caret);
    return {
      ...{ document, position, path, run, caret, limits, last, isNext, isInvoked },
      ...insertion,
      ...text,
      hasSelectedItem: selected !== undefined,
      remaining: last && visibleRest(last, caret, limits),
      isPasted: run.pasted !== '' && run.pasted !== this.selectedItem && !isNext,
    };
  }

  /** `deadlineMs`: where the editor waits. Undefined: it is not masked in time. The network alone does not learn from what it reads. */
  private async maskedRequest(
    { context, path }: Situation,
    request: CompletionRequest,
    deadlineMs?: number,
  ): Promise<CompletionRequest | undefined> {
    if (request.model !== 'mixture') return request;
    const { before, after } = request;
    const masked = await this.parts.predictor.mask(
      { before: context + before, after, length: before.length, path },
      deadlineMs,
    );
    return masked === undefined ? undefined : { ...request, before: masked };
  }

  /** Undefined: the user wants no suggestion here. */
  private askedIn(situation: Situation): Asked | undefined {
    const { document, position, before, remaining, isPasted, isInvoked, hasSelectedItem, caret } = situation;
    if (remaining === undefined && this.parts.isSilent(document, position, isInvoked)) return undefined;
    const isFree = isInvoked || hasSelectedItem || remaining !== undefined;
    const priority = isFree ? 'none' : this.parts.listPriority(document, position, before);
    const place = { isPasted, tabIndents: !isTabFree(caret), listFirst: priority === 'list' };
    const isVisible = remaining !== undefined;
    const refusal = isInvoked || isVisible ? undefined : placeRefusal({ caret, place });
    const isOnlyRead = !isInvoked && (isVisible || refusal !== undefined);
    return { request: this.requestIn(situation, leastFirstWordOf(priority)), refusal, isOnlyRead };
  }

  private requestIn(situation: Situation, leastFirstWord: number | undefined): CompletionRequest {
    const { document, before, run, pending, remaining, isInvoked } = situation;
    const user = this.parts.userParameters();
    const never = this.parts.neverSuggested();
    return {
      ...{ document: situation.path, before, after: situation.after, ...situation.limits },
      model: settings.suggestions.model.value(),
      mayLearn: mayLearn(document, this.parts.isLearned),
      sampling: samplingSettings(),
      confidence: settings.suggestions.confidence.value(),
      typedLength: run.length,
      ...(run.replaced !== '' && { replaced: run.replaced }),
      ...(pending !== '' && { selected: pending }),
      ...(user && { user }),
      ...(never.length > 0 && { never }),
      ...(remaining !== undefined && { remaining }),
      ...(leastFirstWord !== undefined && { leastFirstWord }),
      ...(isInvoked && { alternatives: alternativesOnInvoke }),
    };
  }
}

/** Whether the active editor shows the document with several cursors or a selection. */
function hasSelection(document: TextDocument): boolean {
  const { activeTextEditor: editor } = window;
  if (editor?.document !== document) return false;
  return editor.selections.length > 1 || !editor.selection.isEmpty;
}

/** The editor shows text that contains the closing brackets after the caret in several parts, around the brackets. */
function itemOf(
  { existing, range, before, after }: Insertion & TextAtCaret,
  text: string,
  shown: ShownSuggestion,
): SuggestedItem {
  const covered = coveredLength(text, { before, after });
  const whole = covered === 0 ? range : new Range(range.start, range.end.translate(0, covered));
  return new SuggestedItem(existing + text, whole, shown);
}
