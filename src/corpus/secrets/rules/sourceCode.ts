// Credentials in source code: arguments of functions, defaults of variables, and quotes of several languages.
import { patternRule, secretWords, type PatternRule } from './rule.ts';
import { secretWord } from '../names/secretWord.ts';
import { isChosenPassword, isConfiguredSecret, isNamedSecret, looksSecret } from '../judge/secretValue.ts';

const patterns: readonly PatternRule[] = [
  {
    name: 'password-default',
    masks: ["const password = process.env.X || '«Harbor-dragon-8328»';"],
    leaves: [
      "const password = process.env.X || 'password';",
      "after(t, (token) => token.value === ','), reasons.MissingToken('comma')",
    ],
    words: secretWords,
    lookUnits: 8,
    pattern: new RegExp(
      String.raw`(?:${secretWord})[^\n"'\x60;]{0,80}["'\x60]?\]?\)?[ \t]{0,4}(?:\|\||\?\?|\bor\b|,)[ \t]{0,40}(["'\x60])(?<value>[^"'\x60\n]{6,200})\1`,
      'iy',
    ),
    // Between two strings, or in a template, is code.
    accepts: (value) => (looksSecret(value) && !/[\s(){}]/.test(value)) || isChosenPassword(value),
  },
  {
    // The default of a variable of the environment.
    name: 'password-default',
    masks: [
      ...["const a = process.env.DB_PASSWORD ?? '«hunter2»';", 'os.environ.get("DB_PASSWORD", "«kirschkern»")'],
      'env::var("DB_PASS").unwrap_or("«Rostlaube1»".into())',
    ],
    leaves: ["need('DB_USER', 'DB_PASSWORD', 'DB_HOSTNAME')", "tr('PASSWORD', 'Password')"],
    words: ['pass', 'pwd', 'secret'],
    lookUnits: 2,
    pattern:
      /(?:PASS(?:WORD|WD|PHRASE)?|PWD|SECRET)(?:_KEY)?["'`]?[\])]{0,2}(?:[ \t]{0,4}(?:\|\||\?\?|\?:|\bor\b|,)|\.(?:unwrap_or|or_else|orElse|getOrElse)\()[ \t]{0,40}(["'`])(?<value>(?:(?!\1)[^\n]){6,200})\1/y,
    accepts: (value) => !/^[A-Z\d_]+$/.test(value) && isNamedSecret(value, { isQuoted: true }),
  },
  {
    // The user and the password of a database.
    name: 'secret-argument',
    masks: ['new mysqli("localhost", "wp", "«katzenklo»", "wp");', "DBI->connect($dsn, 'bob', '«hunter2»');"],
    leaves: ['connect("localhost", "bob", "shop");', 'new PDO($dsn, "root", "");'],
    words: ['mysqli', 'mysql_', 'pdo(', 'getconnection', 'dbi->connect'],
    lookUnits: 2,
    pattern:
      /(?:mysqli(?:_connect)?|mysql_p?connect|PDO|getConnection|DBI->connect)\([ \t]{0,10}(?:"[^"\n]{1,200}"|'[^'\n]{1,200}'|[$\w.>-]{1,60}),\s{0,20}(["'])[^"'\n]{1,60}\1,\s{0,20}(["'])(?<value>(?:(?!\2)[^\n]){6,100})\2/y,
    accepts: (value) => isNamedSecret(value, { isQuoted: true }),
  },
  {
    // Perl and Ruby: q{…}, %q(…).
    name: 'quoted-password',
    masks: ['my $password = q{«hunter2-x9Qz»};'],
    leaves: ['my $password = q{password};'],
    words: secretWords,
    lookUnits: 3,
    pattern: new RegExp(
      String.raw`(?:${secretWord}|pass)\w{0,20}["']?\]?\}?[ \t]*(?:=>?|:)[ \t]*(?:%[qQ]?|qq?)[{(\[|/<!](?<value>[^})\]|/>\n]{4,200})`,
      'iy',
    ),
    accepts: isConfiguredSecret,
  },
  {
    // Lua: [[…]].
    name: 'quoted-password',
    masks: ['password = [[«hunter2-x9Qz»]]'],
    leaves: ['password = [[password]]'],
    words: secretWords,
    lookUnits: 3,
    pattern: new RegExp(
      String.raw`(?:${secretWord}|pass)\w{0,20}["']?\]?[ \t]*=[ \t]*\[=*\[(?<value>[^\s\]]{4,200})\]=*\]`,
      'iy',
    ),
    accepts: isConfiguredSecret,
  },
  {
    name: 'variable-default',
    masks: ['variable "db_password" {\n  default = "«hunter2-x9Qz»"\n}'],
    leaves: ['variable "db_password" {\n  default = "null"\n}'],
    words: ['variable'],
    pattern: new RegExp(
      String.raw`\bvariable[ \t]+"[\w-]{0,40}(?:${secretWord})[\w-]{0,40}"[ \t]*\{[^{}]{0,400}?\bdefault[ \t]*=[ \t]*"(?<value>[^"\n]{4,200})"`,
      'iy',
    ),
    accepts: isConfiguredSecret,
  },
  {
    name: 'login-call',
    masks: ['get(url, auth=("bob", "«hunter2-x9Qz»"))'],
    leaves: ['get(url, auth=("user", "password"))'],
    words: ['login', 'signin', 'sign_in', 'authenticate', 'auth', 'credential'],
    pattern:
      /(?:login|sign_?in|authenticate|auth|credentials?)(?:=?\(|["']?[ \t]*[=:][ \t]*[([])[ \t]*(["'])[^"'\n]{1,100}\1,[ \t]*(["'])(?<value>[^"'\n]{6,200})\2/iy,
    accepts: (value) => isNamedSecret(value),
  },
  {
    // The user and the password of a header, before they are encoded.
    name: 'authorization-header',
    masks: ["x = Buffer.from('bob:«Harbor-dragon-8328»')"],
    leaves: ["x = Buffer.from('user:password')"],
    words: ['buffer.from'],
    pattern: /Buffer\.from\(\s{0,20}(["'`])[\w.@+-]{1,60}:(?<value>(?:(?!\1)[^\n]){6,64})\1/y,
    accepts: isChosenPassword,
  },
  {
    // The password of a key store in Java.
    name: 'secret-argument',
    masks: ['load("k.jks", "«Harbor-dragon-8328»".toCharArray())'],
    leaves: ['load("k.jks", "changeit".toCharArray())'],
    words: ['".tochararray'],
    pattern: /(?<="(?<value>[^\s"\\]{6,64}))"\.toCharArray\(/y,
    accepts: isChosenPassword,
  },
  {
    // Keys of ciphers, which have 16 bytes or more.
    name: 'secret-argument',
    masks: ['byte[] KEY = "«k8Qm2Vx9Lw4Tz7Rb»".getBytes();'],
    leaves: ['byte[] text = "hello".getBytes();'],
    words: ['".getbytes'],
    pattern: /(?<=key\w{0,12}[ \t]{0,8}=[ \t]{0,8}"(?<value>[^\s"\\]{16,64}))"\.getBytes\(/iy,
    accepts: looksSecret,
  },
  {
    name: 'secret-argument',
    masks: ['key := []byte("«k8Qm2Vx9Lw4Tz7Rb»")'],
    leaves: ['key := []byte("name")'],
    words: ['[]byte("'],
    pattern: /(?<=key\w{0,12}[ \t]{0,8}:?=[ \t]{0,8})\[\]byte\("(?<value>[^\s"\\]{16,64})"\)/iy,
    accepts: looksSecret,
  },
];

export const codeRules = patterns.map(patternRule);
