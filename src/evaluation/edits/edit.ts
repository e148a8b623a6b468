// One edit of a history: a file before and after a commit.
import * as v from 'valibot';

export interface Edit {
  readonly commit: string;
  readonly path: string;
  /** Null: the commit adds the file. */
  readonly before: string | null;
  readonly after: string;
}

const schema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ commit: v.string(), path: v.string(), before: v.nullable(v.string()), after: v.string() }),
);

/**
 * Reads a history, one JSON object per line, oldest first.
 * @throws Error that names the line, when a line is no edit.
 */
export function parseEdits(lines: string): Edit[] {
  return lines.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = v.safeParse(schema, line);
    if (!parsed.success) {
      throw new Error(
        `Line ${index + 1} is not an edit. Each line is a JSON object with commit, path, before (or null) and after.`,
      );
    }
    return [parsed.output];
  });
}
