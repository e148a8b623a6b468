// Passwords among the arguments of functions that log in, connect, sign or encrypt: `connect("localhost", "root", "…")`.
import type { SecretSpan } from './secretSpan.ts';
import { isChosenPassword } from './secretValue.ts';
import { matchesAt } from './wordScanner.ts';

/** Parts of the names of functions, up to the bracket: expressions that begin with letters or digits. */
const names: readonly string[] = [
  ...'connect mysqli pdo getconnection bind plainauth createhash new_from_slice rfc2898derivebytes protect crypt login'.split(
    ' ',
  ),
  ...'authenticate createasync begin hashpw fernet btoa b64encode base64_encode encode_base64 sha1 sha256 sha512 md5'.split(
    ' ',
  ),
  ...'serializer cookiestore cookie_store networkcredential cookieparser newinstance verify setcredentials set_credentials'.split(
    ' ',
  ),
  ...['basic(?:[_-]?auth\\w*)?', 'hmac(?:\\.new|\\.create|_new|::<\\w+>::new_from_slice)?', 'create_?(?:super_?)?user'],
  ...['jwt\\.(?:sign|verify|parse|encode|decode)', 'signin\\w{0,12}', 'sign_in\\w{0,12}', 'secret\\.from\\w+'],
  ...[
    'base64\\.(?:get|url_?safe_?|strict_)?encoder?\\w*',
    'bcrypt\\w*\\.\\w+',
    'argon2\\w*\\.\\w+',
    'encoder\\.matches',
  ],
  'usernamepassword\\w*',
];
/** How the names begin. */
export const callWords: readonly string[] = [...names.map((name) => /^\w+/.exec(name)![0]), 'omniauth'];
const call = new RegExp(`(?:${names.join('|')})(?:\\(|[ \\t]+(?=["'[]))[^\\n]{0,240}`, 'iy');
const omniauth = /omniauth[ (]+:\w+,[^\n]{0,240}/iy;
/** Any quote may open a literal: the name of the function may stand in one. */
const literal = /(["'`])(?=((?:\\.|(?!\1)[^\\\n])*)\1)/g;
/** The user and the password in one literal. */
const pair = /^[\w.@+-]{1,60}:(?=.)/;

/** `starts`: where the name of a function may begin. Takes time linear in the text. */
export function findSecretCalls(text: string, starts: readonly number[]): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const pattern of [call, omniauth]) {
    for (const { index, 0: code } of matchesAt(text, pattern, starts)) {
      for (const { index: at, 2: content } of code.matchAll(literal)) {
        const name = pair.exec(content!)?.[0] ?? '';
        const value = content!.slice(name.length);
        if (!isChosenPassword(value) && !(pattern === omniauth && /^[0-9a-f]{32,}$/.test(value))) continue;
        const start = index + at + 1 + name.length;
        found.push({ start, end: start + value.length, rule: 'secret-argument' });
      }
    }
  }
  return found;
}
