// The command "Explain suggestion": the probability of each word, other words, what each model component contributes, and the place in
// the workspace with the longest match, as a list whose last entry opens that place.
import {
  CancellationTokenSource,
  InlineCompletionTriggerKind,
  l10n,
  ProgressLocation,
  QuickPickItemKind,
  window,
  type QuickPickItem,
  type TextEditor,
} from 'vscode';
import type { ExplainedWord } from '../../protocol/predictor.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { WorkspaceReader } from '../workspace/workspaceReader.ts';
import type { InlineCompletions } from './inlineCompletions.ts';
import { matchedPlace, openPlace, type MatchedPlace } from './matchedPlace.ts';
import { silenceText } from './silenceText.ts';
import type { SuggestionControl } from './suggestionControl.ts';

export interface ExplainParts {
  readonly predictor: PredictorClient;
  readonly completions: InlineCompletions;
  readonly control: SuggestionControl;
  readonly reader: WorkspaceReader;
}

export interface Explanation {
  readonly suggestion: string;
  readonly words: readonly ExplainedWord[];
  readonly place: MatchedPlace | undefined;
}

interface Choice extends QuickPickItem {
  readonly place?: MatchedPlace;
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
  const context = { triggerKind: InlineCompletionTriggerKind.Invoke, selectedCompletionInfo: undefined };
  const source = new CancellationTokenSource();
  const [item] = await completions.provideInlineCompletionItems(document, active, context, source.token);
  source.dispose();
  const { lastRequest } = completions;
  const text = item?.insertText;
  if (typeof text !== 'string' || !lastRequest) return undefined;
  const words = await predictor.explain({ ...lastRequest, text });
  if (!words) return undefined;
  // No text is kept in memory.
  const { texts } = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('Searching the learned texts') },
    () => reader.read(),
  );
  const learned = texts.filter(({ path }) => predictor.hasLearned(path));
  return { suggestion: text, words, place: matchedPlace(learned, document, active, text) };
}

async function show(explanation: Explanation): Promise<void> {
  const choice = await window.showQuickPick(choicesOf(explanation), {
    title: l10n.t('Why “{0}”?', oneLine(explanation.suggestion)),
    placeHolder: l10n.t('The first entry opens the most similar place'),
    matchOnDetail: true,
  });
  if (choice?.place) await openPlace(choice.place);
}

function choicesOf({ words, place }: Explanation): Choice[] {
  const heading = (label: string): Choice => ({ label, kind: QuickPickItemKind.Separator });
  return [
    heading(l10n.t('Longest match')),
    place
      ? {
          label: `$(go-to-file) ${place.path}:${place.line + 1}`,
          description: l10n.t('{0} characters before it are the same', place.matched),
          detail: place.lineText.trim(),
          place,
        }
      : { label: l10n.t('No learned text has this word after the same two characters.') },
    heading(l10n.t('Probability of each word, and other words')),
    ...words.map((word): Choice => ({
      label: oneLine(word.text),
      description: percent(word.all),
      detail: word.alternatives.map(({ text, probability }) => `${oneLine(text)} ${percent(probability)}`).join('   '),
    })),
    heading(l10n.t('Model components')),
    ...words.map((word): Choice => ({
      label: oneLine(word.text),
      detail: [
        part(l10n.t('text statistics alone'), word.contextMixingAlone),
        part(l10n.t('your network alone'), word.workspaceNetworkAlone),
        part(l10n.t('without your network'), word.withoutWorkspaceNetwork),
        part(l10n.t('without the pretrained network'), word.withoutPretrainedNetwork),
        part(l10n.t('all'), word.all),
      ]
        .flat()
        .join('   '),
    })),
  ];
}

const part = (name: string, probability: number | undefined): string[] =>
  probability === undefined ? [] : [`${name} ${percent(probability)}`];

function percent(probability: number): string {
  const value = probability * 100;
  if (value < 0.01) return '< 0.01 %';
  return `${value >= 10 ? Math.round(value) : value.toPrecision(2)} %`;
}

/** Line ends as a sign; without white space around it. */
const oneLine = (text: string): string => text.replaceAll('\n', '⏎').trim();
