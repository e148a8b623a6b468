// What the predictor is asked: the text around the caret, and how suggestions should be there. The protocol exports these types again.
import type { SamplingSettings, SettingValues } from '../protocol/settings.ts';
import type { Caret } from './fit/caret.ts';

/** mixture: all components together, shown above a confidence threshold. network: the workspace network alone, sampled. */
export type SuggestionModel = SettingValues<'suggestions'>['model'];

/** How likely a suggestion must be to be shown. balanced: at least half of the shown ones are correct in their first word. */
export type ConfidenceLevel = SettingValues<'suggestions'>['confidence'];

/** What a suggestion has to be where it would hide the suggest widget: its first word confident, or requested by the user. */
export type SuggestWidgetRule = Exclude<SettingValues<'suggestions'>['suggestWidget'], 'suggestionFirst'>;

/** How a user types and reads. */
export interface UserParameters {
  readonly charactersPerSecond: number;
  /** From the appearance of a suggestion to the beginning of reading. */
  readonly reactionSeconds: number;
  /** To read one character. */
  readonly readingSeconds: number;
  /** Part of the suggestions with a wrong end of which the user accepts the beginning. Default: 1. */
  readonly acceptsParts?: number;
}

export interface CompletionRequest {
  /** Name of the document. For a file of the workspace, its path there. */
  readonly document: string;
  /** The end of the text before the caret. */
  readonly before: string;
  /** The beginning of the text after the caret. */
  readonly after: string;
  readonly maxCharacters: number;
  readonly multiline: boolean;
  /** For the model 'network'. */
  readonly sampling: SamplingSettings;
  readonly model: SuggestionModel;
  /** For the model 'mixture'. Default: balanced. */
  readonly confidence?: ConfidenceLevel;
  /** What the selected item of the editor's suggestion list would insert. The suggestion begins with it. */
  readonly selected?: string;
  /** False for a file that the corpus excludes: it is context only, and never learned. Default: true. */
  readonly mayLearn?: boolean;
  /** UTF-16 units before the caret that the user typed in one run up to it. Undefined where it is unknown. */
  readonly typedLength?: number;
  /** The text that the user deleted or replaced where this run begins. */
  readonly replaced?: string;
  /** The rest of the ghost text that is visible at the caret. */
  readonly remaining?: string;
  /** For the model 'mixture'. Undefined: a suggestion hides no suggest widget here, or the user wants it first. */
  readonly suggestWidget?: SuggestWidgetRule;
  /** Words that the user never wants in a suggestion. */
  readonly never?: readonly string[];
  /** How the user types and reads: a suggestion must save them time. Undefined while too little is known, and while they do not type. */
  readonly user?: UserParameters;
  /** Number of alternatives, which differ in their first word. Requested by the user. */
  readonly alternatives?: number;
}

export interface Completion {
  /** The text to insert at the caret. */
  readonly text: string;
  /** Probability that it is correct, less the rejection penalty. Of visible ghost text: of its first word. */
  readonly probability: number;
  /** Least time from the last key until it appears, milliseconds. Undefined: the usual one. */
  readonly delayMs?: number;
  readonly alternatives?: readonly string[];
}

/** UTF-16 units before the caret that the models read. */
export const promptLength = 2000;

/** The last `maxCharacters` (UTF-16 units) before the caret, with \n as line end, starting at a whole character. */
export function promptOf(before: string, maxCharacters = promptLength): string {
  const tail = before.slice(Math.max(0, before.length - maxCharacters));
  return tail.replace(/^[\udc00-\udfff]/u, '').replace(/\r\n?/gu, '\n');
}

/** The caret after the selected item of the editor's suggestion list. */
export function caretOf({ before, after, selected = '', typedLength = 0 }: CompletionRequest): Caret {
  return { before: before + selected, after, typed: typedLength + selected.length };
}
