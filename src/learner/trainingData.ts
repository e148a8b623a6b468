// The prepared corpus as one safetensors file, which the trainer in python/ reads. It contains the text as character ids: the same
// files, masks, vocabulary, order and split as in a training here.
//
//   train            int32 [N]       all training texts; id 0 begins each
//   held_out         int32 [M]       for each held-out text its context, which is read but not scored, then the text itself
//   held_out_lengths int32 [K][2]    characters of the context and of the text
//
// The metadata contains the characters of the ids from 1 on, as one string. There are no paths.
import type { SourceText } from '../corpus/sourceText.ts';
import { encodeTensors } from '../model/network/safetensors.ts';
import { charactersOf } from '../model/network/vocabulary.ts';
import { prepareCorpus, type PreparedCorpus } from './prepareCorpus.ts';

/** @throws Error that tells the user what to do if there is too little text. */
export function encodeTrainingData(
  texts: readonly SourceText[],
  seed: number,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly summary: PreparedCorpus['summary'] } {
  const { vocabulary, trainIds, heldOut, summary } = prepareCorpus(texts, seed);
  const ids = heldOut.flatMap((text) => [text.context, text.ids]);
  const heldOutIds = new Int32Array(ids.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of ids) {
    heldOutIds.set(part, at);
    at += part.length;
  }
  const bytes = encodeTensors({
    metadata: { format: 'hidden-state-corpus', version: '1', characters: charactersOf(vocabulary), seed: String(seed) },
    tensors: [
      { name: 'train', shape: [trainIds.length], values: trainIds },
      { name: 'held_out', shape: [heldOutIds.length], values: heldOutIds },
      {
        name: 'held_out_lengths',
        shape: [heldOut.length, 2],
        values: Int32Array.from(ids, ({ length }) => length),
      },
    ],
  });
  return { bytes, summary };
}
