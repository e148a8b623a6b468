// Credentials in source code and configuration: arguments of functions, defaults of variables, and keys that look random.
import { patternRule, type PatternRule } from './rule.ts';
import { about, secretWord } from '../names/passwordWord.ts';
import { isChosenPassword, isNamedSecret, looksSecret } from '../judge/secretValue.ts';
import { drawnKey, isRandomKey } from '../judge/drawnKeys.ts';
import { isJoinedPassphrase } from '../judge/passphrase.ts';

/** Names that end in "key", unless it is that of a table, a store or a pair of keys. */
const keyName = String.raw`(?:(?<![A-Za-z])key|(?<![A-Z])Key|(?<![A-Za-z])KEY)(?=["'\]]{0,2}[ \t]{0,4}:?[:=])(?<!(?:public|primary|foreign|partition|sort|row|cache|idempotency|object|host|hash|query|storage|lookup|PUBLIC|PRIMARY|CACHE|HOST)[_-]?(?:key|Key|KEY))`;

/** "the key for the scanner is …", "with key …". */
const announcedKey = String.raw`(?:(?<![\w-])(?:key|cl(?:é|ave)|chiave|sleutel)|schl(?:ü|ue)ssel)(?<!(?:public|primary|foreign|partition|sort|row|cache|idempotency|object|host|hash|lookup|rsa|dsa|gpg|pgp|signing) key)(?:${about})?(?:[ \t]*[:=]|[ \t](?:is|was|ist|lautet|est|es|è)(?:[ \t]\w{2,6})?:?)?[ \t]["'\x60*]{0,3}(?<announced>${drawnKey})`;

/** Calls with a user and a password that may be any word. */
const isLogin = /^(?:mysql|pdo|get|dbi|wifi|plainauth|ftp_|imap_|ldap_|set_|network|credentials\.|email|auth=\()/i;

const patterns: readonly PatternRule[] = [
  {
    // After a name; the default of a variable of the environment may be a word.
    name: 'password-default',
    masks: [
      ...["const password = process.env.X || '«Harbor-dragon-8328»';", "a = process.env.DB_PASSWORD ?? '«hunter2»';"],
      "jwtSecret: process.env.X ?? '«river-meadow-umbrella-island»',",
      ...['os.environ.get("DB_PASSWORD", "«kirschkern»")', 'env::var("DB_PASS").unwrap_or("«Rostlaube1»".into())'],
    ],
    leaves: [
      "const password = process.env.X || 'password';",
      "after(t, (token) => token.value === ','), reasons.MissingToken('comma')",
      ...["need('DB_USER', 'DB_PASSWORD', 'DB_HOSTNAME')", "tr('PASSWORD', 'Password')"],
      "tr('secret', 'wait-for-the-message')",
    ],
    words: ['pass', 'pwd', 'secret', 'apikey', 'api_key', 'api-key', 'access', 'token'],
    lookUnits: 8,
    pattern: new RegExp(
      String.raw`(?:${secretWord}|pass(?![\w(]))[^\n"'\x60;]{0,80}["'\x60]?[\])]{0,2}(?:[ \t]{0,4}(?:\|\||\?\?|\?:|\bor\b|,)|\.(?:unwrap_or|or_else|orElse|getOrElse)\()[ \t]{0,40}(["'\x60])(?<value>(?:(?!\1)[^\n]){6,200})\1`,
      'iy',
    ),
    accepts: (value, { 0: match }) => {
      const isVariable = /^(?:PASS(?:WORD|WD|PHRASE)?|PWD|SECRET)(?:_KEY)?\W/.test(match) && !/^[A-Z\d_]+$/.test(value);
      if (isVariable && isNamedSecret(value, { isQuoted: true })) return true;
      // Between two strings, or in a template, is code.
      if (isJoinedPassphrase(value) && !/,\s*["'`]/.test(match)) return true;
      return (looksSecret(value) && !/[\s(){}"'`]/.test(value)) || isChosenPassword(value);
    },
  },
  {
    // The user and the password are arguments, or a pair.
    name: 'login-call',
    masks: [
      ...['new mysqli("localhost", "wp", "«katzenklo»", "wp");', "DBI->connect($dsn, 'bob', '«hunter2»');"],
      'get(url, auth=("bob", "«hunter2-x9Qz»"))',
      ...['get(url, auth=("bob", "«Wetter-Hahn»"))', "http.basic_auth 'bob', '«hunter2»'"],
      ...['smtp.PlainAuth("", "bob@example.org", "«Wetterhahn»", h)', "ftp_login($c, 'bob', '«Wetter-Hahn»');"],
      ...['new NetworkCredential("bob", "«Wetterhahn»")', 'Credentials.basic("bob", "«Wetter-Hahn»")'],
      ...['HTTPBasicAuth("bob", "«Wetter-Hahn»")', 'WiFi.begin(ssid, "«sonnenblume»");'],
    ],
    leaves: [
      ...['connect("localhost", "bob", "shop");', 'new PDO($dsn, "root", "");', 'get(url, auth=("user", "password"))'],
      ...["login 'bob', 'settings'", 'WiFi.begin(ssid, "your-password");', 'basicAuth("user", "password")'],
      'auth("jwt", "optional")',
    ],
    words: [
      ...['mysqli', 'mysql_', 'pdo(', 'getconnection', 'dbi->connect', 'wifi.', 'wifimulti.', 'plainauth'],
      ...['ftp_login', 'imap_open', 'ldap_bind', 'set_password', 'networkcred', 'emailandp'],
      ...['login', 'signin', 'sign_in', 'authenticate', 'auth', 'credential'],
    ],
    lookUnits: 2,
    pattern:
      /(?:(?:(?:mysqli(?:_connect)?|mysql_p?connect|PDO|getConnection|DBI->connect|PlainAuth|ftp_login|imap_open|ldap_bind|set_password)\([ \t]{0,10}(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[$\w.>-]{1,60}),\s{0,20}|(?:login|sign_?in|authenticate|auth|credentials?|NetworkCredential|Credentials\.basic|EmailAndPassword)(?:=?\(|[ \t]+(?=["'])|["']?[ \t]*[=:][ \t]*[([])[ \t]*)(["'])[^"'\n]{1,100}\1,\s{0,20}|wifi(?:multi)?\.(?:begin|addAP|softAP)\([ \t]{0,10}(?:"[^"\n]{1,100}"|\w{1,60}),\s{0,20})(["'])(?<value>(?:(?!\2)[^\n]){6,200})\2/iy,
    accepts: (value, { 0: match, index, input }) => {
      const isBasic = /basic_?$/i.test(input.slice(Math.max(0, index - 6), index));
      return isNamedSecret(value, { isQuoted: isBasic || isLogin.test(match) });
    },
  },
  {
    // Before what makes it a password of a key store in Java, or a secure string in PowerShell.
    name: 'secret-argument',
    masks: [
      'load("k.jks", "«Harbor-dragon-8328»".toCharArray())',
      "$a = '«river-meadow-umbrella-island»' | ConvertTo-SecureString -AsPlainText",
    ],
    leaves: ['load("k.jks", "changeit".toCharArray())', "Get-Content './stored' | ConvertTo-SecureString"],
    words: ['".tochararray', '" | conv', "' | conv"],
    pattern:
      /(?<="(?<double>[^\s"\\]{6,64})|'(?<single>[^\s'\\]{6,64}))(?:"\.toCharArray\(|["'] \| ConvertTo-SecureString\b)/iy,
    accepts: (value) => isChosenPassword(value, 'named'),
  },
  {
    // Also as bytes.
    name: 'service-key',
    masks: [
      ...['ACME_KEY=«9f86d081884c7d659a2feaa0c55ad015a3bf4f1b»', '"acmeKey": "«9f86d081884c7d659a2f»"'],
      ...['[acme]\nkey = "«k8Qm2Vx9Lw4Tz7R»"\n', 'acme: { key: "«tok-k8m2v9w4t7r3nq»" }'],
      ...['ops_key: «3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17»', 'byte[] KEY = "«Harbor-dragon-8328»".getBytes();'],
      ...[
        'key := []byte("«k8Qm2Vx9Lw4Tz7Rb»")',
        'key = b"«qlLWBja7PcGz7Cek»"',
        'var key = Encoding.UTF8.GetBytes("«Wetterhahn-auf-Dach-2024»");',
        'ACME_KEY=«acme_9827da73-90f0-41c8-a975-b1a4432fa370»',
      ],
    ],
    leaves: [
      'partition_key: 3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17',
      'cacheKey: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"',
      ...['key: "user-settings-2024"', 'monkey = "k8Qm2Vx9Lw4Tz7R"', 'const key = k8Qm2Vx9Lw4Tz7R(a);'],
      ...['key := []byte("name")', 'var key = Encoding.UTF8.GetBytes("column-2");'],
    ],
    words: ['key:', 'key=', 'key ', 'key"', "key'", 'key]'],
    pattern: new RegExp(
      String.raw`${keyName}["'\]]{0,2}[ \t]{0,4}(?::=|=>|[:=])[ \t]{0,4}(?:(?:\[\]byte\(|(?:[\w.]{1,30}\.)?GetBytes\(|b(?=["']))?["'\x60](?<value>[^\s"'\x60\\]{14,200})["'\x60](?:\.getBytes\()?|(?<bare>[\w+/=~-]{14,200})(?=[,}]?[ \t]*(?:\n|$)))`,
      'y',
    ),
    accepts: (value, { 0: match }) => {
      const isBytes = /\[\]byte\(|GetBytes\(["']|[ =:]b["']|\.getBytes\($/.test(match);
      return (
        (/^[\w+/=.~-]+$/.test(value) && isRandomKey(value)) || (isBytes && value.length >= 16 && looksSecret(value))
      );
    },
  },
  {
    // After a word for a key in a sentence, after the name of a service, and in a link with which someone may log in.
    name: 'service-key',
    masks: [
      ...['HEROKU_ID: «3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17»', 'deepl: «3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17»:fx'],
      'Postmark «3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17»',
      'snyk auth «3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17»',
      ...[
        'use key «3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17»',
        'the key (old) is «9f86d081884c7d659a2feaa0c55ad015a3bf4f1b»',
      ],
      'Der Schlüssel für den Server ist «9f86d081884c7d659a2feaa0c55ad015a3bf4f1b».',
      'https://app.example.com/reset/«9f86d081884c7d659a2feaa0c55ad015a3bf4f1b»',
    ],
    leaves: [
      'id: 3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17',
      ...[
        'the primary key 3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17',
        'using RSA key 9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B',
      ],
      ...['the key in commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b', 'key 3f2b8c1e-9d4a'],
      ...['https://app.example.com/reset/password-of-user-2', 'src/verify/k8Qm2Vx9Lw4Tz7RbN3cYp'],
    ],
    words: [
      ...['heroku', 'snyk', 'codecov', 'railway', 'scaleway', 'postmark', 'rgapi-', ':fx'],
      ...['key ', 'clé', 'clave', 'chiave', 'sleutel', 'schlü', 'schlue'],
      ...['/reset', '/verif', '/confirm', '/activat', '/invit', '/magic', '/passw'],
    ],
    pattern: new RegExp(
      [
        String.raw`(?:(?:heroku|snyk|codecov|railway|scaleway|postmark)[\w-]{0,20}["']?(?:[ \t]*[:=][ \t]*|[ \t]+)["']?|snyk auth[ \t]{1,4}|rgapi-)(?<id>[\da-f]{8}-[\da-f-]{27})`,
        String.raw`:fx(?<=(?<deepl>[\da-f]{8}-[\da-f-]{27}):fx)(?!\w)`,
        String.raw`\/(?:reset|verif|confirm|activat|invit|magic|password)[\w-]{0,20}\/(?<=https?:\/\/[^\s"'\x60<>]{1,200})(?<link>[\w-]{14,200})`,
        announcedKey,
      ].join('|'),
      'iy',
    ),
    accepts: isRandomKey,
  },
];

export const codeRules = patterns.map(patternRule);
