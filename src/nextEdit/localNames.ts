// Local names: to which declaration a place belongs, as far as the text tells it. The name of a parameter or a variable has its own meaning
// in each function.
import type { Pair } from './caseVariants.ts';
import { isProseFile } from '../model/proseFile.ts';
import type { Place } from './places.ts';
import type { Rule } from './rules.ts';
import { calleeAt } from './tokenChanges.ts';
import { isName, isTokenBoundary, isWord, lineEdge, reach, tokensAfter, tokensBefore, tokensOf } from './tokens.ts';

/** 'renamed': it has the new name now. 'other': no example belongs to it. Undefined: it is another one, or not known. */
export type Declaration = 'renamed' | 'other' | undefined;

/** Searching stops after so many occurrences of each name. */
const mostOccurrences = 200;
/** Tokens of the line before and after a parameter, in which the head of a function is read. */
const headLength = 40;

/** Tells to which declaration a place of the rule belongs. Undefined also in prose, and where the rule is not about a name. */
export function declarationsIn(
  { name, text }: { readonly name: string; readonly text: string },
  { pieces, variants, examples }: Rule,
): (place: Place) => Declaration {
  const written = examples.filter(({ document }) => document === name).map(({ start }) => start);
  const isAboutName = pieces.length === 1 && [variants[0]!.old, variants[0]!.new].every(isOneName);
  if (!isAboutName || written.length === 0 || isProseFile(name)) return () => undefined;
  const declarations = new Map(variants.map((pair) => [pair.old, declarationsOfName(text, pair, written)]));
  return ({ old, start }) => declarations.get(old)?.(start);
}

function isOneName(text: string): boolean {
  return isName(text) && tokensOf(text).length === 1;
}

/**
 * The declaration of a place is the last one before it. `examples`: where the new name was written, in UTF-16 units, or near it where the
 * text before it has changed since then.
 */
function declarationsOfName(
  text: string,
  { old, new: changed }: Pair,
  examples: readonly number[],
): (start: number) => Declaration {
  const renamed = occurrencesOf(changed, text);
  const written = new Set(examples.flatMap((example) => nearestTo(example, renamed) ?? []));
  const declarations = [
    ...occurrencesOf(old, text).filter((at) => isDeclaration(text, at, at + old.length)),
    ...[...written].filter((at) => isDeclaration(text, at, at + changed.length)),
  ].sort((one, other) => one - other);
  const declarationOf = (start: number): number | undefined => declarations.findLast((at) => at <= start);
  const known = new Set([...written].map(declarationOf));
  return (start) => {
    const declaration = declarationOf(start);
    if (declaration !== undefined && written.has(declaration)) return 'renamed';
    return known.has(declaration) ? undefined : 'other';
  };
}

function occurrencesOf(name: string, text: string): readonly number[] {
  const found: number[] = [];
  for (
    let at = text.indexOf(name);
    at !== -1 && found.length < mostOccurrences;
    at = text.indexOf(name, at + name.length)
  ) {
    if (isTokenBoundary(text, at) && isTokenBoundary(text, at + name.length)) found.push(at);
  }
  return found;
}

function nearestTo(place: number, all: readonly number[]): number | undefined {
  const distance = Math.min(...all.map((at) => Math.abs(at - place)));
  return all.find((at) => Math.abs(at - place) === distance);
}

const beforeVariable = /^(?:const|let|var|val|mut|auto|final)$/;
const beforeParameter = /^[(,*&{.[]$/;
const afterParameter = /^[,)=]$/;
const control = /^(?:if|for|foreach|while|switch|match|with|catch|return|elif|when|until|unless)$/;

/** Whether the name between the offsets is declared there: as a parameter, or as a variable in a block. */
function isDeclaration(text: string, start: number, end: number): boolean {
  const before = tokensBefore(text, start, headLength);
  const after = tokensAfter(text, end, headLength);
  const [last = '', secondLast = ''] = before;
  const [next = '', second = ''] = after;
  // The name of a variable without a block is for all functions of the file.
  if (beforeVariable.test(last)) return isIndented(text, start);
  if (`${next}${second}` === ':=' || (last === 'for' && next === 'in')) return true;
  const isNamed = beforeParameter.test(last) || (isWord(last) && afterParameter.test(next));
  if (!isNamed || secondLast === ')') return false;
  return (
    calleeAt(text, start)?.kind === 'declaration' || (opensBody(after) && !before.some((token) => control.test(token)))
  );
}

/** Whether the bracket that is open before the tokens is closed there, and the line ends with the beginning of a body. */
function opensBody(tokens: readonly string[]): boolean {
  const line = tokens.slice(0, tokens.indexOf(lineEdge));
  const open = line.reduce((count, token) => count + Number(token === '(') - Number(token === ')'), 1);
  return line.at(-1) === '{' && open === 0;
}

/** Also where the line begins too far away. */
function isIndented(text: string, at: number): boolean {
  const from = Math.max(0, at - reach);
  const lineStart = text.slice(from, at).lastIndexOf(lineEdge) + 1;
  return (lineStart === 0 && from > 0) || /^\s/u.test(text.slice(from + lineStart, at));
}
