// Passwords after what makes them one in commands, statements and configuration: an option, a keyword, the name of a user.
import { isSecret, patternRule, type PatternRule } from './rule.ts';
import { isLabel } from '../judge/placeholders.ts';
import { isChosenPassword, isConfiguredSecret, isNamedSecret, looksSecret } from '../judge/secretValue.ts';
import { secretWord } from '../names/passwordWord.ts';

/** Where nothing but a password can follow: how the place begins, and an expression for all of it. */
const certainPlaces: readonly (readonly [words: readonly string[], before: string])[] = [
  [['requirepass', 'masterauth'], String.raw`\b(?:requirepass|masterauth)[ \t]+`],
  [['rootpw', 'bindpw'], String.raw`\b(?:root|bind)pw[ \t]+(?:--\w{1,40}[ \t]+){0,8}`],
  [['nmcli'], String.raw`\bnmcli[ \t][^\n]{0,120}?[ \t]password[ \t]+`],
  [['rabbitmqctl'], String.raw`rabbitmqctl[ \t]+(?:add_user|change_password)[ \t]+\S{1,60}[ \t]+`],
  [['wpa_passphrase'], String.raw`\bwpa_passphrase[ \t]+(?:"[^"\n]{1,40}"|\S{1,40})[ \t]+`],
  [['encrypt_string'], String.raw`\bencrypt_string[ \t]+`],
  [['-admin-password'], String.raw`(?<=reset)-admin-password[ \t]+`],
  // The name of a file comes before the user, unless the hash is only printed.
  [
    ['mosquitto_passwd', 'htpasswd'],
    String.raw`(?:mosquitto_|ht)passwd[ \t]+(?:-[cBm][ \t]+){0,2}-(?=\w{0,8}b)(?:(?=\w{0,8}n)\w{1,9}|\w{1,9}(?:[ \t]+-[cBm])?[ \t]+\S{1,200})[ \t]+\S{1,60}[ \t]+`,
  ],
  [['--from-literal'], String.raw`--from-literal[= \t]["']?[\w.-]{1,100}=`],
  [
    ['secret', 'config:set', 'vault'],
    String.raw`\b(?:secrets?[ \t]+(?:set|put|add)|config:set|vault[ \t]+(?:kv[ \t]+put|write))\b[^\n|;=]{0,200}?\w=`,
  ],
  [
    ['config'],
    String.raw`\b(?:config|configure)[ \t]+(?:set[ \t]+)?[\w.:/-]{0,60}(?:${secretWord})[\w-]{0,40}[ \t]+(?=\S{6})`,
  ],
  [['ConvertTo-SecureString'], String.raw`\bConvertTo-SecureString[ \t]+(?:-String[ \t]+)?(?=["'])`],
  [['"securestring"'], String.raw`"SecureString"\s{1,20}value\s{0,10}=\s{0,10}(?=")`],
  [
    ['variable'],
    String.raw`\bvariable[ \t]+"[\w-]{0,40}(?:${secretWord})[\w-]{0,40}"[ \t]*\{[^{}]{0,400}?\bdefault[ \t]*=[ \t]*(?=")`,
  ],
  [
    ['type="p', "type='p", 'type=p', 'type={"p'],
    String.raw`\btype=\{?["']?password["']?\}?[^<>\n]{0,200}?\s(?:default)?value=(?=["'])`,
  ],
  // Of a virtual private network: the user, then the password.
  [['<auth-user-pass'], String.raw`<auth-user-pass>\n[^\n]{1,60}\n`],
  // The content of a QR code for a wireless network.
  [['wifi:'], String.raw`WIFI:(?:[STHIA]:[^;\n]{0,64};){0,5}P:`],
  // Salts and keys of WordPress, which may hold any sign.
  [
    ["_salt'", '_salt"', "_key'", '_key"'],
    String.raw`_(?:salt|key)["'],[ \t]{0,4}(?<=define\([ \t]?["']\w{1,40}["'],[ \t]{0,4})(?=["'][^\n]{40})`,
  ],
  // Of database files.
  [
    ['pragma', 'attach'],
    String.raw`(?:pragma[ \t]+(?:hex)?(?:re)?key[ \t]*=|attach[^\n;]{1,200}?[ \t]key(?=[ \t]*x?["']))[ \t]*(?:x(?='))?`,
  ],
  [['community'], String.raw`community[ \t]+(?<=\bsnmp(?:-server)?[ \t]{1,8}community[ \t]{1,8})`],
  [['rocommunity', 'rwcommunity'], String.raw`r[ow]community6?[ \t]+`],
];

/** Where other words may follow, too. */
const likelyPlaces: typeof certainPlaces = [
  // What a command reads instead of the keyboard.
  [['<<<'], String.raw`<<<(?<=(?:sudo|secret|passw|login|stdin|cryptsetup)[^\n<]{0,80}<<<)[ \t]{0,4}`],
  // What a script answers to a program that asks for a password, and what a user tells a chat.
  [
    ['send "', 'send -'],
    String.raw`send[ \t]+(?:--[ \t]+)?"(?<=assword[^"\n]{0,20}"[^\n]{0,20}\n\s{0,20}send[^"\n]{1,8}")`,
  ],
  [
    ['nickserv', '/ns '],
    String.raw`(?:nickserv|\/ns)[ \t]+(?:identify[ \t]+(?:\w{1,30}[ \t]+(?=\S{6,64}[ \t]*\n))?|register[ \t]+)`,
  ],
  // Of routers and switches.
  [
    [' secret ', ' password '],
    String.raw`[ \t](?:secret|password)(?<=(?:\busername[ \t]+\S{1,60}(?:[ \t]+privilege[ \t]+\d{1,2})?|\benable|\boption)[ \t]\w{6,8})[ \t]+(?:\d[ \t]+)?`,
  ],
  [
    [' key ', ' key-string', ' ascii-text '],
    String.raw`[ \t](?:ascii-text|key(?:-string|(?<=\b(?:option|isakmp|-server|-server[ \t]host[ \t]\S{1,60})[ \t]key)))[ \t]+(?:\d[ \t]+)?`,
  ],
  // Of virtual private networks and monitoring.
  [[': psk', ': eap', ': xauth'], String.raw`:[ \t]+(?:PSK|EAP|XAUTH)[ \t]+(?=")`],
  [
    [' md5 ', ' sha ', ' sha-', ' aes ', ' des '],
    String.raw`[ \t](?:MD5|SHA[\d-]{0,4}|AES|DES)(?<=createUser[ \t][^\n]{1,160})[ \t]+`,
  ],
  // Of databases.
  [[' using '], String.raw`[ \t]using(?<=user[ \t]{1,8}[\w.-]{1,60}[ \t]using)[ \t]+(?=')`],
  [['> auth ', ':auth("'], String.raw`(?:> AUTH[ \t]+(?:\w{1,40}[ \t]+)?|:auth\((?="))`],
  [
    ['net user', 'net use'],
    String.raw`(?<![\w-])net[ \t]+(?:user[ \t]+\S{1,60}|use[ \t][^\n]{1,100}?)[ \t]{1,8}(?=["']?[^\s"'/\\][^\s"'\\]{5,62}["']?(?:[ \t]|\n|$))`,
  ],
];

const wordsOf = (places: typeof certainPlaces): readonly string[] => places.flatMap(([words]) => words);
const anyOf = (places: typeof certainPlaces): string => `(?:${places.map(([, before]) => before).join('|')})`;

/** What follows the word in a statement of SQL. */
const beforeString = String.raw`(?:\s{1,20}|(?=\())(?:=\s{0,20})?(?:\w{0,12}\(\s{0,20})?`;
const identified = String.raw`(?:identified\s{1,20}(?:with\s{1,20}\S{1,60}\s{1,20})?(?:by|as)(?:\s{1,20}values)?|(?<=by[ \t]{1,20}"[^"\n]{4,64}"[ \t]{1,20})replace)`;

/** The names of options and variables. */
const secretWords: readonly string[] = 'pass pwd pw secret apikey api_key api-key access token'.split(' ');
/** "--password option", in a sentence. */
const aboutOption = /^(?:option|flag|argument|parameter|switch|setting|prompt)s?\b/i;
const isOptionSecret = (value: string): boolean => isNamedSecret(value, { mayBeWords: true }) || looksSecret(value);

const patterns: readonly PatternRule[] = [
  {
    name: 'configured-password',
    masks: [
      ...[
        'requirepass «hunter2-x9Qz»',
        'rootpw --plaintext «hunter2-x9Qz»',
        'rabbitmqctl add_user worker «Harbor8328»',
      ],
      'nmcli dev wifi connect Home password «storchennest»',
      ...['wpa_passphrase Home «river-meadow»', "ansible-vault encrypt_string '«Harbor8328»' --name a"],
      ...[
        'mosquitto_passwd -b pw.txt bob «Harbor8328»',
        'htpasswd -b -c file bob «Harbor8328»',
        'htpasswd -nb bob «hunter2-x9Qz»',
      ],
      ...['kubectl create secret generic a --from-literal=key=«hunter2-x9Qz»', 'heroku config:set KEY=«hunter2-x9Qz»'],
      ...['npm config set a:_password «hunter2-x9Qz»', 'ConvertTo-SecureString "«hunter2-x9Qz»"'],
      ...['type = "SecureString"\nvalue = "«Harbor8328»"', 'variable "db_password" {\n  default = "«hunter2-x9Qz»"\n}'],
      ...['<input type="password" value="«hunter2-x9Qz»">', 'WIFI:S:home;T:WPA;P:«hunter2-x9Qz»;;'],
      "define('AUTH_KEY', '«x8!kQ2#vB7$mN4%zL9^pW1&tR6*cF3(dG5)hJ0-yU»');",
      '<auth-user-pass>\nbob\n«Wellenbrecher»\n</auth-user-pass>',
      ...['snmp-server community «Hafen-Kutter77» RW', 'rocommunity «Harbor8328»', "PRAGMA key = '«whalehello»';"],
    ],
    leaves: [
      ...['requirepass $REDIS_PASSWORD', 'rootpw --lock', 'rabbitmqctl add_user worker $PASSWORD'],
      ...['htpasswd -cb file bob $PASSWORD', 'heroku config:set KEY=$VALUE', 'ConvertTo-SecureString "$password"'],
      ...['kubectl create secret generic a --from-literal=key=$VALUE', 'npm config set a:_password $PASSWORD'],
      ...['type = "SecureString"\nvalue = "${var.value}"', 'variable "db_password" {\n  default = "null"\n}'],
      ...['<input type="password" value="Password">', 'WIFI:S:home;T:WPA;P:$PASSWORD;;'],
      "define('AUTH_KEY', 'put your unique phrase here');",
      ...['snmp-server community public RO', 'the community should view it', 'rocommunity public', 'PRAGMA key = ?;'],
    ],
    words: wordsOf(certainPlaces),
    lookUnits: 2,
    pattern: new RegExp(
      String.raw`${anyOf(certainPlaces)}(?:(["'])(?<quoted>(?:(?!\1)[^\n]|\1\1){4,200})\1|(?<=WIFI:[^\n]{1,200}P:)(?<network>(?:\\.|[^;\\\n]){4,})|["'\x60]?(?<bare>(?![-|<>])[^\s"'\x60]{3,127}[^\s"'\x60;,)]))`,
      'iy',
    ),
    accepts: isConfiguredSecret,
  },
  {
    name: 'configured-password',
    masks: [
      ...['sudo -S <<< "«Harbor8328»" ls', "wrangler secret put X <<< '«Harbor8328»'"],
      ...['expect "assword:"\nsend "«Harbor8328»\\r"\n', '/msg NickServ identify bob «Harbor8328»\n'],
      ...['username admin privilege 15 secret 0 «Harbor8328»', 'enable secret «Harbor8328»'],
      ...[
        ' key-string «Harbor8328»\n',
        'crypto isakmp key «Sommer2026!» address 0.0.0.0',
        "\toption key '«Harbor8328»'\n",
        '10.0.0.1 %any : PSK "«Harbor8328»"',
      ],
      ...['createUser bob SHA "«Harbor8328»" AES «Harbor8328»', "CONNECT TO shop USER app USING '«Harbor8328»';"],
      ...['127.0.0.1:6379> AUTH «Harbor8328»\n', 'red:auth("«Harbor8328»")'],
      'net user backup «Harbor-dragon-8328» /add',
    ],
    leaves: [
      ...['sudo -S <<< "$PASSWORD" ls', 'sort <<< "Harbor8328"', 'expect "assword:"\nsend "$password\\r"\n'],
      ...['/msg NickServ identify help\n', 'enable secret scanning for the repository', 'enable password protection'],
      ...['enable secret $SECRET', ': PSK "secret"', "CONNECT TO shop USER app USING '';", 'AUTH required\n'],
      'net user backup /delete',
    ],
    words: wordsOf(likelyPlaces),
    lookUnits: 3,
    pattern: new RegExp(
      String.raw`${anyOf(likelyPlaces)}["'\x60]?(?<value>(?:[^\s"'\x60$\\;]|\$(?![{(])){6,128})`,
      'iy',
    ),
    accepts: (value) => isChosenPassword(value, 'named'),
  },
  {
    // In quotes, or without them; also two passwords, the new one and the old one.
    name: 'database-password',
    masks: [
      ...["ALTER USER bob PASSWORD '«hunter2-x9Qz»';", 'ALTER USER bob IDENTIFIED WITH b_c BY "«hunter2-x9Qz»";'],
      'CREATE USER bob IDENTIFIED BY «Harbor-dragon-8328» DEFAULT',
      "SET PASSWORD FOR 'bob'@'%' = '«river-meadow-umbrella-island»';",
    ],
    leaves: [
      ...["ALTER USER bob PASSWORD '%s';", 'CREATE USER bob IDENTIFIED BY "$PASSWORD";'],
      'CREATE USER bob IDENTIFIED BY password',
    ],
    words: ['identified', 'password', 'replace "'],
    pattern: new RegExp(
      String.raw`password(?:[ \t]{1,8}for[ \t]{1,8}[^\s=]{1,80})?${beforeString}N?'(?<password>(?:[^'\n]|''){4,256})'|${identified}${beforeString}(?:N?'(?<single>(?:[^'\n]|''){4,256})'|(?<!\n[ \t]{0,20})"(?<double>[^"\n]{4,64})"|"?(?<bare>[^\s"';]{6,64}))`,
      'iy',
    ),
    accepts: (value, { groups }) => (groups!['bare'] === undefined ? isSecret(value) : isChosenPassword(value)),
  },
  {
    name: 'connection-string',
    masks: ['"Server=x;User Id=sa;Password=«hunter2-x9Qz»;"'],
    leaves: ['"Server=x;User Id=sa;Password={password};"', '"Server=x;Password={dbPassword1};"'],
    words: ['password', 'pwd', 'accountkey', 'sharedaccesskey'],
    lookUnits: 2,
    pattern:
      /(?<=;[ \t]{0,20})(?:password|pwd|accountkey|sharedaccesskey)[ \t]*=[ \t]*(?<value>[^\s;"'`][^;"'`\n]{3,256})(?=[;"'`\n])/iy,
  },
  {
    // An option, also with a word after an equals sign; a variable of the environment; a file of logins.
    name: 'password-option',
    masks: [
      ...["tool --password '«hunter2-x9Qz»' --verbose", 'user --name=bob --password=«hundekuchen» --plaintext'],
      ...['aws rds modify --master-user-password «Falkenauge»', 'cmdkey /user:bob /pass:«builder-bob»'],
      ...[
        'plink -pw «moosbeere» "reboot"',
        'ENV SUPERUSER_PW «gurkenglas»',
        'Connect -User admin -Password «fear-of-it»',
      ],
      ...['ENV DB_PASSWORD «hunter2-x9Qz»', 'machine a login bob port 993 password «hunter2-x9Qz»'],
    ],
    leaves: [
      ...['tool --password "$PASSWORD" --verbose', 'ENV DB_PASSWORD $PASSWORD'],
      'tool --password=PASSWORD --password=yourpassword --password-file=secrets',
      ...['Use the --password option to set it.', 'login [--password string] [--passphrase-file path]'],
      'machine a login bob password $PASSWORD',
    ],
    words: secretWords,
    lookUnits: 3,
    pattern: new RegExp(
      [
        String.raw`(?<=\s/)p(?:ass(?:word)?|w):["']?(?<slash>[^\s"'\x60<>{}$%*]{4,})`,
        String.raw`(?<=(?<![\w-])--?(?:[\w-]{0,30}-)?)(?:${secretWord}|pass|pw)(?:[= \t]+(?:\\\n[ \t]*)?|=?["'\x60])["'\x60]?(?<option>[^\s"'\x60<>[\]{}()$|;-][^\s"'\x60<>]{3,})`,
        String.raw`(?:${secretWord}|pw)\w{0,40}[ \t]{1,20}(?<=^[ \t]{0,100}(?:ENV|ARG|setx?|set -x|setenv)[ \t]{1,20}\w{1,110}[ \t]{1,20})["']?(?<variable>[^\s"'$=][^\n"']{3,})`,
        String.raw`password[ \t]{1,8}(?<=\blogin[ \t]{1,8}[^\s"'\x60/]{1,100}(?:[ \t]{1,8}port[ \t]{1,8}\w{1,8})?(?:[ \t]{1,8}|[ \t]{0,8}\n[ \t]{0,40}(?=password[ \t]{1,8}\S{1,200}[ \t]*(?:\n|$)))password[ \t]{1,8})(?<login>[^\s"'\x60\\]{4,})`,
      ].join('|'),
      'imy',
    ),
    accepts: (value, { 0: match, groups }) => {
      if (groups!['login'] !== undefined) return isSecret(value);
      // Nothing but a password follows such an option.
      const isPassword = /^(?:pass(?:word|wd|phrase)?|pw)(?:[:= \t]|$)/i.test(match);
      return (
        isOptionSecret(value) ||
        (isPassword && !isLabel(value) && !aboutOption.test(value) && isConfiguredSecret(value))
      );
    },
  },
  {
    // What a script writes to a program that reads it, perhaps after the name of the user.
    name: 'password-option',
    masks: [...['echo «hunter2-x9Qz» | docker login --password-stdin', "echo 'root:«dockerroot»' | chpasswd"]],
    leaves: ['echo $PASSWORD | docker login --password-stdin', "echo 'root:password' | chpasswd"],
    words: ['echo', 'printf'],
    pattern:
      /\b(?:echo|printf)[ \t]+(?:-\w{1,20}[ \t]+|["'][^"'\n]{1,8}["'][ \t]+)?["'`]?(?:(?<all>[^\s"'`$|]{4,128})["'`]?[ \t]*\|[^\n|]{0,100}?(?:--password-stdin|--with-token|--stdin|sudo -S)|(?:[\w.-]{1,32}:)?(?<value>[^\s"':|\\]{6,64})(?:\\n[^"'\n|]{0,80})?["']?[ \t]*\|[^\n|]{0,40}?(?:passwd|sudo|stdin|cryptsetup|mysql|kinit|gpg|openssl|base64))/iy,
    accepts: (value, { 0: match, groups }) =>
      groups!['all'] === undefined && !match.endsWith('chpasswd') ? isChosenPassword(value) : isConfiguredSecret(value),
  },
];

export const placeRules = patterns.map(patternRule);
