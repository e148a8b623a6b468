// Codes of doors, safes, cards and accounts: a word for a code, a word for what it opens, and a number after the first, on one line, in any
// language and order of words.
import type { Rule } from './rule.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { matchesAt, type Places } from '../workLimit.ts';

const words: readonly string[] = [
  ...'pin code kod код código codigo codice clave combination kombination passcode geheimzahl zahlenschloss digicode'.split(
    ' ',
  ),
  ...'sicherheitscode bestätigungscode entsperrcode sperrcode zugangscode türcode haustürcode handycode'.split(' '),
  ...'fahrradschloss vorhängeschloss kofferschloss'.split(' '),
];
/** Not that of an error, which may stand beside a lock, too. */
const codeWord = new RegExp(
  String.raw`(?<![\p{L}\d]|(?:error|exit|status|return|http|zip) )(?:${words.join('|')})(?!\p{L})`,
  'iuy',
);
/** What a code opens. */
const lock =
  /(?<!\p{L})(?:doors?|gate|handy|smartphone|iphone|ipad|lock(?:er)?|safe|garage\p{L}{0,5}|alarm\p{L}{0,6}|voicemail|key ?box|entry|haus\p{L}{0,6}|tür|tresor|schließfach|schlüssel\p{L}{0,7}|karte|kassen\p{L}{0,6}|porte|portail|immeuble|coffre|carte|puerta|portal|caja fuerte|móvil|tarjeta|porta|portão|cofre|cartão|cancello|cassaforte|cassetta|bancomat|deur|kluis|sleutel\p{L}{0,6}|drzwi|furtki|bramy|sejfu|двери|сейфа|домофона|подъезда|dörren)(?!\p{L})/iu;
/** What it is for, if it opens an account or a device. */
const account = /(?<![a-z])(?:access|security|banking|verification|confirmation|one-time|unlock)(?![a-z])/i;
/** Words for a code of a door or card only, or what makes the word before one of these. */
const isOwn = /^(?:geheimzahl|\p{L}{4,12}schloss|(?!pass)\p{L}{3,12}code)/iu;
const makesOwn = /^ (?:confidentiel|secret\b|d['’]acc[eè]s|d['’]entrée)/i;
/** The number, and words without digits before it. No year, date, percentage or quantity. */
const number =
  /^(?:[^\n\d]|\d{1,2}(?:st|nd|rd|th)\b){0,40}?[^\p{L}\n\d](?<value>(?!(?:19|20)\d\d(?![\d#*]|[- ]\d)|\d{4}-\d\d-\d\d)(?:\d{1,4}(?:[-#* ]\d{1,4}){1,5}#?|[#*]?\d{4,8}[#*]?|(?=[A-Z\d]{0,7}\d\d)(?=\d{0,7}[A-Z])[A-Z\d]{4,8}))(?![\p{L}\d%]|[.,:-]\d| (?:lines|ms|euros?|km|kg|chiffres)\b)/u;
/** UTF-16 units of the line before and after the word. */
const reach = { before: 60, after: 100 };
const shortest = 4;

/** `places`: where a word for a code may begin. Takes time linear in the text. */
function findDoorCodes(text: string, places: Places): SecretSpan[] {
  const found: SecretSpan[] = [];
  let searched = 0;
  for (const { index, 0: word } of matchesAt(text, codeWord, places)) {
    if (index < searched) continue;
    const end = index + word.length;
    const after = firstLine(text.slice(end, end + reach.after));
    places.spend(index, after.length >> 2);
    const match = number.exec(after);
    if (!match) continue;
    searched = end + match[0].length;
    const before = text.slice(Math.max(0, index - reach.before), index);
    places.spend(index, (before.length + after.length) >> 2);
    const line = lastLine(before) + word + after;
    const isLock = isOwn.test(word) || makesOwn.test(after) || lock.test(line) || account.test(line);
    const value = match.groups!['value']!;
    if (!isLock || value.length < shortest) continue;
    const start = end + match[0].length - value.length;
    found.push({ start, end: start + value.length, rule: 'pin-value' });
  }
  return found;
}

const firstLine = (text: string): string => /^[^\n]*/.exec(text)![0];
const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);

export const doorCodes: Rule = {
  name: 'pin-value',
  words,
  find: findDoorCodes,
  masks: [
    ...['The code for the door is «8029».', 'Code de la porte : «3486»', 'Код от двери: «3281»'],
    ...["Code d'accès immeuble : «1479A»", 'Digicode «48B12»', 'Garagentor Code «5837»', 'Kod do furtki «2947#»'],
    ...[
      'Zahlenschloss «3-9-4»',
      'Fahrradschloss «7-3-9-1»',
      'then the voicemail pin «9402» and #',
      'código del portal es «8802» y',
    ],
    ...['alarm_code: «2907»', 'Alarm panel code «7713», the cleaner has it', 'Le code du coffre est «2580 74»'],
    ...['Tresor-Code: «482915»', 'Alarmanlage Code «4711#09»', 'Door code 5th floor: «2580#»', 'Gate code is «#4829»'],
    ...['combination of the safe: «34-12-58»', 'Unlock code for the phone «896629»', 'Sperrcode «2580»'],
    ...['Your verification code is «442302».', 'iPhone Code «482913»', 'Handy-Code: «482914»'],
    ...['Code confidentiel carte bleue : «9146»', 'code of the gate «4711», pin of the safe «2580»'],
  ],
  leaves: [
    ...['Error code 4711', 'Door 1234', 'a combination of 1000 colors', 'Error code for the gateway: 5040'],
    ...['Código postal: 28001', 'code for doors in 2024 and later'],
    ...["Code d'accès : voir 2024", 'digicode : 3 chiffres', 'The code of the door module has 4000 lines'],
    ...['Lock wait timeout exceeded: error code 1205', 'exit code 1234 of the door'],
    ...['iPhone 15 code review', 'Code coverage on iPhone: 4711 lines'],
    ...['The safe code path returns 404 in 2.10.1', 'Portal code review: 2024-05-01'],
  ],
};
