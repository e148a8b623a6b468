// Credentials that occur at a fixed place: in addresses, headers, connection strings, SQL and markup.
import { patternRule, secretWords, type PatternRule } from './rule.ts';
import { secretWord } from '../names/secretWord.ts';
import { commonPassword } from '../judge/placeholders.ts';
import { isChosenPassword, isConfiguredSecret, isRandomKey, looksSecret } from '../judge/secretValue.ts';

const authorizationWords = ['authorization', 'basic', 'bearer'];
const sqlWords = ['identified', 'password'];
const connectionWords = ['password', 'pwd', 'accountkey', 'sharedaccesskey'];

const patterns: readonly PatternRule[] = [
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
    // An address that is cut off after the password.
    name: 'password-in-address',
    masks: ['url = "postgres://bob:«hT7w2-x9Qz»'],
    leaves: ['http://localhost:8080', 'http://HOST:PORT', 'docker://node:24-alpine3.19'],
    words: ['://'],
    lookUnits: 2,
    pattern: /:\/\/[^\s/:@"'`<>{}$]{1,256}:(?<value>[^\s"'`<>/?#@:]{6,64})(?=["'`]|\s|$)/y,
    accepts: (value) => isChosenPassword(value, 'near'),
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
    // Schemes of services.
    name: 'authorization-header',
    masks: ['Authorization: GenieKey «3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17»'],
    leaves: ['Authorization: Signature keyId', 'Authorization: see section4.2', 'Authorization: token required'],
    words: authorizationWords,
    pattern:
      /\bauthorization["'`]?\]?[ \t]*[:=,][ \t]*["'`]?[\w-]{0,20}(?:key|token)[ \t]+(?:\w{2,12}=["']?)?(?<value>[\w+/=.~:-]{8,})/iy,
    accepts: (value) => isChosenPassword(value, 'near'),
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
    // A table of names and values.
    name: 'database-password',
    masks: ["UPDATE settings SET value = '«hunter2-x9Qz»' WHERE name = 'smtp_password';"],
    leaves: [
      "UPDATE settings SET value = 'hunter2-x9Qz' WHERE name = 'host';",
      "UPDATE a SET value = '' WHERE name = 'token';",
    ],
    words: ['set '],
    pattern: new RegExp(
      String.raw`\bset[ \t]+[\w."\x60[\]]{1,60}[ \t]*=[ \t]*N?'(?<value>[^'\n]{4,200})'\s{1,20}where[ \t]+[\w."\x60[\]]{1,60}[ \t]*=[ \t]*N?'[\w.:-]{0,60}?(?:${secretWord}|pass)`,
      'iy',
    ),
    accepts: isConfiguredSecret,
  },
  {
    // Of routers and switches.
    name: 'configured-password',
    masks: ['snmp-server community «Hafen-Kutter77» RW'],
    leaves: ['snmp-server community public RO', 'the community should view it', 'snmp-server community $COMMUNITY ro'],
    words: ['community'],
    pattern: /community[ \t]+(?<=\bsnmp(?:-server)?[ \t]{1,8}community[ \t]{1,8})["']?(?<value>[^\s"'$]{4,64})/iy,
    accepts: (value) => !/^(?:public|private)$/i.test(value),
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
    masks: ['HEROKU_ID: «3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17»'],
    leaves: ['id: 3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17'],
    words: ['heroku', 'snyk', 'codecov', 'railway', 'scaleway', 'postmark', 'rgapi-'],
    pattern:
      /(?:(?:heroku|snyk|codecov|railway|scaleway|postmark)[\w-]{0,20}["']?[ \t]*[:=][ \t]*["']?|rgapi-)(?<value>[0-9a-f]{8}-[0-9a-f-]{27})/iy,
  },
  {
    // A name that ends in "key", unless it is that of a table, a store or a pair of keys.
    name: 'service-key',
    masks: [
      ...['ACME_KEY=«9f86d081884c7d659a2feaa0c55ad015a3bf4f1b»', '"acmeKey": "«9f86d081884c7d659a2f»"'],
      ...['[acme]\nkey = "«k8Qm2Vx9Lw4Tz7R»"\n', 'acme: { key: "«tok-k8m2v9w4t7r3nq»" }'],
      'ops_key: «3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17»',
    ],
    leaves: [
      ...[
        'partition_key: 3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17',
        'cacheKey: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"',
      ],
      ...['key: "user-settings-2024"', 'monkey = "k8Qm2Vx9Lw4Tz7R"', 'const key = k8Qm2Vx9Lw4Tz7R(a);'],
    ],
    words: ['key:', 'key=', 'key ', 'key"', "key'", 'key]'],
    pattern:
      /(?:(?<![A-Za-z])key|(?<![A-Z])Key|(?<![A-Za-z])KEY)(?=["'\]]{0,2}[ \t]{0,4}[:=])(?<!(?:public|primary|foreign|partition|sort|row|cache|idempotency|object|host|hash|query|storage|lookup|PUBLIC|PRIMARY|CACHE|HOST)[_-]?(?:key|Key|KEY))["'\]]{0,2}[ \t]{0,4}(?::=|=>|[:=])[ \t]{0,4}(?:["'\x60](?<value>[\w+/=.~-]{14,200})["'\x60]|(?<bare>[\w+/=~-]{14,200})(?=[,}]?[ \t]*(?:\n|$)))/y,
    accepts: isRandomKey,
  },
  {
    // A link with which someone may log in.
    name: 'password-in-address',
    masks: ['https://app.example.com/reset/«9f86d081884c7d659a2feaa0c55ad015a3bf4f1b»'],
    leaves: ['https://app.example.com/reset/password-of-user-2', 'src/verify/k8Qm2Vx9Lw4Tz7RbN3cYp'],
    words: ['/reset', '/verif', '/confirm', '/activat', '/invit', '/magic', '/passw'],
    pattern:
      /\/(?:reset|verif|confirm|activat|invit|magic|password)[\w-]{0,20}\/(?<=https?:\/\/[^\s"'`<>]{1,200})(?<value>[\w-]{14,200})/iy,
    accepts: isRandomKey,
  },
];

export const credentialRules = patterns.map(patternRule);
