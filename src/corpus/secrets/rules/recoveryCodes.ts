// Lists of codes below a line that announces them: "Recovery codes", "Backup codes:".
import type { Rule } from './rule.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { matchesAt, type Places } from '../workLimit.ts';

/** How the announcements begin. */
const recoveryWords: readonly string[] =
  'recovery backup rescue scratch emergency one-time wiederherstell notfall sicherheitscode codes_de códigos'.split(
    ' ',
  );
const announcement =
  /(?:(?:recovery|backup|rescue|scratch|emergency|one-time)[ _-]?(?:code|token|key)s?|(?:wiederherstellungs|notfall|sicherheits|backup-?)codes?|c[oó]digos de recuperaci[oó]n)(?![a-z])[^\n\\:]{0,60}?(?=[\n\\:]|[ (]{1,3}[a-z0-9]{4,8}-(?=[a-z]{0,8}\d)[a-z0-9]{4,8}\b|$)/iy;
/** Between two codes; line ends may be escaped. The number of a list comes before a code. */
const between = /(?:\\[nr]|[\s*>`"',;|.#:[-]){1,40}(?:(?:and|und|or|oder|et|y|\d{1,2}[.)]) )?/y;
const code =
  /(?:(?=[A-Za-z0-9 -]{0,16}\d)(?:[A-Za-z0-9]{4,12}[- ]){0,7}[A-Za-z0-9]{4,16}|[a-z0-9]{5}-[a-z0-9]{5})(?![A-Za-z0-9])/y;
/** Work to read a code. */
const codeUnits = 5;
/** A single code must look like one. */
const single = /^[a-z]+(?:-time)?[ _-]?(?:code|token|key)(?!s)/i;
const unmistakable = /^(?=\D*\d)[A-Za-z0-9]{4,8}(?:-[A-Za-z0-9]{4,8})+$/;
const shortest = 6;

/** `places`: where an announcement may begin. Takes time linear in the text. */
function findRecoveryCodes(text: string, places: Places): SecretSpan[] {
  const found: SecretSpan[] = [];
  /** A code is read once, also where announcements stand among the codes. */
  let read = 0;
  for (const match of matchesAt(text, announcement, places)) {
    read = Math.max(read, match.index + match[0].length);
    const isSingle = single.test(match[0]);
    for (let isFirst = true; isFirst || !isSingle; isFirst = false) {
      between.lastIndex = read;
      if (!places.spend(read, codeUnits) || !between.test(text)) break;
      const start = (code.lastIndex = between.lastIndex);
      if (!code.test(text) || (isSingle && !unmistakable.test(text.slice(start, code.lastIndex)))) break;
      read = code.lastIndex;
      if (read - start >= shortest) found.push({ start, end: read, rule: 'recovery-code' });
    }
  }
  return found;
}

export const recoveryCodes: Rule = {
  name: 'recovery-code',
  words: recoveryWords,
  seesDocument: true,
  find: findRecoveryCodes,
  masks: [
    '{"backupCodes":["«lskkz1czzb»","«k5fpkt4e7z»"]}',
    ...['Recovery codes:\n«a1b2c-3d4e5»\n«f6g7h-8i9j0»\n', 'Notfallcode: «qpn2-nn0h»'],
    'Backup codes of the key:\n«a1b2c-3d4e5»\n«f6g7h-8i9j0»\n',
    ...['The backup codes are «t9heq-2pdrm», «7jsfz-4mq4z» and «mk6f6-yxtp9».'],
    'Recovery key\n«481427-132577-139453-089663-094507-552525-349942-830117»\n',
  ],
  leaves: ['Recovery codes are kept in a safe.', 'backup key\n2024-05-01 18:00\n', 'A backup token: see api-v2'],
};
