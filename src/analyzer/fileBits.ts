// Which files are strange to the network: what a character of each costs it.
import type { Corpus } from '../corpus/corpus.ts';
import type { IncludedFile } from '../corpus/sourceText.ts';
import type { Reader } from '../engine/engine.ts';
import { crossEntropyBits } from '../model/network/crossEntropy.ts';
import type { Vocabulary } from '../model/network/vocabulary.ts';

export interface FileBits {
  readonly path: string;
  /** Of the file's first characters. */
  readonly bitsPerChar: number;
  /** Unicode characters of the whole file. */
  readonly characters: number;
  readonly heldOut: IncludedFile['heldOut'];
}

/** Characters of one file: more tell nothing new. */
const maxLength = 6000;
const nothing = new Int32Array(0);

/** Yields the part that is done, 0..1, after each file. Files come in the order of their paths. */
export function* fileBits(
  { train, heldOut: held, ledger }: Corpus,
  reader: Reader,
  vocabulary: Vocabulary,
): Generator<number, readonly FileBits[]> {
  const whole = new Map(train.map(({ path, text }) => [path, text]));
  for (const { path, before, text } of held) whole.set(path, before + text);
  const files = ledger.filter((entry) => entry.included);
  const found: FileBits[] = [];
  for (const [index, { path, characters, heldOut }] of files.entries()) {
    const ids = vocabulary.encode((whole.get(path) ?? '').slice(0, maxLength));
    if (ids.length > 0) {
      const bits = crossEntropyBits(reader, vocabulary, nothing, ids);
      found.push({ path, bitsPerChar: bits / ids.length, characters, heldOut });
    }
    yield (index + 1) / files.length;
  }
  return found;
}
