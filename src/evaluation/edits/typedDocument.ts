// A document while a hunk is typed into it: what is before and after the caret, with the brackets and quotes that VS Code
// closes by itself (its default settings, `autoClosingBrackets: languageDefined`).
const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '"': '"', "'": "'", '`': '`' };
const quotes = new Set(['"', "'", '`']);
/** VS Code closes before these characters only (`autoCloseBefore`), and at the end of a line. */
const closesBefore = /^(?:[\s;:.,=}\])>`"']|$)/;

export interface TypedDocument {
  readonly before: string;
  /** Begins with the closers that the editor added and the user has not typed over. */
  readonly after: string;
  /** The closers that the editor added: the beginning of `after`. */
  readonly closers: string;
  /** Types one character; a closer that the editor added is typed over. */
  type(character: string): void;
}

export function openDocument(before: string, rest: string): TypedDocument {
  let typed = before;
  /** Closers that the editor added after the caret, the innermost first, and line ends before those that are on a line below. */
  let added = '';
  return {
    get before() {
      return typed;
    },
    get after() {
      return added + rest;
    },
    get closers() {
      return added;
    },
    type: (character) => {
      const [innermost] = added.trimStart();
      if (innermost === character) added = added.slice(added.indexOf(character) + 1);
      else if (character === '\n' && isBetweenBrackets(typed, added)) added = `\n${added}`;
      else if (closes(character, typed, added + rest)) added = closerOf[character]! + added;
      typed += character;
    },
  };
}

/** Enter between a bracket and its closer moves the closer to a line of its own. */
function isBetweenBrackets(before: string, added: string): boolean {
  const last = before.at(-1) ?? '';
  return !quotes.has(last) && closerOf[last] !== undefined && added.startsWith(closerOf[last]);
}

function closes(character: string, before: string, after: string): boolean {
  if (closerOf[character] === undefined || !closesBefore.test(after)) return false;
  return !quotes.has(character) || !/[\p{L}\p{N}_"'`\\]$/u.test(before);
}
