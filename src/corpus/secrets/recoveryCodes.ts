// Lists of codes below a line that announces them: "Recovery codes", "Backup codes:".
import type { SecretSpan } from './secretSpan.ts';
import { matchesAt } from './wordScanner.ts';

/** How the announcements begin. */
export const recoveryWords: readonly string[] =
  'recovery backup rescue scratch emergency one-time wiederherstell notfall sicherheitscode codes_de códigos'.split(
    ' ',
  );
/** The announcement, and lines of one code each; line ends may be escaped. */
const list =
  /(?:(?:recovery|backup|rescue|scratch|emergency|one-time)[ _-](?:codes|tokens|keys)|(?:wiederherstellungs|notfall|sicherheits|backup-?)codes|c[oó]digos de recuperaci[oó]n)[^\n\\]{0,60}?(?<codes>(?:(?:\n|\\r|\\n|[ \t]|[-*>`"',;|.#]|\d{1,2}[.)] )*(?<=\\n|\\r|[^A-Za-z0-9])(?:(?=[A-Za-z0-9 -]{0,16}\d)(?:[A-Za-z0-9]{4,12}[- ]){0,3}[A-Za-z0-9]{4,16}|[a-z0-9]{5}-[a-z0-9]{5})(?![A-Za-z0-9])){1,24})/iy;
const code =
  /(?<=\\n|\\r|[^A-Za-z0-9\\])(?:(?=[A-Za-z0-9 -]{0,16}\d)(?:[A-Za-z0-9]{4,12}[- ]){0,3}[A-Za-z0-9]{4,16}|[a-z0-9]{5}-[a-z0-9]{5})/g;

/** `starts`: where an announcement may begin. Takes time linear in the text. */
export function findRecoveryCodes(text: string, starts: readonly number[]): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const match of matchesAt(text, list, starts)) {
    const codes = match.groups!['codes']!;
    const from = match.index + match[0].length - codes.length;
    for (const { index, 0: value } of codes.matchAll(code)) {
      if (value.length >= 6)
        found.push({ start: from + index, end: from + index + value.length, rule: 'recovery-code' });
    }
  }
  return found;
}
