// A line of notes or configuration that ends with a password after its name: `Router password: …`, `remotepass = …`, "the passphrase is …".
// Whatever follows the sign is the password, also plain words, unless it stands for one or is a message about it.
import { commonPassword, isIdentifier, isLabel, isMessage, standsForSecret } from '../judge/placeholders.ts';
import { passwordWord, passwordWordStarts } from '../names/passwordWord.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { matchesAt, type Places } from '../workLimit.ts';
import { joinedPass } from './assignment.ts';
import { localeFile, proseFile, sourceFile } from './bareValue.ts';
import type { Rule } from './rule.ts';
import { endOfLine, lines } from './valueEnds.ts';

const name = new RegExp(`(?:${passwordWord}|luks|veracrypt|diceware)|(?<short>pass|pw|mdp|kw)(?![\\w-])`, 'iy');
/** "pass" alone has other meanings. */
const shortBefore = /^[\s>*+#:-]*$|[_.-]$|[,;|/][ \t]*$/;
/** What the password is for. */
const purposeBefore = /^[\s>*+#:-]{0,20}(?:[\p{L}\d][\p{L}\d_.@():/-]{0,30}[ \t]{0,2}){0,4}$/u;
const restOfName =
  /^(?:[_-]?\d{1,3})?["'`*_]{0,3}(?:[ \t]{1,2}[\p{L}\d(][\p{L}\d.@()-]{0,20}){0,4}["'`*_]{0,3}[ \t]{0,40}(?:[:：](?![:=])|=(?![=>])|=>|->|→)[*_]{0,3}[ \t]{1,40}(?:[|>][+-]?\d?[ \t]{0,8}\n[ \t]{1,40})?|^[:=](?![:=])/u;
/** After a word with other meanings: no purpose of it. */
const signOnly = /^[`*_]{0,3}[ \t]{0,40}[:=：](?![:=])[`*_]{0,3}[ \t]{0,40}/;
/** After other words of the line. A passphrase has several words, so that more may stand between. */
const inSentence = /^[`*_]{0,3}[ \t]?[:：][ \t]{1,8}/;
const inSentenceOfPhrase =
  /^[^\n:]{0,60}?(?:[ \t](?:is|ist|lautet|est|es)|:)[ \t]{1,4}[«„“"]?[ \t]?(?=[^\s«„“"]{1,20}(?:[ \t][^\s«„“"]{1,20}){2})/i;
/** Says in German that a word, and nothing else, follows. */
const inSentenceOfWord = /^[^\n:]{0,60}?[ \t]lautet[ \t:]{1,4}[„“"]?(?=\S+$)/i;
const phraseWord = /phrase|secr[eè]te$/i;
const blockBegin = /^["'`]?[ \t]{0,8}:[ \t]{1,8}[|>][+-]?\d?[ \t]{0,8}$/;
/** UTF-16 units before the name, and after it. */
const [longestBefore, longestAfter] = [80, 200];
const longestValue = 80;
const signs = /^[`*_]{1,3}|[.`*_»“”]{1,3}$/g;
const remark = /[ \t](?:#|\/\/|\([^()\n]{0,80}\)[ \t]{0,8}$)/;
/** Code: a call, a block, an address, a path, a tag. What is in quotes may hold any sign: another rule finds its end. */
const code = /^["']|^[\w.$[\]]*\(|[{([,:;<>]$|^[!&|<>{[(@]|:\/\/|^\.{0,2}\/|[<>{}]|\w\[[\w:'"]|\$[\w({]|^-{1,2}\w/;

/** Work for each name. */
const nameCosts = { look: 1, match: 5 };

function findNamedLines(text: string, places: Places, path: string): SecretSpan[] {
  if (sourceFile.test(path) || localeFile.test(path)) return [];
  const found: SecretSpan[] = [];
  const isProse = proseFile.test(path);
  const lineAt = lines(text);
  for (const { index, 0: word, groups } of matchesAt(text, name, places, nameCosts)) {
    const line = lineAt(index);
    const end = index + word.length;
    if (index - line.start > longestBefore || line.end - end > longestAfter) continue;
    const before = text.slice(line.start, index);
    const isShort = groups!['short'] !== undefined;
    if (isShort && !shortBefore.test(before) && !joinedPass.test(before)) continue;
    // A block in YAML begins on the next line.
    const isBlock = blockBegin.test(text.slice(end, line.end));
    const after = text.slice(
      end,
      isBlock ? Math.min(endOfLine(text, line.end + 1), line.end + longestAfter) : line.end,
    );
    const begins = purposeBefore.test(before);
    const sign = begins ? (isShort ? signOnly : restOfName) : inSentence;
    const sentence = phraseWord.test(word) ? inSentenceOfPhrase : inSentenceOfWord;
    const assigned = (sign.exec(after) ?? sentence.exec(after))?.[0];
    if (assigned === undefined) continue;
    const value = after.slice(assigned.length).split(remark, 1)[0]!.trim().replace(signs, '');
    if (!isLineSecret(value, isProse)) continue;
    const start = end + after.indexOf(value, assigned.length);
    found.push({ start, end: start + value.length, rule: 'password-line' });
  }
  return found;
}

function isLineSecret(value: string, isProse: boolean): boolean {
  if (value.length < 4 || value.length > longestValue || !/\p{L}/u.test(value)) return false;
  if (standsForSecret(value) || commonPassword.test(value) || isLabel(value) || code.test(value)) return false;
  if (isProse && isIdentifier(value)) return false;
  return !/\s/.test(value) || !isMessage(value);
}

export const namedLines: Rule = {
  name: 'password-line',
  words: [...passwordWordStarts, 'luks', 'veracrypt', 'diceware'],
  find: findNamedLines,
  masks: [
    ...['The passphrase is «seven wet otters dancing»', 'And the passphrase, as I said: «nine lives of a tomcat».'],
    'Usuario: bob. Contraseña: «mariposa azul»',
    ...['Das Passwort für den Router lautet «Storchennest».', 'Login: bob, PW: «storchennest»'],
    { path: 'a.yml', text: 'passphrase: «blue Monday rides 77 horses» # new\n' },
    { path: 'a.yml', text: 'password: >-\n  «pepperwinterjungle»\nuser: bob\n' },
    { path: 'db.yml', text: 'dbPassword: «Wolkenbruch»\n' },
    { path: 'a.ini', text: 'remotepass = «Rotkehlchen»\npassword=«wiedehopf»\npassphrase = «wiedehopf»\n' },
    ...[
      '- Router password (kitchen): **«Storchennest»**\n',
      ':PASSWORD: «orgMode-Pw»\n',
      'Passwort: «SchlüsselblüteGiebel»',
    ],
    ...[
      'Passwort: «Nagel Regen 56!»',
      'LUKS: «river-meadow-umbrella-island»',
      'Passphrase: «pepper winter jungle saddle»',
    ],
    'Password manager master: «lemon butter cricket humble»',
  ],
  leaves: [
    ...['Passphrase: must be the one of your key', 'Password: enter it again here please', 'password: string'],
    ...[
      'Passwort: muss geändert werden',
      'Passwort: Siehe den Tresor',
      'Das Passwort lautet wie folgt',
      'It came to pass: all knew',
      'low pass: filter',
    ],
    ...[
      'password = user_password',
      "password = request.form['password']",
      'password: SecureRandom.uuid',
      'password: <none>',
    ],
    ...[{ path: 'a.yml', text: 'password: !vault |\npassword: ${PASSWORD}\npassword:\n  required: true\n' }],
    ...[
      { path: 'a.ts', text: 'password = wiedehopf' },
      { path: 'a.tf', text: 'password = module.db.pw\n' },
      { path: 'locales/de.yml', text: 'password: Kennwortwahl\n' },
    ],
  ],
};
