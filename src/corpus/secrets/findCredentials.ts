// Finds credentials at fixed places: in addresses, headers, options of commands, connection strings, SQL and markup.
import { codePatterns } from './codePatterns.ts';
import { commandPatterns } from './commandPatterns.ts';
import { credentialPatterns } from './credentialPatterns.ts';
import type { SecretSpan } from './secretSpan.ts';
import { isQuotedSecret, looksSecret, standsForSecret } from './secretValue.ts';
import { matchesAt, type WorkLimit } from './workLimit.ts';

const patterns = [...credentialPatterns, ...codePatterns, ...commandPatterns];
/** How the matches of each pattern begin. */
export const credentialWords: readonly (readonly string[])[] = patterns.map(({ words }) => words);

/** `starts`: where the words of each pattern may begin. Takes time linear in the text. */
export function findCredentials(
  text: string,
  starts: readonly (readonly number[])[],
  { spend }: Pick<WorkLimit, 'spend'>,
): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (let index = 0; index < patterns.length; index++) {
    const places = starts[index]!;
    if (places.length === 0) continue;
    const { rule, pattern, accepts = isSecret } = patterns[index]!;
    for (const match of matchesAt(text, pattern, { starts: places, spend })) {
      const value = match.groups!['value']!;
      if (standsForSecret(value) || !accepts(value)) continue;
      // The value may stand just before the match.
      const at = match[0].lastIndexOf(value);
      const start = match.index + (at === -1 ? -value.length : at);
      found.push({ start, end: start + value.length, rule });
      // Twice, as for a program that asks for a confirmation.
      const first = match[0].indexOf(value);
      if (value.length >= 8 && first < at) {
        found.push({ start: match.index + first, end: match.index + first + value.length, rule });
      }
    }
  }
  return found;
}

function isSecret(value: string): boolean {
  return isQuotedSecret(value, true) || looksSecret(value);
}
