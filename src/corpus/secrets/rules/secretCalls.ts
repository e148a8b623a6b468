// Passwords among the arguments of functions that log in, connect, sign or encrypt: `connect("localhost", "root", "…")`.
import type { Rule } from './rule.ts';
import { literalsIn, userBefore } from './literalsIn.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { isChosenPassword } from '../judge/secretValue.ts';
import { isInFours } from '../judge/drawnKeys.ts';
import { isJoinedPassphrase } from '../judge/passphrase.ts';
import { matchesAt, type Places } from '../workLimit.ts';

/** Parts of the names of functions, up to the bracket: expressions that begin with letters or digits. */
const names: readonly string[] = String.raw`
  connect mysqli pdo getconnection bind plainauth createhash createhmac new_from_slice rfc2898derivebytes protect crypt login
  authenticate createasync begin hashpw fernet btoa b64encode base64_encode encode_base64 sha1 sha256 sha512 md5 hash::make
  serializer cookiestore cookie_store networkcredential cookieparser newinstance verify setcredentials set_credentials
  withcredentials opendsobject url\.create encoder\.matches pgp_sym_\w{2}crypt usernamepassword\w{0,24} create_?(?:super_?)?user
  basic(?:[_-]?auth\w{0,24})? signer hmac(?:\d{3}|\.new|\.create|_new|::<\w{1,24}>::new_from_slice)? scrypt\w{0,12} pbkdf2\w{0,24}
  jwt\.(?:sign|verify|parse|encode|decode) signin\w{0,12} sign_in\w{0,12} secret\.from\w{1,24}
  symmetricsecuritykey signedstring from_secret aes\.new secretkeyspec create(?:de)?cipher\w{0,2}
  base64\.(?:get|url_?safe_?|strict_)?encoder?\w{0,24} bcrypt\w{0,24}\.\w{1,24} argon2\w{0,24}\.\w{1,24}
`
  .trim()
  .split(/\s+/);
/** How the names begin. */
const callWords: readonly string[] = [
  ...names.map((name) => /^[\w.]+/.exec(name.replace('\\.', '.'))![0]),
  'omniauth',
  'provider',
];
const call = new RegExp(`(?:${names.join('|')})(?:\\(|[ \\t]+(?=["'[]))[^\\n]{0,240}`, 'iy');
const omniauth = /(?:omniauth|provider)[ (]{1,8}:\w{1,40},[^\n]{0,240}/iy;
/** What signs, hashes or encrypts is given a secret; other functions may be given a name of several words. */
const keyed =
  /^(?:createh|hash|pbkdf2|scrypt|rfc2898|bcrypt|argon2|hmac|sha|md5|new_from_slice|jwt|signe|symmetric|secretkeyspec|aes|create(?:de)?cipher|pgp_sym|crypt|fernet|serializer|cookie|from_secret|secret\.from)/i;
/** What is encoded, of the form user:password, is a header for a login. */
const encodes = /^(?:btoa|b64encode|base64|encode_base64)/i;
/** Of a literal, UTF-16 units. */
const [shortest, longest] = [8, 130];

/** `places`: where the name of a function may begin. Takes time linear in the text. */
function findSecretCalls(text: string, places: Places): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const pattern of [call, omniauth]) {
    for (const { index, 0: code } of matchesAt(text, pattern, places)) {
      for (const { start: at, content } of literalsIn(code, shortest, longest)) {
        const name = userBefore.exec(content)?.[0] ?? '';
        const value = content.slice(name.length);
        const place = name !== '' && encodes.test(code) ? 'named' : 'announced';
        const isSecret =
          isChosenPassword(value, place) || isInFours(value) || (keyed.test(code) && isJoinedPassphrase(value));
        if (!isSecret && !(pattern === omniauth && /^[0-9a-f]{32,}$/.test(value))) continue;
        const start = index + at + name.length;
        found.push({ start, end: start + value.length, rule: 'secret-argument' });
      }
    }
  }
  return found;
}

export const secretCalls: Rule = {
  name: 'secret-argument',
  words: callWords,
  find: findSecretCalls,
  masks: [
    'connect("localhost", "root", "«Harbor-dragon-8328»")',
    'provider :github, "87e588ccfe1c7be04f55", "«3f79126b976011ea1924c1f42f54ebc0c58dfc0d»"',
    'Algorithm.HMAC256("«river-meadow-umbrella-island»")',
    'token.SignedString([]byte("«river-meadow-umbrella-island»"))',
    "decrypt(blob, '«river-meadow-umbrella-island»')",
    'AES.new(b"«gRBynvOjgwexucn4»", AES.MODE_CBC)',
    "base64_encode('bob:«wetterhahn2»')",
    'server.login(user, "«qzvx kfpt wmra ydhu»")',
  ],
  leaves: [
    "connect('user-profile-page-header'); verify('should-render-the-form'); login('redirect-after-sign-out')",
    "usernamePassword(credentialsId: 'docker-hub-deploy-user', passwordVariable: 'PW')",
    'connect("db1.example.com", 5432)',
    'login("the-login-page")',
    'login("with your user name")',
    'createCipheriv("aes-256-cbc", key, iv)',
  ],
};
