// Turns source texts into what the training loop reads: included texts, split into training and held-out text, as character ids.
import { corpusOf } from '../corpus/corpus.ts';
import { shuffled } from '../corpus/shuffled.ts';
import { leastToTrainOn, type HeldOutBy } from '../corpus/split.ts';
import type { SourceText } from '../corpus/sourceText.ts';
import { buildVocabulary, unknownId, type Vocabulary } from '../model/network/vocabulary.ts';
import { countCharacters, encodeTexts, type EncodedText } from '../model/network/encodedText.ts';
import type { CorpusSummary } from '../protocol/learner.ts';

export interface PreparedCorpus {
  readonly vocabulary: Vocabulary;
  /** All training texts in one array; each starts with `unknownId`. */
  readonly trainIds: Int32Array;
  /** Text that the training never reads. */
  readonly heldOut: readonly EncodedText[];
  readonly heldOutBy: HeldOutBy;
  readonly summary: CorpusSummary;
}

/**
 * `before`: see `splitHeldOut`.
 *
 * @throws Error that tells the user what to do if there is too little training text.
 */
export function prepareCorpus(texts: readonly SourceText[], seed: number, before?: HeldOutBy): PreparedCorpus {
  const { by, train, heldOut, ledger } = corpusOf(texts, before);
  const vocabulary = buildVocabulary(train.map(({ text }) => text));
  // Files of one folder are similar, and the streams should read different text at the same time.
  const encoded = shuffled(train, seed).map(({ text }) => vocabulary.encode(text));
  const trainCharacters = encoded.reduce((sum, ids) => sum + ids.length, 0);
  if (trainCharacters < leastToTrainOn) throw new Error(tooLittleText(trainCharacters));
  const heldOutIds = encodeTexts(heldOut, vocabulary);
  return {
    vocabulary,
    trainIds: joined(encoded, trainCharacters),
    heldOut: heldOutIds,
    heldOutBy: by,
    summary: {
      files: ledger.filter(({ included }) => included).length,
      trainCharacters,
      heldOutCharacters: countCharacters(heldOutIds),
      vocabulary: vocabulary.size,
      ledger,
    },
  };
}

function tooLittleText(characters: number): string {
  return (
    `There are ${characters} characters of text to train on, and it takes at least ${leastToTrainOn}. ` +
    'Open a folder with more text, or check the exclude settings and ignore files.'
  );
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
