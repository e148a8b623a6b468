// Credentials in addresses and headers, and passwords beside the name of a user.
import { isSecret, patternRule, type PatternRule } from './rule.ts';
import { commonPassword } from '../judge/placeholders.ts';
import { isChosenPassword, isConfiguredSecret, looksSecret } from '../judge/secretValue.ts';

/** What stands before the name of a user: an option of a command. */
const option = String.raw`(?:(?<![\w-])(?:-u|--user|--proxy-user|--auth)|(?<=\b(?:https?|xh))[ \t]-a)(?:[= \t]+|["'],[ \t]*)(?:\\\n[ \t]*)?`;
/** A tool of Oracle. */
const oracle = String.raw`(?:\b(?:sqlplus|sqlldr|impdp|expdp)[ \t]+(?:-\w{1,20}[ \t]+){0,3}(?:userid=)?["']?|jdbc:oracle:\w{2,5}:)`;
/** A note. */
const note = String.raw`\b(?:login|(?:log|sign) in(?: as)?|accounts?|credentials|zugang(?:sdaten)?|anmeldung|identifiants?|credenziali|credenciais|credenciales|acc?es+o|inloggen|user(?:name)?[ \t]*[/|+&][ \t]*p\w{1,7}|wi-?fi|wlan)(?: data| details)?(?: for[ \t]+[\w.-]{1,30}| with| is| mit| met| as)?[: \t]+`;

/** How addresses of mail and names of servers end. */
const domains = 'com org net edu de at ch eu io fr it es nl pl uk br'.split(' ');
const hosts = '@10. @172. @192. @127. @localhost .lan .local .internal'.split(' ');
const systemUsers = 'admin root administrator ubuntu debian postgres oracle ec2-user deploy guest'.split(' ');
/** Of a server, a port and a user, or of these and a database. */
const serverAndUser = String.raw`(?:\.(?:com|org|net|edu)(?=:)(?<=^[\w.-]{1,70})|:(?=\d{4,5}:|\*:)(?<=(?:^|[ \t"'\x60])[\w.*-]{1,100}(?::\*)?:)(?:\d{4,5}|\*):[\w.*-]{1,60}(?::[\w.*-]{1,60})?)`;
/** A label or date with an address or message of mail: `mailto:bob.miller84x@…`. */
const mailLabel = String.raw`(?:\d{4}-\d\d-\d\d|mid|message-id|(?:e-?)?mail|mailto|from|to|cc|bcc|reply-to|contact|author|owner|by|user|login|sips?|xmpp|acct|im):[\w.+-]{1,64}@`;
/** Before a server without a scheme: `register => bob:…@sip.example.org`, `curl -x bob:…@10.0.0.3:3128`. */
const userBeforeServer = String.raw`(?<=(?:^|[\s"'\x60=])(?!${mailLabel})[\w.+-]{1,40}(?:@[\w.-]{1,40})?:(?<pair>[^\s"'\x60<>/:]{8,64})(?::\w{1,20})?@[\w.-]{0,60})`;
/** What follows the name of a host in an address. */
const portOrPath = /^\d{1,5}(?:[/?]|$)|\.git$/;

/** In a column beside an address: U0472AB19, GitHub:@bob42. */
const isIdentifier = (value: string): boolean => value.includes(':') || !/[!#$%^&*~?+=]|\p{Ll}.*\p{Ll}/u.test(value);

/** Small letters, capital letters and digits. */
const isMixed = (value: string): boolean =>
  value.length >= 10 && [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(value));

const patterns: readonly PatternRule[] = [
  {
    // After the user, or a token instead of one; also in an address that is cut off after the password, and in the name of a data
    // source in Go.
    name: 'password-in-address',
    masks: [
      ...['postgres://bob:«hunter2-x9Qz»@db.example.com/x', 'https://«9f3ab2c47d1e8f60a5b4»@example.com/a.git'],
      'url: postgresql://app:«IU0?X0eRdlmj@_5cuByxYeWJ»@10.0.0.3/x',
      ...['url = "postgres://bob:«hT7w2-x9Qz»', 'dsn := "bob:«hunter2-x9Qz»@tcp(127.0.0.1:3306)/shop"'],
    ],
    leaves: [
      ...['postgres://postgres:postgres@localhost/x', 'https://example.com/a.git', 'docker://node:24-alpine3.19'],
      ...['http://localhost:8080', 'http://HOST:PORT', 'dsn := "root:root@tcp(127.0.0.1:3306)/shop"'],
    ],
    words: ['://', '@tcp(', '@unix(', '@protocol('],
    lookUnits: 5,
    pattern: new RegExp(
      [
        String.raw`:\/\/(?:[^\s/:@"'\x60<>{}$]{0,120}@(?=[\w.-]{1,100}:[^\s@]{4,100}@))?[^\s/:@"'\x60<>{}$]{0,256}:(?<value>[^\s"'\x60<>/?#]{4,256}(?=@)|(?:(?!:\/\/)[^\s@"'\x60<>]){4,128}(?:@[^\s@/"'\x60<>]{1,64}){0,4}(?=@))@(?=[\w.[{%$-])`,
        String.raw`:\/\/(?<token>[A-Za-z0-9_-]{20,512})@(?=[\w[])`,
        String.raw`:\/\/[^\s/:@"'\x60<>{}$]{1,256}:(?<last>[^\s"'\x60<>/?#@:]{6,64})(?=["'\x60]|\s|$)`,
        String.raw`@(?:tcp|unix|protocol)\((?<=["'\x60\s][\w.-]{1,60}:(?<source>[^\s"'\x60:/]{4,128})@\w{3,8}\()`,
      ].join('|'),
      'y',
    ),
    accepts: (value, { groups }) => {
      if (groups!['last'] !== undefined) return isChosenPassword(value, 'near');
      return groups!['token'] === undefined ? !commonPassword.test(value) : /\d/.test(value) && looksSecret(value);
    },
  },
  {
    // After a scheme that is known, after the own one of a service, and without one.
    name: 'authorization-header',
    masks: [
      ...['Authorization: Bearer «abc123def456»', 'authorization: "«a1b2c3d4e5f6»"', 'Use Bearer «a1b2c3d4e5f6» here'],
      'Authorization: GenieKey «3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17»',
    ],
    leaves: [
      ...['Authorization: Bearer ${token}', 'authorization: required', 'Basic authentication uses a token.'],
      ...['Authorization: Signature keyId', 'Authorization: see section4.2', 'Authorization: token required'],
    ],
    words: ['authorization', 'basic', 'bearer'],
    pattern: new RegExp(
      [
        String.raw`\bauthorization["'\x60]?\]?(?:[ \t]*[:=,]|[ \t])[ \t]*["'\x60]?(?:basic|bearer|token|apikey|negotiate)[ \t]+(?:\w{2,12}=["'])?(?<value>[\w+/=.~:@!#%^&*-]{6,})`,
        String.raw`\bauthorization["'\x60]?\]?[ \t]*[:=,][ \t]*["'\x60]?(?:[\w-]{0,20}(?:key|token)[ \t]+(?:\w{2,12}=["']?)?(?<own>[\w+/=.~:-]{8,})|(?<bare>[\w+/=.~:@!#%^&*-]{8,}))`,
        String.raw`\b(?:basic|bearer)[ \t]+(?<later>(?=[\w+/.~-]{0,200}(?:\d|=))[\w+/.~-]{8,}={0,2})`,
      ].join('|'),
      'iy',
    ),
    accepts: (value, { groups }) => {
      if (groups!['own'] !== undefined) return isChosenPassword(value, 'near');
      return groups!['value'] === undefined ? looksSecret(value) : isSecret(value);
    },
  },
  {
    // The user and the password, where something says that they are.
    name: 'login-pair',
    masks: [
      ...['run -u bob:«hunter2-x9Qz» https://example.com', 'curl --user \\\n  bob:«hunter2-x9Qz»'],
      ...['http -a bob:«Harbor8328» example.org', 'Authorization: Basic bob:«Harbor-dragon-8328»'],
      ...["x = Buffer.from('bob:«Harbor-dragon-8328»')", 'sqlplus bob/«hunter2-x9Qz»@prod'],
      ...['Identifiants : bob / «Haslo6365!»', 'Inloggen met bob / «Haslo6365!»', '["-u", "bob:«Haslo6365!»"]'],
      ...['Login bob / «Harbor-dragon-8328» at the portal', 'Sign in with bob/«Harbor-dragon-8328» now'],
    ],
    leaves: [
      ...['run -u bob:$PASSWORD https://example.com', 'http -a bob:$PASSWORD example.org'],
      ...['Authorization: Basic user:password', "x = Buffer.from('user:password')", 'sqlplus bob/$PASSWORD@prod'],
      'Login name / password at the portal',
    ],
    words: [
      ...['-u', '--user', '--proxy-user', '--auth', ' -a ', ' -a=', 'authorization', 'buffer.from'],
      ...['sqlplus', 'sqlldr', 'impdp', 'expdp', 'jdbc:oracle:'],
      ...['login', 'log in', 'sign in', 'account', 'credentials', 'zugang', 'anmeldung', 'user', 'wifi', 'wi-fi'],
      ...['wlan', 'identifiant', 'credenz', 'credenc', 'acces', 'acceso', 'inloggen'],
    ],
    pattern: new RegExp(
      [
        String.raw`Buffer\.from\(\s{0,20}(["'\x60])[\w.@+-]{1,60}:(?<encoded>(?:(?!\1)[^\n]){6,64})\1`,
        String.raw`\bauthorization["'\x60]?[ \t]*:[ \t]*(?:basic|digest)[ \t]+["'\x60]?[\w.@+-]{1,60}[: \t][ \t]*(?<header>[^\s"'\x60]{6,128})`,
        String.raw`${option}["'\x60]?[\w.@+-]{1,60}:["']?(?<optional>[^\s"'\x60$<>](?:[^\s"'\x60$<>]|\$(?![{(])){3,})`,
        String.raw`${oracle}\w{1,60}\/(?<oracle>[^\s"'$/@]{4,})`,
        String.raw`${note}["'\x60]?[\w.@+-]{2,60}["'\x60]?[ \t]*\/[ \t]*["'\x60]?(?<note>[^\s"'\x60<>]{6,})`,
      ].join('|'),
      'iy',
    ),
    accepts: (value, { groups }) => {
      if (groups!['note'] !== undefined) return isMixed(value) || isChosenPassword(value, 'named');
      return (groups!['encoded'] ?? groups!['header']) === undefined ? isSecret(value) : isChosenPassword(value);
    },
  },
  {
    // The user and the password up to the end of a line, in quotes or brackets: an address of mail, a user of most systems, or what
    // comes after the name of a server.
    name: 'login-pair',
    masks: [
      ...[
        'Shop (bob@example.org): «Harbor-dragon-8328»',
        'Bahn: bob@example.de / «hunter2»',
        'Bahn - bob@example.de - «Sommer2008!»',
        'Bahn  bob@example.de  «Sommer2008!»',
      ],
      ...['ssh root@10.0.0.9 («Barcelona2023$»)', 'ssh root@10.0.0.9 - «Barcelona2023$»'],
      ...['Client(host, "admin", "«letmein224»")'],
      ...['Login with `bob@example.org` / `«hunter2»`.', 'Shop (bob@example.org, «hunter2)»'],
      ...[
        'register => bob@home:«Harbor-dragon-8328»:bob@sip.example.org:5060/200',
        'curl -x bob:«Harbor-dragon-8328»@10.0.0.3:3128',
      ],
      ...['mail.example.org:bob:«Harbor-dragon-8328»', 'Temporary login: guest // «Harbor-dragon-8328»'],
      ...['localhost:5432:*:bob:«Harbor-dragon-8328»', 'db.example.org:5432:shop:bob:«whalehello»'],
    ],
    leaves: [
      ...[
        'Write to bob@example.org: see RFC-2822',
        'bob@example.de: 2024-05-01',
        'bob@example.com, eve@example.com',
        'bob@example.com - 2024',
        'bob@example.com   v2.0.1',
      ],
      ...['git@gist.example.com:a1b2c3d4e5f60718.git', 'mongodb://bob:$PW@db1.example.com:27017/shop?w=majority1'],
      ...['http://example.org:8080', 'localhost:5432:*:bob:password', 'admin: password', '["admin", "editor"]'],
      'ssh bob@example.org (see the wiki)',
      ...['ssh vagrant@node-k8s01-eu2', 'ssh admin@srv-fra1-web02', 'ssh deploy@app-prod2023x'],
      'rsync -e ssh bob@host:backups2024',
      ...[
        'mail:bob.miller84x@example.com',
        '2020-01-19:20200119135241.GA4970@example.com',
        'register => bob:$PASSWORD@sip.example.org',
        'x:Bob@example.com',
      ],
      ...['bob@example.com\tU0472AB19', 'bob@example.de  KD-20417x', 'bob@example.com - GitHub:@bob42'],
      ...['parents = ["root", "child-node-12a"]', '("root", "python3.11")', '["admin", "billing-2024"]'],
    ],
    words: [...domains.map((domain) => `.${domain}`), ':543', ':*:', ':642', 'ssh ', ...hosts, ...systemUsers],
    lookUnits: 8,
    pattern: new RegExp(
      [
        String.raw`(?:\.(?:${domains.join('|')}|lan|local|internal)|@(?:localhost|\d{1,3}(?:\.\d{1,3}){3}))(?![\w@-])${userBeforeServer}`,
        String.raw`\.(?:${domains.join('|')})["'\x60)]{0,2}(?:[ \t]*[:;,|/](?![/])|[ \t][-–—](?=[ \t])|(?=\t|[ ]{2}))(?<=@[\w.-]{1,60}\W{0,5})[ \t]*["'\x60]?(?<mail>[^\s"'\x60<>]{6,64})["'\x60]?(?=[.,;)]?[ \t]*$)`,
        String.raw`${serverAndUser}:[\w.@+-]{1,60}:(?<server>[^\s:]{6,64})$`,
        String.raw`\bssh[ \t]+[\w.-]{1,40}@[\w.-]{1,80}(?![\w.-])[ \t]*(?:\([ \t]*|[:/,-][ \t]+)(?<ssh>[^\s()"'\x60]{6,64})(?=\)|[ \t]*$)`,
        String.raw`(?<![\w./-])(?:${systemUsers.join('|')})(?:[ \t]*(?:\/{1,2}|:|\|)[ \t]*|(?<=\w\([^()[\]\n]{1,80},[ \t]*["'](?:admin|root))["'],[ \t]*["'](?=[^"'\n]{8,64}["'])|(?<=\(\w{1,20}),[ \t]*(?=[^\s()]{8,64}\)))(?<system>[^\s"'\x60<>/()]{8,64}(?=\))|[^\s"'\x60<>/]{8,64})(?=["'\x60)]|[ \t]*(?:$|-->))`,
      ].join('|'),
      'imy',
    ),
    accepts: (value, { 0: match, groups }) => {
      if (groups!['pair'] !== undefined) return isChosenPassword(value, 'named');
      if (groups!['mail'] !== undefined) {
        if (!/[:;,|/]/.test(match.slice(0, match.indexOf(value))))
          return isChosenPassword(value) && !isIdentifier(value);
        return !portOrPath.test(value) && isChosenPassword(value.replace(/[.,;)]{1,2}$/, ''), 'named');
      }
      if (!match.startsWith(':')) return isChosenPassword(value);
      return /[A-Za-z]/.test(value) && isConfiguredSecret(value);
    },
  },
];

export const loginRules = patterns.map(patternRule);
