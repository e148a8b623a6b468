// Percent-encoded strings in addresses (RFC 3986): the rules see them decoded.

export interface EncodedString {
  /** Half-open range of UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly decoded: string;
}

/** From a percent sign on. The characters before it are searched backwards. */
const encoded = /(?:%[0-9A-Fa-f]{2}[\w.~!*+-]*)+/y;
const unreserved = /[\w.~!*+-]/;
const encodedSign = /%(?:2[BFbf14]|3[ADad]|40)/;
const shortest = 16;

/** Strings with an encoded sign of base 64 or of a token: `+`, `/`, `=`, `:`, `@`, `$`, `!`. Takes time linear in the text. */
export function findEncodedStrings(text: string): EncodedString[] {
  if (!encodedSign.test(text)) return [];
  const found: EncodedString[] = [];
  for (let at = text.indexOf('%'), last = 0; at !== -1; at = text.indexOf('%', Math.max(at + 1, last))) {
    encoded.lastIndex = at;
    if (!encoded.test(text)) continue;
    let start = at;
    while (start > last && unreserved.test(text[start - 1]!)) start--;
    last = encoded.lastIndex;
    if (last - start < shortest || !encodedSign.test(text.slice(start, last))) continue;
    const decoded = text
      .slice(start, last)
      .replace(/%([2-7][0-9A-Fa-f])/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
    found.push({ start, end: last, decoded });
  }
  return found;
}
