// Where a continuation ends while it is being written, one character at a time.
import { indentationOf, linePrefix, lineSuffix, type Caret } from './caret.ts';

export interface Limits {
  /** UTF-16 units. */
  readonly maxCharacters: number;
  /** Go on past the end of the line, to the end of the block; only where nothing stands behind the caret. */
  readonly multiline: boolean;
}

const maxLines = 12;

/** Why a continuation ended before `next`; 'limit' may have cut a word in two. */
export type StopReason = 'line' | 'block' | 'limit';

/** Made for one caret; asked before each character is added to the continuation. */
export type StopRule = (written: string, next: string) => StopReason | undefined;

export function createStopRule(caret: Caret, { maxCharacters, multiline }: Limits): StopRule {
  const indentation = indentationOf(linePrefix(caret)).length;
  const blocks = multiline && lineSuffix(caret) === '';
  return (written, next) => {
    if (written.length + next.length > maxCharacters) return 'limit';
    if (!blocks) return isLineEnd(next) ? 'line' : undefined;
    return endsBlock(written, next, indentation) ? 'block' : undefined;
  };
}

/** A block ends at a blank line, at a line that is indented less than the caret's, and after many lines. */
function endsBlock(written: string, next: string, indentation: number): boolean {
  const start = written.lastIndexOf('\n') + 1;
  if (start === 0) return false;
  const line = written.slice(start);
  if (line.trim() !== '') return isLineEnd(next) && written.split('\n').length >= maxLines;
  return isLineEnd(next) || (next.trim() !== '' && line.length < indentation);
}

function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r';
}

/** A finished continuation under the same rules, for one that was not written character by character. */
export function applyStopRule(continuation: string, rule: StopRule): { text: string; ending: StopReason | undefined } {
  let text = '';
  for (const character of continuation) {
    const ending = rule(text, character);
    if (ending) return { text, ending };
    text += character;
  }
  return { text, ending: undefined };
}
