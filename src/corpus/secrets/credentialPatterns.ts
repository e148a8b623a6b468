// Credentials that occur at a fixed place: in addresses, headers, connection strings, SQL, markup and code.
import { secretWords, type CredentialPattern } from './credentialPattern.ts';
import { secretWord } from './secretWord.ts';
import { commonPassword, isBareSecret, isConfiguredSecret, isQuotedSecret, looksSecret } from './secretValue.ts';

const authorizationWords = ['authorization', 'basic', 'bearer'];
const sqlWords = ['identified', 'password'];
const connectionWords = ['password', 'pwd', 'accountkey', 'sharedaccesskey'];

/** Words of sentences that are in no word list of recovery phrases. */
const sentenceWords = /\b(?:the|and|for|are|was|with|from|you|your|must|not)\b/;

export const credentialPatterns: readonly CredentialPattern[] = [
  {
    // Twelve words or more, as of BIP 39.
    rule: 'recovery-phrase',
    words: ['mnemonic', 'seed', 'recovery', 'backup', 'wallet', 'bip39', 'bip-39'],
    pattern:
      /(?:[Mm]nemonic|MNEMONIC|[Ss]eed|SEED|[Rr]ecovery|RECOVERY|[Bb]ackup|[Ww]allet|BIP-?39)(?:[ _-]?(?:[Pp]hrase|PHRASE|[Ww]ords?|WORDS|[Ss]eed))?(?: is| are|[^A-Za-z\n]{1,12}){1,3}(?<value>(?:[a-z]{3,8}(?:[ \t]|,[ \t]?)){11,23}[a-z]{3,8}\b)/y,
    accepts: (value) => !sentenceWords.test(value),
  },
  {
    rule: 'password-in-address',
    words: ['://'],
    pattern: /:\/\/[^\s/:@"'`<>{}$]{0,256}:(?<value>[^\s"'`<>/?#]{4,512}(?=@)|[^\s@"'`<>]{4,512}?(?=@))@(?=[\w.[%$-])/y,
    accepts: (value) => !commonPassword.test(value),
  },
  {
    rule: 'password-in-address',
    words: ['://'],
    pattern: /:\/\/(?<value>[A-Za-z0-9_-]{20,512})@(?=[\w[])/y,
    accepts: (value) => /\d/.test(value) && looksSecret(value),
  },
  {
    // The content of a QR code for a wireless network.
    rule: 'wireless-password',
    words: ['wifi:'],
    pattern: /WIFI:(?:[STHIA]:[^;\n]{0,64};){0,5}P:(?<value>(?:\\.|[^;\\\n]){4,})/iy,
    accepts: isConfiguredSecret,
  },
  {
    rule: 'authorization-header',
    words: authorizationWords,
    pattern:
      /\bauthorization["'`]?\]?[ \t]*[:=, \t][ \t]*["'`]?(?:(?:basic|bearer|token|apikey|negotiate)[ \t]+)(?<value>[A-Za-z0-9+/=._~:@!#%^&*-]{6,})/iy,
  },
  {
    rule: 'authorization-header',
    words: authorizationWords,
    pattern: /\bauthorization["'`]?\]?[ \t]*[:=,][ \t]*["'`]?(?<value>[A-Za-z0-9+/=._~:@!#%^&*-]{8,})/iy,
    accepts: looksSecret,
  },
  {
    rule: 'authorization-header',
    words: authorizationWords,
    pattern:
      /\b(?:[Bb]asic|BASIC|[Bb]earer|BEARER)[ \t]+(?<value>(?=[A-Za-z0-9+/._~-]*(?:\d|=))[A-Za-z0-9+/._~-]{8,}={0,2})/y,
    accepts: looksSecret,
  },
  {
    rule: 'database-password',
    words: sqlWords,
    pattern: /\b(?:identified\s+(?:with\s+\S+\s+)?by|password)\s+(?:=\s*)?'(?<value>[^'\n]{4,})'/iy,
  },
  {
    rule: 'connection-string',
    words: connectionWords,
    pattern:
      /(?<=;[ \t]*)(?:password|pwd|accountkey|sharedaccesskey)[ \t]*=[ \t]*(?<value>[^;"'`\n]{4,})(?=[;"'`\n])/iy,
  },
  {
    rule: 'xml-password',
    words: secretWords,
    pattern: new RegExp(String.raw`(?<=<[\w.:-]{0,60})(?:${secretWord})>[ \t]*(?<value>[^<\n]{4,}?)[ \t]*<`, 'iy'),
  },
  {
    rule: 'xml-password',
    words: secretWords,
    pattern: new RegExp(
      String.raw`(?<=(?:key|name|id|property)=["'][^"'\n]{0,60})(?:${secretWord})["'][^<>\n]{0,400}?\svalue=["'](?<value>[^"'\n]{4,})`,
      'iy',
    ),
  },
  {
    rule: 'password-default',
    words: secretWords,
    pattern: new RegExp(
      String.raw`(?:${secretWord})[^\n"'\x60;]{0,80}["'\x60]?\]?\)?[ \t]*(?:\|\||\?\?|\bor\b|,)[ \t]*(["'\x60])(?<value>[^"'\x60\n]{6,})\1`,
      'iy',
    ),
    accepts: looksSecret,
  },
  {
    // Perl and Ruby: q{…}, %q(…).
    rule: 'quoted-password',
    words: secretWords,
    pattern: new RegExp(
      String.raw`(?:${secretWord}|pass)\w{0,20}["']?\]?\}?[ \t]*(?:=>?|:)[ \t]*(?:%[qQ]?|qq?)[{(\[|/<!](?<value>[^})\]|/>\n]{4,})`,
      'iy',
    ),
    accepts: (value) => isQuotedSecret(value, true) && isConfiguredSecret(value),
  },
  {
    rule: 'xml-password',
    words: secretWords,
    pattern: new RegExp(
      String.raw`(?<=<key>[^<\n]{0,60})(?:${secretWord}|pass)</key>\s{0,20}<string>(?<value>[^<\n]{4,})</string>`,
      'iy',
    ),
  },
  {
    rule: 'xml-password',
    words: ['type="password"', "type='password'", 'type=password', 'type={"password"}'],
    pattern: /\btype=\{?["']?password["']?\}?[^<>\n]{0,200}?\s(?:default)?value=["'](?<value>[^"'\n{]{4,})["']/iy,
    accepts: (value) => isQuotedSecret(value, true) && isConfiguredSecret(value),
  },
  {
    rule: 'xml-password',
    words: ['<meta'],
    pattern: new RegExp(
      String.raw`<meta\s[^<>\n]{0,100}?(?:${secretWord})["'][^<>\n]{0,100}?\scontent=["'](?<value>[^"'\n]{4,})`,
      'iy',
    ),
    accepts: looksSecret,
  },
  {
    rule: 'environment-password',
    words: ['name'],
    pattern: new RegExp(
      String.raw`\bname["']?[ \t]*:[ \t]*["']?\w*(?:${secretWord}|pass|_key)\w*["']?,?[ \t]*\n[ \t]*["']?value["']?[ \t]*:[ \t]*["']?(?<value>[^\s"'$]{4,})`,
      'iy',
    ),
    accepts: isConfiguredSecret,
  },
  {
    rule: 'variable-default',
    words: ['variable'],
    pattern: new RegExp(
      String.raw`\bvariable[ \t]+"[\w-]*(?:${secretWord})[\w-]*"[ \t]*\{[^{}]{0,400}?\bdefault[ \t]*=[ \t]*"(?<value>[^"\n]{4,})"`,
      'iy',
    ),
    accepts: (value) => isQuotedSecret(value, true) && isConfiguredSecret(value),
  },
  {
    rule: 'login-call',
    words: ['login', 'signin', 'sign_in', 'authenticate', 'auth', 'credential'],
    pattern:
      /(?:login|sign_?in|authenticate|auth|credentials?)(?:=?\(|["']?[ \t]*[=:][ \t]*[([])[ \t]*(["'])[^"'\n]{1,100}\1,[ \t]*(["'])(?<value>[^"'\n]{6,})\2/iy,
    accepts: (value) => isBareSecret(value, true),
  },
  {
    rule: 'configured-password',
    words: ['requirepass', 'masterauth'],
    pattern: /\b(?:requirepass|masterauth)[ \t]+["']?(?<value>[^\s"'$]{4,})/y,
    accepts: isConfiguredSecret,
  },
];
