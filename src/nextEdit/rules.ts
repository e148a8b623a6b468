// Rules: what the last edits of the user changed, and where. A rule is muted when the user refuses it, and dropped after a minute without
// use or when the user undoes its only example.
import { caseVariants, spellingKey, type Pair } from './caseVariants.ts';
import type { Context, TokenChange } from './tokenChanges.ts';

/** Where a rule comes from, for the user to read. */
export interface Example extends Pair {
  readonly document: string;
  /** Where the new text began when it was written, UTF-16 units. */
  readonly start: number;
}

export interface Rule {
  readonly key: string;
  /** All spellings of the pair, that of the newest example first. */
  readonly variants: readonly Pair[];
  readonly gap: TokenChange['gap'];
  readonly contexts: readonly Context[];
  /** Edits of the user, the newest first. Accepted offers are among them. */
  readonly examples: readonly Example[];
  /** Number of accepted offers among the examples. */
  readonly accepted: number;
  readonly isMuted: boolean;
  readonly usedMs: number;
}

/** A rule that was not used for so long is dropped. */
export const lifeMs = 60_000;
const mostRules = 20;
const mostContexts = 12;

/** The newest rule first. */
export type Rules = readonly Rule[];

export interface Change {
  readonly document: string;
  readonly change: TokenChange;
  readonly isAccepted: boolean;
}

export function withChange(rules: Rules, { document, change, isAccepted }: Change, nowMs: number): Rules {
  const pair = { old: change.old, new: change.new };
  const key = spellingKey(pair);
  const earlier = rules.find((rule) => rule.key === key);
  const rule: Rule = {
    key,
    variants: caseVariants(pair),
    gap: change.gap,
    contexts: [...change.contexts, ...(earlier?.contexts ?? [])].slice(0, mostContexts),
    examples: [{ ...pair, document, start: change.start }, ...(earlier?.examples ?? [])],
    accepted: (earlier?.accepted ?? 0) + Number(isAccepted),
    isMuted: earlier?.isMuted ?? false,
    usedMs: nowMs,
  };
  // What takes a change back ends its rule.
  const opposite = spellingKey({ old: change.new, new: change.old });
  const kept = rules.filter((other) => other.key !== key && other.key !== opposite);
  return [rule, ...kept].slice(0, mostRules);
}

export function withoutOld(rules: Rules, nowMs: number): Rules {
  return rules.filter(({ usedMs }) => nowMs - usedMs < lifeMs);
}

export function muted(rules: Rules, key: string): Rules {
  return rules.map((rule) => (rule.key === key ? { ...rule, isMuted: true } : rule));
}

/** The user undid a change: its rule is as it was before the example, or gone. */
export function withoutExample(rules: Rules, document: string, undone: Pair): Rules {
  const key = spellingKey(undone);
  return rules.flatMap((rule) => {
    if (rule.key !== key) return [rule];
    const index = rule.examples.findIndex(
      (example) => example.document === document && example.old === undone.old && example.new === undone.new,
    );
    const examples = rule.examples.filter((_, at) => at !== index);
    return examples.length === 0 ? [] : [{ ...rule, examples }];
  });
}
