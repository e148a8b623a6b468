// A generic start: beginnings of published files, under free licences (NOTICE.txt), that the counts of a small workspace learn
// before its own text, so that they are of use from the first second on. scripts/assets/primingText.mjs makes them.
import { brotliDecompressSync } from 'node:zlib';
import type { TrainingText } from './trainingText.ts';

/** Of a workspace with so many UTF-16 units: what is to be learnt before its texts. */
export type PrimingText = (characters: number) => readonly TrainingText[];

/** UTF-16 units of a workspace that has enough text of its own: with more, what was generic gets in its way. */
const maxWorkspaceLength = 300_000;

/** `packed`: primingText.br. */
export function primingTextOf(packed: Uint8Array): PrimingText {
  let unpacked: readonly TrainingText[] | undefined;
  return (characters) => {
    if (characters >= maxWorkspaceLength) return [];
    return (unpacked ??= unpack(packed));
  };
}

function unpack(packed: Uint8Array): readonly TrainingText[] {
  // The package's own file.
  const texts = JSON.parse(brotliDecompressSync(packed).toString()) as readonly string[];
  return texts.map((text, index) => ({ path: `generic start ${index}`, text }));
}
