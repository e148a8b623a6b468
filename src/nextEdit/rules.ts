// Rules: what the last edits of the user changed, and where. A rule is muted when the user refuses it, until they make the change again. It is
// dropped after a minute without use, of a name or a spelling in prose after five, or when the user undoes its only example.
import { caseVariants, spellingKey, type Pair } from './caseVariants.ts';
import { areNames } from './properNames.ts';
import { isSpellingChange } from './spelling.ts';
import { isProseFile } from '../model/proseFile.ts';
import type { TokenChange } from './tokenChanges.ts';

/** Where a rule comes from, for the user to read. */
export interface Example extends Pair {
  readonly document: string;
  /** Where the new text began when it was written, UTF-16 units. */
  readonly start: number;
}

export interface Rule {
  readonly key: string;
  /** All spellings of the first piece, that of the newest example first. */
  readonly variants: readonly Pair[];
  readonly pieces: TokenChange['pieces'];
  /** Edits of the user, the newest first. Accepted offers are among them. */
  readonly examples: readonly Example[];
  /** Number of accepted offers among the examples. */
  readonly accepted: number;
  /** The rule is muted while it has fewer examples. */
  readonly mutedBelow: number;
  readonly usedMs: number;
}

/** A rule that was not used for so long is dropped. The places of a word in prose are far apart. */
export const lifeMs = 60_000;
export const lifeInProseMs = 5 * lifeMs;
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
  const key = keyOf(change);
  const [first, ...others] = change.pieces;
  const earlier = rules.find((rule) => rule.key === key);
  const rule: Rule = {
    key,
    variants: others.length === 0 ? caseVariants(first!.pair) : [first!.pair],
    pieces: change.pieces.map((piece, index) => {
      const contexts = [...piece.contexts, ...(earlier?.pieces[index]?.contexts ?? [])].slice(0, mostContexts);
      return { ...piece, contexts };
    }),
    examples: [{ old: change.old, new: change.new, document, start: change.start }, ...(earlier?.examples ?? [])],
    accepted: (earlier?.accepted ?? 0) + Number(isAccepted),
    mutedBelow: earlier?.mutedBelow ?? 0,
    usedMs: nowMs,
  };
  // What takes a change back ends its rule. So does another change of the same text, made twice.
  const opposite = keyOf(change, true);
  const isAgain = rule.examples.length > 1;
  const kept = rules.filter(
    (other) => other.key !== key && other.key !== opposite && !(isAgain && changesSameText(other, rule)),
  );
  return [rule, ...kept].slice(0, mostRules);
}

function changesSameText({ pieces }: Rule, other: Rule): boolean {
  const olds = [pieces, other.pieces].map((all) => all.map(({ pair }) => pair.old).join('\n'));
  return olds[0] === olds[1] && olds[0]!.trim() !== '';
}

export function withoutOld(rules: Rules, nowMs: number): Rules {
  return rules.filter((rule) => nowMs < endOf(rule));
}

/** When the rule is dropped, if it is not used again. */
export function endOf(rule: Rule): number {
  return rule.usedMs + (isOfProseWord(rule) ? lifeInProseMs : lifeMs);
}

function isOfProseWord({ variants, examples }: Rule): boolean {
  const pair = variants[0]!;
  return (areNames(pair) || isSpellingChange(pair)) && isProseFile(examples[0]!.document);
}

export function isMuted({ examples, mutedBelow }: Rule): boolean {
  return examples.length < mutedBelow;
}

/** Until there are so many further examples. */
export function muted(rules: Rules, key: string, further: number): Rules {
  const mute = (rule: Rule): Rule => ({ ...rule, mutedBelow: rule.examples.length + further });
  return rules.map((rule) => (rule.key === key ? mute(rule) : rule));
}

/** `undoing`: what the undo has changed. The rule of the example is as it was before it, or gone. */
export function withoutExample(rules: Rules, document: string, undoing: TokenChange): Rules {
  const key = keyOf(undoing, true);
  return rules.flatMap((rule) => {
    if (rule.key !== key) return [rule];
    const index = rule.examples.findIndex(
      (example) => example.document === document && example.old === undoing.new && example.new === undoing.old,
    );
    const examples = rule.examples.filter((_, at) => at !== index);
    return examples.length === 0 ? [] : [{ ...rule, examples }];
  });
}

export function withoutExamplesIn(rules: Rules, document: string): Rules {
  return rules
    .map((rule) => ({ ...rule, examples: rule.examples.filter((example) => example.document !== document) }))
    .filter(({ examples }) => examples.length > 0);
}

/** Without the rule of the change and all its examples. */
export function withoutRule(rules: Rules, change: TokenChange): Rules {
  return rules.filter(({ key }) => key !== keyOf(change));
}

/** `isOpposite`: of what takes the change back. */
function keyOf({ pieces }: TokenChange, isOpposite = false): string {
  const [old, changed] = (['old', 'new'] as const).map((side) => pieces.map(({ pair }) => pair[side]).join('\n'));
  return spellingKey(isOpposite ? { old: changed!, new: old! } : { old: old!, new: changed! });
}
