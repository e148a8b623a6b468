// How sure is sure enough, in words that people understand.
import { linePrefix, type Caret } from '../text/caret.ts';
import type { GateSettings } from './confidenceGate.ts';

export type ConfidenceLevel = 'eager' | 'balanced' | 'quiet';

/** Least probability of a first word of usual length, by eagerness: what a model's own probabilities mean on the user's files. */
export type ConfidenceThresholds = Readonly<Record<ConfidenceLevel, number>>;

/** Share of the first words that is right at least; eager is whatever saves most. */
export const promisedPrecision = { eager: undefined, balanced: 0.5, quiet: 0.7 } as const;

/** Measured in replay on code and notes: saving the most; half of the first words right; seven of ten right. */
export const defaultThresholds: ConfidenceThresholds = { eager: 0.02, balanced: 0.28, quiet: 0.52 };

/** Words go on while that pays and the next is this likely: whoever does not want it takes the words before it. */
const extend = 0.05;
/** Over the end of the line as well, where that is allowed: measured in replay (bench/quality/voices.md). */
const overLine = 0.3;
/** In leading blanks Tab means to indent: only what is this sure may be in its way. */
const sureInIndentation = 0.6;

export function gateSettingsAt(caret: Caret, eagerness: ConfidenceLevel, thresholds = defaultThresholds): GateSettings {
  const show = thresholds[eagerness];
  const prefix = linePrefix(caret);
  const indenting = prefix !== '' && prefix.trim() === '';
  return { show, least: indenting && eagerness !== 'eager' ? sureInIndentation : 0, extend, overLine };
}

/** For a choice asked for by hand: one word at least, sure or not. */
export const anyWordGate: GateSettings = { show: 0, extend, overLine };
