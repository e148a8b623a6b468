// Credentials in command lines and in scripts: options, variables, and the commands that store secrets.
import { patternRule, secretWords, type PatternRule } from './rule.ts';
import { isLabel } from '../judge/placeholders.ts';
import { secretWord } from '../names/secretWord.ts';
import { isChosenPassword, isConfiguredSecret, isNamedSecret, looksSecret } from '../judge/secretValue.ts';

const userOptions = ['-u', '--user', '--proxy-user', '--auth'];
const printCommands = ['echo', 'printf'];
const storeCommands = ['secret', 'config:set', 'vault'];

/** Small letters, capital letters and digits. */
const isMixed = (value: string): boolean =>
  value.length >= 10 && [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(value));

const patterns: readonly PatternRule[] = [
  {
    name: 'password-option',
    masks: ["tool --password '«hunter2-x9Qz»' --verbose"],
    leaves: ['tool --password "$PASSWORD" --verbose'],
    words: secretWords,
    lookUnits: 2,
    pattern: new RegExp(
      String.raw`(?<=(?<![\w-])--?(?:[\w-]{0,30}-)?)(?:${secretWord}|pass)(?:[= \t]+(?:\\\n[ \t]*)?|=?["'\x60])["'\x60]?(?<value>[^\s"'\x60<>[\]{}()$|;-][^\s"'\x60<>]{3,})`,
      'iy',
    ),
    accepts: (value) => isNamedSecret(value, { mayBeWords: true }) || looksSecret(value),
  },
  {
    // After an equals sign, also a word.
    name: 'password-option',
    masks: ['user --name=bob --password=«hundekuchen» --plaintext'],
    leaves: ['tool --password=PASSWORD --password=yourpassword --password-file=secrets'],
    words: ['pass'],
    pattern:
      /(?<=(?<![\w-])--?(?:[\w-]{0,30}-)?)pass(?:word|wd|phrase)?=["']?(?<value>[A-Za-z]{8,64})(?=["']?(?:\s|$))/y,
    accepts: (value) => !isLabel(value) && isConfiguredSecret(value),
  },
  {
    name: 'password-option',
    masks: ['run -u bob:«hunter2-x9Qz» https://example.com', 'curl --user \\\n  bob:«hunter2-x9Qz»'],
    leaves: ['run -u bob:$PASSWORD https://example.com'],
    words: userOptions,
    pattern:
      /(?<![\w-])(?:-u|--user|--proxy-user|--auth)[= \t]+(?:\\\n[ \t]*)?["'`]?[\w.@+-]{1,60}:["']?(?<value>[^\s"'`$<>](?:[^\s"'`$<>]|\$(?![{(])){3,})/y,
  },
  {
    // Of Oracle: the name of the user, a slash and the password.
    name: 'password-option',
    masks: ['sqlplus bob/«hunter2-x9Qz»@prod'],
    leaves: ['sqlplus bob/$PASSWORD@prod'],
    words: ['sqlplus', 'sqlldr', 'impdp', 'expdp', 'jdbc:oracle:'],
    pattern:
      /(?:\b(?:sqlplus|sqlldr|impdp|expdp)[ \t]+(?:-\w{1,20}[ \t]+){0,3}(?:userid=)?["']?|jdbc:oracle:\w{2,5}:)\w{1,60}\/(?<value>[^\s"'$/@]{4,})/iy,
  },
  {
    // A note: the name of the user, a slash and the password.
    name: 'login-note',
    masks: ['Login bob / «Harbor-dragon-8328» at the portal'],
    leaves: ['Login name / password at the portal'],
    words: ['login', 'log in', 'account', 'credentials', 'zugang', 'anmeldung', 'user', 'wifi', 'wi-fi', 'wlan'],
    pattern:
      /\b(?:login|log in(?: as)?|accounts?|credentials|zugang(?:sdaten)?|anmeldung|user(?:name)?[ \t]*[/|+&][ \t]*p\w{1,7}|wi-?fi|wlan)(?: data| details)?(?: for[ \t]+[\w.-]{1,30}| with| is| mit| as)?[: \t]+["'`]?[\w.@+-]{2,60}["'`]?[ \t]*\/[ \t]*["'`]?(?<value>[^\s"'`<>]{6,})/iy,
    accepts: (value) => isMixed(value) || isChosenPassword(value, 'named'),
  },
  {
    name: 'netrc-password',
    masks: ['machine a login bob password «hunter2-x9Qz»'],
    leaves: ['machine a login bob password $PASSWORD'],
    words: ['login'],
    pattern:
      /\blogin[ \t]+[^\s"'`/]{1,100}(?:[ \t]+|[ \t]*\n[ \t]*(?=password[ \t]+\S{1,200}[ \t]*(?:\n|$)))password[ \t]+(?<value>[^\s"'`\\]{4,})/y,
  },
  {
    name: 'environment-password',
    masks: ['ENV DB_PASSWORD «hunter2-x9Qz»'],
    leaves: ['ENV DB_PASSWORD $PASSWORD'],
    words: secretWords,
    lookUnits: 3,
    pattern: new RegExp(
      String.raw`(?:${secretWord})\w{0,40}[ \t]{1,20}(?<=^[ \t]{0,100}(?:ENV|ARG|setx?|set -x|setenv)[ \t]{1,20}\w{1,110}[ \t]{1,20})["']?(?<value>[^\s"'$=][^\n"']{3,})`,
      'imy',
    ),
    accepts: (value) => isNamedSecret(value, { mayBeWords: true }),
  },
  {
    name: 'password-option',
    masks: ['echo «hunter2-x9Qz» | docker login --password-stdin'],
    leaves: ['echo $PASSWORD | docker login --password-stdin'],
    words: printCommands,
    pattern:
      /\b(?:echo|printf)[ \t]+(?:-n[ \t]+)?["'`]?(?<value>[^\s"'`$|]{4,128})["'`]?[ \t]*\|[^\n|]{0,100}?(?:--password-stdin|--with-token|--stdin|sudo -S)/y,
    accepts: isConfiguredSecret,
  },
  {
    name: 'stored-secret',
    masks: ['heroku config:set KEY=«hunter2-x9Qz»'],
    leaves: ['heroku config:set KEY=$VALUE'],
    words: storeCommands,
    pattern:
      /\b(?:secrets?[ \t]+(?:set|put|add)|config:set|vault[ \t]+(?:kv[ \t]+put|write))\b[^\n|;=]{0,200}?\w=["']?(?<value>[^\s"'$]{4,})/y,
    accepts: isConfiguredSecret,
  },
  {
    name: 'stored-secret',
    masks: ['kubectl create secret generic a --from-literal=key=«hunter2-x9Qz»'],
    leaves: ['kubectl create secret generic a --from-literal=key=$VALUE'],
    words: ['--from-literal'],
    pattern: /--from-literal[= \t]["']?[\w.-]{1,100}=["']?(?<value>[^\s"'$]{4,})/y,
    accepts: isConfiguredSecret,
  },
  {
    name: 'stored-secret',
    masks: ['npm config set a:_password «hunter2-x9Qz»'],
    leaves: ['npm config set a:_password $PASSWORD'],
    words: ['config'],
    pattern: new RegExp(
      String.raw`\b(?:config|configure)[ \t]+(?:set[ \t]+)?[\w.:/-]{0,60}(?:${secretWord})[\w-]{0,40}[ \t]+["']?(?<value>[^\s"'$-][^\s"']{5,})`,
      'iy',
    ),
    accepts: isConfiguredSecret,
  },
  {
    name: 'secure-string',
    masks: ['ConvertTo-SecureString "«hunter2-x9Qz»"'],
    leaves: ['ConvertTo-SecureString "$password"'],
    words: ['ConvertTo-SecureString'],
    pattern: /\bConvertTo-SecureString[ \t]+(?:-String[ \t]+)?["'](?<value>[^"'$][^"']{3,200})["']/iy,
  },
  {
    name: 'password-option',
    masks: ['net user backup «Harbor-dragon-8328» /add'],
    leaves: ['net user backup /delete'],
    words: ['net user', 'net use'],
    lookUnits: 8,
    pattern:
      /(?<![\w-])net[ \t]+(?:user[ \t]+\S{1,60}|use[ \t][^\n]{1,100}?)[ \t]{1,8}["']?(?<value>[^\s"'/\\][^\s"'\\]{5,62})["']?(?=[ \t]|\n|$)/iy,
    accepts: isChosenPassword,
  },
  {
    name: 'password-option',
    masks: ['htpasswd -cb file bob «hunter2-x9Qz»'],
    leaves: ['htpasswd -cb file bob $PASSWORD'],
    words: ['htpasswd'],
    pattern:
      /\bhtpasswd[ \t]+-(?=\w{0,8}b)\w{1,9}[ \t]+\S{1,200}[ \t]+\S{1,60}[ \t]+["']?(?<value>[^\s"'$][^\s"']{5,63})/y,
    accepts: isConfiguredSecret,
  },
  {
    name: 'password-option',
    masks: ["echo 'root:«Harbor-dragon-8328»' | chpasswd"],
    leaves: ["echo 'root:password' | chpasswd"],
    words: printCommands,
    pattern:
      /\b(?:echo|printf)[ \t]+(?:-\w{1,20}[ \t]+|["'][^"'\n]{1,8}["'][ \t]+)?["']?(?:[\w.-]{1,32}:)?(?<value>[^\s"':|\\]{6,64})(?:\\n[^"'\n|]{0,80})?["']?[ \t]*\|[^\n|]{0,40}?(?:passwd|sudo|stdin|cryptsetup|mysql|kinit|gpg|openssl|base64)/y,
    accepts: isChosenPassword,
  },
  {
    // Of PostgreSQL: host, port, database, user and password.
    name: 'login-line',
    masks: ['localhost:5432:*:bob:«Harbor-dragon-8328»', 'db.example.org:5432:shop:bob:«whalehello»'],
    leaves: ['localhost:5432:*:bob:password'],
    words: [':543', ':*:', ':642'],
    pattern:
      /(?<=(?:^|[ \t"'`])[\w.*-]{1,100}(?::\*)?):(?:\d{4,5}|\*):[\w.*-]{1,60}(?::[\w.*-]{1,60})?:(?<value>[^\s:]{6,64})(?=\n|$)/my,
    accepts: (value) => /[A-Za-z]/.test(value) && isConfiguredSecret(value),
  },
  {
    // The user and the password, in quotes or alone on a line.
    name: 'login-pair',
    masks: ['Temporary login: guest // «Harbor-dragon-8328»'],
    leaves: ['admin: password'],
    words: 'admin root administrator ubuntu debian postgres: oracle ec2-user deploy: guest'.split(' '),
    lookUnits: 8,
    pattern:
      /(?<![\w./-])(?:admin|root|administrator|ubuntu|debian|postgres|oracle|ec2-user|deploy|guest)(?:[ \t]*(?:\/{1,2}|:|\|)[ \t]*|(?<=\(\w{1,20}),[ \t]*(?=[^\s()]{8,64}\)))(?<value>[^\s"'`<>/()]{8,64}(?=\))|[^\s"'`<>/]{8,64})(?=["'`)]|[ \t]*(?:\n|$|-->))/iy,
    accepts: isChosenPassword,
  },
  {
    name: 'password-option',
    masks: ['rootpw --plaintext «hunter2-x9Qz»'],
    leaves: ['rootpw --lock'],
    words: ['rootpw', 'bindpw'],
    pattern: /\b(?:root|bind)pw[ \t]+(?:--\w{1,40}[ \t]+){0,8}["']?(?<value>[^\s"'-][^\s"']{5,128})/y,
    accepts: isConfiguredSecret,
  },
];

export const commandRules = patterns.map(patternRule);
