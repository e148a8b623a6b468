// Credentials that occur at a fixed place: in addresses, headers, connection strings, SQL, markup and notes.
import { patternRule, secretWords, type PatternRule } from './rule.ts';
import { secretWord } from '../names/secretWord.ts';
import { commonPassword } from '../judge/placeholders.ts';
import { isChosenPassword, isConfiguredSecret, looksSecret } from '../judge/secretValue.ts';

const authorizationWords = ['authorization', 'basic', 'bearer'];
const sqlWords = ['identified', 'password'];
const connectionWords = ['password', 'pwd', 'accountkey', 'sharedaccesskey'];

/** Words of sentences that are in no word list of recovery phrases. */
const sentenceWords = /\b(?:the|and|for|are|was|with|from|you|your|must|not)\b/;

const patterns: readonly PatternRule[] = [
  {
    // Twelve words or more, as of BIP 39.
    name: 'recovery-phrase',
    masks: ['mnemonic = "«ranch wolf exotic cabbage timber pulse velvet minor orbit drift candy lemon»"'],
    leaves: ['Seed data: load the rows with this script before you start the tests and the server here'],
    words: ['mnemonic', 'seed', 'recovery', 'backup', 'wallet', 'bip39', 'bip-39'],
    pattern:
      /(?:[Mm]nemonic|MNEMONIC|[Ss]eed|SEED|[Rr]ecovery|RECOVERY|[Bb]ackup|[Ww]allet|BIP-?39)(?:[ _-]?(?:[Pp]hrase|PHRASE|[Ww]ords?|WORDS|[Ss]eed))?(?:[ ]?\([^()\n]{1,30}\))?(?: is| are)?[^A-Za-z]{1,24}(?<value>(?:[a-z]{3,8}(?:[ \t]|,[ \t]?)){11,23}[a-z]{3,8}\b)/y,
    accepts: (value) => !sentenceWords.test(value),
  },
  {
    name: 'password-in-address',
    masks: ['postgres://bob:«hunter2-x9Qz»@db.example.com/x'],
    leaves: ['postgres://postgres:postgres@localhost/x'],
    words: ['://'],
    lookUnits: 3,
    pattern:
      /:\/\/(?:[^\s/:@"'`<>{}$]{0,120}@(?=[\w.-]{1,100}:[^\s@]{4,100}@))?[^\s/:@"'`<>{}$]{0,256}:(?<value>[^\s"'`<>/?#]{4,256}(?=@)|(?:(?!:\/\/)[^\s@"'`<>]){4,128}(?=@))@(?=[\w.[{%$-])/y,
    accepts: (value) => !commonPassword.test(value),
  },
  {
    name: 'password-in-address',
    masks: ['https://«9f3ab2c47d1e8f60a5b4»@example.com/a.git'],
    leaves: ['https://example.com/a.git'],
    words: ['://'],
    pattern: /:\/\/(?<value>[A-Za-z0-9_-]{20,512})@(?=[\w[])/y,
    accepts: (value) => /\d/.test(value) && looksSecret(value),
  },
  {
    // The content of a QR code for a wireless network.
    name: 'wireless-password',
    masks: ['WIFI:S:home;T:WPA;P:«hunter2-x9Qz»;;'],
    leaves: ['WIFI:S:home;T:WPA;P:$PASSWORD;;'],
    words: ['wifi:'],
    pattern: /WIFI:(?:[STHIA]:[^;\n]{0,64};){0,5}P:(?<value>(?:\\.|[^;\\\n]){4,})/iy,
    accepts: isConfiguredSecret,
  },
  {
    name: 'authorization-header',
    masks: ['Authorization: Bearer «abc123def456»'],
    leaves: ['Authorization: Bearer ${token}'],
    words: authorizationWords,
    pattern:
      /\bauthorization["'`]?\]?(?:[ \t]*[:=,]|[ \t])[ \t]*["'`]?(?:(?:basic|bearer|token|apikey|negotiate)[ \t]+)(?<value>[A-Za-z0-9+/=._~:@!#%^&*-]{6,})/iy,
  },
  {
    name: 'authorization-header',
    masks: ['authorization: "«a1b2c3d4e5f6»"'],
    leaves: ['authorization: required'],
    words: authorizationWords,
    pattern: /\bauthorization["'`]?\]?[ \t]*[:=,][ \t]*["'`]?(?<value>[A-Za-z0-9+/=._~:@!#%^&*-]{8,})/iy,
    accepts: looksSecret,
  },
  {
    name: 'authorization-header',
    masks: ['Use Bearer «a1b2c3d4e5f6» here'],
    leaves: ['Basic authentication uses a token.'],
    words: authorizationWords,
    pattern:
      /\b(?:[Bb]asic|BASIC|[Bb]earer|BEARER)[ \t]+(?<value>(?=[A-Za-z0-9+/._~-]{0,200}(?:\d|=))[A-Za-z0-9+/._~-]{8,}={0,2})/y,
    accepts: looksSecret,
  },
  {
    name: 'database-password',
    masks: ["ALTER USER bob PASSWORD '«hunter2-x9Qz»';"],
    leaves: ["ALTER USER bob PASSWORD '%s';"],
    words: sqlWords,
    pattern:
      /\b(?:identified\s{1,20}(?:with\s{1,20}\S{1,60}\s{1,20})?by|password)(?:\s{1,20}|(?=\())(?:=\s{0,20})?(?:\w{0,12}\(\s{0,20})?N?'(?<value>(?:[^'\n]|''){4,256})'/iy,
  },
  {
    name: 'database-password',
    masks: ['ALTER USER bob IDENTIFIED WITH b_c BY "«hunter2-x9Qz»";'],
    leaves: ['CREATE USER bob IDENTIFIED BY "$PASSWORD";'],
    words: ['identified'],
    pattern: /identified[ \t]+(?:with[ \t]+\S{1,60}[ \t]+)?(?:by|as)[ \t]+"(?<value>[^"\n]{4,64})"/iy,
  },
  {
    name: 'connection-string',
    masks: ['"Server=x;User Id=sa;Password=«hunter2-x9Qz»;"'],
    leaves: ['"Server=x;User Id=sa;Password={password};"'],
    words: connectionWords,
    lookUnits: 2,
    pattern:
      /(?<=;[ \t]{0,20})(?:password|pwd|accountkey|sharedaccesskey)[ \t]*=[ \t]*(?<value>[^\s;"'`][^;"'`\n]{3,256})(?=[;"'`\n])/iy,
  },
  {
    name: 'xml-password',
    masks: ['<password>«hunter2-x9Qz»</password>'],
    leaves: ['<password>${db.password}</password>'],
    words: secretWords,
    pattern: new RegExp(
      String.raw`(?:${secretWord})>(?<=<[\w.:-]{0,80}>)[ \t]*(?<value>[^\s<][^<\n]{2,200}[^\s<])[ \t]*<`,
      'iy',
    ),
  },
  {
    name: 'xml-password',
    masks: ['<add key="DbPassword" value="«hunter2-x9Qz»" />'],
    leaves: ['<add key="DbPassword" value="${password}" />'],
    words: secretWords,
    pattern: new RegExp(
      String.raw`(?:${secretWord})["'](?<=(?:key|name|id|property)=["'][^"'\n]{0,80}["'])[^<>\n]{0,400}?\svalue=["'](?<value>[^"'\n]{4,})`,
      'iy',
    ),
  },
  {
    name: 'xml-password',
    masks: ['<key>dbPassword</key>\n<string>«hunter2-x9Qz»</string>'],
    leaves: ['<key>dbPassword</key>\n<string>$(PASSWORD)</string>'],
    words: secretWords,
    pattern: new RegExp(
      String.raw`(?:${secretWord}|pass)</key>(?<=<key>[^<\n]{0,80}</key>)\s{0,20}<string>(?<value>[^<\n]{4,200})</string>`,
      'iy',
    ),
  },
  {
    name: 'xml-password',
    masks: ['<input type="password" value="«hunter2-x9Qz»">'],
    leaves: ['<input type="password" value="Password">'],
    words: ['type="p', "type='p", 'type=p', 'type={"p'],
    pattern: /\btype=\{?["']?password["']?\}?[^<>\n]{0,200}?\s(?:default)?value=["'](?<value>[^"'\n{]{4,200})["']/iy,
    accepts: isConfiguredSecret,
  },
  {
    name: 'environment-password',
    masks: ['- name: DB_PASSWORD\n  value: «hunter2-x9Qz»'],
    leaves: ['- name: DB_HOST\n  value: example12'],
    words: ['name'],
    lookUnits: 4,
    pattern: new RegExp(
      String.raw`\bname["']?[ \t]*:[ \t]*["']?\w{0,40}(?:${secretWord}|pass|_key)\w{0,40}["']?,?[ \t]*\n[ \t]*["']?value["']?[ \t]*:[ \t]*["']?(?<value>[^\s"'$]{4,})`,
      'iy',
    ),
    accepts: isConfiguredSecret,
  },
  {
    name: 'configured-password',
    masks: ['requirepass «hunter2-x9Qz»'],
    leaves: ['requirepass $REDIS_PASSWORD'],
    words: ['requirepass', 'masterauth'],
    pattern: /\b(?:requirepass|masterauth)[ \t]+["']?(?<value>[^\s"'$]{4,})/y,
    accepts: isConfiguredSecret,
  },
  {
    // The name of a data source in Go: user, password, protocol.
    name: 'password-in-address',
    masks: ['dsn := "bob:«hunter2-x9Qz»@tcp(127.0.0.1:3306)/shop"'],
    leaves: ['dsn := "root:root@tcp(127.0.0.1:3306)/shop"'],
    words: ['@tcp(', '@unix(', '@protocol('],
    lookUnits: 5,
    pattern: /(?<=["'`\s][\w.-]{1,60}:(?<value>[^\s"'`:/]{4,128}))@(?:tcp|unix|protocol)\(/y,
    accepts: (value) => !commonPassword.test(value),
  },
  {
    // Also two passwords, the new one and the old one.
    name: 'database-password',
    masks: ['CREATE USER bob IDENTIFIED BY «Harbor-dragon-8328» DEFAULT'],
    leaves: ['CREATE USER bob IDENTIFIED BY password'],
    words: ['identified by', 'replace "'],
    pattern:
      /(?:identified[ \t]+by|(?<=by[ \t]{1,20}"[^"\n]{4,64}"[ \t]{1,20})replace)[ \t]+(?:values[ \t]+)?"?(?<value>[^\s"';]{6,64})/iy,
    accepts: isChosenPassword,
  },
  {
    // A mail address and a password at the end of a line.
    name: 'login-pair',
    masks: ['Shop (bob@example.org): «Harbor-dragon-8328»'],
    leaves: ['Write to bob@example.org: see RFC-2822'],
    words: ['.com', '.org', '.net', '.edu'],
    pattern:
      /\.(?:com|org|net|edu)["'`)]{0,2}[ \t]*[:;,|/](?![/])(?<=@[\w.-]{1,60}\W{1,5})[ \t]*["'`]?(?<value>[^\s"'`<>]{8,64})["'`]?(?=[ \t]*(?:\n|$))/iy,
    accepts: isChosenPassword,
  },
  {
    // The name of a server, the user and the password on a line.
    name: 'login-pair',
    masks: ['mail.example.org:bob:«Harbor-dragon-8328»'],
    leaves: ['http://example.org:8080'],
    words: ['.com', '.org', '.net', '.edu'],
    pattern: /\.(?:com|org|net|edu):(?<=^[\w.-]{1,70}:)[\w.@+-]{1,60}:(?<value>[^\s:]{8,64})(?=\n|$)/my,
    accepts: isChosenPassword,
  },
  {
    name: 'database-password',
    masks: ["PRAGMA key = '«Harbor-dragon-8328»';"],
    leaves: ['PRAGMA key = ?;'],
    words: ['pragma', 'attach'],
    lookUnits: 6,
    pattern:
      /(?:pragma[ \t]+(?:hex)?(?:re)?key[ \t]*=|attach[^\n;]{1,200}?[ \t]key)[ \t]*["']?(?:x')?(?<value>[^\s"';]{6,128})/iy,
    accepts: (value) => isChosenPassword(value) || looksSecret(value),
  },
  {
    // Clients for HTTP in editors: the user and the password without base 64.
    name: 'authorization-header',
    masks: ['Authorization: Basic bob:«Harbor-dragon-8328»'],
    leaves: ['Authorization: Basic user:password'],
    words: authorizationWords,
    pattern:
      /\bauthorization["'`]?[ \t]*:[ \t]*(?:basic|digest)[ \t]+[\w.@-]{1,60}[: \t][ \t]*(?<value>[^\s"'`]{6,128})/iy,
    accepts: isChosenPassword,
  },
  {
    name: 'passphrase',
    masks: ['Passphrase: «pepper winter jungle saddle»'],
    leaves: ['Passphrase: must be the one of your key'],
    words: ['passphrase', 'pass phrase', 'phrase secr', 'frase de', 'passsatz'],
    pattern:
      /(?:pass ?phrase|phrase secr[eè]te|frase de (?:contrase[nñ]a|paso|seguridad))[^\n:="“]{0,40}?(?:[:="“]|is\b|ist\b|lautet\b|est\b|es\b)[\s"'`“:]{0,6}(?<value>(?:[a-z]{3,12}[ -]){2,9}[a-z]{3,12})(?=["'`.”]{0,2}[ \t]*(?:\n|$))/iy,
    accepts: (value) => !sentenceWords.test(value),
  },
  {
    // Codes of digits and capital letters that a label names.
    name: 'code-value',
    masks: ['Safe code: «8845886028»'],
    leaves: ['Serial number: see below'],
    words:
      'activ aktiv verif passc unloc entsp freis zugan wlan w-lan netzw puk: puk- pin: pin- pin" produ seria serie safe door gate alarm tür geheim lizenz licen totp 2fa authe'
        .split(' ')
        .concat(['wi-fi key', 'wifi key', 'wifi-key', 'code d', 'puk ', 'pin ']),
    pattern:
      /\b(?:(?:activation|verification|pass|unlock|entsperr|aktivierungs|freischalt|zugangs|access|safe|door|gate|alarm|tür)[ _-]?(?:code|key|schl[üu]ssel)|w-?lan[ -]?(?:schl[üu]ssel|key)|wi-?fi[ -]key|netzwerkschl[üu]ssel|code d['’]acc[eè]s|puk|geheimzahl|pin(?:[ -]?code)?(?:(?: [\p{L}-]{1,20}){1,4}(?=:| is| ist))?|product key|serial(?: (?:number|key))?|seriennummer|lizenzschl[üu]ssel|licen[cs]e[ _-]?key|(?:totp|2fa|authenticator)[ _-]?(?:seed|secret|key))["'`*]{0,3}(?:[ \t]*[:=][ \t]*|[ \t]+(?:is|ist|lautet|est|es)[ \t:]+|[ \t]+)["'`*]{0,3}(?<value>(?=[^\n]{0,12}\d|(?:[A-Z2-7]{4} ){3})[A-Za-z0-9]{4,60}(?:[- ][A-Za-z0-9]{4,8}){0,12})(?=["'`*.,;)]{0,3}(?:\s|$))/iuy,
    accepts: (value) =>
      isChosenPassword(value) ||
      (value.length >= 8 && (/\d.*\d.*\d/.test(value) || /^[A-Z0-9 -]{12,}$/.test(value)) && !/[a-z]{9}/.test(value)),
  },
  {
    // Salts and keys of WordPress, which may hold any sign.
    name: 'configured-password',
    masks: ["define('AUTH_KEY', '«x8!kQ2#vB7$mN4%zL9^pW1&tR6*cF3(dG5)hJ0-yU»');"],
    leaves: ["define('AUTH_KEY', 'put your unique phrase here');"],
    words: ["_salt'", '_salt"', "_key'", '_key"'],
    pattern: /_(?:SALT|KEY)["'],[ \t]*(["'])(?<value>(?:(?!\1)[^\n]){40,128})\1/y,
  },
  {
    // Keys that look like identifiers.
    name: 'service-key',
    masks: ['HEROKU_API_KEY: «3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17»'],
    leaves: ['id: 3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17'],
    words: ['heroku', 'snyk', 'codecov', 'railway', 'scaleway', 'postmark', 'rgapi-'],
    pattern:
      /(?:(?:heroku|snyk|codecov|railway|scaleway|postmark)[\w-]{0,20}["']?[ \t]*[:=][ \t]*["']?|rgapi-)(?<value>[0-9a-f]{8}-[0-9a-f-]{27})/iy,
  },
];

export const credentialRules = patterns.map(patternRule);
