/** `end`, or one more where a surrogate pair would be cut; at most the text's length. */
export function characterBoundary(text: string, end: number): number {
  const last = text.charCodeAt(end - 1);
  return Math.min(text.length, last >= 0xd800 && last < 0xdc00 ? end + 1 : end);
}
