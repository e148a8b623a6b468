// Searches a text with rules: one pass finds the places of all of them.
import type { Rule, Search } from './rules/rule.ts';
import type { SecretSpan } from './secretSpan.ts';
import type { WorkLimit } from './workLimit.ts';
import { createWordScanner } from './wordScanner.ts';

/** `limit`: of the work. Default of the others: a part of a document, without public keys. */
export type SearchContext = Partial<Omit<Search, 'starts' | 'spend'>> & {
  readonly limit: Pick<WorkLimit, 'spend'> & Partial<Pick<WorkLimit, 'open'>>;
};

export function createSearch(
  rules: readonly Rule[],
): (text: string, path: string, context: SearchContext) => SecretSpan[] {
  const scan = createWordScanner(rules.map(({ words }) => words));
  return (text, path, { limit, isPublic = () => false, isWhole = false }) => {
    const places = scan(text);
    return rules.flatMap(({ find }, index) => {
      const starts = limit.open?.(places[index]!) ?? places[index]!;
      return find(text, { starts, spend: limit.spend, isPublic, isWhole }, path);
    });
  };
}
