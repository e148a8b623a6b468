// Passwords on the same line as a word for a password, or alone on a line below it: "changed the password to …", "VPN password".
// The value must look like a password, because other words stand between.
import type { Rule } from './rule.ts';
import { sourceFile } from './bareValue.ts';
import { literalsIn, userBefore } from './literalsIn.ts';
import { nearbyWord, passwordWordStarts, purpose } from '../names/passwordWord.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { execAt, isAt } from '../sticky.ts';
import { isChosenPassword, isConfiguredSecret, type PasswordPlace } from '../judge/secretValue.ts';
import { matchesAt, type Places } from '../workLimit.ts';

const word = new RegExp(
  `(?<weak>secret)|(?<login>(?<![A-Za-z])(?:(?:log|sign)[ -]?in|ssid|wi-?fi|w-?lan)(?![\w-]))|(?:${nearbyWord})`,
  'iy',
);
/** How these words begin. */
const words: readonly string[] = [
  ...passwordWordStarts,
  'login',
  'log in',
  'log-in',
  'sign in',
  'signin',
  'ssid',
  'wifi',
  'wi-fi',
];
/** The default of a property in Java or of a variable in a shell: ${db.password:…}, ${DB_PASSWORD:-…} */
const variable = /(?<=\$\{[\w.-]{0,60})/y;
const propertyDefault = /^[\w.]{0,40}(?:-[\w.]{1,40}){0,4}:?[-=:](?<value>[^\s"'`{}?+$][^\s"'`{}]{5,63})\}/;
/** UTF-16 units after and before the word. */
const [shortestPassword, longestPassword] = [8, 64];
const reach = { after: 110, before: 110 };
/** The rest of the line, with the next line if that may answer: after a question, or in a chat. */
const rest = /^[^\n]*(?:(?<=\?[ \t]{0,4})\n[^\n]*|\n(?=[[(<]?(?:\d{1,4}[:./-]\d|\w{1,20}>))[^\n]*)?/;
/** What a test enters in a field: getByLabel('Password').fill('…'). */
const typed = /^[^"'`\n]{0,20}["'`][)\]]{0,2}\.(?:type|fill|enter|input|send_?keys|set_?value)\([ \t]{0,4}["'`]$/i;
/** A literal before the word, without a comma between: "…" == password, value="…" name="password"; or before its label: set("…", forKey: "password"). */
const literalBefore =
  /(?<=\k<quote>(?<value>(?:(?!\k<quote>)[^\\\n]){8,64})(?<quote>["'`])(?:,[ \t]{0,4}\w{1,20}:)?[^"'`,\n]{0,40}(?:["'`][\w.#[\]-]{0,24})?)/y;
/** "… is the new password", "… as password". */
const subjectBefore =
  /(?<=(?<value>[^\s"'`]{8,64})["'`]?[ \t]{1,4}(?:as|als|comme|como|come|jako|som|(?:as|is|ist|est|es)[ \t]{1,4}(?:the|my|our|your|das|mein|unser|Ihr|dein|le|la))[ \t]{1,4}(?:\w{1,20}[ \t-])?)/iy;
/** Up to the value: what follows the word in the name, and signs. */
const restOfName = /^[\w-]*(?:[\s:：=*&|][\s:：=*_&|]*)?$/;
const nextWord = /[^\s"'`„“”«»‘’<>|]+/g;
/** What comes just before a value. */
const announcement =
  /(?<=(?:[:=：是成为為]|>>|->|→|["'`„“«‘(/「]|[は는은]|\s(?:is|was|ist|lautet|est|es|to|a|en|auf|von|from|with|mit|by|are|be|war|era|était|sind|son|sont|é|è|jest|je|er|är|este|ir|là|para|на|na|—|–)|['’]s\s)[\s"'`*„“«‘]{0,8}|\\[a-z]{1,20}\{|[\s"'`(]echo\s{1,4}["']?)/iy;
/** What comes just before a value in a sentence. */
const sentence = /(?<=\s(?:is|was|ist|lautet|est|es|é|è|jest|är)[\s"'`*:„“«‘]{1,8})/iy;
/** The beginning of a comment. */
const comment = /(?:^|\s)(?:\/\/|\/?\*|#|--|;|%|<!--|"""|''')/;
/** A label at the end of a line, at most three lines without words, and a line with one word. */
const below = new RegExp(
  String.raw`(?:(?<purpose>${purpose})|(?<label>(?:[ \t]{1,4}[\w.äöüÄÖÜß-]{1,30}){1,3}?))??(?:[ \t]{1,4}(?:is|ist|lautet|est|es))?[ \t:*_]{0,20}\n(?:[ \t]{0,40}(?:[-=~^#*]{1,100}[ \t]{0,40})?\n){0,3}[ \t]{0,40}(?:[>*+-][ \t]{1,4}){0,3}["'\x60*]{0,3}(?<value>[^\s"'\x60]{8,64})["'\x60*]{0,3}[ \t]{0,40}(?=\n|$)`,
  'iy',
);

/** Before a word that a line begins with. */
const lineBegin = /^[\s>*+#-]*$/;
/**
 * Between such a word and the last one of the line: what the password is for, at most three words; or the beginning of the next line,
 * which answers.
 */
const labeled =
  /^(?:(?:[ \t]+[\p{L}\d.-]{1,20}){1,3}(?<sign>[ \t]*[:：=])?[ \t]+|(?<answer>[^\n]*\n[^\n]*))["'`*]{0,3}$/u;

/** Work for each name, also for each four UTF-16 units after it, and for each word or literal that is judged. */
const nameCosts = { look: 1, match: 8 };
const judgeUnits = 20;

/** `path` tells source code, where only literals are values. `places`: where a word may begin. Takes time linear in the text. */
function findNearbyPasswords(text: string, places: Places, path: string): SecretSpan[] {
  const found: SecretSpan[] = [];
  const isSource = sourceFile.test(path);
  const add = (start: number, value: string): void => {
    found.push({ start, end: start + value.length, rule: 'nearby-password' });
  };
  const judged = { words: 0, codeWords: 0, literals: new Set<number>(), weakLiterals: new Set<number>() };
  for (const match of matchesAt(text, word, places, nameCosts)) {
    const { index, groups, 0: name } = match;
    if (isSource && groups!['login'] !== undefined) continue;
    const end = index + name.length;
    const accepts = groups!['weak'] === undefined ? isChosenPassword : isRandomPassword;
    const [after] = rest.exec(text.slice(end, end + reach.after))!;
    places.spend(index, after.length >> 2);
    const seen = groups!['weak'] === undefined ? judged.literals : judged.weakLiterals;
    for (const { start, content } of literalsIn(after, shortestPassword, longestPassword)) {
      if (seen.has(end + start)) continue;
      seen.add(end + start);
      places.spend(index, judgeUnits);
      // Scripts for a browser name a key after the text: {enter}.
      const value = content.replace(/\{\w{1,20}\}$/, '');
      const from = userBefore.exec(value)?.[0].length ?? 0;
      const isTyped = groups!['weak'] === undefined && typed.test(after.slice(0, start));
      if (accepts(value.slice(from)) || (isTyped && isConfiguredSecret(value)))
        add(end + start + from, value.slice(from));
    }
    const byDefault = isAt(variable, text, index) ? propertyDefault.exec(after) : undefined;
    const byDefaultValue = byDefault?.groups!['value'];
    if (byDefaultValue !== undefined && isConfiguredSecret(byDefaultValue)) {
      add(end + byDefault![0].lastIndexOf(byDefaultValue), byDefaultValue);
    }
    const earlier = execAt(literalBefore, text, index)?.groups!['value'];
    if (earlier !== undefined && accepts(earlier)) add(text.lastIndexOf(earlier, index - earlier.length), earlier);
    if (groups!['weak'] !== undefined) continue;
    const before = text.slice(Math.max(0, index - reach.before), index);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const isCode = isSource && !comment.test(line);
    const from = isCode ? judged.codeWords : judged.words;
    const words = wordsAfter(after, { isCode, isLabel: !isSource && lineBegin.test(line), from: from - end });
    if (isCode) judged.codeWords = end + words.next;
    else judged.words = end + words.next;
    places.spend(index, words.count * judgeUnits);
    // After a word for a login, letters alone are a word of another language.
    const isSecret = (value: string): boolean =>
      groups!['login'] === undefined || (/\d/.test(value) && isChosenPassword(value));
    for (const { at, value } of words.found) if (isSecret(value)) add(end + at, value);
    if (isSource) continue;
    const subject = execAt(subjectBefore, text, index)?.groups!['value'];
    if (subject !== undefined && isChosenPassword(subject))
      add(text.lastIndexOf(subject, index - subject.length), subject);
    const lower = execAt(below, text, end);
    const value = lower?.groups!['value'];
    if (value !== undefined && isChosenPassword(value, placeBelow(lower!)))
      add(lower!.index + lower![0].lastIndexOf(value), value);
  }
  return found;
}

/** What a line says of the word below it. */
function placeBelow({ groups }: RegExpExecArray): PasswordPlace {
  if (groups!['purpose'] !== undefined) return 'named';
  return groups!['label'] === undefined ? 'announced' : 'near';
}

function isRandomPassword(value: string): boolean {
  return isChosenPassword(value, 'near');
}

interface WordsAfter {
  readonly found: readonly { readonly at: number; readonly value: string }[];
  /** Words that were judged. */
  readonly count: number;
  /** The last word may be cut off, and is judged again after the next name. */
  readonly next: number;
}

/**
 * Words of prose or configuration that look like a password, more so if nothing announces them. `isCode`: only what a sentence
 * announces. `isLabel`: the line begins with the name. `from`: the words before it were judged after an earlier name.
 */
function wordsAfter(
  after: string,
  { isCode, isLabel, from }: { readonly isCode: boolean; readonly isLabel: boolean; readonly from: number },
): WordsAfter {
  const found: { at: number; value: string }[] = [];
  let isFirst = true;
  let count = 0;
  let next = from;
  nextWord.lastIndex = 0;
  for (let match = nextWord.exec(after); match; match = nextWord.exec(after)) {
    const { index, 0: run } = match;
    next = Math.max(next, index);
    if (index < from && !isFirst) {
      nextWord.lastIndex = from;
      continue;
    }
    if (onlySigns.test(run)) continue;
    const signs = isLetter.test(run) ? 0 : signsBefore.exec(run)![0].length;
    const begin = index + signs;
    const at = run.includes(':', signs) ? begin + (userBefore.exec(run.slice(signs))?.[0].length ?? 0) : begin;
    const value = withoutPunctuation(run.slice(at - index));
    // The rest of the name.
    if (value === '' || (index === 0 && /^[\w-]/.test(run))) continue;
    const isDirect = isFirst && !isCode && restOfName.test(after.slice(0, begin));
    isFirst = false;
    if (index < from && !isDirect) continue;
    if (value.length < shortestPassword) continue;
    count++;
    if (isCode && !isAt(sentence, after, at)) continue;
    const accepts = acceptance(
      isCode || isDirect || isAt(announcement, after, at),
      !isCode && isAt(sentence, after, at),
    );
    const isLast = after.slice(at + value.length).trim() === '';
    const label = isLast ? labeled.exec(after.slice(0, at))?.groups : undefined;
    const isLabeled =
      label !== undefined &&
      (isLabel || label['answer'] !== undefined) &&
      isChosenPassword(value, label['sign'] === undefined ? 'announced' : 'named');
    if (isLabeled || accepts(value)) found.push({ at, value });
  }
  return { found, count, next };
}

function acceptance(isAnnounced: boolean, isInSentence: boolean): (value: string) => boolean {
  if (isInSentence) return (value) => isChosenPassword(value, 'named');
  return isAnnounced ? isChosenPassword : isRandomPassword;
}

const onlySigns = /^[([{*_,;:：是=&|.)\]}\\-]*$/;
const isLetter = /^[A-Za-z]/;
const signsBefore = /^(?:\\[a-z]{1,20}\{|[([{*_,;:：是=&|])*/;

/** A word may end a sentence or a list. */
function withoutPunctuation(word: string): string {
  let end = word.length;
  while (end > 0 && '.,;:)]}*_\\&'.includes(word[end - 1]!)) end--;
  return word.slice(0, end);
}

export const nearbyPasswords: Rule = {
  name: 'nearby-password',
  words,
  find: findNearbyPasswords,
  masks: [
    'I changed the password for the server to «Harbor-dragon-8328» today.',
    'Security question: first pet? Answer: «Timber8239!»',
    ...['Password for the NAS\n«Gx7-plum-tree»\n', 'Passwort Elster\n    «F!nanzamt8»\n'],
    ...['La clave del wifi es «gazpacho-frio-5»', 'A senha do wifi é «sardinha-assada-8»', 'Clé WPA : «gazpacho22»'],
    ...['WLAN: «Kranichzug2020»', 'Wifi im Büro: «Kranich#77»', '<eva> and the wifi?\n<tom> «nachtigall2023»\n'],
    ...['clave wifi: «tetmete50»', 'pw laptop «Korosze-fumele47»', 'Kennwort neu. Das alte war «teku2300».'],
    ...['10:02 bob: the wifi pass\n10:03 eve: «nalvere2141»\n', 'bob: try «konulvo.Lilli84» as password'],
    ...['> can you share the password?\nsure, «PisbiGetvi11»\n', 'Mudei a senha para «boskata.Valat4061» ontem.'],
    ...['Log in as **admin** with **«BeposaTida64»**.', 'bob: the wifi pass?\neve: «nalvere2141»\n'],
    { path: 'a.ts', text: "page.getByLabel('Password').fill('«Regenschirm»');" },
    { path: 'a.swift', text: 'Keychain.set("«Kutter-Hafen84»", forKey: "password")' },
  ],
  leaves: [
    ...['The password was changed to a longer one.', 'Reset the password for your account\n\nSettings\n'],
    {
      path: 'a.ts',
      text: "test('the password', 'river-meadow-umbrella-island'); get('password').as('river-meadow-umbrella-island')",
    },
    ...['The SSID (je zal gevraagd worden)', 'Wi-Fi: 802.11ac, WLAN: WPA2', 'wifi_driver=rtl8812au'],
  ],
};
