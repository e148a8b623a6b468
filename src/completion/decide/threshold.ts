// How probable the words of a suggestion must be: the first word by the confidence level, its length and its place, and each further
// word so that it is likely to save keystrokes.
import { isProseFile } from '../../model/proseFile.ts';
import { linePrefix, type Caret } from '../fit/caret.ts';
import type { ConfidenceLevel, UserParameters } from '../request.ts';

/** Least probability of a first word of usual length, for each level. Calibrated on the user's files. */
export type ConfidenceThresholds = Readonly<Record<ConfidenceLevel, number>>;

/** Share of suggestions whose first word is correct, at least. 'eager' promises no precision: it saves the most keystrokes. */
export const promisedPrecision = { eager: undefined, balanced: 0.5, quiet: 0.7 } as const;

/** Used until the thresholds are calibrated. Measured by replay of code and notes, for the precision promised above. */
export const defaultThresholds: ConfidenceThresholds = { eager: 0.02, balanced: 0.28, quiet: 0.52 };

export function everyLevelAt(threshold: number): ConfidenceThresholds {
  return { eager: threshold, balanced: threshold, quiet: threshold };
}

/** Least probabilities. The probability of a word includes that the word ends there. */
export interface GateSettings {
  /** Least probability of a first word of usual length. Longer words need less. */
  readonly firstWord: number;
  /** Least probability of a first word of any length in leading white space. Default: 0. */
  readonly inIndentation?: number;
  /** Least probability of a further word, given that the words before it are correct. Each further word needs more. */
  readonly nextWord: number;
  /** Least probability of a word on another line. */
  readonly nextLine: number;
  /** Part of the suggestions with a wrong end of which the user accepts the beginning. Default: 1. */
  readonly acceptsParts?: number | undefined;
}

/** Least probability of each further word. A low value, because a user who does not want the word accepts the words before it. */
const nextWord = 0.05;
/** Least probability of a word on another line. Measured by replay (docs/decisions/suggestion-length.md). */
const nextLine = 0.3;
/** Least probability in leading white space, where the Tab key should indent. */
const firstWordInIndentation = 0.6;

export function gateSettingsAt(
  caret: Caret,
  level: ConfidenceLevel,
  thresholds = defaultThresholds,
  acceptsParts?: number,
): GateSettings {
  const inIndentation = level !== 'eager' && isInIndentation(caret) ? firstWordInIndentation : 0;
  return { firstWord: thresholds[level], inIndentation, nextWord, nextLine, acceptsParts };
}

/** In prose, the end of a suggestion is wrong more often than in code (docs/decisions/suggestion-length.md). */
const mostPartsInProse = 0.8;

/** How far the user is taken to accept the beginning of a suggestion with a wrong end in this document. */
export function acceptsPartsIn(document: string, user?: UserParameters): number {
  return Math.min(user?.acceptsParts ?? 1, isProseFile(document) ? mostPartsInProse : 1);
}

/** In unfamiliar text, a first word is right in this part of the promised cases. */
const rightInUnfamiliar = 0.02;
/** A word that is more probable may appear in any text. */
const certain = 0.995;

/** `unfamiliar`: the probability that the text is of a kind that the models do not know. Then words are right less often than promised. */
export function inUnfamiliarText(settings: GateSettings, unfamiliar = 0): GateSettings {
  const { firstWord } = settings;
  if (firstWord >= certain) return settings;
  const rightOfPromised = 1 - unfamiliar * (1 - rightInUnfamiliar);
  return { ...settings, firstWord: Math.min(certain, firstWord / rightOfPromised) };
}

function isInIndentation(caret: Caret): boolean {
  const prefix = linePrefix(caret);
  return prefix !== '' && prefix.trim() === '';
}

/** For suggestions that the user requests explicitly: passes any first word. */
export const anyWord: GateSettings = { firstWord: 0, nextWord, nextLine };

/** UTF-16 units, including leading white space. Longer words are treated like words of this length. */
const longestWord = 20;
/** Shorter ones need more than the level says. */
export const usualWord = 4;

/** A longer word saves more keys, so its odds may be lower. The exponent is measured by replay (docs/decisions/suggestion-length.md). */
const lengthExponent = 0.6;
const oddsFactorByLength = Array.from(
  { length: longestWord + 1 },
  (_, length) => (usualWord / Math.max(1, length)) ** lengthExponent,
);

/** Least probability of a first word of `length` UTF-16 units. Default: of the longest ones, which need least. */
export function firstWordThreshold({ firstWord }: GateSettings, length = longestWord): number {
  if (firstWord >= 1) return firstWord;
  const odds = (firstWord / (1 - firstWord)) * oddsFactorByLength[Math.min(longestWord, length)]!;
  return odds / (1 + odds);
}

/** If a threshold refuses `word` with this probability, it refuses every word that is less probable than the result. */
export function leastIfRefused(word: string, probability: number): number {
  const odds = probability / (1 - probability);
  const most = (odds * oddsFactorByLength[longestWord]!) / oddsFactorByLength[Math.min(longestWord, word.length)]!;
  return probability >= 1 ? 1 : most / (1 + most);
}

/** The part of a suggestion before a further word: its words, one at least, and its length in UTF-16 units. */
export interface SuggestedSoFar {
  readonly words: number;
  readonly length: number;
}

/**
 * Least probability p of a further word of `length` units after correct words. Accepting a whole correct suggestion costs one key. If
 * the further word is wrong, a user who accepts the beginning presses one key per word, so that it puts `words` - 1 keys at stake; one
 * who accepts the whole or nothing loses all that is saved so far. It saves `length` more, and so pays if p · (length + stake) ≥ stake.
 */
function breakEvenProbability(before: SuggestedSoFar, length: number, acceptsParts = 1): number {
  const stake = acceptsParts * (before.words - 1) + (1 - acceptsParts) * (before.length - 1);
  return stake / (length + stake);
}

/** Least probability of `word`, including its leading white space. */
export function furtherWordThreshold(before: SuggestedSoFar, word: string, settings: GateSettings): number {
  const required = leastFurtherWord(before, settings, word.length);
  return word.includes('\n') ? Math.max(required, settings.nextLine) : required;
}

/** Least probability of a further word on the same line. Default: of the longest ones. */
export function leastFurtherWord(before: SuggestedSoFar, settings: GateSettings, length = longestWord): number {
  return Math.max(settings.nextWord, breakEvenProbability(before, length, settings.acceptsParts));
}
