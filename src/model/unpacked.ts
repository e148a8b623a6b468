// What comes with the predictor in packed form (Brotli), unpacked when it is asked for.
import { brotliDecompressSync } from 'node:zlib';

export function unpacked(packed: Uint8Array): () => Uint8Array {
  let whole: Uint8Array | undefined;
  return () => (whole ??= brotliDecompressSync(packed));
}
