// Ghost text: hands the text around the caret to the predictor and shows what it answers. It never decides what to write,
// never waits for training, and is silent about every failure: a keystroke is no place for a message.
import {
  InlineCompletionItem,
  Range,
  type CancellationToken,
  type InlineCompletionContext,
  type InlineCompletionItemProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import { stillToType, type Shown } from '../completion/reuse.ts';
import { isSecretPath } from '../corpus/secretNames.ts';
import type { Completion, CompletionRequest } from '../protocol/predictor.ts';
import { samplingSettings, settings, suggestsIn } from './settings.ts';

/**
 * UTF-16 units handed over before and after the caret. The window before it begins at a multiple of `windowStep`, so that
 * it stays where it is from one keystroke to the next.
 */
const leastBefore = 4000;
const windowStep = 2048;
const mostAfter = 1000;
const mostCharacters = { line: 120, lines: 400 };

type Complete = (request: CompletionRequest, token: CancellationToken) => Promise<Completion | undefined>;

export class InlineCompletions implements InlineCompletionItemProvider {
  private readonly complete: Complete;
  private shown: { readonly document: string; readonly shown: Shown } | undefined;

  constructor(complete: Complete) {
    this.complete = complete;
  }

  /** The model or the settings are others now: what was shown is not to be continued. */
  startAnew(): void {
    this.shown = undefined;
  }

  async provideInlineCompletionItems(
    document: TextDocument,
    position: Position,
    { selectedCompletionInfo: selected }: InlineCompletionContext,
    token: CancellationToken,
  ): Promise<InlineCompletionItem[]> {
    if (!suggestsIn(document) || isSecretPath(document.uri.path)) return [];
    // While the suggest popup is open, its selected item counts as typed, and ghost text has to begin with it.
    const range = selected?.range ?? new Range(position, position);
    const typed = selected?.text ?? '';
    const name = document.uri.toString();
    const { before, after } = around(document, range);
    const caret = { before: before + typed, after };

    const kept = this.shown?.document === name ? stillToType(this.shown.shown, caret) : undefined;
    if (kept !== undefined) return [new InlineCompletionItem(typed + kept, range)];

    const version = document.version;
    const multiline = settings.multiline.value(document.uri);
    const completion = await this.complete(
      {
        document: name,
        languageId: document.languageId,
        ...caret,
        maxCharacters: multiline ? mostCharacters.lines : mostCharacters.line,
        multiline,
        sampling: samplingSettings(),
      },
      token,
    ).catch(() => undefined);
    if (!completion || token.isCancellationRequested || document.version !== version) return [];
    this.shown = { document: name, shown: { caret, text: completion.text } };
    return [new InlineCompletionItem(typed + completion.text, range)];
  }
}

function around(document: TextDocument, { start, end }: Range): { before: string; after: string } {
  const windowStart = Math.floor((document.offsetAt(start) - leastBefore) / windowStep) * windowStep;
  const from = document.positionAt(Math.max(0, windowStart));
  const to = document.positionAt(document.offsetAt(end) + mostAfter);
  return { before: document.getText(new Range(from, start)), after: document.getText(new Range(end, to)) };
}
