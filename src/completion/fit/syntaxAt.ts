// Whether the caret is in a comment or in a string. A small lexer for families of languages; it knows no regular-expression
// literals, heredocs or nested languages. Strings in plain quotes end with their line, so that an error does not last.

export type Syntax = 'code' | 'comment' | 'string';

interface Token {
  readonly open: string;
  readonly syntax: 'comment' | 'string';
  /** A backslash escapes the next character. */
  readonly hasEscapes: boolean;
  /** What may end it: an escaped character, the beginning of code in a template, the closing text, the end of the line. */
  readonly stop: RegExp;
}

interface Ending {
  readonly isLine?: boolean;
  readonly hasEscapes?: boolean;
  /** `${` begins code. */
  readonly hasTemplates?: boolean;
}

function token(open: string, syntax: Token['syntax'], close: string, ending: Ending = {}): Token {
  const { isLine = false, hasEscapes = false, hasTemplates = false } = ending;
  const parts = [...(hasEscapes ? ['\\\\[^]'] : []), ...(hasTemplates ? ['\\$\\{'] : []), escaped(close)];
  return { open, syntax, hasEscapes, stop: new RegExp([...parts, ...(isLine ? ['\\n'] : [])].join('|'), 'gu') };
}
const line = (open: string): Token => token(open, 'comment', '\n', { isLine: true });
const block = (open: string, close: string): Token => token(open, 'comment', close);
const quote = (open: string): Token => token(open, 'string', open, { isLine: true, hasEscapes: true });
const longQuote = (open: string, more: Ending = {}): Token =>
  token(open, 'string', open, { hasEscapes: true, ...more });

const [double, single, slashes, stars, hash] = [quote('"'), quote("'"), line('//'), block('/*', '*/'), line('#')];
const dashes = line('--');
const c = [slashes, stars, double, single];
const script = [...c, longQuote('`', { hasTemplates: true })];
const shell = [hash, longQuote('"'), longQuote("'", { hasEscapes: false })];
const python = [hash, longQuote('"""'), longQuote("'''"), double, single];
const markup = [block('<!--', '-->')];

interface Lexer {
  readonly tokens: readonly Token[];
  /** The opening of any token, and the braces of templates. */
  readonly next: RegExp;
}

/** Tokens by language identifier. A longer opening comes before a shorter one that it begins with. */
const lexers: Readonly<Record<string, Lexer>> = {
  ...each('c cpp csharp java kotlin objective-c objective-cpp scala swift dart groovy cuda-cpp proto3 zig', [
    longQuote('"""'),
    ...c,
  ]),
  ...each('go', [...c, longQuote('`', { hasEscapes: false })]),
  ...each('rust', [slashes, stars, longQuote('"')]),
  ...each('javascript javascriptreact typescript typescriptreact', script),
  ...each('php', [hash, ...c]),
  ...each('json', [double]),
  ...each('jsonc json5', c),
  ...each('css', [stars, double, single]),
  ...each('scss less sass stylus', c),
  ...each('python', python),
  ...each('ruby perl perl6 r elixir coffeescript crystal nim graphql', [hash, double, single]),
  ...each('julia', [block('#=', '=#'), hash, longQuote('"""'), double]),
  ...each('shellscript dockerfile makefile cmake fish', shell),
  ...each('powershell', [block('<#', '#>'), hash, double, single]),
  ...each('yaml dockercompose', [hash, double, single]),
  ...each('toml', python),
  ...each('properties ini', [hash, line(';')]),
  ...each('terraform hcl', [hash, slashes, stars, double]),
  ...each('sql', [dashes, stars, double, single]),
  ...each('lua', [block('--[[', ']]'), dashes, double, single]),
  ...each('haskell elm purescript', [block('{-', '-}'), dashes, double]),
  ...each('html xml xsl svg markdown vue svelte handlebars razor', markup),
  ...each('latex tex bibtex', [line('%')]),
  ...each('erlang prolog', [line('%'), double]),
  ...each('clojure lisp scheme racket commonlisp', [block('#|', '|#'), line(';'), longQuote('"')]),
  ...each('fsharp ocaml', [block('(*', '*)'), slashes, longQuote('"""'), longQuote('"')]),
  ...each('vb', [line("'"), quote('"')]),
};

function each(languages: string, tokens: readonly Token[]): Record<string, Lexer> {
  const next = new RegExp([...tokens.map(({ open }) => openingPattern(open)), '[{}]'].join('|'), 'gu');
  return Object.fromEntries(languages.split(' ').map((language) => [language, { tokens, next }]));
}

/** `before`: the document's text up to the caret. An unknown language is all code. */
export function syntaxAt(before: string, language: string): Syntax {
  const lexer = lexers[language];
  if (!lexer) return 'code';
  const { tokens, next } = lexer;
  /** The templates that the caret may be in, with the open braces of their code. */
  const templates: { readonly token: Token; braces: number }[] = [];
  for (let at = 0; ;) {
    next.lastIndex = at;
    const [found] = next.exec(before) ?? [];
    if (found === undefined) return 'code';
    at = next.lastIndex;
    let current = tokens.find(({ open }) => open === found);
    if (!current) {
      const template = templates.at(-1);
      if (!template) continue;
      template.braces += found === '{' ? 1 : -1;
      if (template.braces > 0) continue;
      templates.pop();
      current = template.token;
    }
    const end = endOf(before, at, current);
    if (!end) return current.syntax;
    if (end.isTemplate) templates.push({ token: current, braces: 1 });
    at = end.at;
  }
}

/** Where a token that was opened before `from` ends, or its code begins. Undefined: not in this text. */
function endOf(text: string, from: number, { hasEscapes, stop }: Token) {
  stop.lastIndex = from;
  for (let match = stop.exec(text); match; match = stop.exec(text)) {
    // An escaped line end continues a string.
    if (!(hasEscapes && match[0].startsWith('\\'))) return { at: stop.lastIndex, isTemplate: match[0] === '${' };
  }
  return undefined;
}

function openingPattern(open: string): string {
  switch (open) {
    // `$#` and `a#b` are no comments, `https://` neither.
    case '#':
      return '(?<![^\\s;()\\[\\]{},])#';
    case '//':
      return '(?<!:)//';
    case '%':
      return '(?<!\\\\)%';
    // An apostrophe, or a separator of digits. One letter before a quote is a prefix, as in f'...'.
    case "'":
      return "(?<![\\p{L}\\d_]{2}|\\d)'";
    default:
      return escaped(open);
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
