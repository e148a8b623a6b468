// Credentials that occur at a fixed place: in addresses, headers, options of commands, connection strings, SQL and XML.
import type { SecretSpan } from './secretSpan.ts';
import { secretWord } from './secretWord.ts';
import { matchesAny } from './wordScanner.ts';
import { isBareSecret, isQuotedSecret, looksSecret, standsForSecret } from './secretValue.ts';

interface CredentialPattern {
  readonly rule: string;
  /** Sticky, at one of `credentialWords`: a text without any of these words cannot match. */
  readonly words: RegExp;
  /** With one group, `value`. */
  readonly pattern: RegExp;
  readonly accepts?: (value: string) => boolean;
}

/** How the words begin of which a text with a credential has one. */
export const credentialWords: readonly string[] = [
  ...['pass', 'pwd', 'secret', 'api', 'access', 'token', '://', 'authorization', 'basic', 'bearer', '-u', '--user'],
  ...['--proxy-user', 'mysql', 'mariadb', 'sshpass', 'redis-cli', 'mongo', 'docker login', 'az login', 'ldapsearch'],
  ...['login', 'identified', 'accountkey', 'sharedaccesskey'],
];

const authorizationWords = /authorization|basic|bearer/iy;
const anySecretWord = new RegExp(`${secretWord}|pass`, 'iy');

const patterns: readonly CredentialPattern[] = [
  {
    rule: 'password-in-address',
    words: /:\/\//y,
    pattern: /:\/\/[^\s/:@"'`<>{}$]{0,256}:(?<value>[^\s@"'`<>]{4,512}?)@(?=[\w.[%$-])/g,
    accepts: (value) => !/^(?:pass|password|postgres|secret|root|admin|user|guest)$/i.test(value),
  },
  {
    rule: 'authorization-header',
    words: authorizationWords,
    pattern:
      /\bauthorization["'`]?\]?[ \t]*[:=,][ \t]*["'`]?(?:(?:basic|bearer|token|apikey|negotiate)[ \t]+)(?<value>[A-Za-z0-9+/=._~:-]{6,})/gi,
  },
  {
    rule: 'authorization-header',
    words: authorizationWords,
    pattern: /\bauthorization["'`]?\]?[ \t]*[:=,][ \t]*["'`]?(?<value>[A-Za-z0-9+/=._~:-]{8,})/gi,
    accepts: looksSecret,
  },
  {
    rule: 'authorization-header',
    words: authorizationWords,
    pattern:
      /\b(?:[Bb]asic|BASIC|[Bb]earer|BEARER)[ \t]+(?<value>(?=[A-Za-z0-9+/._~-]*(?:\d|=))[A-Za-z0-9+/._~-]{8,}={0,2})/g,
    accepts: looksSecret,
  },
  {
    rule: 'password-option',
    words: anySecretWord,
    pattern: new RegExp(
      String.raw`(?<![\w-])--?(?:\w+-)?(?:${secretWord}|pass)(?:[= \t]+|=?["'\x60])["'\x60]?(?<value>[^\s"'\x60<>[\]{}()$|;-][^\s"'\x60<>]{3,})`,
      'gi',
    ),
    accepts: (value) => isBareSecret(value, true) || looksSecret(value),
  },
  {
    rule: 'password-option',
    words: /-u\b|--user|--proxy-user/y,
    pattern: /(?<![\w-])(?:-u|--user|--proxy-user)[= \t]+["'`]?[\w.@+-]+:(?<value>[^\s"'`$<>]{4,})/g,
  },
  {
    rule: 'password-option',
    words: /mysql|mariadb/y,
    pattern: /\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n|;]{0,400}?\s-p(?<value>(?![\s"']*\$)[^\s"'`<>]{5,})/g,
  },
  {
    rule: 'password-option',
    words: /sshpass|redis-cli|mongo|docker login|az login|ldapsearch/y,
    pattern:
      /\b(?:sshpass|redis-cli|mongo|mongosh|docker login|az login|ldapsearch)\b[^\n|;]{0,400}?\s-[pawW][ \t]*["'`]?(?<value>(?!\$)[^\s"'`<>]{5,})/g,
  },
  {
    rule: 'netrc-password',
    words: /login/y,
    pattern: /\blogin[ \t]+[^\s"'`/]+[ \t]+password[ \t]+(?<value>[^\s"'`\\]{4,})/g,
  },
  {
    rule: 'environment-password',
    words: anySecretWord,
    pattern: new RegExp(
      String.raw`^[ \t]*(?:ENV|ARG|setx?|set -x|setenv)[ \t]+\w*(?:${secretWord})\w*[ \t]+["']?(?<value>[^\s"'$=][^\n"']{3,})`,
      'gim',
    ),
    accepts: (value) => isBareSecret(value, true),
  },
  {
    rule: 'database-password',
    words: /identified|password/iy,
    pattern:
      /\b(?:identified\s+(?:with\s+\S+\s+)?by|(?:with\s+)?(?:encrypted\s+)?password)\s+(?:=\s*)?'(?<value>[^'\n]{4,})'/gi,
  },
  {
    rule: 'connection-string',
    words: /password|pwd|accountkey|sharedaccesskey/iy,
    pattern: /;[ \t]*(?:password|pwd|accountkey|sharedaccesskey)[ \t]*=[ \t]*(?<value>[^;"'`\n]{4,})(?=[;"'`\n])/gi,
  },
  {
    rule: 'xml-password',
    words: anySecretWord,
    pattern: new RegExp(String.raw`<(?:[\w-]*:)?[\w.-]*(?:${secretWord})>[ \t]*(?<value>[^<\n]{4,}?)[ \t]*<`, 'gi'),
  },
  {
    rule: 'xml-password',
    words: anySecretWord,
    pattern: new RegExp(
      String.raw`(?:key|name|id|property)=["'][^"'\n]{0,200}(?:${secretWord})["'][^<>\n]{0,400}?\svalue=["'](?<value>[^"'\n]{4,})`,
      'gi',
    ),
  },
  {
    rule: 'password-default',
    words: anySecretWord,
    pattern: new RegExp(
      String.raw`(?:${secretWord})[^\n"'\x60;]{0,80}["'\x60]?\]?\)?[ \t]*(?:\|\||\?\?|\bor\b|,)[ \t]*(["'\x60])(?<value>[^"'\x60\n]{6,})\1`,
      'gi',
    ),
    accepts: looksSecret,
  },
];

/** `starts`: where one of the words may begin. Takes time linear in the text: no pattern looks further than a few hundred characters for its end. */
export function findCredentials(text: string, starts: readonly number[]): SecretSpan[] {
  const found: SecretSpan[] = [];
  const isPresent = new Map(
    [...new Set(patterns.map(({ words }) => words))].map((words) => [words, matchesAny(text, words, starts)]),
  );
  for (const {
    rule,
    words,
    pattern,
    accepts = (value: string) => isQuotedSecret(value, true) || looksSecret(value),
  } of patterns) {
    if (!isPresent.get(words)) continue;
    for (const match of text.matchAll(pattern)) {
      const value = match.groups!['value']!;
      if (standsForSecret(value) || !accepts(value)) continue;
      const start = match.index + match[0].lastIndexOf(value);
      found.push({ start, end: start + value.length, rule });
    }
  }
  return found;
}
