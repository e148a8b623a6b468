// Ghost text: hands the text around the caret to the predictor and shows what it answers. It never decides what to write,
// never waits for training, and is silent about every failure: a keystroke is no place for a message.
import {
  InlineCompletionItem,
  InlineCompletionTriggerKind,
  Range,
  workspace,
  type CancellationToken,
  type InlineCompletionContext,
  type InlineCompletionItemProvider,
  type Position,
  type SelectedCompletionInfo,
  type TextDocument,
} from 'vscode';
import { remainingSuggestion, type ShownSuggestion } from '../../completion/text/typeThrough.ts';
import { fitSuggestion } from '../../completion/text/fit.ts';
import { maskSecrets } from '../../corpus/secrets/maskSecrets.ts';
import { isSecretPath } from '../../corpus/secrets/secretNames.ts';
import type { Completion, CompletionRequest } from '../../protocol/predictor.ts';
import { samplingSettings, settings, suggestsIn } from '../settings.ts';
import { insideOf, pathOf } from '../workspace/workspaceFiles.ts';

/**
 * UTF-16 units handed over before and after the caret. The window before it begins at a multiple of `windowStep`, so that
 * it stays where it is from one keystroke to the next.
 */
const leastBefore = 4000;
const windowStep = 2048;
const mostAfter = 1000;
const mostCharacters = { line: 120, lines: 400 };

/** To cycle through, when suggestions are asked for by hand. */
const alternativesByHand = 2;

interface Predictor {
  complete(request: CompletionRequest, token: CancellationToken): Promise<Completion | undefined>;
  typed(request: CompletionRequest): void;
}

export class InlineCompletions implements InlineCompletionItemProvider {
  private readonly predictor: Predictor;
  private readonly isLearnt: (path: string) => boolean;
  private last: { readonly document: string; readonly shown: ShownSuggestion; readonly reusable: boolean } | undefined;

  /** `isLearnt`: whether a file of the workspace belongs to what is learnt. */
  constructor(predictor: Predictor, isLearnt: (path: string) => boolean) {
    this.predictor = predictor;
    this.isLearnt = isLearnt;
  }

  /** The model or the settings are others now: what was shown is not to be continued. */
  reset(): void {
    this.last = undefined;
  }

  async provideInlineCompletionItems(
    document: TextDocument,
    position: Position,
    { selectedCompletionInfo: selected, triggerKind }: InlineCompletionContext,
    token: CancellationToken,
  ): Promise<InlineCompletionItem[]> {
    if (!suggestsIn(document) || isSecretPath(insideOf(document.uri))) return [];
    const { range, written, pending } = placeOf(document, position, selected);
    const name = pathOf(document.uri);
    const { before, after } = around(document, range, written);
    const caret = { before: before + pending, after };

    const last = this.last?.document === name ? this.last : undefined;
    const kept = last && remainingSuggestion(last.shown, caret);
    // What was typed over does not come back by itself.
    if (kept === undefined) this.last = undefined;
    const multiline = settings.suggestions.multiline.value(document);
    const limits = { maxCharacters: multiline ? mostCharacters.lines : mostCharacters.line, multiline };
    const byHand = triggerKind === InlineCompletionTriggerKind.Invoke;
    const voice = settings.suggestions.model.value();
    const { version } = document;
    const request = {
      document: name,
      languageId: document.languageId,
      mayLearn: !workspace.getWorkspaceFolder(document.uri) || this.isLearnt(name),
      after,
      ...limits,
      sampling: samplingSettings(),
      model: voice,
      confidence: settings.suggestions.confidence.value(),
      ...(pending !== '' && { selected: pending }),
      lastShown: last?.shown.text ?? '',
      ...(kept !== undefined && { remaining: kept }),
      ...(byHand && { alternatives: alternativesByHand }),
    };
    // The mixture learns from what it reads.
    const masked = voice === 'mixture' ? maskSecrets(before, name).then(({ text }) => text) : Promise.resolve(before);
    if (kept !== undefined && last!.reusable && !byHand) {
      void masked.then((readable) => this.predictor.typed({ ...request, before: readable })).catch(() => undefined);
      const fitting = fitSuggestion(kept, caret, limits);
      return fitting === undefined ? [] : [new InlineCompletionItem(written + pending + fitting, range)];
    }

    const completion = await masked
      .then((readable) => this.predictor.complete({ ...request, before: readable }, token))
      .catch(() => undefined);
    if (token.isCancellationRequested || document.version !== version) return [];
    if (!completion) {
      this.last = undefined;
      return [];
    }
    const { text, reusable, alternatives = [] } = completion;
    const shown = { caret, text: text.slice(pending.length) };
    this.last = { document: name, shown: last && shown.text === kept ? last.shown : shown, reusable };
    return [text, ...alternatives].map((each) => new InlineCompletionItem(written + each, range));
  }
}

interface Place {
  /** What an item replaces. */
  readonly range: Range;
  /** What stands in the range already and begins every item. */
  readonly written: string;
  /** What the selected item of the suggest popup would add: ghost text has to begin with it, or is not shown. */
  readonly pending: string;
}

function placeOf(document: TextDocument, position: Position, selected: SelectedCompletionInfo | undefined): Place {
  if (!selected) return { range: new Range(position, position), written: '', pending: '' };
  const standing = document.getText(new Range(selected.range.start, position));
  const goesOn = selected.text.startsWith(standing);
  return {
    range: selected.range,
    written: goesOn ? standing : '',
    pending: goesOn ? selected.text.slice(standing.length) : selected.text,
  };
}

/** `written`: what of the range counts as standing before the caret. */
function around(document: TextDocument, { start, end }: Range, written: string): { before: string; after: string } {
  const windowStart = Math.floor((document.offsetAt(start) - leastBefore) / windowStep) * windowStep;
  const from = document.positionAt(Math.max(0, windowStart));
  const to = document.positionAt(document.offsetAt(end) + mostAfter);
  const text = (range: Range): string => document.getText(range).replaceAll('\r\n', '\n');
  return { before: text(new Range(from, start)) + written, after: text(new Range(end, to)) };
}
