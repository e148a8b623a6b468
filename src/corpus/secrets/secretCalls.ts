// Passwords among the arguments of functions that log in, connect, sign or encrypt: `connect("localhost", "root", "…")`.
import type { SecretSpan } from './secretSpan.ts';
import { isChosenPassword } from './secretValue.ts';
import { matchesAt } from './wordScanner.ts';

/** How the names of the functions begin. */
export const callWords: readonly string[] = (
  'connect mysqli mysql_connect pdo getconnection ldap_bind bind basic plainauth hmac createhmac createhash new_from_slice jwt.sign jwt.verify ' +
  'jwt.parse jwt.encode jwt.decode rfc2898 protect unprotect crypt decrypt encrypt aes_ pgp_sym login authenticate create_user ' +
  'createuser createasync create_superuser signin begin hashpw secret.from fernet btoa b64encode base64_encode base64. encode_base64 bcrypt argon2 sha256( sha512( sha1( md5( serializer encoder. cookiestore cookie_store networkcredential ' +
  'usernamepassword ftp_login cookieparser newinstance verify omniauth set_credentials setcredentials'
).split(' ');
const call =
  /(?:connect|mysqli|mysql_connect|pdo|getconnection|ldap_bind|bind|basic(?:[_-]?auth\w*)?|plainauth|hmac(?:\.new|\.create|_new|::<\w+>::new_from_slice)?|createhmac|createhash|new_from_slice|jwt\.(?:sign|verify|parse|encode|decode)|rfc2898derivebytes|(?:un)?protect|crypt|(?:pgp_sym_|aes_)?(?:de|en)crypt|login|authenticate|create_?(?:super_?)?user|createasync|sign_?in\w{0,12}|begin|hashpw|secret\.from\w+|fernet|btoa|b64encode|base64_encode|base64\.(?:get|url_?safe_?|strict_)?encoder?\w*|encode_base64|(?:bcrypt|argon2)\w*\.\w+|sha(?:1|256|512)|md5|(?:timed)?serializer|encoder\.(?:encode|matches)|cookie_?store|networkcredential|usernamepassword\w*|ftp_login|cookieparser|newinstance|verify|set_?credentials)(?:\(|[ \t]+(?=["'[]))[^\n]{0,240}/iy;
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
