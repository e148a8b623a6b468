// Where a continuation ends. Decoding asks before it adds each character.
import { endsInClosers, indentationOf, linePrefix, lineSuffix, type Caret } from './caret.ts';
import { closesOther } from './openName.ts';

export interface Limits {
  /** Length of a suggestion, UTF-16 units. */
  readonly maxCharacters: number;
  /**
   * Whether a suggestion may continue past the end of the line to the end of the block. Applies only at the end of a line, and before
   * closing brackets that end it.
   */
  readonly multiline: boolean;
}

const maxLines = 12;

/**
 * Why a continuation ends: the line, block or sentence is complete, or, possibly in mid-word, it closes what is not open or reaches the limit.
 */
export type StopReason = 'line' | 'block' | 'sentence' | 'name' | 'limit';

/** Returns a reason to stop before `next`, or undefined to continue. Holds for the caret that it was created for. */
export type StopRule = (written: string, next: string) => StopReason | undefined;

export function createStopRule(caret: Caret, { maxCharacters, multiline }: Limits): StopRule {
  const indentation = indentationOf(linePrefix(caret)).length;
  const allowsLines = multiline && (lineSuffix(caret) === '' || endsInClosers(caret));
  return (written, next) => {
    if (written.length + next.length > maxCharacters) return 'limit';
    if (closesOther(caret.before, written + next)) return 'name';
    if (endsSentence(written, next)) return 'sentence';
    if (!allowsLines) return isLineEnd(next) ? 'line' : undefined;
    return endsBlock(written, next, indentation) ? 'block' : undefined;
  };
}

/** A block ends at a blank line, at a line with less indentation than the caret's line, or after `maxLines` lines. */
function endsBlock(written: string, next: string, indentation: number): boolean {
  const start = written.lastIndexOf('\n') + 1;
  if (start === 0) return false;
  const line = written.slice(start);
  if (line.trim() !== '') return isLineEnd(next) && written.split('\n').length >= maxLines;
  return isLineEnd(next) || (next.trim() !== '' && line.length < indentation);
}

/** After two lower-case letters: "Mr." and "e.g." end no sentence. */
const sentenceEnd =
  /(?:[\p{Ll}\p{Lo}]{2}|["'”’»)*_`])[.!?…]{1,3}["'”’»*_]{0,3}\s{1,40}$|[。！？][”’」』]{0,3}\s{0,40}$/u;
const sentenceStart = /^["“„«‘「『\p{Lu}\p{Lo}]/u;

/** What goes on after a sentence is the text of another place, as it stands there (docs/decisions/whole-sentences.md). */
function endsSentence(written: string, next: string): boolean {
  return sentenceStart.test(next) && sentenceEnd.test(written.slice(-50));
}

function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r';
}

/** Applies the rule to a continuation that is already complete. `reason` is undefined if the rule keeps all of it. */
export function applyStopRule(
  continuation: string,
  rule: StopRule,
): { readonly text: string; readonly reason: StopReason | undefined } {
  let text = '';
  for (const character of continuation) {
    const reason = rule(text, character);
    if (reason) return { text, reason };
    text += character;
  }
  return { text, reason: undefined };
}
