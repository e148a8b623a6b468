// Which files to search for next edits where too many contain a word of a rule: a rule of common words must not hide a newer one.

export interface WantedFiles<File> {
  /** Searches a file: 500,000 characters and many words may take some ten milliseconds. */
  add(file: File): void;
  /** Files that contain one of the words, those with the first words first. Of equal ones, those that were added first. */
  readonly files: readonly File[];
}

/** `most`: files that are kept. */
export function createWantedFiles<File extends { readonly text: string }>(
  words: readonly string[],
  most: number,
): WantedFiles<File> {
  let found: { readonly file: File; readonly at: number }[] = [];
  return {
    add: (file) => {
      const at = words.findIndex((word) => file.text.includes(word));
      if (at !== -1) found = [...found, { file, at }].sort((one, other) => one.at - other.at).slice(0, most);
    },
    get files() {
      return found.map(({ file }) => file);
    },
  };
}
