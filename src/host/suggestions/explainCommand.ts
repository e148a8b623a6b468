// The command "Explain suggestion": why typing shows no suggestion, the probability of each word, other words, what each model component
// contributes, and the place in the workspace with the longest match, as a list whose entry for the place opens it.
import {
  CancellationTokenSource,
  commands,
  l10n,
  ProgressLocation,
  QuickPickItemKind,
  window,
  type QuickPickItem,
  type TextEditor,
} from 'vscode';
import { suggestedWord, withBegunWord } from '../../completion/decide/neverWords.ts';
import type { CompletionRequest } from '../../protocol/predictor.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { WorkspaceReader } from '../workspace/workspaceReader.ts';
import { sayBriefly } from '../messages.ts';
import { hiddenReason, localization, unaskedReason } from './cursorReason.ts';
import type { InlineCompletions } from './inlineCompletions.ts';
import { explanationRows, explanationTitle, type Explanation, type ExplanationRow } from './explanationRows.ts';
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

/** Explains the suggestion that is visible in the active editor, or would appear there; or else why there is none. */
export async function explain(parts: ExplainParts): Promise<Explanation | undefined> {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const { version } = document;
  const reason = silenceAt(parts.control, editor);
  const explanation = reason === undefined ? await explanationAt(parts, editor) : undefined;
  // The user has gone on, and the list would take the next keys.
  const isHere = window.activeTextEditor === editor && document.version === version;
  if (!isHere || !editor.selection.isEqual(selection)) return undefined;
  if (!explanation) {
    sayBriefly(reason ?? l10n.t('There is no suggestion here to explain.'));
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
  { predictor, completions, control, reader }: ExplainParts,
  { document, selection: { active } }: TextEditor,
): Promise<Explanation | undefined> {
  const visible = completions.visibleAt(document, active);
  // The predictor is asked again: the answer to the last request may be older.
  const reason = visible === undefined ? unaskedReason({ completions, control }, document, active) : undefined;
  const hidden = visible === undefined ? hiddenReason({ completions, control }, document, active) : undefined;
  const request = await completions.requestAt(document, active, { evenIfRead: true });
  const isAsked = visible === undefined && reason === undefined;
  const text = visible ?? (request && isAsked ? await suggestionFor(predictor, request) : '');
  const explained = request && (await predictor.ask((remote) => remote.explain({ ...request, text })));
  const before = request?.before ?? '';
  if (text === '') {
    const refusal = isAsked ? explained?.refusal : undefined;
    const why = refusal ? refusalText(refusal, before, localization) : reason;
    const isWanted = refusal?.text !== undefined && refusal.gate !== 'never';
    const word = isWanted ? suggestedWord(refusal.text!, before) : undefined;
    return why === undefined ? undefined : { suggestion: '', refusal: why, words: [], place: undefined, word };
  }
  if (!explained) return undefined;
  const { words } = explained;
  // No text is kept in memory.
  const { texts } = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('Searching the learned texts') },
    () => reader.read(),
  );
  const learned = texts.filter(({ path }) => predictor.learned.has(path));
  const place = matchedPlace(learned, document, active, text);
  return {
    suggestion: text,
    begun: withBegunWord(text, before).slice(0, -text.length),
    isVisible: visible !== undefined,
    ...(hidden !== undefined && { refusal: hidden }),
    words,
    place,
    word: suggestedWord(text, before),
  };
}

/** What typing would show. '' for nothing. */
async function suggestionFor(predictor: PredictorClient, request: CompletionRequest): Promise<string> {
  const source = new CancellationTokenSource();
  const completion = await predictor.complete(request, source.token).catch(() => undefined);
  source.dispose();
  return completion?.text ?? '';
}

async function show(explanation: Explanation): Promise<void> {
  const choice = await window.showQuickPick(explanationRows(explanation, localization).map(itemOf), {
    title: explanationTitle(explanation, localization),
    ...(explanation.place && { placeHolder: l10n.t('The first entry opens the most similar place') }),
    matchOnDetail: true,
  });
  if (choice?.place) await openPlace(choice.place);
  if (choice?.command)
    await commands.executeCommand(choice.command, ...(choice.argument === undefined ? [] : [choice.argument]));
}

function itemOf({ isHeading, ...row }: ExplanationRow): QuickPickItem & Omit<ExplanationRow, 'isHeading'> {
  return isHeading ? { label: row.label, kind: QuickPickItemKind.Separator } : row;
}
