// How a token of a known format looks.

export interface TokenFormat {
  readonly rule: string;
  readonly prefixes: readonly string[];
  /** What follows the prefix. A short match is enough, so that a token that is cut off is found too. */
  readonly body: RegExp;
  /** Characters of the token before the prefix. */
  readonly before?: number;
}

/** Letters, digits and underscores with hyphens, dots and tildes, any number: for prefixes that occur in nothing but tokens. */
export const wide = /[\w.~-]*/y;
