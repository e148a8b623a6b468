const proseFile = /\.(?:md|markdown|mdx|rst|txt|adoc|org|tex)$/i;

/** Whether the name is that of a file of text for people. */
export const isProseFile = (path: string): boolean => proseFile.test(path);
