// Ghost text: sends the text around the caret to the predictor and shows its answer. The predictor decides what to suggest. No
// failure is reported to the user, because this runs with every keystroke.
import {
  InlineCompletionItem,
  InlineCompletionTriggerKind,
  Range,
  window,
  type CancellationToken,
  type InlineCompletionContext,
  type InlineCompletionItemProvider,
  type Position,
  type SelectedCompletionInfo,
  type TextDocument,
} from 'vscode';
import type { UserParameters } from '../../completion/policy/netTime.ts';
import { isTabFree } from '../../completion/policy/tabKey.ts';
import { isCompletelyTyped, visibleRest, type ShownSuggestion } from '../../completion/text/typeThrough.ts';
import type { Caret } from '../../completion/text/caret.ts';
import { coveredLength } from '../../completion/text/suffixOverlap.ts';
import { maskBeforeCaret } from '../../corpus/secrets/maskBeforeCaret.ts';
import { boundaryLookBack } from '../../corpus/secrets/safeBoundary.ts';
import type { Completion, CompletionRequest } from '../../protocol/predictor.ts';
import { samplingSettings, settings } from '../settings.ts';
import { hasSecretName } from '../workspace/secretFiles.ts';
import { scopeOf, textAbove } from '../workspace/notebookCells.ts';
import { pathOf } from '../workspace/workspaceFiles.ts';
import { mayLearn } from './mayLearn.ts';
import { leastFirstWordOf, type SuggestWidget } from './suggestWidget.ts';
import { noRun, type TypedRuns } from './typedRuns.ts';

/** UTF-16 units of text around the caret that are sent. */
const minBefore = 4000;
const maxAfter = 1000;
/** The text before the caret begins at a multiple of this, so that its start is the same for most keystrokes. */
const windowStep = 2048;
const maxCharacters = { singleLine: 120, multiline: 400 };

/** More suggestions to choose from when the user asks for one explicitly. */
const alternativesOnInvoke = 2;

interface Predictor {
  complete(request: CompletionRequest, token: CancellationToken): Promise<Completion | undefined>;
  typed(request: CompletionRequest): void;
}

/** The suggestion shown last. */
interface LastSuggestion {
  /** Path in the corpus. */
  readonly document: string;
  readonly shown: ShownSuggestion;
}

/**
 * What the last answer is: nothing; the rest of the visible suggestion; the next one after a suggestion that was accepted or typed to
 * its end; another one.
 */
export type AnswerKind = 'none' | 'rest' | 'next' | 'other';

export class InlineCompletions implements InlineCompletionItemProvider {
  private readonly predictor: Predictor;
  private readonly isLearned: (path: string) => boolean;
  private readonly typedRuns: Pick<TypedRuns, 'endingAt'>;
  private readonly isSilent: (document: TextDocument, position: Position, isInvoked: boolean) => boolean;
  private readonly listPriority: SuggestWidget['priorityAt'];
  private readonly userParameters: () => UserParameters | undefined;
  private last: LastSuggestion | undefined;
  private answer: AnswerKind = 'none';
  /** The item that was selected in the suggest widget last. */
  private selectedItem = '';
  private invoked = { count: 0, found: false };
  private request: CompletionRequest | undefined;

  /** `isLearned`: whether a file of the workspace belongs to the corpus. `isSilent`: whether the user wants no suggestion. */
  constructor(
    predictor: Predictor,
    isLearned: (path: string) => boolean,
    typedRuns: Pick<TypedRuns, 'endingAt'> = { endingAt: () => noRun },
    isSilent: (document: TextDocument, position: Position, isInvoked: boolean) => boolean = () => false,
    listPriority: SuggestWidget['priorityAt'] = () => 'none',
    userParameters: () => UserParameters | undefined = () => undefined,
  ) {
    this.predictor = predictor;
    this.isLearned = isLearned;
    this.typedRuns = typedRuns;
    this.isSilent = isSilent;
    this.listPriority = listPriority;
    this.userParameters = userParameters;
  }

  /** Number of requests by a command that were answered, and whether the last answer had a suggestion. */
  get invocations(): { readonly count: number; readonly found: boolean } {
    return this.invoked;
  }

  /** The last request that the predictor has answered, to explain its answer. */
  get lastRequest(): CompletionRequest | undefined {
    return this.request;
  }

  get answerKind(): AnswerKind {
    return this.answer;
  }

  /** The model or the settings have changed, or the last answer did not appear: it is not continued. */
  reset(): void {
    this.last = undefined;
  }

  async provideInlineCompletionItems(
    document: TextDocument,
    position: Position,
    { selectedCompletionInfo: selected, triggerKind }: InlineCompletionContext,
    token: CancellationToken,
  ): Promise<InlineCompletionItem[]> {
    this.answer = 'none';
    if (hasSecretName(document.uri)) return [];
    // One insertion would appear at every cursor, and replaces a selection.
    if (hasSelection(document)) {
      this.last = undefined;
      return [];
    }
    const { range, existing, pending } = insertionOf(document, position, selected);
    const path = pathOf(document.uri);
    const { before, after, context } = textAround(document, range, existing);
    const { length, replaced, pasted } = this.typedRuns.endingAt(document, document.offsetAt(position));
    const caret = { before: before + pending, after, typed: length + pending.length };

    const multiline = settings.suggestions.multiline.value(scopeOf(document));
    const limits = { multiline, maxCharacters: multiline ? maxCharacters.multiline : maxCharacters.singleLine };
    const last = this.last?.document === path ? this.last : undefined;
    const remaining = last && visibleRest(last.shown, caret, limits);
    const isNext = last !== undefined && isCompletelyTyped(last.shown, caret);
    const isPasted = pasted !== '' && pasted !== this.selectedItem && !isNext;
    this.selectedItem = selected?.text ?? '';
    // A suggestion that the user typed past is not shown again.
    if (remaining === undefined) this.last = undefined;
    const isInvoked = triggerKind === InlineCompletionTriggerKind.Invoke;
    if (remaining === undefined && this.isSilent(document, position, isInvoked)) return [];
    const isFree = isInvoked || selected !== undefined || remaining !== undefined;
    const priority = isFree ? 'none' : this.listPriority(document, position, before);
    if (priority === 'list') return [];
    const leastFirstWord = leastFirstWordOf(priority);
    const model = settings.suggestions.model.value();
    const { version } = document;
    const user = this.userParameters();
    const request = {
      ...{ document: path, after, ...limits, model },
      mayLearn: mayLearn(document, this.isLearned),
      sampling: samplingSettings(),
      confidence: settings.suggestions.confidence.value(),
      typedLength: length,
      ...(replaced !== '' && { replaced }),
      ...(pending !== '' && { selected: pending }),
      lastShown: last?.shown.text ?? '',
      ...(user && { user }),
      ...(remaining !== undefined && { remaining }),
      ...(leastFirstWord !== undefined && { leastFirstWord }),
      ...(isInvoked && { alternatives: alternativesOnInvoke }),
    };
    // The mixture learns from the text that it reads.
    const masked =
      model === 'mixture' ? maskBeforeCaret(context + before, after, before.length, path) : Promise.resolve(before);
    // While the user types along, the suggestion stays as it is.
    if (!isInvoked && (remaining !== undefined || isPasted || !isTabFree(caret))) {
      void masked.then((text) => this.predictor.typed({ ...request, before: text })).catch(() => undefined);
      if (remaining === undefined) return [];
      this.answer = 'rest';
      return [itemOf(existing, pending + remaining, range, { before, after })];
    }

    const completion = await masked
      .then((text) => this.predictor.complete((this.request = { ...request, before: text }), token))
      .catch(() => undefined);
    if (token.isCancellationRequested || document.version !== version) return [];
    if (isInvoked) this.invoked = { count: this.invoked.count + 1, found: completion !== undefined };
    if (!completion) {
      this.last = undefined;
      return [];
    }
    const { text, alternatives = [] } = completion;
    this.answer = isNext ? 'next' : 'other';
    const shown = { caret, text: text.slice(pending.length) };
    this.last = { document: path, shown: last && shown.text === remaining ? last.shown : shown };
    return [text, ...alternatives].map((each) => itemOf(existing, each, range, { before, after }));
  }
}

/** Whether the active editor shows the document with several cursors or a selection. */
function hasSelection(document: TextDocument): boolean {
  const { activeTextEditor: editor } = window;
  if (editor?.document !== document) return false;
  return editor.selections.length > 1 || !editor.selection.isEmpty;
}

/** The editor shows text that contains the closing brackets after the caret in several parts, around the brackets. */
function itemOf(existing: string, text: string, range: Range, caret: Caret): InlineCompletionItem {
  const covered = coveredLength(text, caret);
  const whole = covered === 0 ? range : new Range(range.start, range.end.translate(0, covered));
  return new InlineCompletionItem(existing + text, whole);
}

interface Insertion {
  /** The text that an item replaces. */
  readonly range: Range;
  /** The text of the range before the caret. Every item begins with it. */
  readonly existing: string;
  /** What the selected item of the suggest widget would add. The editor shows only ghost text that begins with it. */
  readonly pending: string;
}

function insertionOf(
  document: TextDocument,
  position: Position,
  selected: SelectedCompletionInfo | undefined,
): Insertion {
  if (!selected) return { range: new Range(position, position), existing: '', pending: '' };
  const existing = document.getText(new Range(selected.range.start, position));
  const isExtended = selected.text.startsWith(existing);
  return {
    range: selected.range,
    existing: isExtended ? existing : '',
    pending: isExtended ? selected.text.slice(existing.length) : selected.text,
  };
}

/** `existing`: the part of the range that counts as text before the caret. `context`: what is before that, to recognize secrets. */
function textAround(document: TextDocument, { start, end }: Range, existing: string) {
  const above = textAbove(document);
  const caret = above.length + document.offsetAt(start);
  const windowStart = Math.max(0, Math.floor((caret - minBefore) / windowStep) * windowStep);
  const text = (range: Range): string => document.getText(range).replaceAll('\r\n', '\n');
  const at = (offset: number): Position => document.positionAt(Math.max(0, offset - above.length));
  const between = (from: number, to: number): string =>
    above.slice(from, Math.min(to, above.length)) + text(new Range(at(from), at(to)));
  return {
    before: between(windowStart, caret) + existing,
    after: text(new Range(end, document.positionAt(document.offsetAt(end) + maxAfter))),
    context: between(Math.max(0, windowStart - boundaryLookBack), windowStart),
  };
}
