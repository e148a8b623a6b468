// Passwords in the configuration of a login module in Java: AModule required username="bob" password="…" user_bob="…";
import type { SecretSpan } from './secretSpan.ts';
import { isConfiguredSecret } from './secretValue.ts';
import { secretWord } from './secretWord.ts';
import { matchesAt } from './wordScanner.ts';

/** How the name of the module ends. */
export const loginModuleWords: readonly string[] = ['loginmodule'];
/** The options end with a semicolon. A longer list is cut off. */
const configuration =
  /LoginModule(?:\s|\\){1,20}(?:required|requisite|sufficient|optional)\b(?<options>[^;{}]{0,4000})/y;
/** The name of an option for a user's password begins with `user_`. In other files, quotes are escaped. */
const option = new RegExp(
  String.raw`\b(?:user_[\w.-]+|\w*(?:${secretWord})\w*)\s{0,9}=\s{0,9}\\*(["'])(?<value>(?:(?!\1)[^\\\n]){4,200})\\*\1`,
  'gi',
);

/** `starts`: where the word may begin. Takes time linear in the text. */
export function findLoginModules(text: string, starts: readonly number[]): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const match of matchesAt(text, configuration, starts)) {
    const options = match.groups!['options']!;
    const from = match.index + match[0].length - options.length;
    for (const { index, 0: assignment, groups } of options.matchAll(option)) {
      const value = groups!['value']!;
      if (!isConfiguredSecret(value)) continue;
      const start = from + index + assignment.lastIndexOf(value);
      found.push({ start, end: start + value.length, rule: 'login-module' });
    }
  }
  return found;
}
