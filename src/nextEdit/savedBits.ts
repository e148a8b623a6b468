// The language models' view of an offer: how much more probable the line becomes with the change, in bits per character. It moves the
// logit of the offer.
import type { MeasuringModel } from '../model/languageModel.ts';
import { lineStartAt } from '../model/lineStart.ts';
import type { Work } from '../model/work.ts';
import type { ChangedLine } from '../protocol/predictor.ts';
import type { Offer } from './nextEdits.ts';
import type { Place } from './places.ts';

/** UTF-16 units that are read before the line, and of the line at most. */
const promptLength = 300;
const longestLine = 300;

export function changedLineOf(
  { document, start, end, new: changed }: Place & { readonly document: string },
  text: string,
): ChangedLine {
  const lineStart = Math.max(lineStartAt(text, start), start - longestLine);
  const next = text.indexOf('\n', end);
  const lineEnd = Math.min(next === -1 ? text.length : next + 1, end + longestLine);
  return {
    document,
    before: text.slice(Math.max(0, lineStart - promptLength), lineStart),
    old: text.slice(lineStart, lineEnd),
    new: text.slice(lineStart, start) + changed + text.slice(end, lineEnd),
  };
}

/** Bits per character that each change saves; negative if it makes the line less probable. Yields between texts. Learns nothing. */
export function* savedBits<State>(
  model: MeasuringModel<State>,
  lines: readonly ChangedLine[],
): Work<readonly number[]> {
  const state = model.save();
  try {
    const saved: number[] = [];
    for (const line of lines) {
      model.begin(line.document);
      model.read(line.before);
      yield;
      const lineState = model.save();
      const old = model.measure(line.old) / Math.max(1, line.old.length);
      model.restore(lineState);
      yield;
      const changed = model.measure(line.new) / Math.max(1, line.new.length);
      saved.push(old - changed);
      yield;
    }
    return saved;
  } finally {
    model.restore(state);
  }
}

/** Offers that are ranked at most: the models read the text before each. */
export const mostRanked = 4;
/** Logits per bit. */
const weight = 0.4;
/** Bits per character, in both directions. */
const mostBits = 1;

/** The offers as the language models see them. `saved`: for the first offers, as `savedBits` returns it. */
export function rankedBy(offers: readonly Offer[], saved: readonly number[]): readonly Offer[] {
  return offers.map((offer, index) => {
    const bits = Math.min(mostBits, Math.max(-mostBits, saved[index] ?? 0));
    return { ...offer, logit: offer.logit + weight * bits };
  });
}
