// The suggestion policy while hunks are typed one after the other: thresholds that adapt, the text around the caret, and numbers.
import { recordedLimits, type TypingPolicy } from '../../completion/calibrate/recordedText.ts';
import { createAdaptiveThresholds } from '../../completion/decide/adaptiveThresholds.ts';
import { createNumberSteps } from '../../completion/decide/nextNumber.ts';
import { acceptsPartsIn, everyLevelAt, gateSettingsAt } from '../../completion/decide/threshold.ts';
import { isMidLine } from '../../completion/fit/caret.ts';
import type { ConfidenceLevel, UserParameters } from '../../completion/request.ts';
import type { EditCaret, RecordedHunk } from './recordEdits.ts';

export interface EditPolicy {
  readonly level: ConfidenceLevel;
  /** Least probability of the first word, before it adapts. */
  readonly threshold: number;
  /** As the product did before it made suggestions in mid-line. */
  readonly onlyAtLineEnds?: boolean;
  /** A suggestion must save this user time. */
  readonly user?: UserParameters | undefined;
}

/** No word is so probable. */
const never = 2;

/** Call it for each hunk in order: the thresholds adapt from hunk to hunk. */
export function createEditPolicy({
  level,
  threshold,
  onlyAtLineEnds = false,
  user,
}: EditPolicy): (hunk: RecordedHunk) => TypingPolicy {
  const thresholds = createAdaptiveThresholds(everyLevelAt(threshold));
  const numberSteps = createNumberSteps();
  return ({ carets, path, text, replaced = '' }) => {
    const proposed = nextNumbers(text, (typed) => numberSteps.next(replaced, typed));
    numberSteps.observe(replaced, text);
    const caretAt = (at: number): EditCaret => carets[at]!;
    return {
      situationAt: (at) => {
        const caret = caretAt(at);
        const settings = gateSettingsAt(caret, level, thresholds.at(caret.place, path), acceptsPartsIn(path));
        const required = onlyAtLineEnds && isMidLine(caret) ? { ...settings, firstWord: never } : settings;
        return { caret, limits: recordedLimits, required, user, proposed: proposed[at] };
      },
      onOutcome: (correct, at) => thresholds.update({ place: caretAt(at).place, document: path, level }, correct),
    };
  };
}

/** The next number at each index where a number is replaced, until the text differs from it. */
function nextNumbers<Word>(text: string, next: (typed: string) => Word | undefined): readonly Word[] {
  const proposed: Word[] = [];
  for (let at = 0; at < text.length; at++) {
    const word = next(text.slice(0, at));
    if (!word) break;
    proposed.push(word);
  }
  return proposed;
}
