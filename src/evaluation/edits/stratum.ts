// The kinds of places where hunks are typed. Each is sampled and reported on its own.
import { normalize } from '../../corpus/decode.ts';
import { isMidLine } from '../../completion/fit/caret.ts';
import type { Edit } from './edit.ts';
import type { Hunk } from './hunks.ts';

export type Stratum = 'newFile' | 'lineEnd' | 'midLine' | 'replacement';

export const strata: readonly Stratum[] = ['newFile', 'lineEnd', 'midLine', 'replacement'];

/** The texts of an edit with line ends LF. */
export interface EditTexts {
  readonly before: string;
  readonly after: string;
}

export function textsOf({ before, after }: Edit): EditTexts {
  return { before: normalize(before ?? ''), after: normalize(after) };
}

/** Whether the insertion goes into a line, at its end, in place of deleted text, or makes a new file. */
export function stratumOf({ before }: Edit, hunk: Hunk, texts: EditTexts): Stratum {
  if (before === null) return 'newFile';
  if (hunk.deleted !== '') return 'replacement';
  const caret = { before: texts.after.slice(0, hunk.start), after: restOf(hunk, texts) };
  return isMidLine(caret) ? 'midLine' : 'lineEnd';
}

/** The text after the caret where the hunk's insertion begins. */
export function restOf(hunk: Hunk, { before, after }: EditTexts): string {
  return `${opensLine(hunk, after) ? '\n' : ''}${before.slice(hunk.rest)}`;
}

/** Whole lines before the first line: the user opens an empty line for them first. Its line end is the last one of the hunk. */
function opensLine({ start, inserted, deleted }: Hunk, after: string): boolean {
  return start === 0 && deleted === '' && inserted.endsWith('\n') && inserted.length < after.length;
}
