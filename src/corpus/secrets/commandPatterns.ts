// Credentials in command lines and in scripts: options, variables, and the commands that store secrets.
import { secretWords, type CredentialPattern } from './credentialPattern.ts';
import { secretWord } from './secretWord.ts';
import {
  isBareSecret,
  isChosenPassword,
  isConfiguredSecret,
  isUnmistakable,
  isWordPassword,
  looksSecret,
} from './secretValue.ts';

const userOptions = ['-u', '--user', '--proxy-user', '--auth'];
const printCommands = ['echo', 'printf'];
const storeCommands = ['secret', 'config:set', 'vault'];

/** Small letters, capital letters and digits. */
const isMixed = (value: string): boolean =>
  value.length >= 10 && [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(value));

export const commandPatterns: readonly CredentialPattern[] = [
  {
    rule: 'password-option',
    words: secretWords,
    pattern: new RegExp(
      String.raw`(?<=(?<![\w-])--?(?:[\w-]{0,30}-)?)(?:${secretWord}|pass)(?:[= \t]+(?:\\\n[ \t]*)?|=?["'\x60])["'\x60]?(?<value>[^\s"'\x60<>[\]{}()$|;-][^\s"'\x60<>]{3,})`,
      'iy',
    ),
    accepts: (value) => isBareSecret(value, true) || looksSecret(value) || isWordPassword(value),
  },
  {
    rule: 'password-option',
    words: userOptions,
    pattern:
      /(?<![\w-])(?:-u|--user|--proxy-user|--auth)[= \t]+["'`]?[\w.@+-]{1,60}:["']?(?<value>[^\s"'`$<>](?:[^\s"'`$<>]|\$(?![{(])){3,})/y,
  },
  {
    // Of Oracle: the name of the user, a slash and the password.
    rule: 'password-option',
    words: ['sqlplus', 'sqlldr', 'impdp', 'expdp', 'jdbc:oracle:'],
    pattern:
      /(?:\b(?:sqlplus|sqlldr|impdp|expdp)[ \t]+(?:-\w{1,20}[ \t]+){0,3}(?:userid=)?["']?|jdbc:oracle:\w{2,5}:)\w{1,60}\/(?<value>[^\s"'$/@]{4,})/iy,
  },
  {
    // A note: the name of the user, a slash and the password.
    rule: 'login-note',
    words: ['login', 'log in', 'account', 'credentials', 'zugang', 'anmeldung', 'user', 'wifi', 'wi-fi', 'wlan'],
    pattern:
      /\b(?:login|log in(?: as)?|accounts?|credentials|zugang(?:sdaten)?|anmeldung|user(?:name)?[ \t]*[/|+&][ \t]*p\w{1,7}|wi-?fi|wlan)(?: data| details)?(?: for[ \t]+[\w.-]{1,30}| with| is| mit| as)?[: \t]+["'`]?[\w.@+-]{2,60}["'`]?[ \t]*\/[ \t]*["'`]?(?<value>[^\s"'`<>]{8,})/iy,
    accepts: (value) => isUnmistakable(value) || isMixed(value) || isChosenPassword(value),
  },
  {
    rule: 'netrc-password',
    words: ['login'],
    pattern:
      /\blogin[ \t]+[^\s"'`/]{1,100}(?:[ \t]+|[ \t]*\n[ \t]*(?=password[ \t]+\S{1,200}[ \t]*(?:\n|$)))password[ \t]+(?<value>[^\s"'`\\]{4,})/y,
  },
  {
    rule: 'environment-password',
    words: secretWords,
    pattern: new RegExp(
      String.raw`(?<=^[ \t]*(?:ENV|ARG|setx?|set -x|setenv)[ \t]+\w{0,60})(?:${secretWord})\w{0,40}[ \t]+["']?(?<value>[^\s"'$=][^\n"']{3,})`,
      'imy',
    ),
    accepts: (value) => isBareSecret(value, true) || isWordPassword(value),
  },
  {
    rule: 'password-option',
    words: printCommands,
    pattern:
      /\b(?:echo|printf)[ \t]+(?:-n[ \t]+)?["'`]?(?<value>[^\s"'`$|]{4,128})["'`]?[ \t]*\|[^\n|]{0,100}?(?:--password-stdin|--with-token|--stdin|sudo -S)/y,
    accepts: isConfiguredSecret,
  },
  {
    rule: 'stored-secret',
    words: storeCommands,
    pattern:
      /\b(?:secrets?[ \t]+(?:set|put|add)|config:set|vault[ \t]+(?:kv[ \t]+put|write))\b[^\n|;=]{0,200}?\w=["']?(?<value>[^\s"'$]{4,})/y,
    accepts: isConfiguredSecret,
  },
  {
    rule: 'stored-secret',
    words: ['--from-literal'],
    pattern: /--from-literal[= \t]["']?[\w.-]{1,100}=["']?(?<value>[^\s"'$]{4,})/y,
    accepts: isConfiguredSecret,
  },
  {
    rule: 'stored-secret',
    words: ['config'],
    pattern: new RegExp(
      String.raw`\b(?:config|configure)[ \t]+(?:set[ \t]+)?[\w.:/-]{0,60}(?:${secretWord})[\w-]{0,40}[ \t]+["']?(?<value>[^\s"'$-][^\s"']{5,})`,
      'iy',
    ),
    accepts: isConfiguredSecret,
  },
  {
    rule: 'secure-string',
    words: ['ConvertTo-SecureString'],
    pattern: /\bConvertTo-SecureString[ \t]+(?:-String[ \t]+)?["'](?<value>[^"'$][^"']{3,200})["']/iy,
  },
  {
    rule: 'password-option',
    words: ['net user', 'net use'],
    pattern:
      /(?<![\w-])net[ \t]+(?:user[ \t]+\S{1,60}|use[ \t][^\n]{1,100}?)[ \t]{1,8}["']?(?<value>[^\s"'/\\][^\s"'\\]{5,62})["']?(?=[ \t]|\n|$)/iy,
    accepts: isChosenPassword,
  },
  {
    rule: 'password-option',
    words: ['htpasswd'],
    pattern:
      /\bhtpasswd[ \t]+-(?=\w{0,8}b)\w{1,9}[ \t]+\S{1,200}[ \t]+\S{1,60}[ \t]+["']?(?<value>[^\s"'$][^\s"']{5,63})/y,
    accepts: isConfiguredSecret,
  },
  {
    rule: 'password-option',
    words: printCommands,
    pattern:
      /\b(?:echo|printf)[ \t]+(?:-\w{1,20}[ \t]+|["'][^"'\n]{1,8}["'][ \t]+)?["']?(?:[\w.-]{1,32}:)?(?<value>[^\s"':|\\]{6,64})(?:\\n[^"'\n|]{0,80})?["']?[ \t]*\|[^\n|]{0,40}?(?:passwd|sudo|stdin|cryptsetup|mysql|kinit|gpg|openssl|base64)/y,
    accepts: isChosenPassword,
  },
  {
    // Of PostgreSQL: host, port, database, user and password.
    rule: 'login-line',
    words: [':543', ':*:', ':642'],
    pattern:
      /(?<=(?:^|[ \t"'`])[\w.*-]{1,100}(?::\*)?):(?:\d{4,5}|\*):[\w.*-]{1,60}(?::[\w.*-]{1,60})?:(?<value>[^\s:]{6,64})(?=\n|$)/my,
    accepts: (value) => isChosenPassword(value) || isWordPassword(value),
  },
  {
    // The user and the password, in quotes or alone on a line.
    rule: 'login-pair',
    words: [
      'admin',
      'root',
      'administrator',
      'ubuntu',
      'debian',
      'postgres:',
      'oracle',
      'ec2-user',
      'deploy:',
      'guest',
    ],
    pattern:
      /(?<![\w./-])(?:admin|root|administrator|ubuntu|debian|postgres|oracle|ec2-user|deploy|guest)(?:[ \t]*(?:\/{1,2}|:|\|)[ \t]*|(?<=\(\w{1,20}),[ \t]*(?=[^\s()]{8,64}\)))(?<value>[^\s"'`<>/()]{8,64}(?=\))|[^\s"'`<>/]{8,64})(?=["'`)]|[ \t]*(?:\n|$|-->))/iy,
    accepts: isChosenPassword,
  },
  {
    rule: 'password-option',
    words: ['rootpw', 'bindpw'],
    pattern: /\b(?:root|bind)pw[ \t]+(?:--\w{1,40}[ \t]+){0,8}["']?(?<value>[^\s"'-][^\s"']{5,128})/y,
    accepts: isConfiguredSecret,
  },
];
