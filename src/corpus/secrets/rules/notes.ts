// Credentials in notes: passphrases, codes and PINs.
import { patternRule, type PatternRule } from './rule.ts';
import { isChosenPassword } from '../judge/secretValue.ts';
import { isInFours } from '../judge/drawnKeys.ts';

/** Whose PIN a name means: not that of a device, as in LED_PIN. */
const ownersOfPins =
  'admin|user|owner|guest|master|default|customer|account|login|card|sim|door|gate|alarm|safe|lock|unlock|security|bank|parental|app|access';
const patterns: readonly PatternRule[] = [
  {
    // Codes of digits and capital letters that a label names.
    name: 'code-value',
    masks: [
      ...[
        'Safe code: «8845886028»',
        '2FA secret (TOTP): «srpy tjzs wnmg jpby»',
        'WLAN, Schlüssel «72839475610293847561»',
      ],
      ...['Authenticator setup key: «3arj zqyo q33c 7jx6»', 'AWS MFA secret «3ARJ ZQYO Q33C 7JX6»'],
    ],
    leaves: ['Serial number: see below', 'GPIO pin 1023 does not exist', 'Access code will also come soon'],
    words:
      'activ aktiv verif passc unloc entsp freis zugan wlan w-lan netzw puk: puk- pin: pin- pin" produ seria serie safe door gate alarm tür geheim lizenz licen totp 2fa mfa otp authe'
        .split(' ')
        .concat(['wi-fi key', 'wifi key', 'wifi-key', 'code d', 'puk ', 'pin ', 'schlüssel', 'setup', 'set-up']),
    pattern:
      /\b(?:(?:activation|verification|pass|unlock|entsperr|aktivierungs|freischalt|zugangs|access|safe|door|gate|alarm|tür)[ _-]?(?:code|key|schl[üu]ssel)|w-?lan[ -]?(?:schl[üu]ssel|key)|wi-?fi[ -]key|netzwerkschl[üu]ssel|schlüssel(?=[ \t:]{1,4}\d{12})|code d['’]acc[eè]s|puk|geheimzahl|pin(?:[ -]?code)?(?:(?: [\p{L}-]{1,20}){1,4}(?=:| is| ist))?|product key|serial(?: (?:number|key))?|seriennummer|lizenzschl[üu]ssel|licen[cs]e[ _-]?key|(?:totp|2fa|mfa|otp|authenticator|set-?up)[ _-]?(?:set-?up[ _-]?)?(?:seed|secret|key))(?:[ \t]\([\w -]{1,20}\))?["'`*]{0,3}(?:[ \t]*[:=][ \t]*|[ \t]+(?:is|ist|lautet|est|es)[ \t:]+|[ \t]+)["'`*]{0,3}(?<value>(?=[^\n]{0,12}\d|(?:[A-Z2-7]{4} ){3})[A-Za-z0-9]{4,60}(?:[- ][A-Za-z0-9]{4,8}){0,12})(?=["'`*.,;)]{0,3}(?:\s|$))/iuy,
    accepts: (value) =>
      isChosenPassword(value) ||
      isInFours(value) ||
      (value.length >= 8 &&
        (/\d.*\d.*\d/.test(value) || /^[A-Z0-9 -]{12,}$/.test(value)) &&
        !/[a-z]{9}| [a-z]{4}/.test(value)),
  },
  {
    // Also of cards: these may have three digits.
    name: 'pin-value',
    masks: [
      ...['PIN EC-Karte: «4821»', 'Die PIN der Karte ist «7391».', 'Handy PIN «0815», PUK «83749201»', 'CVV «123»'],
      ...['"pin": "«4821»"', 'Visa card\npin «4821»\n', 'Пин-код карты: «4821»', '暗証番号：«1157»'],
      ...['SIM PUK1: «09664662»', 'TAN: «256373»', '{"cvv": "«197»"}', 'voicemail pin «1634», sim pin «4662»'],
      ...[
        'PIN del móvil «2945»',
        'exp 11/28 cryptogramme «912»',
        'SSN: «078-05-1121»',
        '{"name": "PIN", "value": "«5582»", "type": 1}',
      ],
    ],
    leaves: [
      ...['LED_PIN = 4000', 'pin 12: 3300 mV', 'Pin it to version 1234.', 'pin: 2024-05-01', 'PIN: 4 digits'],
      ...['/pin/1234567890/', 'spin: 1000', 'see pin 1234 of it', 'pin 13 is an output'],
    ],
    words: 'pin puk tan ssn cvv cvc cryptogramme kartenprüfnummer пин 暗証番号'.split(' '),
    lookUnits: 3,
    pattern:
      /(?<![\p{L}\d_/])(?:(?:[Pp][Ii][Nn]\d?|PUK\d?|TAN|SSN|(?:CV[VC]|cv[vc])2?|[Cc]ryptogramme|[Kk]artenprüfnummer|[Пп]ин|ПИН|暗証番号)(?:[ -]?(?:[Cc]ode|[Nn]ummer|[Nn]umber|код))?(?![\p{L}\d])["'`*]{0,3}(?:(?:[ \t]+\p{L}[\p{L}.-]{0,19}){0,4}(?:[ \t]*[:：=]|[ \t]+(?:is|ist|lautet)(?=[ \t]))|(?:(?<=P[Ii][Nn])(?:[ \t]+\p{L}{1,20}){1,3})?(?=[ \t]+\d{4,8}[ \t]*(?:\n|$|[,;)|]))|(?<=[A-Z]{3}|ogramme|prüfnummer)(?=[ \t])|(?<=["']),\s{0,20}["']value["'][ \t]{0,4}:))[ \t]{0,4}["'`*]{0,3}(?!\d{4}-\d\d-\d\d)(?<value>\d{1,4}(?:[-#*]\d{1,4}){1,5}#?|[#*]?\d{4,8}[#*]?|(?<=(?:(?:CV[VC]|cv[vc])2?|[Cc]ryptogramme|[Kk]artenprüfnummer)["':= \t]{1,6})\d{3})(?![\p{L}\d]|[.,:-]\d)/uy,
    accepts: () => true,
  },
  {
    // In code and configuration, where "pin" alone may be that of a device.
    name: 'pin-value',
    masks: ['ADMIN_PIN=«4829»', 'admin_pin: "«4829»"', { path: 'a.ts', text: "const adminPin = '«482915»';" }],
    leaves: ['LED_PIN = 4000', 'const int ledPin = 4000;', 'spin = 4000', 'SPIN_MS=4000'],
    words: ['pin'],
    pattern: new RegExp(
      String.raw`(?:(?<=(?:${ownersOfPins})[_-]?)pin|(?<![\w-])pin(?=[ \t]*(?:={2,3}[ \t]*["'\x60]|\.equals\(")))(?:_?code)?["'\x60]?(?:(?:[ \t]*:[ \t]*[a-z]{1,10})?[ \t]*[:=]{1,3}|\.equals\()[ \t]*["'\x60]?(?<value>\d{4,8})(?![\w.])`,
      'iy',
    ),
    accepts: () => true,
  },
];

export const noteRules = patterns.map(patternRule);
