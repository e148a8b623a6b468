// Cuts held-out text into passages and distributes them over the streams of a trainer, so that one batch reads many at once.
import { unknownId } from '../model/network/vocabulary.ts';
import type { EncodedText } from '../model/network/encodedText.ts';
import { evaluation } from './recipe.ts';

/** A part of a text that is read from a fresh hidden state. */
interface Passage {
  /** `unknownId`, the context, the text. */
  readonly ids: Int32Array;
  /** First id to read, first id to score, and the end of both. */
  readonly from: number;
  readonly scoredFrom: number;
  readonly end: number;
}

/** What one stream reads in one batch: its passage from `from` on. */
export interface PassageWindow extends Passage {
  /** The passage starts with this window. */
  readonly startsPassage: boolean;
}

/** [batch][stream]; undefined if nothing is left for the stream. */
export type EvaluationBatches = readonly (readonly (PassageWindow | undefined)[])[];

const { warmUpCharacters } = evaluation;
/** A shorter passage would read more characters for its warm-up than it scores. */
const minPassage = 4 * warmUpCharacters;

/** A text up to an even share of the streams is one passage: it is read from its beginning and needs no warm-up. */
export function evaluationBatches(texts: readonly EncodedText[], streams: number, length: number): EvaluationBatches {
  const characters = texts.reduce((sum, { context, ids }) => sum + context.length + ids.length, 0);
  const share = Math.max(minPassage, Math.ceil(characters / streams)) + warmUpCharacters;
  const maxCharacters = Math.ceil(share / length) * length;
  const streamWindows = Array.from({ length: streams }, (): PassageWindow[] => []);
  // The longest passage first, each to the stream with the fewest windows.
  const passages = texts.flatMap((text) => splitIntoPassages(text, maxCharacters));
  for (const passage of passages.sort((a, b) => b.end - b.from - (a.end - a.from))) {
    const shortest = streamWindows.reduce((least, other) => (other.length < least.length ? other : least));
    for (let from = passage.from; from + 1 < passage.end; from += length) {
      shortest.push({ ...passage, from, startsPassage: from === passage.from });
    }
  }
  const batches = Math.max(0, ...streamWindows.map(({ length }) => length));
  return Array.from({ length: batches }, (_, batch) => streamWindows.map((windows) => windows[batch]));
}

/** `maxCharacters`: ids that a passage reads, without its last one, which is only a target. */
function splitIntoPassages({ context, ids: text }: EncodedText, maxCharacters: number): Passage[] {
  const ids = Int32Array.of(unknownId, ...context, ...text);
  const passages: Passage[] = [];
  for (let scoredFrom = 1 + context.length; scoredFrom < ids.length;) {
    const from = passages.length === 0 ? 0 : scoredFrom - warmUpCharacters;
    const end = Math.min(ids.length, Math.max(from + maxCharacters, scoredFrom) + 1);
    passages.push({ ids, from, scoredFrom, end });
    scoredFrom = end;
  }
  return passages;
}
