// Searches a text with rules: one pass finds the places of all of them.
import type { Rule, Search } from './rules/rule.ts';
import type { SecretSpan } from './secretSpan.ts';
import type { WorkLimit } from './workLimit.ts';
import { createChunkCache } from './textChunks.ts';
import { createWordScanner, wordReach } from './wordScanner.ts';

/** `limit`: of the work. Default: a text without public keys. */
export type SearchContext = Partial<Omit<Search, 'starts' | 'spend'>> & {
  readonly limit: Pick<WorkLimit, 'spend'> & Partial<Pick<WorkLimit, 'open'>>;
};

export function createSearch(
  rules: readonly Rule[],
): (text: string, path: string, context: SearchContext) => SecretSpan[] {
  const scan = createWordScanner(rules.map(({ words }) => words));
  return createSearchIn(rules, scan);
}

/** The same for texts that are mostly the same as the last one. */
export function createRepeatedSearch(rules: readonly Rule[]): ReturnType<typeof createSearch> {
  const scan = createWordScanner(rules.map(({ words }) => words));
  const scanChunks = createChunkCache(wordReach, scan);
  return createSearchIn(rules, (text) => {
    const chunks = scanChunks(text);
    return rules.map((_, index) =>
      chunks.flatMap(({ start, result }, chunk) => {
        const end = chunks[chunk + 1]?.start ?? text.length;
        return result[index]!.map((at) => at + start).filter((at) => at < end);
      }),
    );
  });
}

function createSearchIn(
  rules: readonly Rule[],
  scan: ReturnType<typeof createWordScanner>,
): ReturnType<typeof createSearch> {
  return (text, path, { limit, isPublic = () => false }) => {
    const places = scan(text);
    return rules.flatMap(({ find }, index) => {
      const starts = limit.open?.(places[index]!) ?? places[index]!;
      return find(text, { starts, spend: limit.spend, isPublic }, path);
    });
  };
}
