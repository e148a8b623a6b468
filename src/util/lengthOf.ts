/** Of all texts together, in UTF-16 units. */
export function lengthOf(texts: readonly { readonly text: string }[]): number {
  return texts.reduce((sum, { text }) => sum + text.length, 0);
}

/** Of all texts together, in characters. */
export function charactersOf(texts: readonly { readonly ids: { readonly length: number } }[]): number {
  return texts.reduce((sum, { ids }) => sum + ids.length, 0);
}
