// Bits per character of each file: high for a file unlike those that the network was trained on.
import type { Corpus } from '../corpus/corpus.ts';
import type { IncludedFile } from '../corpus/sourceText.ts';
import type { Reader } from '../engine/engine.ts';
import { crossEntropyBits } from '../model/network/crossEntropy.ts';
import type { Vocabulary } from '../model/network/vocabulary.ts';
import { wholeTexts } from './wholeTexts.ts';

export interface FileBits {
  readonly path: string;
  /** Cross-entropy of the beginning of the file. */
  readonly bitsPerChar: number;
  /** Unicode characters of the whole file. */
  readonly characters: number;
  readonly heldOut: IncludedFile['heldOut'];
}

/** UTF-16 units of one file. The average changes little after that. */
const maxLength = 6000;
const noContext = new Int32Array(0);

/** Yields the part of the work that is done, 0..1, after each file. Files come in the order of the ledger. */
export function* fileBits(
  corpus: Corpus,
  reader: Reader,
  vocabulary: Vocabulary,
): Generator<number, readonly FileBits[]> {
  const texts = new Map(wholeTexts(corpus).map(({ path, text }) => [path, text]));
  const files = corpus.ledger.filter((entry) => entry.included);
  const results: FileBits[] = [];
  for (const [index, { path, characters, heldOut }] of files.entries()) {
    const ids = vocabulary.encode((texts.get(path) ?? '').slice(0, maxLength));
    if (ids.length > 0) {
      const bits = crossEntropyBits(reader, vocabulary, noContext, ids);
      results.push({ path, bitsPerChar: bits / ids.length, characters, heldOut });
    }
    yield (index + 1) / files.length;
  }
  return results;
}
