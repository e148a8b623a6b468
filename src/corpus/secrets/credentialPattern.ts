// A pattern of text around a credential, which is tried where one of its words begins.

export interface CredentialPattern {
  readonly rule: string;
  /** A match begins with one of these words, in both cases. What stands before it is in a look-behind. */
  readonly words: readonly string[];
  /** Sticky, with one group, `value`. Looks no further than a few hundred characters. */
  readonly pattern: RegExp;
  /** Default: looks like a secret, or like a value that a person chose. */
  readonly accepts?: (value: string) => boolean;
}

/** How `secretWord` begins, and "pass". */
export const secretWords: readonly string[] = ['pass', 'pwd', 'secret', 'api', 'access', 'token'];
