// Which files to search for next edits where too many contain a word of a rule: a rule of common words must not hide a newer one.

/** Files that contain one of the words, those with the first words first, `most` at most. Of equal ones, the order stays. */
export function wantedFiles<File extends { readonly text: string }>(
  files: readonly File[],
  words: readonly string[],
  most: number,
): File[] {
  return files
    .map((file) => ({ file, at: words.findIndex((word) => file.text.includes(word)) }))
    .filter(({ at }) => at !== -1)
    .sort((one, other) => one.at - other.at)
    .slice(0, most)
    .map(({ file }) => file);
}
