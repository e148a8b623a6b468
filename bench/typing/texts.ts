// What the simulated user types: the beginning of held-out files, and edits inside of held-out files.

/** Text to type at a place of a file. */
export interface Typing {
  /** Name of the file in the folder `typed`. */
  readonly file: string;
  /** What the file contains before. */
  readonly content: string;
  /** Offset in the content, UTF-16 units. */
  readonly at: number;
  readonly text: string;
}

/** The first characters of a file, typed into an empty one. */
export function newFile(file: string, text: string, characters: number): Typing {
  return { file, content: '\n', at: 0, text: text.replaceAll('\r\n', '\n').slice(0, characters) };
}

/** The file when the text is typed. */
export function typedText({ content, at, text }: Typing): string {
  return content.slice(0, at) + text + content.slice(at);
}

/** Shorter lines have no middle worth typing. */
const shortestLine = 36;

/**
 * One edit for each `every`th long line: the middle third of the line, from one blank to another, is missing and is typed. All edits of
 * a file begin with the same content, so that they do not depend on each other.
 */
export function midLineEdits(file: string, text: string, every: number): readonly Typing[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  let start = 0;
  const found: Typing[] = [];
  let count = 0;
  for (const line of lines) {
    const from = line.indexOf(' ', Math.floor(line.length / 3)) + 1;
    const to = line.indexOf(' ', Math.floor((2 * line.length) / 3));
    if (line.length >= shortestLine && from > 0 && to > from && count++ % every === 0) {
      const at = start + from;
      const content = lines.join('\n');
      found.push({
        file: `${found.length}-${file}`,
        content: content.slice(0, at) + content.slice(start + to),
        at,
        text: line.slice(from, to),
      });
    }
    start += line.length + 1;
  }
  return found;
}
