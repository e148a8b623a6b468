// The rows of the list that explains a suggestion. No row is wider than the editor's list, which would cut it off.
import type { ExplainedWord } from '../../protocol/predictor.ts';
import type { AwaitedEditText } from './awaitedEditText.ts';
import type { MatchedPlace } from './matchedPlace.ts';

export interface Explanation {
  /** '' where there is none. */
  readonly suggestion: string;
  /** The beginning of a word before the cursor, of which the suggestion begins with the rest. Default: ''. */
  readonly begun?: string;
  /** Default: yes. Otherwise it is what typing would show here. */
  readonly isVisible?: boolean;
  /** Why typing shows no suggestion here. */
  readonly refusal?: string;
  /** Whether the limit of the confidence level is the reason. */
  readonly isBelowLimit?: boolean | undefined;
  /** The reason is a word that the user chose never to see. */
  readonly isForbidden?: boolean;
  readonly words: readonly ExplainedWord[];
  readonly place: MatchedPlace | undefined;
  /** An edit of the user that leads to no offer yet. */
  readonly awaitedEdit?: AwaitedEditText;
  /** The word that the suggestion, or the refused one, completes or begins with. */
  readonly word?: string | undefined;
}

export interface ExplanationRow {
  readonly label: string;
  readonly description?: string;
  /** A second line. */
  readonly detail?: string;
  /** The list shows a heading at the end of the row after it, whose two lines have less room. */
  readonly isHeading?: boolean;
  readonly place?: MatchedPlace;
  /** What the row does. */
  readonly command?: string;
  readonly argument?: string;
}

export interface Localization {
  /** The text in the display language, with `{0}`, `{1}`, ... replaced by the values. */
  t(text: string, ...values: readonly (string | number)[]): string;
  /** With two significant digits. */
  percent(probability: number, rounding?: Rounding): string;
}

/** Default: to the nearest value. */
export type Rounding = 'nearest' | 'down' | 'up';
const roundingModes = { nearest: 'halfExpand', down: 'floor', up: 'ceil' } as const;

/** Characters that fit into a line of the list, which is 600 pixels wide, also in a wide font. */
export const rowWidth = 76;
const pathWidth = 31;
/** Characters of a second line, so that a heading has room beside it. */
const detailWidth = 52;
const wordWidth = 24;
const gap = '   ';
const titleWidth = 50;

export function explanationTitle(explanation: Explanation, { t }: Localization): string {
  const { suggestion, begun = '', refusal } = explanation;
  if (suggestion === '') return t('Why is there no suggestion?');
  const shown = shortened(oneLine(begun + suggestion), titleWidth);
  if (!suggestionIsHidden(explanation)) return t('Why “{0}”?', shown);
  return refusal === undefined ? t('Typing here would show: “{0}”', shown) : t('Not shown: “{0}”', shown);
}

export function explanationRows(explanation: Explanation, local: Localization): readonly ExplanationRow[] {
  const { place } = explanation;
  const words = wholeWords(explanation);
  const refused = [...refusalRows(explanation, local), ...awaitedRows(explanation)];
  const actions = actionRows(explanation, local);
  if (words.length === 0) return [...refused, ...actions];
  // The first entry opens the place.
  return [
    ...placeRows(place, local),
    ...refused,
    ...wordRows(words, local),
    ...componentRows(words, local),
    ...actions,
  ];
}

/** The first word, and the others that could stand there, as a whole. Without white space at the end of the suggestion. */
function wholeWords({ words: [first, ...rest], begun = '' }: Explanation): readonly ExplainedWord[] {
  if (!first) return [];
  const alternatives = first.alternatives.map((other) => ({ ...other, text: begun + other.text }));
  return [{ ...first, text: begun + first.text, alternatives }, ...rest.filter(({ text }) => oneLine(text) !== '')];
}

/** There is a suggestion, which typing does not show at once. */
function suggestionIsHidden({ suggestion, isVisible = true }: Explanation): boolean {
  return suggestion !== '' && !isVisible;
}

function actionRows(explanation: Explanation, { t }: Localization): ExplanationRow[] {
  const { word } = explanation;
  const now: ExplanationRow[] = suggestionIsHidden(explanation)
    ? [{ label: `$(sparkle) ${t('Suggest now')}`, command: 'hiddenState.suggestNow' }]
    : [];
  const never: ExplanationRow[] =
    word === undefined
      ? []
      : [
          {
            label: `$(circle-slash) ${t('Never suggest “{0}”', escapeIcons(shortened(word, wordWidth)))}`,
            command: 'hiddenState.neverSuggest',
            argument: word,
          },
        ];
  const allow: ExplanationRow[] = explanation.isForbidden
    ? [{ label: `$(edit) ${t('Edit the words that are never suggested')}`, command: 'hiddenState.editNeverSuggested' }]
    : [];
  const copy = { label: `$(copy) ${t('Copy diagnostics')}`, command: 'hiddenState.copyDiagnostics' };
  return [heading(t('Actions')), ...now, ...never, ...allow, copy];
}

/** With two significant digits. Only what is certain is 100%. */
export function percentOf(probability: number, language: string, rounding: Rounding = 'nearest'): string {
  const roundingMode = roundingModes[rounding];
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 2, roundingMode });
  return probability < 0.0001
    ? `< ${format.format(0.0001)}`
    : format.format(probability < 1 ? Math.min(probability, 0.99) : probability);
}

/** `logit`: of the probability. */
export function percentOfLogit(logit: number, language: string, rounding?: Rounding): string {
  return percentOf(probabilityOf(logit), language, rounding);
}

export function probabilityOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function refusalRows(explanation: Explanation, { t }: Localization): ExplanationRow[] {
  const { refusal, isBelowLimit } = explanation;
  if (refusal === undefined) return [];
  const label = suggestionIsHidden(explanation)
    ? t('A suggestion does not appear by itself here')
    : t('There is no suggestion here');
  const limit = {
    label: t('How much is needed'),
    detail: t('A longer word needs less. Wrong suggestions raise it, right ones lower it.'),
  };
  return [{ label, detail: escapeIcons(refusal) }, ...(isBelowLimit ? [limit] : [])];
}

function awaitedRows({ awaitedEdit }: Explanation): ExplanationRow[] {
  return awaitedEdit ? [{ label: escapeIcons(awaitedEdit.left), detail: escapeIcons(awaitedEdit.reason) }] : [];
}

function placeRows(place: MatchedPlace | undefined, { t }: Localization): ExplanationRow[] {
  if (!place) {
    const detail = t('No learned text has this word after the same two characters.');
    return [heading(t('Longest match')), { label: t('None'), detail }];
  }
  const { path, line, lineText, character, matched } = place;
  return [
    heading(t('Longest match')),
    {
      label: `$(go-to-file) ${escapeIcons(endOf(`${path}:${line + 1}`, pathWidth))}`,
      description: t('after the same {0} characters', matched),
      detail: escapeIcons(excerpt(lineText, character)),
      place,
    },
  ];
}

function wordRows(words: readonly ExplainedWord[], { t, percent }: Localization): ExplanationRow[] {
  return [
    heading(t('Words and alternatives, all models')),
    ...words.map(({ text, all, alternatives }) => ({
      label: wordOf(text),
      description: t('{0} likely', percent(all)),
      detail: joined(alternatives.map((other) => `${wordOf(other.text)} ${percent(other.probability)}`)),
    })),
  ];
}

function componentRows(words: readonly ExplainedWord[], { t, percent }: Localization): ExplanationRow[] {
  const part = (name: string, probability: number | undefined): string[] =>
    probability === undefined ? [] : [`${name} ${percent(probability)}`];
  const rows = (question: string, parts: (word: ExplainedWord) => readonly string[]): ExplanationRow[] =>
    words.flatMap((word) => {
      const detail = parts(word).join(gap);
      return detail === '' ? [] : [{ label: t(question, wordOf(word.text)), detail }];
    });
  const alone = rows('How likely is “{0}”?', (word) => [
    ...part(t('text statistics alone'), word.contextMixingAlone),
    ...part(t('your network alone'), word.workspaceNetworkAlone),
  ]);
  // Of two models, one without the other is alone.
  const without = rows('How likely would “{0}” be?', ({ without: others }) =>
    others.length === 1
      ? []
      : others.flatMap(({ label, probability }) => part(t('without {0}', t(label)), probability)),
  );
  return [
    ...(alone.length > 0 ? [heading(t('With only one model')), ...alone] : []),
    ...(without.length > 0 ? [heading(t('Without one model')), ...without] : []),
  ];
}

function heading(label: string): ExplanationRow {
  return { label, isHeading: true };
}

/** As many of the parts as fit into a line. */
function joined(parts: readonly string[]): string {
  let line = '';
  for (const part of parts) {
    const longer = line === '' ? part : line + gap + part;
    if (longer.length > detailWidth) break;
    line = longer;
  }
  return line;
}

function wordOf(text: string): string {
  return escapeIcons(shortened(oneLine(text), wordWidth));
}

/** Line ends as a sign; without white space around it. */
export function oneLine(text: string): string {
  return text.replaceAll('\n', '⏎').trim();
}

export function shortened(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`;
}

/** The end of a path, which names the file. */
function endOf(path: string, width: number): string {
  const characters = [...path];
  if (characters.length <= width) return path;
  const end = characters.slice(1 - width).join('');
  const folder = end.indexOf('/');
  return `…${folder < 0 ? end : end.slice(folder)}`;
}

/** The part of a line around the matched word. */
function excerpt(line: string, character: number): string {
  const text = line.trim();
  const at = character - (line.length - line.trimStart().length);
  const start =
    text.length <= detailWidth ? 0 : Math.max(0, Math.min(at - detailWidth / 4, text.length - detailWidth + 1));
  return start === 0 ? shortened(text, detailWidth) : `…${shortened(text.slice(start), detailWidth - 1)}`;
}

/** The list would replace `$(name)` by an icon. */
function escapeIcons(text: string): string {
  return text.replace(/\$\([\w-]+(?:~\w+)?\)/g, '\\$&');
}
