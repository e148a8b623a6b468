// The argument of a function that is its key or password, by the position: `createHmac('sha256', '…')`. Nothing else can stand there, so
// that it may be any words.
import { isConfiguredSecret } from '../judge/secretValue.ts';
import { patternRule } from './rule.ts';

/**
 * Ends of the names of functions, by the number of arguments before the key: how an end begins, and an expression for all of it. Few
 * other words begin with the same five letters, so that few places are looked at.
 */
const functions: readonly (readonly (readonly [word: string, name: string])[])[] = [
  [
    ['hmac.new', String.raw`hmac\.new`],
    ['hmac_new', 'hmac_new'],
    ['hashpw', 'hashpw'],
    ['keyspec', 'keyspec'],
    ['symmetricsecurity', 'symmetricsecuritykey'],
    ['signedstring', 'signedstring'],
    ['cookieparser', 'cookieparser'],
    ['fernet', 'fernet'],
    ['derive', 'derive_?key'],
    ...['bcrypt', 'argon2'].map((word) => [word, String.raw`${word}(?:js)?\.(?:hash|compare|verify)\w{0,4}`] as const),
    ...['scrypt', 'pbkdf2'].map((word) => [word, `${word}(?:sync)?`] as const),
  ],
  [
    ['hmac(', '(?<=create)hmac'],
    ['hmacsha', String.raw`hmacsha\d{1,3}`],
    ['cipher', '(?<=create(?:de)?)cipher(?:iv)?'],
    ['jwt.', String.raw`jwt\.(?:sign|verify|encode|decode)`],
    ...['aes.encrypt', 'aes.decrypt'].map((word) => [word, word.replace('.', String.raw`\.`)] as const),
    ['pbkdf2_hmac', 'pbkdf2_hmac'],
  ],
  [['quelize', 'quelize'], ...['ssl_encrypt', 'ssl_decrypt'].map((word) => [word, word] as const)],
];

/** One that is no key: each alternative begins with another character. */
const argument = String.raw`(?:[^"'\x60(){}[\],]|"[^"\n]{0,120}"|'[^'\n]{0,120}'|\{[^{}]{0,200}\}|\([^()\n]{0,80}\)|\[[^[\]\n]{0,80}\]){1,120},`;
const call = functions
  .map((row, before) => String.raw`(?:${row.map(([, name]) => name).join('|')})\((?:${argument}){${before}}`)
  .join('|');
const wrapper = String.raw`(?:b|\[\]byte\(|buffer\.from\(|new textencoder\(\)\.encode\()?`;

/** Names of algorithms and encodings. */
const algorithm = /^(?:[a-z]{2,6}-?\d{1,4}(?:-[\w-]{1,12})?|utf-?8|base64(?:url)?|ascii|latin1|binary)$/i;

export const keyArguments = patternRule({
  name: 'key-argument',
  words: functions.flat().map(([word]) => word),
  lookUnits: 4,
  pattern: new RegExp(String.raw`(?:${call})\s{0,20}${wrapper}(["'\x60])(?<value>(?:(?!\1|\$\{)[^\n]){6,130})\1`, 'iy'),
  accepts: (value) => isConfiguredSecret(value) && !algorithm.test(value),
  masks: [
    ...["createHmac('sha256', '«blaubeere»').update(body).digest('hex')", "hmac.new(b'«blaubeere»', text, sha256)"],
    "jwt.sign({ sub: 'alice', role: 'editor' }, '«meinGeheimnis»', { expiresIn: '7 days' })",
    "jwt.sign(\n  { sub: user.id },\n  '«keyboard cat»',\n)",
    ...['jwt.encode({"a": f(x)}, "«hunterhunter»", algorithm="HS256")', "cookieParser('«keyboard cat»')"],
    ...["CryptoJS.AES.encrypt('some text', '«apfelmuskuchen»')", "bcrypt.compareSync('«gartenzaun»', hash)"],
    ...["scryptSync('«apfelmuskuchen»', salt, 32)", 'token.SignedString([]byte("«apfelmuskuchen»"))'],
    ...[
      "new Sequelize('shop', 'app', '«apfelkuchen»', { dialect })",
      "pbkdf2_hmac('sha256', b'«apfelmuskuchen»', salt, 1)",
    ],
  ],
  leaves: [
    ...[
      "createHmac('sha256', key).update('some text')",
      "jwt.sign({ sub: 'alice' }, key)",
      'bcrypt.hash(password, 10)',
    ],
    ...["jwt.verify(token, 'secret')", "jwt.decode(token, 'HS256')", 'jwt.sign(payload, `${secret}`)'],
    ...["createHmac('sha256', 'password')", "createCipheriv('aes-256-cbc', key, iv)", "hash('some text')"],
    "scryptSync(password, 'some salt', 32)",
  ],
});
