// The shape of a rule: how its places begin, one function that finds secrets there, and examples beside it. A unit test runs the
// examples of all rules.
import { standsForSecret } from '../judge/placeholders.ts';
import { isNamedSecret, looksSecret } from '../judge/secretValue.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { matchesAt, type Places } from '../workLimit.ts';

/** A text, and the name of its file if the rule regards it. */
export type Example = string | { readonly path: string; readonly text: string };

/** What a rule is told about a text. */
export interface Search extends Places {
  /** Whether a position is in a certificate or public key: random, but no secret. */
  readonly isPublic: (at: number) => boolean;
}

export interface Rule {
  /** Names what is masked, for the user. */
  readonly name: string;
  /** A place begins with one of these words, in both cases. None: the rule looks for its places itself. */
  readonly words: readonly string[];
  /**
   * What makes a value secret may be any number of lines away, so that the rule is given the whole document. Default: the rule looks no
   * further than a few hundred characters around a place, and is given parts.
   */
  readonly seesDocument?: boolean;
  readonly find: (text: string, search: Search, path: string) => readonly SecretSpan[];
  /** What the rule masks is between « and ». */
  readonly masks: readonly Example[];
  /** Looks similar, and is left alone. */
  readonly leaves?: readonly Example[];
}

/** A rule that is an expression. */
export interface PatternRule extends Omit<Rule, 'find'> {
  /** Sticky. Named groups are values, of which a match has one. What stands before the word is in a look-behind. */
  readonly pattern: RegExp;
  /** Work of a look in the text that makes it longest, see `workLimit.ts`. Default: 1. */
  readonly lookUnits?: number;
  /** Default: looks like a secret, or like a value that a person chose. */
  readonly accepts?: (value: string, match: RegExpExecArray) => boolean;
}

export function patternRule(rule: PatternRule): Rule {
  const { name, pattern, lookUnits = 1, accepts = isSecret } = rule;
  const find = (text: string, places: Places): SecretSpan[] => {
    const found: SecretSpan[] = [];
    for (const match of matchesAt(text, pattern, places, { look: lookUnits })) {
      const value = Object.values(match.groups!).find((group) => group !== undefined)!;
      if (standsForSecret(value) || !accepts(value, match)) continue;
      // The value may stand before the match.
      const at = match[0].lastIndexOf(value);
      const start = at === -1 ? text.lastIndexOf(value, match.index - value.length) : match.index + at;
      found.push({ start, end: start + value.length, rule: name });
      // Twice, as for a program that asks for a confirmation.
      const first = match[0].indexOf(value);
      if (value.length >= 8 && first < at) {
        found.push({ start: match.index + first, end: match.index + first + value.length, rule: name });
      }
    }
    return found;
  };
  return { ...rule, find };
}

/** Of the kind that a name or nothing at all makes a secret. */
export function isSecret(value: string): boolean {
  return isNamedSecret(value, { isQuoted: true }) || looksSecret(value);
}
