/** The code of an error of the file system, for example `ENOENT`; undefined: the error is of another kind. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
