// Results for chunks of a text, computed again only where a chunk has changed since the last text: while the user types, a long
// document stays the same but for a few characters.

/** UTF-16 units. */
const chunkLength = 16_384;
/** UTF-16 units of a text that is kept: more than the editor sends. A longer text is a file, which is searched once. */
export const longestKept = 250_000;

interface Chunk<Result> {
  readonly text: string;
  readonly result: Result;
}

/** `overlap`: UTF-16 units after a chunk that its result depends on, too. */
export function createChunkCache<Result>(
  overlap: number,
  compute: (text: string) => Result,
): (text: string) => { readonly start: number; readonly result: Result }[] {
  let last: readonly Chunk<Result>[] = [];
  return (text) => {
    const chunks: Chunk<Result>[] = [];
    for (let start = 0; start < text.length; start += chunkLength) {
      const chunk = text.slice(start, start + chunkLength + overlap);
      const known = last[chunks.length];
      chunks.push(known?.text === chunk ? known : { text: chunk, result: compute(chunk) });
    }
    last = text.length > longestKept ? [] : chunks;
    return chunks.map(({ result }, index) => ({ start: index * chunkLength, result }));
  };
}
