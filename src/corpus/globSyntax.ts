// Parses globs, as git writes them in ignore files and as the editor writes them in `files.exclude`, to patterns of an automaton.

export type CharacterTest = (code: number) => boolean;

/** A part of a pattern: these characters; one or any number of characters that pass a test; or one of several sequences. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'one' | 'any'; readonly test: CharacterTest }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] };
export type Pattern = readonly Part[];

export interface GlobSyntax {
  /** `{a,b}` is one of several globs, and `folder/**` matches the folder itself: as in the editor, not in git. */
  readonly isEditors: boolean;
  /** Upper and lower case are the same. The pattern is compared with text in lower case. */
  readonly ignoresCase: boolean;
}

const slash = 47;
const isAny: CharacterTest = () => true;
const isInName: CharacterTest = (code) => code !== slash;

const name = { any: { kind: 'any', test: isInName }, one: { kind: 'one', test: isInName } } as const;
const path = { any: { kind: 'any', test: isAny }, one: { kind: 'one', test: isAny } } as const;
/** No, one or several folders. */
export const anyFolders: Part = { kind: 'choice', options: [[], [path.any, { kind: 'text', text: '/' }]] };

/** Undefined: the glob is not valid, and matches nothing. */
export function parseGlob(glob: string, syntax: GlobSyntax): Pattern | undefined {
  const text = syntax.ignoresCase ? glob.toLowerCase() : glob;
  return new Parser(text, syntax).parse();
}

class Parser {
  private readonly text: string;
  private readonly syntax: GlobSyntax;
  private readonly closing: ReadonlyMap<number, number>;
  private at = 0;
  /** A `[` without its `]`: all that follow have none either. */
  private hasOpenClass = false;

  constructor(text: string, syntax: GlobSyntax) {
    [this.text, this.syntax] = [text, syntax];
    this.closing = syntax.isEditors ? closingBraces(text) : new Map();
  }

  parse(): Pattern | undefined {
    try {
      return this.sequence(this.text.length);
    } catch (error) {
      if (error === invalid) return undefined;
      throw error;
    }
  }

  /** Up to `end`, or inside braces to the next comma. */
  private sequence(end: number, isInBraces = false): Pattern {
    const start = this.at;
    const parts: Part[] = [];
    while (this.at < end) {
      const character = this.text[this.at]!;
      if (isInBraces && character === ',') break;
      if (character === '*') this.addStars(parts, start, end, isInBraces);
      else parts.push(this.part(character));
    }
    return parts;
  }

  private part(character: string): Part {
    const from = this.at++;
    if (character === '?') return name.one;
    if (character === '[') {
      const test = this.hasOpenClass ? undefined : this.characterClass();
      if (test) return { kind: 'one', test };
      this.hasOpenClass = true;
      if (!this.syntax.isEditors) throw invalid;
    } else if (character === '\\') {
      const escaped = this.text[this.at++];
      if (escaped !== undefined) return { kind: 'text', text: escaped };
      if (!this.syntax.isEditors) throw invalid;
    } else if (character === '{' && this.closing.has(from)) return this.choice(this.closing.get(from)!);
    return { kind: 'text', text: character };
  }

  private choice(end: number): Part {
    const options = [this.sequence(end, true)];
    while (this.at < end) {
      this.at++;
      options.push(this.sequence(end, true));
    }
    this.at = end + 1;
    return { kind: 'choice', options };
  }

  /** Two stars between slashes are any folders; other stars stay inside a name. */
  private addStars(parts: Part[], start: number, end: number, isInBraces: boolean): void {
    const from = this.at;
    while (this.text[this.at] === '*' && this.at < end) this.at++;
    const after = this.at < end ? this.text[this.at] : undefined;
    const isLast = after === undefined || (isInBraces && after === ',');
    const isWholeName = (from === start || this.text[from - 1] === '/') && (isLast || after === '/');
    if (this.at - from < 2 || !isWholeName) return void parts.push(name.any);
    if (!isLast) {
      this.at++;
      return void parts.push(anyFolders);
    }
    if (from === start) return void parts.push(path.any);
    if (!this.syntax.isEditors) return void parts.push(path.one, path.any);
    const folder = parts.pop()!;
    parts.push({ kind: 'choice', options: [[], [folder, path.any]] });
  }

  /** After `[`, as in POSIX. Undefined, and nothing is read, if it is not closed. */
  private characterClass(): CharacterTest | undefined {
    const { text } = this;
    let at = this.at;
    const isNegated = text[at] === '!' || text[at] === '^';
    if (isNegated) at++;
    const ranges: (readonly [from: number, to: number])[] = [];
    const tests: CharacterTest[] = [];
    for (let isFirst = true; isFirst || text[at] !== ']'; isFirst = false) {
      if (at >= text.length) return undefined;
      const named = /^\[:([a-z]+):\]/.exec(text.slice(at, at + 12));
      if (named) {
        const test = namedClasses.get(named[1]!);
        if (!test) throw invalid;
        tests.push((code) => test.test(String.fromCharCode(code)));
        at += named[0].length;
        continue;
      }
      const character = (): number => {
        if (text[at] === '\\') at++;
        return text.charCodeAt(at++);
      };
      const from = character();
      const isRange = text[at] === '-' && at + 1 < text.length && text[at + 1] !== ']';
      if (isRange) at++;
      ranges.push([from, isRange ? character() : from]);
    }
    this.at = at + 1;
    const holds: CharacterTest = (code) =>
      ranges.some(([from, to]) => from <= code && code <= to) || tests.some((test) => test(code));
    const either: CharacterTest = (code) => holds(code) || (this.syntax.ignoresCase && holds(upperCase(code)));
    return (code) => code !== slash && either(code) !== isNegated;
  }
}

const invalid = new Error('invalid glob');

const upperCase = (code: number): number => String.fromCharCode(code).toUpperCase().charCodeAt(0);

const namedClasses: ReadonlyMap<string, RegExp> = new Map([
  ['alpha', /[a-z]/i],
  ['digit', /\d/],
  ['alnum', /[a-z\d]/i],
  ['upper', /[A-Z]/],
  ['lower', /[a-z]/],
  ['space', /[\t-\r ]/],
  ['blank', /[\t ]/],
  ['cntrl', /[\0-\x1f\x7f]/],
  ['graph', /[!-~]/],
  ['print', /[ -~]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['xdigit', /[\da-f]/i],
]);

/** Deeper braces are plain characters. */
const deepestBraces = 50;

/** Index of an opening brace -> index of its closing one. */
function closingBraces(text: string): Map<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '{') open.push(at);
    else if (character === '}' && open.length > 0) {
      const from = open.pop()!;
      if (open.length < deepestBraces) closing.set(from, at);
    }
  }
  return closing;
}
