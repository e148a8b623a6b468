// Percent-encoded strings in addresses (RFC 3986): the rules see them decoded.

export interface EncodedString {
  /** Half-open range of UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly decoded: string;
}

const encoded = /[\w.~!*+-]*(?:%[0-9A-Fa-f]{2}[\w.~!*+-]*)+/g;
const shortest = 16;

/** Strings with an encoded sign of base 64 or of a token: `+`, `/`, `=`, `:`, `@`, `$`, `!`. */
export function findEncodedStrings(text: string): EncodedString[] {
  if (!text.includes('%') || !/%(?:2[BFbf14]|3[ADad]|40)/.test(text)) return [];
  const found: EncodedString[] = [];
  for (const { index, 0: match } of text.matchAll(encoded)) {
    if (match.length < shortest) continue;
    const decoded = match.replace(/%([2-7][0-9A-Fa-f])/g, (_, digits: string) =>
      String.fromCharCode(parseInt(digits, 16)),
    );
    found.push({ start: index, end: index + match.length, decoded });
  }
  return found;
}
