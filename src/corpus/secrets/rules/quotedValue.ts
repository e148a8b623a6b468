// Values in quotes.
import { joinLines } from './continuedLines.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { execAt } from '../sticky.ts';

export type Range = Pick<SecretSpan, 'start' | 'end'>;

/**
 * The beginning of a string literal, also of one that is not closed on its line, and of one inside another literal: \"…\". A quote
 * that is doubled belongs to the value, and a line end after a backslash.
 */
const quoted =
  /(?:[bruN]{1,2}#?|@|\$|#)?(?<quote>\\{0,8}["'`])(?<value>(?:(?!\k<quote>)(?:\\[^]|[^\\\n])(?:(?!`)\k<quote>{2}(?=[^\s,;)\]}]))?){0,300})/y;
/** Without blanks, which a documentation comment has. */
const tripleQuoted = /(?:[bruf]{1,2})?(?<quote>"""|'''|``)\s{0,40}(?<value>[^\s"'`]{4,1000})\s{0,40}\k<quote>/y;
/** Quotes of Perl, Ruby and Lua: q{…}, %q(…), [[…]]. */
const bracketed =
  /(?:%[qQ]?|qq?)(?:\{(?<curly>[^}\n]{4,200})|\((?<round>[^)\n]{4,200})|\[(?<square>[^\]\n]{4,200})|<(?<angle>[^>\n]{4,200})|([|/!])(?<sign>(?:(?!\5)[^\n]){4,200}))|\[=*\[(?<long>[^\s\]]{4,200})\]=*\]/y;

/** In documentation, two quotes are for code, too. */
const codeName = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){2,}$/;

/** The value in quotes that begins at a position, without its quotes. */
export function quotedValue(text: string, at: number, accepts: (value: string) => boolean): Range | undefined {
  const match = execAt(bracketed, text, at) ?? execAt(tripleQuoted, text, at) ?? execAt(quoted, text, at);
  if (!match) return undefined;
  const { quote = '', ...values } = match.groups!;
  const value = Object.values(values).find((each) => each !== undefined)!;
  if (quote === '``' && codeName.test(value)) return undefined;
  if (!accepts(unescaped(value, quote))) return undefined;
  const start = at + match[0].indexOf(value, match[0].indexOf(quote) + quote.length);
  return { start, end: start + value.length };
}

/** Without line ends after backslashes, and with doubled quotes as one. */
function unescaped(value: string, quote: string): string {
  return joinLines(value).replaceAll(quote + quote, quote);
}
