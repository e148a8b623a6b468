// What a closing tag closes: `\end{…}` in LaTeX, `</…>` in HTML and XML. The models do not know what is nested, so that their words are
// checked, and the open name is proposed.

interface Notation {
  /** A closing tag, or its beginning, at the end of a text. */
  readonly closing: RegExp;
  readonly tag: RegExp;
  readonly end: string;
}

/** Elements without a closing tag. */
const voidElement = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

const notations: readonly Notation[] = [
  {
    closing: /\\end\{(?<typed>[A-Za-z]{0,40}\*?)(?<typedEnd>\}?)$/,
    tag: /\\(?:begin|(?<close>end))\{(?<name>[A-Za-z]+\*?)\}/g,
    end: '}',
  },
  {
    closing: /<\/(?<typed>(?:[A-Za-z][\w:.-]{0,60})?)(?<typedEnd>>?)$/,
    // Attributes may hold arrow functions.
    tag: /<(?<close>\/?)(?<name>[A-Za-z][\w:.-]*)(?=[\s/>])(?<attributes>(?:[^<>=]|=>?)*)>/g,
    end: '>',
  },
];

/** UTF-16 units of a closing tag. */
const longestTag = 70;
const mayClose = /<\/|\\end\{/;

/** The rest of the closing tag that begins at the end of `before`. */
export function openNameAt(before: string): string | undefined {
  const { name, typed, isComplete, end } = closingAt(before) ?? {};
  return name === undefined || isComplete || !name.startsWith(typed!) ? undefined : name.slice(typed!.length) + end!;
}

/** Whether `written` ends in a closing tag, or the beginning of one, of something else than what is open. */
export function closesOther(before: string, written: string): boolean {
  const { name, typed, isComplete } = closingAt(before, written) ?? {};
  return name !== undefined && (isComplete ? name !== typed : !name.startsWith(typed!));
}

/** Without the beginning of a closing tag at its end, of which the opening may be before it. */
export function withoutPartialTag(text: string): string {
  return text.replace(partialTag, '');
}
const partialTag = /(?:(?:<\/|\\end\{)[\w:.*-]{0,70}|^[\w:.*-]{0,70})$/;

interface Closing {
  readonly name: string | undefined;
  readonly typed: string;
  readonly isComplete: boolean;
  readonly end: string;
}

function closingAt(before: string, written = ''): Closing | undefined {
  const tail = (before.slice(-longestTag) + written).slice(-longestTag);
  if (!mayClose.test(tail)) return undefined;
  for (const { closing, tag, end } of notations) {
    const match = closing.exec(tail);
    if (!match) continue;
    const { typed, typedEnd } = match.groups as { typed: string; typedEnd: string };
    const text = before + written;
    const name = innermost(text.slice(0, text.length - match[0].length), tag);
    return { name, typed, isComplete: typedEnd !== '', end };
  }
  return undefined;
}

/** A tag that closes something outside closes what is open inside, too. */
function innermost(text: string, tags: RegExp): string | undefined {
  const open: string[] = [];
  const lineStart = text.lastIndexOf('\n');
  for (const { index, groups } of text.matchAll(tags)) {
    const { close = '', name, attributes = '' } = groups as { close?: string; name: string; attributes?: string };
    if (close !== '') {
      if (open.includes(name)) open.length = open.lastIndexOf(name);
      continue;
    }
    // After a word on a line above, it may be a comparison or a generic type.
    const mayBeNone = index < lineStart && /[\w)\]]</.test(text.slice(index - 1, index + 1));
    if (!mayBeNone && !attributes.endsWith('/') && !voidElement.test(name)) open.push(name);
  }
  return open.at(-1);
}
