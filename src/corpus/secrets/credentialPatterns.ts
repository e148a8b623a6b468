// Credentials that occur at a fixed place: in addresses, headers, options of commands, connection strings, SQL and XML.
import type { SecretSpan } from './secretSpan.ts';
import { secretWord } from './secretWord.ts';
import { isBareSecret, isQuotedSecret, looksSecret, standsForSecret } from './secretValue.ts';

interface CredentialPattern {
  readonly rule: string;
  /** A text without any of these words cannot match; '' where there is no such word. */
  readonly words: RegExp;
  /** With one group, `value`. */
  readonly pattern: RegExp;
  readonly accepts?: (value: string) => boolean;
}

const anySecretWord = new RegExp(`${secretWord}|pass`, 'i');

const patterns: readonly CredentialPattern[] = [
  {
    rule: 'password-in-address',
    words: /:\/\//,
    pattern: /:\/\/[^\s/:@"'`<>{}$]{0,256}:(?<value>[^\s@"'`<>]{4,512}?)@(?=[\w.[%$-])/g,
    accepts: (value) => !/^(?:pass|password|postgres|secret|root|admin|user|guest)$/i.test(value),
  },
  {
    rule: 'authorization-header',
    words: /authorization|basic|bearer/i,
    pattern:
      /\bauthorization["'`]?\]?[ \t]*[:=,][ \t]*["'`]?(?:(?:basic|bearer|token|apikey|negotiate)[ \t]+)(?<value>[A-Za-z0-9+/=._~:-]{6,})/gi,
  },
  {
    rule: 'authorization-header',
    words: /authorization|basic|bearer/i,
    pattern: /\bauthorization["'`]?\]?[ \t]*[:=,][ \t]*["'`]?(?<value>[A-Za-z0-9+/=._~:-]{8,})/gi,
    accepts: looksSecret,
  },
  {
    rule: 'authorization-header',
    words: /authorization|basic|bearer/i,
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
    words: /-u\b|--user|--proxy-user/,
    pattern: /(?<![\w-])(?:-u|--user|--proxy-user)[= \t]+["'`]?[\w.@+-]+:(?<value>[^\s"'`$<>]{4,})/g,
  },
  {
    rule: 'password-option',
    words: /\b(?:mysql|mariadb)/,
    pattern: /\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n|;]{0,400}?\s-p(?<value>(?![\s"']*\$)[^\s"'`<>]{5,})/g,
  },
  {
    rule: 'password-option',
    words: /sshpass|redis-cli|mongo|docker login|az login|ldapsearch/,
    pattern:
      /\b(?:sshpass|redis-cli|mongo|mongosh|docker login|az login|ldapsearch)\b[^\n|;]{0,400}?\s-[pawW][ \t]*["'`]?(?<value>(?!\$)[^\s"'`<>]{5,})/g,
  },
  {
    rule: 'netrc-password',
    words: /\blogin\b/,
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
    words: /identified|password/i,
    pattern:
      /\b(?:identified\s+(?:with\s+\S+\s+)?by|(?:with\s+)?(?:encrypted\s+)?password)\s+(?:=\s*)?'(?<value>[^'\n]{4,})'/gi,
  },
  {
    rule: 'connection-string',
    words: /;[ \t]*(?:password|pwd|accountkey|sharedaccesskey)/i,
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

/** Takes time linear in the text: no pattern looks further than a few hundred characters for its end. */
export function findCredentials(text: string): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const {
    rule,
    words,
    pattern,
    accepts = (value: string) => isQuotedSecret(value, true) || looksSecret(value),
  } of patterns) {
    if (!words.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const value = match.groups!['value']!;
      if (standsForSecret(value) || !accepts(value)) continue;
      const start = match.index + match[0].lastIndexOf(value);
      found.push({ start, end: start + value.length, rule });
    }
  }
  return found;
}
