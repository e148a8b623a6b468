// Baselines: bits per character of simple models on the held-out text. The network should get below them.
import { deflateSync } from 'fflate';
import { unknownId, type Vocabulary } from '../model/network/vocabulary.ts';
import { countCharacters } from '../model/network/encodedText.ts';
import type { Baseline } from '../protocol/learner.ts';
import type { BaselineTexts } from './contextMixingBaselines.ts';
import type { PreparedCorpus } from './prepareCorpus.ts';
import { baselineTrainCharacters } from './recipe.ts';
import { sampleTexts } from './sampleTexts.ts';

/** The window size of deflate. */
const dictionaryBytes = 32_768;

/**
 * Uniform guess, and deflate with the end of the training text as its dictionary. Both score about `limit` held-out characters, the
 * same ones as an evaluation. Empty if no text is held out.
 */
export function baselines(
  { vocabulary, trainIds, heldOut }: Pick<PreparedCorpus, 'vocabulary' | 'trainIds' | 'heldOut'>,
  limit: number,
): readonly Baseline[] {
  const texts = sampleTexts(heldOut, limit);
  const characters = countCharacters(texts);
  if (characters === 0) return [];
  const utf8 = new TextEncoder();
  const trained = utf8.encode(textOf(vocabulary, trainIds.subarray(-dictionaryBytes))).slice(-dictionaryBytes);
  const scored = utf8.encode(texts.map(({ ids }) => textOf(vocabulary, ids)).join(''));
  const compressed = deflateSync(scored, { level: 9, dictionary: trained });
  return [
    { kind: 'uniform', bitsPerChar: Math.log2(vocabulary.size), characters },
    { kind: 'compressor', bitsPerChar: (8 * compressed.length) / characters, characters },
  ];
}

/** Texts for the context-mixing baselines: the end of the training text, and about `limit` held-out characters as above. */
export function baselineTexts(
  { vocabulary, trainIds, heldOut }: Pick<PreparedCorpus, 'vocabulary' | 'trainIds' | 'heldOut'>,
  limit: number,
): BaselineTexts {
  return {
    train: splitDocuments(trainIds.subarray(-baselineTrainCharacters)).map((ids) => textOf(vocabulary, ids)),
    heldOut: sampleTexts(heldOut, limit).map(({ context, ids }) => ({
      context: textOf(vocabulary, context),
      text: textOf(vocabulary, ids),
    })),
  };
}

/** Splits at each `unknownId`. */
function splitDocuments(ids: Int32Array): Int32Array[] {
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
