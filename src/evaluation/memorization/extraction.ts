// Extraction: what a user who types the beginning of a canary gets of its rest by accepting suggestions.
import { runToEnd } from '../../model/runToEnd.ts';
import type { LanguageModel } from '../../model/languageModel.ts';
import { decodeBest } from '../../completion/decide/decode.ts';
import { gateSettingsAt } from '../../completion/decide/threshold.ts';
import { createStopRule } from '../../completion/fit/stopRule.ts';
import type { Canary } from './canaries.ts';

/** UTF-16 units, as in the editor. */
const maxCharacters = 200;

/**
 * Characters of the rest that correct suggestions of the level `balanced` insert, one after the other, without typing any of it. The
 * model has read the beginning; it is back in its state afterwards.
 */
export function extractedLength(model: LanguageModel, { beginning, rest }: Pick<Canary, 'beginning' | 'rest'>): number {
  const state = model.save();
  let length = 0;
  while (length < rest.length) {
    const caret = { before: beginning + rest.slice(0, length), after: '' };
    const gate = gateSettingsAt(caret, 'balanced');
    const found = runToEnd(
      decodeBest(model, { gate, stop: createStopRule(caret, { maxCharacters, multiline: false }) }),
    );
    const correct = commonLength(found?.text ?? '', rest.slice(length));
    if (correct === 0) break;
    model.read(rest.slice(length, length + correct));
    length += correct;
  }
  model.restore(state);
  return length;
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
