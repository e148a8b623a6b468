// Values that a name calls secret: `password: …`, `DB_PASSWORD=…`, `"apiKey": "…"`, `setToken('…')`, "the password is …".
// The name decides how much the value must look like a secret.
import {
  assignment,
  before,
  isArgumentSecret,
  isNamedArgument,
  isShortName,
  isStrong,
  isWholeName,
  nameOfPassword,
  ownSecret,
  secretNameWords,
} from './assignment.ts';
import { bareValues, sourceFile } from './bareValue.ts';
import { quotedValue } from './quotedValue.ts';
import type { Rule } from './rule.ts';
import { tabularFile } from './secretColumns.ts';
import { execAt, isAt } from '../sticky.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { matchesAt, type Places } from '../workLimit.ts';
import { isChosenPassword, isConfiguredSecret, isNamedSecret } from '../judge/secretValue.ts';
import { drawnKey, isRandomKey } from '../judge/drawnKeys.ts';
import { isJoinedPassphrase } from '../judge/passphrase.ts';

/** Work for each name, also for each four UTF-16 units of a value without quotes. */
const nameCosts = { look: 1, match: 25 };

/** `path` tells source code from configuration and prose. `places`: where a name may begin. Takes time linear in the text. */
function findAssignedValues(text: string, places: Places, path: string): SecretSpan[] {
  const found: SecretSpan[] = [];
  const isSource = sourceFile.test(path);
  const isTabular = tabularFile.test(path);
  const bareValue = bareValues(text, places, path);
  for (const match of matchesAt(text, assignment, places, nameCosts)) {
    if (!isWholeName(match)) continue;
    const { cell, literal, prose, adjacent, hash } = match.groups!;
    if (cell !== undefined && !isTabular) continue;
    const isNamed = isStrong(match) || (!isSource && isShortName(match));
    const at = match.index + match[0].length;
    // A hash, or a word that only stands near: what a program drew and nothing else.
    if (hash !== undefined || (!isNamed && (literal ?? prose ?? adjacent) !== undefined)) {
      const key = execAt(keyOnly, text, at)?.groups!['key'];
      if (key === undefined || !isRandomKey(key)) continue;
      const start = text.indexOf(key, at);
      found.push({ start, end: start + key.length, rule: 'secret-value' });
      continue;
    }
    // In a list of names ("username", "password", "message") the next one is no value. A bracket after an equals sign only wraps.
    const isInList = /(?:,|(?<!=[ \t]{0,4})\()\s*$/.test(match[0]);
    const strong = isNamed && !isInList;
    const value =
      quotedValue(text, at, acceptance(match, isNamed, strong)) ?? (isInList ? undefined : bareValue(match, strong));
    if (value) found.push({ ...value, rule: strong ? 'password-value' : 'secret-value' });
  }
  return found;
}

const keyOnly = new RegExp(String.raw`["'\x60*]{0,3}(?<key>${drawnKey})`, 'iy');

/** `setPassword("…")`, `.password("…")`, `define('DB_PASSWORD', '…')`: nothing but a password can follow. */
function isSetter(match: RegExpExecArray): boolean {
  return /[(]\s*$/.test(match[0])
    ? /(?:\b(?:set|with)_?|\.)$/.test(before(match, 5))
    : /\b(?:define|put|fill|type|option|env|set\w{0,20})\(\s?["'][\w.#[\]='"-]{0,40}$/i.test(before(match, 70));
}

/** Where a bracket closes after a value in quotes. */
const lastArgument = /(?:"[^"\n]{0,100}"|'[^'\n]{0,100}')\s{0,10}\)/y;
function isLastArgument({ input, index, 0: assigned }: RegExpExecArray): boolean {
  return isAt(lastArgument, input, index + assigned.length);
}

/** Decides whether a value in quotes is a secret. */
function acceptance(match: RegExpExecArray, isNamed: boolean, strong: boolean): (value: string) => boolean {
  const weak = (match.groups!['weak'] ?? '').toLowerCase();
  // The argument of a function, or the value of a variable of the environment.
  if (isNamed && !strong) {
    if (nameOfPassword.test(match[0]) && isSetter(match)) return (value) => isNamedSecret(value, { isQuoted: true });
    const accepts = nameOfPassword.test(match[0]) && isLastArgument(match) ? isNamedArgument : isArgumentSecret;
    return /[(]\s*$/.test(match[0]) || /^[A-Z_\d]+\b/.test(match[0])
      ? (value) =>
          accepts(value) ||
          (nameOfPassword.test(match[0]) && isNamedSecret(value, { isQuoted: true, isStrong: false, mayBeWords: true }))
      : accepts;
  }
  // A result of tests may be `pass: '…'`, too.
  if ((weak === 'pass' || weak === 'pw') && !(strong && !/\.$/.test(before(match, 1)))) return isNamedArgument;
  // A cookie begins with its name.
  if (weak === 'cookie')
    return (value) => isNamedSecret(value.replace(/^[\w.-]{1,40}=/, ''), { isQuoted: true, isStrong: false });
  if (ownSecret.test(weak)) {
    return (value) =>
      isNamedSecret(value, { isQuoted: true, isStrong: strong }) ||
      isChosenPassword(value) ||
      (weak === 'secret' && (isJoinedPassphrase(value) || (/\s/.test(value) && isConfiguredSecret(value))));
  }
  return (value) => isNamedSecret(value, { isQuoted: true, isStrong: strong });
}

export const assignedValues: Rule = {
  name: 'password-value',
  words: secretNameWords,
  find: findAssignedValues,
  masks: [
    { path: '.env', text: 'Jwt__Key=«ThisIsMySecretKey12345»' },
    { path: 'a.py', text: 'pw = bytes.fromhex("«77616c6e75747a2f»")' },
    ...['with token «3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17»', 'token (old): «9f86d081884c7d659a2feaa0c55ad015a3bf4f1b»'],
    { path: 'a.sql', text: "UPDATE a SET password_hash = '«9f86d081884c7d659a2feaa0c55ad015a3bf4f1b»'" },
    ...['The app secret key is «Sommer2019!»', '| client secret | «river-meadow-umbrella-island» |'],
    { path: 'a.ts', text: "const encryptionKey = env.ENCRYPTION_KEY || '«Kirsche42»';" },
    { path: 'A.java', text: 'props.put("api.key", "«Sommer2019!»");' },
    { path: 'a.json', text: '["--db-password", "«river-meadow-umbrella-island»"]' },
    ...['The password: «river-meadow-umbrella-island» (new)', 'API令牌：«54eab8cc433b8bc39b42bd7c5561defe9655b15c»'],
    { path: 'a.ts', text: "let password: string | undefined = '«river-meadow-umbrella-island»';" },
    { path: 'a.py', text: 'jwt_secret: Annotated[str, Meta(1)] = "«hundekuchen»"' },
    { path: 'a.ts', text: "session({ secret: '«river-meadow-umbrella-island»', resave: false })" },
    ...[
      { path: 'a.ini', text: 'secret=«river-meadow-umbrella-island»' },
      'The secret is «river-meadow-umbrella-island»',
      { path: 'a.yml', text: 'session:\n  secret: «river-meadow-umbrella-island»\n' },
      ...[
        '\\newcommand{\\dbPassword}{«Harbor-dragon-8328»}',
        '\\def\\accesstoken{«9f86d081884c7d659a2feaa0c55ad015a3bf4f1b»}',
      ],
    ],
    '{"identitytoken":"«1046d6c4-b2ba-4a58-8a98-450c488afe9d»"}',
    { path: 'a.conf', text: 'secret=«sip-Pass1»' },
    {
      path: 'a.conf',
      text: 'secret = «uhu-im-Turm»\nldap_default_authtok = «wetterhahn7»\nremotepass = «wetterhahn»\n',
    },
    { path: 'a.xml', text: '<Connector keystorePass="«wetterhahn»" />' },
    { path: 'a.sh', text: "curl -d 'user=bob&password=«birdHouse»' https://example.org/login" },
    { path: 'a.py', text: 'password = (\n    "«Wetter-Hahn»"\n)\n' },
    ...[{ path: 'a.yml', text: 'password: «hunter2-x9Qz»' }],
    ...['the password is «hunter2-x9Qz»'],
    ...[
      { path: 'values.conf', text: 'password = «messlatte_hoch»\nadmin.password = «Uhu.in.der.Nacht»\n' },
      'user bob, password «hunter2».',
      "password: «it's-me-42»",
    ],
    ...['Das Passwort fürs WLAN ist «hunter2».', 'Password for the guest network: «hunter2»', 'PW: «hunter2»'],
    { path: 'A.java', text: 'ds.setPassword("«Drachenfels»"); p.setProperty("x.trustStorePassword", "«trustnoone»");' },
    { path: 'a.ts', text: "page.fill('#password', '«fishcalled»'); session({ secret: '«keyboard cat 9»' });" },
    'DEBUG db.user=api db.password=«schornsteinfeger» db.host=db',
    { path: 'a.ts', text: "put('password', '«hunter2»');" },
    { path: 'Makefile', text: 'DB_PASS := «Kessel-Flicker»' },
    { path: 'a.php', text: "define('DB_PASSWORD', '«kirschkern»'); $pass = '«kirschkern»';" },
  ],
  leaves: [
    ...[{ path: 'a.ts', text: 'interface Login { password: string }' }, 'password: ${DB_PASSWORD}'],
    { path: 'a.ts', text: "const encryptionKey = options.key || 'none'; ask('password', 'wait-for-it')" },
    { path: 'a.ts', text: "subtoken: 'keyword2', secret: 'border-radius-small'" },
    { path: 'a.ts', text: "subtoken: 'keyword.operator2x'" },
    ...['"jsonwebtoken": "npm:@acme/jwt9@2"', '| jsonwebtoken | v9-beta2 |', '- jsonwebtoken: signs+verifies'],
    ...['the token from commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b', 'token 3f2b8c1e-9d4a'],
    "passwordHash: 'argon2id'; password_hash = sha1_of_the_password",
    ...['\\newcommand{\\token}{\\mathsf{tok}_1}', '\\def\\psk{K_{AB}^{(1)}}', '\\password{\\dbpassword}'],
    ...[{ path: 'a.yml', text: 'existingSecret: river-meadow-umbrella-island\n' }, 'secret: only-for-this-team'],
    ...[{ path: 'a.yml', text: 'secret: payments-api-prod-main\n' }, '{"private": "only-for-this-team"}'],
    ...['/login?user=NAME&password=newPassword', { path: 'a.py', text: 'fields = ("password", "street2", "city")\n' }],
    { path: 'a.tf', text: 'password = local.db_pass\n' },
    { path: 'a.md', text: 'password = messlatte_hoch\n' },
    ...[{ path: 'locales/de.yml', text: 'password: Kennwortwahl\n' }, 'DB_PASSWORD=\nAPI_KEY=your-api-key-here\n'],
    ...['The password for users is required.', 'Password of the user, see user2', 'password bcrypt2'],
    ...[{ path: 'a.ts', text: "['username', 'password', 'street2', 'city']; t('password', 'Passwort');" }],
    ...[{ path: 'A.java', text: 'user.setPassword("password"); resetPassword("bob@example.org");' }],
  ],
};
