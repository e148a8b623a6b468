// What others than the network need for the held-out text: the lines that it has to get below.
import { deflateSync } from 'fflate';
import { unknownId, type Vocabulary } from '../model/network/vocabulary.ts';
import type { Baseline } from '../protocol/learner.ts';
import { charactersOf } from '../util/lengthOf.ts';
import type { BaselineTexts } from './contextMixingBaselines.ts';
import { truncateTexts } from './heldOutEvaluation.ts';
import type { PreparedCorpus } from './prepareCorpus.ts';

/** As far back as deflate can refer. */
const dictionaryBytes = 32_768;

/** About `limit` held-out characters are scored, the same ones as in an evaluation. None where nothing is held out. */
export function baselines(
  { vocabulary, trainIds, heldOut }: Pick<PreparedCorpus, 'vocabulary' | 'trainIds' | 'heldOut'>,
  limit: number,
): readonly Baseline[] {
  const texts = truncateTexts(heldOut, limit);
  const characters = charactersOf(texts);
  if (characters === 0) return [];
  const utf8 = new TextEncoder();
  const trained = utf8.encode(textOf(vocabulary, trainIds.subarray(-dictionaryBytes))).slice(-dictionaryBytes);
  const scored = utf8.encode(texts.map(({ ids }) => textOf(vocabulary, ids)).join(''));
  const compressed = deflateSync(scored, { level: 9, dictionary: trained });
  return [
    { kind: 'uniform', bitsPerChar: Math.log2(vocabulary.size) },
    { kind: 'compressor', bitsPerChar: (8 * compressed.length) / characters },
  ];
}

/** Characters of training text that are counted at most: some twenty seconds of a core. */
const maxTrainCharacters = 1_000_000;

/** The end of the training text, and about `limit` held-out characters, the same ones as in an evaluation. */
export function baselineTexts(
  { vocabulary, trainIds, heldOut }: Pick<PreparedCorpus, 'vocabulary' | 'trainIds' | 'heldOut'>,
  limit: number,
): BaselineTexts {
  return {
    train: documentsOf(trainIds.subarray(-maxTrainCharacters)).map((ids) => textOf(vocabulary, ids)),
    heldOut: truncateTexts(heldOut, limit).map(({ context, ids }) => ({
      context: textOf(vocabulary, context),
      text: textOf(vocabulary, ids),
    })),
  };
}

/** What stands between one `outsideId` and the next. */
function documentsOf(ids: Int32Array): Int32Array[] {
  const documents: Int32Array[] = [];
  for (let from = 0; from < ids.length;) {
    const found = ids.indexOf(unknownId, from);
    const end = found < 0 ? ids.length : found;
    if (end > from) documents.push(ids.subarray(from, end));
    from = end + 1;
  }
  return documents;
}

function textOf(vocabulary: Vocabulary, ids: Int32Array): string {
  return Array.from(ids, (id) => vocabulary.decode(id)).join('');
}
