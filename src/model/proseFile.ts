const proseFile = /\.(?:md|markdown|mdx|rst|txt|adoc|org|tex)$/i;

/** Whether the name is that of a file of text for people. */
export const isProseFile = (path: string): boolean => proseFile.test(path);

/** Part of a workspace's text. */
const nearlyAll = 0.9;

/** Whether nearly all of the text is for people. `length`: UTF-16 units, or bytes. */
export function isMostlyProse(files: readonly { readonly path: string; readonly length: number }[]): boolean {
  const lengthOf = (some: typeof files): number => some.reduce((sum, { length }) => sum + length, 0);
  const total = lengthOf(files);
  return total > 0 && lengthOf(files.filter(({ path }) => isProseFile(path))) >= nearlyAll * total;
}
