// Passwords on the same line as a word for a password, or alone on a line below it: "changed the password to …", "VPN password".
// The value must look like a password, because other words stand between.
import { sourceFile } from './assignedValues.ts';
import { nearbyWord } from './passwordWord.ts';
import type { SecretSpan } from './secretSpan.ts';
import { isChosenPassword, isConfiguredSecret, isUnmistakable } from './secretValue.ts';
import { matchesAt } from './wordScanner.ts';

const word = new RegExp(`(?<weak>secret)|(?:${nearbyWord})`, 'iuy');
/** The user may come first: "bob:…". */
const user = /^[\w.@+-]{1,60}:(?=.)/;
/** The default of a property in Java or of a variable in a shell: ${db.password:…}, ${DB_PASSWORD:-…} */
const propertyDefault = /^[\w.-]*?:?[-=:](?<value>[^\s"'`{}?+$][^\s"'`{}]{5,63})\}/;
/** UTF-16 units after and before the word. */
const reach = { after: 110, before: 110 };
/** Any quote may open a literal: the word may stand in one. */
const literal = /(["'`])(?=((?:\\.|(?!\1)[^\\\n]){8,64})\1)/g;
/** A literal before the word, without a comma between: "…" == password, value="…" name="password". */
const literalBefore = /(["'`])(?<value>(?:(?!\1)[^\\\n]){8,64})\1[^"'`,\n]{0,40}["'`]?[\w.#[\]-]{0,24}$/;
/** "… is the new password". */
const subjectBefore =
  /(?<value>[^\s"'`]{8,64})["'`]?[ \t]+(?:is|ist|est|es)[ \t]+(?:the|my|our|your|das|mein|unser|Ihr|dein|le|la)[ \t]+(?:\w{1,20}[ \t-]+)?$/i;
const verbBefore = /(?:is|ist|est|es)[ \t]+\w{2,6}[ \t]+(?:\w{1,20}[ \t-]+)?$/;
const longestVerb = 40;
const wordsOfText = /[^\s"'`„“”«»‘’<>|]+/g;
/** What comes just before a value. */
const announcement =
  /(?:[:=：是]|>>|->|→|["'`„“«‘(/「]|[は는은]|\s(?:is|was|ist|lautet|est|es|to|a|en|auf|von|from|with|mit|by|are|be|sind|son|sont|é|è|jest|je|er|är|este|ir|là|—|–))[\s"'`*„“«‘]*$|\\[a-z]+\{$|[\s"'`(]echo\s+["']?$/i;
/** What comes just before a value in a documentation string. */
const sentence = /\s(?:is|was|ist|lautet|est)[\s"'`*:]+$/i;
/** The beginning of a comment. */
const comment = /(?:^|\s)(?:\/\/|\/?\*|#|--|;|%|<!--|"""|''')/;
/** A label at the end of a line, at most three lines without words, and a line with one word. */
const below =
  /(?:[ \t]+(?:is|ist|lautet|est|es))?[ \t:*_]*\n(?:[ \t]*[-=~^#*]*[ \t]*\n){0,3}[ \t>*+-]*["'`]*(?<value>[^\s"'`]{8,64})["'`*]*[ \t]*(?=\n|$)/y;

/** `path` tells source code, where only literals are values. `starts`: where a word may begin. Takes time linear in the text. */
export function findNearbyPasswords(text: string, path: string, starts: readonly number[]): SecretSpan[] {
  const found: SecretSpan[] = [];
  const isSource = sourceFile.test(path);
  const add = (start: number, value: string): void => {
    found.push({ start, end: start + value.length, rule: 'nearby-password' });
  };
  for (const match of matchesAt(text, word, starts)) {
    const { index, groups, 0: name } = match;
    const end = index + name.length;
    const accepts = groups!['weak'] === undefined ? isChosenPassword : isRandomPassword;
    const [after] = text.slice(end, end + reach.after).split('\n', 1) as [string];
    for (const { index: at, 2: content } of after.matchAll(literal)) {
      // Scripts for a browser name a key after the text: {enter}.
      const value = content!.replace(/\{\w+\}$/, '');
      const from = user.exec(value)?.[0].length ?? 0;
      if (accepts(value.slice(from))) add(end + at + 1 + from, value.slice(from));
    }
    const byDefault = propertyDefault.exec(after);
    const before = text.slice(Math.max(0, index - reach.before), index);
    const byDefaultValue = byDefault?.groups!['value'];
    if (byDefaultValue !== undefined && /\$\{[\w.-]*$/.test(before) && isConfiguredSecret(byDefaultValue)) {
      add(end + byDefault![0].lastIndexOf(byDefaultValue), byDefaultValue);
    }
    // Only a line with two quotes can hold a literal.
    const earlier = /["'`][^\n]*["'`][^\n]*$/.test(before) ? literalBefore.exec(before)?.groups!['value'] : undefined;
    if (earlier !== undefined && accepts(earlier)) {
      add(index - before.length + before.lastIndexOf(earlier), earlier);
    }
    if (groups!['weak'] !== undefined) continue;
    const isCode = isSource && !comment.test(before.slice(before.lastIndexOf('\n') + 1));
    for (const { at, value } of wordsAfter(after)) {
      if (!isCode || (sentence.test(after.slice(0, at)) && isChosenPassword(value))) add(end + at, value);
    }
    if (isSource) continue;
    const subject = verbBefore.test(before.slice(-longestVerb))
      ? subjectBefore.exec(before)?.groups!['value']
      : undefined;
    if (subject !== undefined && isChosenPassword(subject)) {
      add(index - before.length + before.lastIndexOf(subject), subject);
    }
    below.lastIndex = end;
    const lower = below.exec(text);
    const value = lower?.groups!['value'];
    if (value !== undefined && isChosenPassword(value)) add(lower!.index + lower![0].lastIndexOf(value), value);
  }
  return found;
}

function isRandomPassword(value: string): boolean {
  return isChosenPassword(value) && isUnmistakable(value);
}

/** Words of prose or configuration that look like a password, more so if nothing announces them. */
function* wordsAfter(after: string): Generator<{ at: number; value: string }> {
  let isFirst = true;
  for (const { index, 0: run } of after.matchAll(wordsOfText)) {
    const from = /^(?:\\[a-z]+\{|[([{*_,;:：是=&|])+/.exec(run)?.[0].length ?? 0;
    const at = index + from + (user.exec(run.slice(from))?.[0].length ?? 0);
    const value = run.slice(at - index).replace(/[.,;:)\]}*_\\&]+$/, '');
    // The rest of the name.
    if (value === '' || (index === 0 && /^[\w-]/.test(run))) continue;
    const isAnnounced =
      (isFirst && /^[\w-]*[\s:：=*_&|]*(?:[\w.@+-]{1,60}:)?$/.test(after.slice(0, at))) ||
      announcement.test(after.slice(0, at));
    isFirst = false;
    if (isAnnounced ? isChosenPassword(value) : isRandomPassword(value)) yield { at, value };
  }
}
