/** A text to learn, by its path in the workspace. */
export interface TrainingText {
  readonly path: string;
  readonly text: string;
  /** The file that it was read from. Undefined: it is not saved as it is here. */
  readonly saved?: SavedFile;
}

/** What tells whether a file has changed. */
export interface SavedFile {
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** Length of all texts together, in UTF-16 units. */
export function totalLength(texts: readonly { readonly text: string }[]): number {
  return texts.reduce((sum, { text }) => sum + text.length, 0);
}
