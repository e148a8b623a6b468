// The suggestion policy while hunks are typed one after the other: gate, thresholds that adapt, and the fit to the caret.
import { createAdaptiveThresholds } from '../../completion/decide/adaptiveThresholds.ts';
import { everyLevelAt, gateSettingsAt, type ConfidenceLevel } from '../../completion/decide/threshold.ts';
import type { GateSettings } from '../../completion/decide/confidenceGate.ts';
import type { UserParameters } from '../../completion/decide/worth.ts';
import { createNumberSteps, type NumberSteps } from '../../completion/decide/nextNumber.ts';
import type { FitAt } from '../../completion/calibrate/recordedText.ts';
import type { WordCandidate } from '../../completion/decide/firstWord.ts';
import { isMidLine } from '../../completion/fit/caret.ts';
import { fitSuggestion } from '../../completion/fit/fit.ts';
import type { EditCaret, RecordedHunk } from './recordEdits.ts';

export interface EditPolicy {
  readonly level: ConfidenceLevel;
  /** Of the first word, at first. */
  readonly threshold: number;
  /** As the product did before it made suggestions in mid-line. */
  readonly onlyAtLineEnds?: boolean;
  /** A suggestion must save this user time. */
  readonly user?: UserParameters | undefined;
}

/** The parameters of a simulation of typing for one hunk. */
export interface HunkPolicy {
  /** The hunk with the candidates that do not come from the model. */
  readonly recorded: RecordedHunk;
  readonly gateFor: (before: string, at: number) => GateSettings;
  readonly onOutcome: (firstWordCorrect: boolean, at: number) => void;
  readonly fitAt: FitAt;
}

const limits = { maxCharacters: 200, multiline: true };

/** Call it for each hunk in order: the thresholds adapt from hunk to hunk. */
export function createEditPolicy({
  level,
  threshold,
  onlyAtLineEnds,
  user,
}: EditPolicy): (hunk: RecordedHunk) => HunkPolicy {
  const thresholds = createAdaptiveThresholds(everyLevelAt(threshold));
  const numberSteps = createNumberSteps();
  return (hunk) => {
    const { carets, path, replaced = '' } = hunk;
    const recorded = withNextNumber(hunk, numberSteps);
    numberSteps.observe(replaced, hunk.text);
    const caretAt = (at: number): EditCaret => carets[at]!;
    return {
      recorded,
      gateFor: (_before, at) => ({
        ...gateSettingsAt(caretAt(at), level, thresholds.at(caretAt(at).place, path)),
        ...(user && { user }),
      }),
      onOutcome: (correct, at) => thresholds.update({ place: caretAt(at).place, document: path, level }, correct),
      fitAt: (suggestion, at) =>
        onlyAtLineEnds && isMidLine(caretAt(at)) ? undefined : fitSuggestion(suggestion, caretAt(at), limits),
    };
  };
}

/** Adds the next number where a number is replaced, until the text differs from it. */
function withNextNumber(hunk: RecordedHunk, numberSteps: NumberSteps): RecordedHunk {
  const proposed: (WordCandidate | undefined)[] = [];
  for (let at = 0; at < hunk.text.length; at++) {
    const word = numberSteps.next(hunk.replaced ?? '', hunk.text.slice(0, at));
    if (!word) break;
    proposed.push(word);
  }
  return proposed.length === 0 ? hunk : { ...hunk, proposed };
}
