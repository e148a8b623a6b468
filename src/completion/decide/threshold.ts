// Confidence levels and their thresholds: how probable the first word of a suggestion must be at each level.
import type { ConfidenceLevel } from '../../protocol/predictor.ts';
import { linePrefix, type Caret } from '../fit/caret.ts';
import type { GateSettings } from './confidenceGate.ts';

export type { ConfidenceLevel };

/** Least probability of a first word of usual length, for each level. Calibrated on the user's files. */
export type ConfidenceThresholds = Readonly<Record<ConfidenceLevel, number>>;

/** Share of suggestions whose first word is correct, at least. 'eager' promises no precision: it saves the most keystrokes. */
export const promisedPrecision = { eager: undefined, balanced: 0.5, quiet: 0.7 } as const;

/** Used until the thresholds are calibrated. Measured by replay of code and notes, for the precision promised above. */
export const defaultThresholds: ConfidenceThresholds = { eager: 0.02, balanced: 0.28, quiet: 0.52 };

export function everyLevelAt(threshold: number): ConfidenceThresholds {
  return { eager: threshold, balanced: threshold, quiet: threshold };
}

/** Least probability of each further word. A low value, because a user who does not want the word accepts the words before it. */
const nextWord = 0.05;
/** Least probability of a word on another line. Measured by replay (docs/decisions/suggestion-length.md). */
const nextLine = 0.3;
/** Least probability in leading white space, where the Tab key should indent. */
const firstWordInIndentation = 0.6;

export function gateSettingsAt(caret: Caret, level: ConfidenceLevel, thresholds = defaultThresholds): GateSettings {
  const prefix = linePrefix(caret);
  const isIndentation = prefix !== '' && prefix.trim() === '';
  const firstWordMinimum = isIndentation && level !== 'eager' ? firstWordInIndentation : 0;
  return { firstWord: thresholds[level], firstWordMinimum, nextWord, nextLine };
}

/** For suggestions that the user requests explicitly: passes any first word. */
export const anyWordGate: GateSettings = { firstWord: 0, nextWord, nextLine };
