// Passwords in the commands and configuration of servers, routers, directories and chats.
import { isChosenPassword, isConfiguredSecret } from '../judge/secretValue.ts';
import { patternRule, type PatternRule } from './rule.ts';

const isNamed = (value: string): boolean => isChosenPassword(value, 'named');

const patterns: readonly PatternRule[] = [
  {
    // What a command reads instead of the keyboard.
    name: 'password-option',
    masks: ['sudo -S <<< "«Harbor8328»" ls', "wrangler secret put X <<< '«Harbor8328»'"],
    leaves: ['sudo -S <<< "$PASSWORD" ls', 'sort <<< "Harbor8328"'],
    words: ['<<<'],
    pattern: /(?<=(?:sudo|secret|passw|login|stdin|cryptsetup)[^\n<]{0,80})<<<[ \t]{0,4}["']?(?<value>[^\s"'$]{6,64})/y,
    accepts: isNamed,
  },
  {
    // The user and the password are arguments.
    name: 'password-option',
    masks: ['rabbitmqctl add_user worker «Harbor8328»', 'mosquitto_passwd -b pw.txt bob «Harbor8328»'],
    leaves: ['rabbitmqctl add_user worker $PASSWORD'],
    words: ['rabbitmqctl', 'mosquitto_passwd', 'htpasswd', '-admin-password'],
    lookUnits: 2,
    pattern:
      /(?:rabbitmqctl[ \t]+(?:add_user|change_password)[ \t]+\S{1,60}|mosquitto_passwd[ \t]+(?:-c[ \t]+)?-b[ \t]+\S{1,200}[ \t]+\S{1,60}|htpasswd[ \t]+-(?=\w{0,8}n)\w{1,9}[ \t]+\S{1,60}|(?<=reset)-admin-password)[ \t]+["']?(?<value>[^\s"'$][^\s"']{5,63})/y,
    accepts: isConfiguredSecret,
  },
  {
    name: 'password-option',
    masks: ['http -a bob:«Harbor8328» example.org'],
    leaves: ['http -a bob:$PASSWORD example.org'],
    words: [' -a ', ' -a=', ' --auth'],
    pattern: /(?<=\bhttps?)[ \t](?:-a|--auth)[= \t]+["']?[\w.@+-]{1,60}:(?<value>[^\s"'$]{6,64})/y,
    accepts: isNamed,
  },
  {
    // Of routers and switches.
    name: 'configured-password',
    masks: [
      ...['username admin privilege 15 secret 0 «Harbor8328»', 'enable secret «Harbor8328»'],
      ...[' key-string «Harbor8328»\n', "\toption key '«Harbor8328»'\n"],
    ],
    leaves: ['enable secret scanning for the repository', 'enable password protection', 'enable secret $SECRET'],
    words: [' secret ', ' password ', ' key ', ' key-string'],
    lookUnits: 2,
    pattern:
      /[ \t](?:(?:secret|password)(?<=(?:\busername[ \t]+\S{1,60}(?:[ \t]+privilege[ \t]+\d{1,2})?|\benable|\boption)[ \t]\w{6,8})|key(?:-string|(?<=\boption[ \t]key)))[ \t]+(?:\d[ \t]+)?["']?(?<value>[^\s"'$]{6,64})/y,
    accepts: isNamed,
  },
  {
    // Of virtual private networks and monitoring.
    name: 'configured-password',
    masks: [
      '10.0.0.1 %any : PSK "«Harbor8328»"',
      'createUser bob SHA "«Harbor8328»" AES «Harbor8328»',
      'rocommunity «Harbor8328»',
    ],
    leaves: [': PSK "secret"', 'rocommunity public'],
    words: [': psk', ': eap', ': xauth', ' md5 ', ' sha ', ' sha-', ' aes ', ' des ', 'rocommunity', 'rwcommunity'],
    pattern:
      /(?::[ \t]+(?:PSK|EAP|XAUTH)[ \t]+"|(?<=createUser[ \t][^\n]{1,140})[ \t](?:MD5|SHA[\d-]{0,4}|AES|DES)[ \t]+"?|r[ow]community6?[ \t]+)(?<value>[^\s"']{6,64})/y,
    accepts: isNamed,
  },
  {
    // Of databases.
    name: 'database-password',
    masks: [
      ...["CONNECT TO shop USER app USING '«Harbor8328»';", '127.0.0.1:6379> AUTH «Harbor8328»\n'],
      'red:auth("«Harbor8328»")',
    ],
    leaves: ["CONNECT TO shop USER app USING '';", 'AUTH required\n'],
    words: [' using ', '> auth ', ':auth("'],
    pattern:
      /(?:(?<=user[ \t]{1,8}[\w.-]{1,60})[ \t]using[ \t]+'|> AUTH[ \t]+(?:\w{1,40}[ \t]+)?|:auth\(")(?<value>[^\s"']{6,64})/iy,
    accepts: isNamed,
  },
  {
    // Of services in the cloud.
    name: 'stored-secret',
    masks: ['type = "SecureString"\nvalue = "«Harbor8328»"'],
    leaves: ['type = "SecureString"\nvalue = "${var.value}"'],
    words: ['"securestring"'],
    pattern: /"SecureString"\s{1,20}value\s{0,10}=\s{0,10}"(?<value>[^"\n]{4,200})"/y,
    accepts: isConfiguredSecret,
  },
  {
    // What a script answers to a program that asks for a password.
    name: 'password-option',
    masks: ['expect "assword:"\nsend "«Harbor8328»\\r"\n', '/msg NickServ identify bob «Harbor8328»\n'],
    leaves: ['expect "assword:"\nsend "$password\\r"\n', '/msg NickServ identify help\n'],
    words: ['send "', 'send -', 'nickserv', '/ns '],
    lookUnits: 2,
    pattern:
      /(?:send[ \t]+(?:--[ \t]+)?"(?<=assword[^"\n]{0,20}"[^\n]{0,20}\n\s{0,20}send[^"\n]{1,8}")|(?:nickserv|\/ns)[ \t]+(?:identify[ \t]+(?:\w{1,30}[ \t]+(?=\S{6,64}[ \t]*\n))?|register[ \t]+))(?<value>[^\s"'$\\]{6,64})/iy,
    accepts: isNamed,
  },
];

export const serverRules = patterns.map(patternRule);
