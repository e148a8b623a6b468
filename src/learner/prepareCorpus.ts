// Texts -> what the training loop reads: admitted, split, and turned into character ids, once.
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { corpusOf } from '../corpus/corpus.ts';
import { leastToTrainOn } from '../corpus/split.ts';
import type { SourceText } from '../corpus/sourceText.ts';
import { buildVocabulary, unknownId, type Vocabulary } from '../model/network/vocabulary.ts';
import type { CorpusSummary } from '../protocol/learner.ts';
import { charactersOf } from '../util/lengthOf.ts';

/** Text never trained on. */
export interface HeldOutText {
  /** What stands before it in its file: read, not scored. */
  readonly context: Int32Array;
  readonly ids: Int32Array;
}

export interface PreparedCorpus {
  readonly vocabulary: Vocabulary;
  /** The texts to train on, one after the other, each begun by `outsideId`. */
  readonly trainIds: Int32Array;
  readonly heldOut: readonly HeldOutText[];
  readonly summary: CorpusSummary;
}

const contextCharacters = 256;

/** @throws Error that tells the user what to do, when there is too little text to learn from. */
export function prepareCorpus(texts: readonly SourceText[], seed: number): PreparedCorpus {
  const { train, heldOut, ledger } = corpusOf(texts);
  const vocabulary = buildVocabulary(train.map(({ text }) => text));
  const encoded = shuffled(train, seed).map(({ text }) => vocabulary.encode(text));
  const trainCharacters = encoded.reduce((sum, ids) => sum + ids.length, 0);
  if (trainCharacters < leastToTrainOn) throw new Error(tooLittle(trainCharacters));
  const heldOutIds = heldOut.map(({ before, text }) => ({
    context: vocabulary.encode(before.slice(-2 * contextCharacters)).slice(-contextCharacters),
    ids: vocabulary.encode(text),
  }));
  return {
    vocabulary,
    trainIds: joined(encoded, trainCharacters),
    heldOut: heldOutIds,
    summary: {
      files: ledger.filter(({ included }) => included).length,
      trainCharacters,
      heldOutCharacters: charactersOf(heldOutIds),
      vocabulary: vocabulary.size,
      ledger,
    },
  };
}

function tooLittle(characters: number): string {
  return (
    `There are ${characters} characters of text to train on, and it takes at least ${leastToTrainOn}. ` +
    'Open a folder with more text, or check the exclude settings and ignore files.'
  );
}

/** Fisher and Yates: files of one directory are alike, and streams should not all read alike text at a time. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = xoroshiro128plus(seed);
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = uniformInt(random, 0, last);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

function joined(parts: readonly Int32Array[], characters: number): Int32Array {
  const ids = new Int32Array(characters + parts.length);
  let at = 0;
  for (const part of parts) {
    ids[at] = unknownId;
    ids.set(part, at + 1);
    at += part.length + 1;
  }
  return ids;
}
