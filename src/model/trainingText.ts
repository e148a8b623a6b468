/** A text to learn, by its path in the workspace. */
export interface TrainingText {
  readonly path: string;
  readonly text: string;
}

/** Length of all texts together, in UTF-16 units. */
export function totalLength(texts: readonly { readonly text: string }[]): number {
  return texts.reduce((sum, { text }) => sum + text.length, 0);
}
