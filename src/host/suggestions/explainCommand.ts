// The command "Explain suggestion": why typing shows no suggestion, the probability of each word, other words, what each model component
// contributes, and the place in the workspace with the longest match, as a list whose entry for the place opens it.
import {
  CancellationTokenSource,
  env,
  InlineCompletionTriggerKind,
  l10n,
  ProgressLocation,
  QuickPickItemKind,
  window,
  type QuickPickItem,
  type TextEditor,
} from 'vscode';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { WorkspaceReader } from '../workspace/workspaceReader.ts';
import type { InlineCompletions } from './inlineCompletions.ts';
import {
  explanationRows,
  explanationTitle,
  percentOf,
  type Explanation,
  type ExplanationRow,
  type Localization,
} from './explanationRows.ts';
import { matchedPlace, openPlace } from './matchedPlace.ts';
import { refusalText } from './refusalText.ts';
import { silenceText } from './silenceText.ts';
import type { SuggestionControl } from './suggestionControl.ts';

export interface ExplainParts {
  readonly predictor: PredictorClient;
  readonly completions: InlineCompletions;
  readonly control: SuggestionControl;
  readonly reader: WorkspaceReader;
}

const messageMs = 5000;

/** Explains the visible suggestion of the active editor, or else the most likely one. */
export async function explain(parts: ExplainParts): Promise<Explanation | undefined> {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const reason = silenceAt(parts.control, editor);
  const explanation = reason === undefined ? await explanationAt(parts, editor) : undefined;
  if (!explanation) {
    window.setStatusBarMessage(reason ?? l10n.t('There is no suggestion here to explain.'), messageMs);
    return undefined;
  }
  void show(explanation);
  return explanation;
}

function silenceAt(control: SuggestionControl, { document, selection }: TextEditor): string | undefined {
  control.request(document);
  const reason = control.silence(document, selection.active, true);
  return reason && silenceText(reason, document.languageId);
}

async function explanationAt(
  { predictor, completions, reader }: ExplainParts,
  { document, selection: { active } }: TextEditor,
): Promise<Explanation | undefined> {
  const typing = await completions.requestAt(document, active);
  const refusal = completions.refusalAt(document, active);
  const context = { triggerKind: InlineCompletionTriggerKind.Invoke, selectedCompletionInfo: undefined };
  const source = new CancellationTokenSource();
  const [item] = await completions.provideInlineCompletionItems(document, active, context, source.token);
  source.dispose();
  const request = typing ?? completions.lastRequest;
  if (!request) return undefined;
  const text = typeof item?.insertText === 'string' ? item.insertText : '';
  const explained = await predictor.explain({ ...request, text });
  if (!explained) return undefined;
  const { words } = explained;
  // Where the predictor is not asked while the user types, its gates do not count.
  const refused = refusal ?? (typing && explained.refusal);
  if (words.length === 0 && !refused) return undefined;
  // No text is kept in memory.
  const { texts } = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('Searching the learned texts') },
    () => reader.read(),
  );
  const learned = texts.filter(({ path }) => predictor.hasLearned(path));
  const place = text === '' ? undefined : matchedPlace(learned, document, active, text);
  return { suggestion: text, words, place, ...(refused && { refusal: refusalText(refused, localization) }) };
}

async function show(explanation: Explanation): Promise<void> {
  const choice = await window.showQuickPick(explanationRows(explanation, localization).map(itemOf), {
    title: explanationTitle(explanation, localization),
    placeHolder: l10n.t('The first entry opens the most similar place'),
    matchOnDetail: true,
  });
  if (choice?.place) await openPlace(choice.place);
}

function itemOf({ isHeading, ...row }: ExplanationRow): QuickPickItem & Pick<ExplanationRow, 'place'> {
  return isHeading ? { label: row.label, kind: QuickPickItemKind.Separator } : row;
}

const localization: Localization = {
  t: (text, ...values) => l10n.t(text, ...values),
  percent: (probability) => percentOf(probability, env.language),
};
