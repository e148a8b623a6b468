// Contexts of insertions that agree but for one word: together they stand for places with any word there. For example, after the user has
// inserted `, options` in `load(first)` and in `load(second)`, the same place of `load(third)` is one.
import type { Context } from './tokenChanges.ts';
import { isWord } from './tokens.ts';

/** Stands for any word in the tokens of a context. */
export const anyWord = '\0';

/** The contexts, and what pairs of them have in common where one word is different. */
export function withAnyWord(contexts: readonly Context[]): readonly Context[] {
  const all = new Map(contexts.map((context) => [keyOf(context), context]));
  const distinct = [...all.values()];
  for (const [index, one] of distinct.entries()) {
    for (const other of distinct.slice(index + 1)) {
      const left = commonTokens(one.left, other.left);
      const right = commonTokens(one.right, other.right);
      if (left.length === 0 || right.length === 0 || left.includes(anyWord) === right.includes(anyWord)) continue;
      all.set(keyOf({ left, right }), { left, right });
    }
  }
  return [...all.values()];
}

/** The tokens that are equal to those of a context, from the nearest on. Any word is none of them. */
export function equalTokens(own: readonly string[], context: readonly string[]): readonly string[] {
  const different = own.findIndex(
    (token, index) => token !== context[index] && !(context[index] === anyWord && isWord(token)),
  );
  return own.slice(0, different < 0 ? own.length : different).filter((_, index) => context[index] !== anyWord);
}

/** Up to the second difference. The first one may be a word. */
function commonTokens(a: readonly string[], b: readonly string[]): readonly string[] {
  const common: string[] = [];
  for (const [index, token] of a.entries()) {
    const other = b[index]!;
    if (token === other) common.push(token);
    else if (!common.includes(anyWord) && isWord(token) && isWord(other)) common.push(anyWord);
    else break;
  }
  return common.at(-1) === anyWord ? common.slice(0, -1) : common;
}

function keyOf({ left, right }: Context): string {
  return JSON.stringify([left, right]);
}
