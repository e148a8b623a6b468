// Edits of an example text, and what is offered after them.
import { runToEnd } from '../../../src/model/work.ts';
import { createNextEdits, type NextEdits, type Offer } from '../../../src/nextEdit/nextEdits.ts';
import { editOf } from './editOf.ts';

export const lines = (...all: string[]): string => `${all.join('\n')}\n`;
export const threeUsers = lines('const a = load(userName);', 'const b = load(userName);', 'const c = load(userName);');

/** After the user has changed the first occurrence of `old` in the text. */
export function afterEdit(
  text: string,
  old: string,
  changed: string,
): { readonly nextEdits: NextEdits; readonly text: string } {
  const nextEdits = createNextEdits();
  const after = text.replace(old, changed);
  nextEdits.learn('a.ts', editOf(text, after), 'typed', 0);
  return { nextEdits, text: after };
}

export function offersIn(nextEdits: NextEdits, text: string, nowMs = 1000, at = 0): readonly Offer[] {
  return runToEnd(nextEdits.find([{ name: 'a.ts', text, isOpen: true }], { document: 'a.ts', at }, nowMs));
}

/** The text of the line before `at`. */
export const lineBefore = (text: string, at: number): string => text.slice(text.lastIndexOf('\n', at) + 1, at);
