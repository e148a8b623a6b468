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
const databaseCommands = ['mysql', 'mariadb'];
const loginCommands = ['sshpass', 'redis-cli', 'mongo', 'docker login', 'az login', 'ldapsearch'];
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
      /(?<![\w-])(?:-u|--user|--proxy-user|--auth)[= \t]+["'`]?[\w.@+-]+:["']?(?<value>[^\s"'`$<>](?:[^\s"'`$<>]|\$(?![{(])){3,})/y,
  },
  {
    rule: 'password-option',
    words: databaseCommands,
    pattern:
      /\b(?:mysql|mysqldump|mysqladmin|mariadb)\b(?:\\\n|[^\n|;]){0,400}?\s-p(?<value>(?![\s"']*\$)[^\s"'`<>]{5,})/y,
  },
  {
    rule: 'password-option',
    words: loginCommands,
    pattern:
      /\b(?:sshpass|redis-cli|mongo|mongosh|docker login|az login|ldapsearch)\b[^\n|;]{0,400}?\s-[pawW][ \t]*["'`]?(?<value>(?!\$)[^\s"'`<>]{5,})/y,
  },
  {
    // Of Oracle: the name of the user, a slash and the password.
    rule: 'password-option',
    words: ['sqlplus', 'sqlldr', 'impdp', 'expdp', 'jdbc:oracle:'],
    pattern:
      /(?:\b(?:sqlplus|sqlldr|impdp|expdp)[ \t]+(?:-\w+[ \t]+){0,3}(?:userid=)?["']?|jdbc:oracle:\w{2,5}:)\w{1,60}\/(?<value>[^\s"'$/@]{4,})/iy,
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
      /\blogin[ \t]+[^\s"'`/]+(?:[ \t]+password[ \t]+(?<value>[^\s"'`\\]{4,})|[ \t]*\n[ \t]*password[ \t]+(?<value>[^\s"'`\\]{4,})(?=[ \t]*(?:\n|$)))/y,
  },
  {
    rule: 'environment-password',
    words: secretWords,
    pattern: new RegExp(
      String.raw`(?<=^[ \t]*(?:ENV|ARG|setx?|set -x|setenv)[ \t]+\w{0,60})(?:${secretWord})\w*[ \t]+["']?(?<value>[^\s"'$=][^\n"']{3,})`,
      'imy',
    ),
    accepts: (value) => isBareSecret(value, true) || isWordPassword(value),
  },
  {
    rule: 'password-option',
    words: printCommands,
    pattern:
      /\b(?:echo|printf)[ \t]+(?:-n[ \t]+)?["'`]?(?<value>[^\s"'`$|]{4,})["'`]?[ \t]*\|[^\n|]{0,100}?(?:--password-stdin|--with-token|--stdin|sudo -S)/y,
    accepts: isConfiguredSecret,
  },
  {
    rule: 'stored-secret',
    words: storeCommands,
    pattern:
      /\bsecrets?[ \t]+(?:set|put|add|create)\b[^\n|;]{0,200}?(?:--body|-b|--value|--secret-string)[= \t]+["']?(?<value>[^\s"']{4,})/y,
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
    pattern: /--from-literal[= \t]["']?[\w.-]+=["']?(?<value>[^\s"'$]{4,})/y,
    accepts: isConfiguredSecret,
  },
  {
    rule: 'stored-secret',
    words: ['config'],
    pattern: new RegExp(
      String.raw`\b(?:config|configure)[ \t]+(?:set[ \t]+)?[\w.:/-]*(?:${secretWord})[\w-]*[ \t]+["']?(?<value>[^\s"'$-][^\s"']{5,})`,
      'iy',
    ),
    accepts: isConfiguredSecret,
  },
  {
    rule: 'typed-password',
    words: ['send'],
    pattern: /\bsend[ \t]+(?:--[ \t]+)?"(?<value>[^"\\$\s][^"\\\s]{5,})\\[rn]/y,
    accepts: (value) => isBareSecret(value, true) || looksSecret(value) || isWordPassword(value),
  },
  {
    rule: 'secure-string',
    words: ['ConvertTo-SecureString'],
    pattern: /\bConvertTo-SecureString[ \t]+(?:-String[ \t]+)?["'](?<value>[^"'$][^"']{3,})["']/iy,
  },
  {
    rule: 'password-option',
    words: [' -a '],
    pattern: / -a[ \t]+["']?[\w.@-]{1,60}:(?<value>[^\s"'`$<>]{6,64})/y,
    accepts: isChosenPassword,
  },
  {
    rule: 'password-option',
    words: ['net user', 'net use'],
    pattern:
      /(?<![\w-])net[ \t]+(?:user[ \t]+\S{1,60}|use[ \t][^\n]{1,100}?)[ \t]+["']?(?<value>[^\s"'/\\][^\s"'\\]{5,62})["']?(?=[ \t]|\n|$)/iy,
    accepts: isChosenPassword,
  },
  {
    rule: 'password-option',
    words: ['htpasswd'],
    pattern: /\bhtpasswd[ \t]+-\w*b\w*[ \t]+\S+[ \t]+\S+[ \t]+["']?(?<value>[^\s"'$][^\s"']{5,63})/y,
    accepts: isConfiguredSecret,
  },
  {
    rule: 'password-option',
    words: printCommands,
    pattern:
      /\b(?:echo|printf)[ \t]+(?:-\w+[ \t]+|["'][^"'\n]{1,8}["'][ \t]+)?["']?(?:[\w.-]{1,32}:)?(?<value>[^\s"':|\\]{6,64})(?:\\n[^"'\n|]{0,80})?["']?[ \t]*\|[^\n|]{0,40}?(?:passwd|sudo|stdin|cryptsetup|mysql|kinit|gpg|openssl|base64)/y,
    accepts: isChosenPassword,
  },
  {
    rule: 'password-option',
    words: ['passwd', 'smbpasswd', 'chpasswd'],
    pattern: /passwd\b[^\n]{0,40}<<-?[ \t]*["']?\w+["']?\n(?:\w+:)?(?<value>\S{6,64})(?=\n)/y,
    accepts: isChosenPassword,
  },
  {
    rule: 'password-option',
    words: ['<<<'],
    pattern: /<<<[ \t]*["']?(?<value>(?:[^\s"'$]|\$(?=[^A-Za-z_{(])){6,64})/y,
    accepts: isChosenPassword,
  },
  {
    // Of routers: the number says how the key is stored.
    rule: 'network-password',
    words: 'community snmp_comm isakmp psk wpa-psk pre-share md5 password secret'.split(' ').concat(['key 7', 'key 0']),
    pattern:
      /(?<![\w-])(?:(?:snmp_)?community|isakmp key|(?:wpa-)?psk ascii|pre-shared-key(?: ascii-text)?|key(?=[ \t]+\d[ \t])|md5|password|secret)(?:[ \t]+\d)?(?:[ \t]+|=|(?<=community):[ \t]*)["']?(?<value>[^\s"']{6,128})(?=["' \t\n]|$)/iy,
    // In small letters, it is a checksum.
    accepts: (value) =>
      !/^[0-9a-f]{32,}$/.test(value) && (isChosenPassword(value) || /^(?:[0-9A-F]{2}){8,}$/.test(value)),
  },
  {
    rule: 'network-password',
    words: [' eap ', ' xauth ', ' psk ', ': rsa', ' pptpd'],
    pattern:
      /(?:: (?:RSA|ECDSA|P12)[ \t]+[\w./-]+|[ \t](?:EAP|XAUTH|PSK|NTLM|pptpd))[ \t]+["']?(?<value>[^\s"']{6,128})/iy,
    accepts: isChosenPassword,
  },
  {
    // Of the Point-to-Point Protocol: client, server, secret, addresses.
    rule: 'network-password',
    words: [' * '],
    pattern: /(?<=^["']?[\w.@-]{1,40}["']?)[ \t]+\*[ \t]+["']?(?<value>[^\s"']{6,128})["']?[ \t]+\*/my,
    accepts: isChosenPassword,
  },
  {
    rule: 'typed-password',
    words: ['identify ', '/oper '],
    pattern: /(?:nickserv[: \t]+identify|\/oper)[ \t]+(?:[\w[\]-]{1,30}[ \t]+)??(?<value>[^\s"']{8,64})(?=\n|$)/iy,
    accepts: isChosenPassword,
  },
  {
    rule: 'typed-password',
    words: ['nickserv identify', 'nickserv :identify'],
    pattern: /nickserv[ \t:]+identify[ \t]+(?:[\w[\]-]{1,30}[ \t]+)??(?<value>[^\s"']{8,64})(?=\n|$)/iy,
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
    // Of mail servers: the server, the user and the password.
    rule: 'login-line',
    words: [':587', ':465', ':25 ', ':2525'],
    pattern:
      /(?<=^\[?[\w.-]{3,100}\]?):(?:587|465|2525|25)[ \t]+[\w.@+-]{1,60}:(?<value>\S{6,128})(?=[ \t]*(?:\n|$))/my,
    accepts: isConfiguredSecret,
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
    pattern: /\b(?:root|bind)pw[ \t]+(?:--\w+[ \t]+)*["']?(?<value>[^\s"'-][^\s"']{5,128})/y,
    accepts: isConfiguredSecret,
  },
];
