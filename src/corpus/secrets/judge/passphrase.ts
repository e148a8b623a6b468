// Passphrases of joined words, also where words alone are names or prose.
import { isLabel, standsForSecret } from './placeholders.ts';

/** Four or more words, as programs that make passwords join them: correct-horse-battery-staple. */
export function isJoinedPassphrase(value: string): boolean {
  return joinedPassphrase.test(value) && !standsForSecret(value) && !isLabel(value);
}
const joinedPassphrase = /^\p{Ll}{3,12}(?:-\p{Ll}{3,12}){3,8}$/u;
