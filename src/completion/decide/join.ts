// Whether the text after the caret still follows once a suggestion is inserted before it: the models read its beginning with and without
// the suggestion. Where it follows as it is, the suggestion is cut to the longest words with which it is not clearly less probable.
import type { LanguageModel, MeasuringModel } from '../../model/languageModel.ts';
import { isMidLine, type Caret } from '../fit/caret.ts';
import { fitSuggestion } from '../fit/fit.ts';
import { cutAt, type Candidate } from './candidate.ts';
import type { Situation } from './gates.ts';

/** Bits by which an insertion makes the text after the caret less probable. Undefined: unknown, or that text does not follow yet. */
export type AddedBits = (insertion: string) => number | undefined;

/** UTF-16 units after the caret that the models judge. */
const judgedLength = 12;
/** Bits of the text after the caret alone. A text that costs more does not follow yet: the user is about to type something before it. */
const mostAlone = 18;
/** Bits: without doubt less probable. */
const mostAdded = 4;

/** The model has read the text before the caret, and returns to there. Undefined: nothing is judged here. */
export function addedBitsAt<State>(
  model: LanguageModel<State> & Partial<Pick<MeasuringModel<State>, 'measure'>>,
  caret: Caret,
): AddedBits | undefined {
  if (!model.measure || !isMidLine(caret)) return undefined;
  const after = caret.after.slice(0, judgedLength);
  const here = model.save();
  const bitsAfter = (insertion: string): number => {
    const state = model.save();
    model.restore(here);
    if (insertion !== '') model.read(insertion);
    const bits = model.measure!(after);
    model.restore(state);
    return bits;
  };
  let alone: number | undefined;
  return (insertion) => {
    alone ??= bitsAfter('');
    return alone > mostAlone ? undefined : bitsAfter(insertion) - alone;
  };
}

/** `candidate` fits the caret. A word that does not come from the model is not judged. */
export function joinedPart(
  candidate: Candidate,
  { caret, limits, addedBits, proposed }: Situation,
): Candidate | undefined {
  if (!addedBits || !isMidLine(caret) || (proposed && candidate.text.startsWith(proposed.text))) return candidate;
  for (let count = candidate.words.length; count > 0; count--) {
    const isWhole = count === candidate.words.length;
    const text = isWhole
      ? candidate.text
      : fitSuggestion(candidate.text.slice(0, candidate.words[count - 1]!.end), caret, limits);
    if (text !== undefined && (addedBits(text) ?? 0) <= mostAdded) return { ...cutAt(candidate, text.length), text };
  }
  return undefined;
}

/** For a recording: what the gate will ask about these candidates. Undefined: nothing is judged here. */
export function addedBitsOf(
  candidates: readonly Candidate[],
  caret: Caret,
  limits: Situation['limits'],
  addedBits: AddedBits | undefined,
): ReadonlyMap<string, number> | undefined {
  if (!addedBits || candidates.length === 0) return undefined;
  const found = new Map<string, number>();
  for (const { text, words } of candidates) {
    for (const { end } of words) {
      const insertion = fitSuggestion(text.slice(0, end), caret, limits);
      const added = insertion === undefined || found.has(insertion) ? undefined : addedBits(insertion);
      if (added !== undefined) found.set(insertion!, added);
    }
  }
  return found;
}
