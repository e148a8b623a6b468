// The command "Explain suggestion": why typing shows no suggestion, the probability of each word, other words, what each model component
// contributes, and the place in the workspace with the longest match, as a list whose entry for the place opens it.
import {
  commands,
  l10n,
  ProgressLocation,
  QuickPickItemKind,
  window,
  type Position,
  type QuickPickItem,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { suggestedWord, withBegunWord } from '../../completion/decide/neverWords.ts';
import type { Refusal } from '../../protocol/predictor.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { WorkspaceReader } from '../workspace/workspaceReader.ts';
import { sayBriefly } from '../messages.ts';
import {
  answerReason,
  awaitedEditIn,
  lineBefore,
  localization,
  unaskedReason,
  type AwaitedEdits,
} from './cursorReason.ts';
import type { InlineCompletions } from './inlineCompletions.ts';
import { explanationRows, explanationTitle, type Explanation, type ExplanationRow } from './explanationRows.ts';
import { matchedPlace, openPlace } from './matchedPlace.ts';
import { namesWord } from './refusalText.ts';
import { silenceText } from './silenceText.ts';
import type { SuggestionControl } from './suggestionControl.ts';

export interface ExplainParts {
  readonly predictor: PredictorClient;
  readonly completions: InlineCompletions;
  readonly control: SuggestionControl;
  readonly reader: WorkspaceReader;
  readonly nextEdits: AwaitedEdits;
}

/** Explains the suggestion that is visible in the active editor, or would appear there; or else why there is none. */
export async function explain(parts: ExplainParts): Promise<Explanation | undefined> {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const { version } = document;
  const reason = silenceAt(parts.control, editor);
  const awaitedEdit = awaitedEditIn(parts.nextEdits, document);
  const explained = reason === undefined ? await explanationAt(parts, editor) : undefined;
  // The user has gone on, and the list would take the next keys.
  const isHere = window.activeTextEditor === editor && document.version === version;
  if (!isHere || !editor.selection.isEqual(selection)) return undefined;
  if (!explained) {
    const edit = awaitedEdit && `${awaitedEdit.left} ${awaitedEdit.reason}`;
    sayBriefly(reason ?? edit ?? l10n.t('There is no suggestion here to explain.'));
    return undefined;
  }
  const explanation = { ...explained, ...(awaitedEdit && { awaitedEdit }) };
  void show(explanation);
  return explanation;
}

function silenceAt(control: SuggestionControl, { document, selection }: TextEditor): string | undefined {
  control.request(document);
  const reason = control.silence(document, selection.active, true);
  return reason && silenceText(reason, document.languageId);
}

async function explanationAt(parts: ExplainParts, editor: TextEditor): Promise<Explanation | undefined> {
  const { predictor, completions, reader } = parts;
  const { document, selection } = editor;
  const place = [document, selection.active] as const;
  const visible = completions.visibleAt(...place);
  const hidden = visible === undefined ? await hiddenAt(parts, ...place) : undefined;
  const text = visible ?? hidden?.text;
  if (text === undefined) return hidden && { suggestion: '', words: [], place: undefined, ...hidden };
  const request = await completions.requestAt(...place, { evenIfRead: true });
  const explained = request && (await predictor.ask((remote) => remote.explain({ ...request, text })));
  if (!explained) return undefined;
  // No text is kept in memory.
  const { texts } = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('Searching the learned texts') },
    () => reader.read(),
  );
  const learned = texts.filter(({ path }) => predictor.learned.has(path));
  return {
    suggestion: text,
    begun: withBegunWord(text, request.before).slice(0, -text.length),
    isVisible: visible !== undefined,
    ...(hidden?.refusal !== undefined && { refusal: hidden.refusal }),
    isBelowLimit: hidden?.isBelowLimit,
    words: explained.words,
    place: matchedPlace(learned, ...place, text),
    word: suggestedWord(text, request.before),
  };
}

/** Probability of a word from which on the user may want never to see it. */
const leastUnwanted = 0.1;

interface Hidden {
  /** What typing would show. */
  readonly text?: string;
  /** Why it does not appear, or why there is none: as the status bar says it. */
  readonly refusal?: string;
  /** Whether the limit of the confidence level is the reason. */
  readonly isBelowLimit?: boolean;
  /** The user chose never to see the word. */
  readonly isForbidden?: boolean;
  readonly word?: string | undefined;
}

/** Where nothing is visible. Asks again: the answer to the last request may be older. Undefined: there is nothing to say. */
async function hiddenAt(
  { completions, control }: ExplainParts,
  document: TextDocument,
  position: Position,
): Promise<Hidden | undefined> {
  const parts = { completions, control };
  const unasked = unaskedReason(parts, document, position);
  if (unasked !== undefined) return { refusal: unasked };
  const before = completions.requests.lastAt(document, position)?.answer;
  const delay = before?.kind === 'refused' ? undefined : answerReason(parts, document, position);
  const found = await completions.askAgain(document, position);
  if (found) return { text: found.text, ...(delay !== undefined && { refusal: delay }) };
  const refusal = answerReason(parts, document, position);
  const answer = completions.requests.lastAt(document, position)?.answer;
  const refused = answer?.kind === 'refused' ? answer.refusal : undefined;
  const unwanted = refused && mayBeUnwanted(refused) ? refused.text : undefined;
  const word = unwanted === undefined ? undefined : suggestedWord(unwanted, lineBefore(document, position));
  const isForbidden = refused?.gate === 'never';
  const isBelowLimit = refused?.gate === 'confidence';
  return refusal === undefined ? undefined : { refusal, isBelowLimit, isForbidden, word };
}

/** What is never suggested already, or hardly ever, need not be forbidden. */
function mayBeUnwanted(refusal: Refusal): boolean {
  const { gate, probability = 1 } = refusal;
  return gate !== 'never' && probability >= leastUnwanted && namesWord(refusal);
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
