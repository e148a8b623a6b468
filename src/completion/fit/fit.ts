// Turns a continuation of the model into the ghost text that fits the caret, or nothing if too little is left.
import { closersOf, firstLine, isMidLine, lineSuffix, maySuggestAt, type Caret } from './caret.ts';
import { insertionInLine } from './midLine.ts';
import { cutBeforeOpen } from './openBracket.ts';
import { withoutPartialTag } from './openName.ts';
import { applyStopRule, createStopRule, type Limits } from './stopRule.ts';
import { coveredLength, cutBeforeLineSuffix, cutBeforeNextLine } from './suffixOverlap.ts';
import { endsInLetter, wordsOf } from './words.ts';
import { classOf, type CharacterClass } from '../../model/characterClass.ts';

/** Accepting costs one key, so a suggestion of one character saves nothing. */
export const minCharacters = 2;

/** The part of `continuation` to show at the caret; undefined if no part is worth a key. */
export function fitSuggestion(continuation: string, caret: Caret, limits: Limits): string | undefined {
  const part = maySuggestAt(caret) ? fittedPart(continuation, caret, limits) : '';
  const fitted = isMidLine(caret) ? insertionInLine(part, caret, limits.maxCharacters) : part;
  const isWorthAKey = Array.from(fitted).length >= minCharacters;
  return isWorthAKey && !caret.after.startsWith(fitted) ? fitted : undefined;
}

/** The part of `continuation` that does not repeat itself or what is around the caret; it may be empty. */
export function fittedPart(continuation: string, caret: Caret, limits: Limits): string {
  const { text, reason } = applyStopRule(wellFormed(continuation), createStopRule(caret, limits));
  const whole = reason === 'limit' ? withoutPartialWord(text) : reason === 'name' ? withoutPartialTag(text) : text;
  const isolated = cutBeforeLineSuffix(cutRepetition(whole).trimEnd(), caret);
  // Before closing brackets, only a text that contains them may continue below.
  const mayContinueBelow = lineSuffix(caret) === '' || coveredLength(isolated, caret) > 0;
  const onLine = withoutHalfCharacter(mayContinueBelow ? isolated : firstLine(isolated)).trimEnd();
  // What contained the closing brackets may end with them after the second cut.
  const cut = cutBeforeLineSuffix(cutBeforeNextLine(onLine, caret).trimEnd(), caret).trimEnd();
  return withSoundEnd(cut, caret);
}

/** Cuts before the first lone surrogate and normalizes line ends to \n. */
function wellFormed(text: string): string {
  const loneSurrogate = text.search(/[\ud800-\udfff]/u);
  return (loneSurrogate < 0 ? text : text.slice(0, loneSurrogate)).replace(/\r\n?/gu, '\n');
}

/** A cut may fall between the two halves of a character. */
function withoutHalfCharacter(text: string): string {
  return text.replace(/[\ud800-\udbff]$/u, '');
}

/** Drops the last word, which the limit may have cut in two, unless it is the only word. */
function withoutPartialWord(text: string): string {
  const words = wordsOf(text);
  return words.length > 1 && endsInLetter(text) ? words.slice(0, -1).join('') : text;
}

/**
 * The part of a suggestion that leaves no bracket open before closing ones, and no beginning of a line. Nothing may be left behind what
 * contained the closing brackets: then it ends before them.
 */
export function withSoundEnd(text: string, caret: Caret): string {
  const sound = withoutUnfinishedLine(cutBeforeOpen(text, caret), caret);
  return closersOf(caret.after) === '' ? sound : cutBeforeLineSuffix(sound, caret).trimEnd();
}

/** How a line ends that is complete. */
const lineEnding = /[;{}:)\],>.!?…”»。！？]$/u;

/** Drops a further line that may go on, unless it is one word, of which the text has such a line. */
function withoutUnfinishedLine(text: string, { before }: Caret): string {
  const lineStart = text.lastIndexOf('\n') + 1;
  const last = text.slice(lineStart).trim();
  const above = text.slice(0, lineStart).trimEnd();
  if (above === '' || lineEnding.test(last)) return text;
  return wordsOf(last).length === 1 && hasLine(before, last) ? text : above;
}

/** Whether a line that is complete is only these characters, and white space. */
function hasLine(text: string, characters: string): boolean {
  const complete = text.split('\n').slice(0, -1);
  return complete.some((line) => line.trim() === characters);
}

/**
 * How often a unit of `period` code points may repeat without being a loop. Short units repeat in ordinary text ("www", "000"),
 * long ones do not ("the the the").
 */
function repetitionsAllowed(period: number): number {
  if (period === 1) return 5;
  return period < 4 ? 3 : 2;
}

function isWordCharacter(found: CharacterClass): boolean {
  return found === 'letter' || found === 'ideograph';
}

/**
 * Language models at low temperature fall into loops: cuts the text after the first unit that repeats too often. Units without letters,
 * such as "-----", may repeat.
 */
function cutRepetition(text: string): string {
  const characters = Array.from(text);
  for (let period = 1; period * 3 <= characters.length; period++) {
    const needed = period * repetitionsAllowed(period);
    let run = 0;
    for (let at = period; at < characters.length; at++) {
      run = characters[at] === characters[at - period] ? run + 1 : 0;
      if (run < needed) continue;
      const start = at + 1 - run - period;
      const unit = characters.slice(start, start + period);
      if (unit.some((character) => isWordCharacter(classOf(character))))
        return characters.slice(0, start + period).join('');
    }
  }
  return text;
}
