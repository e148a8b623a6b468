/** Length of all texts together, in UTF-16 units. */
export function totalLength(texts: readonly { readonly text: string }[]): number {
  return texts.reduce((sum, { text }) => sum + text.length, 0);
}
