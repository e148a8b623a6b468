// What the codes of file errors mean, in words: those of the system, and those of the editor's file systems.
import { errorCode } from './errorCode.ts';

const denied = 'you have no permission';
const missing = 'there is no such file or folder';
const isFolder = 'it is a folder. Name a file';
const isNoFolder = 'a part of the path is not a folder';

/** English texts; the keys of their translations in l10n/. */
export const fileErrors: Readonly<Record<string, string>> = {
  ENOENT: missing,
  FileNotFound: missing,
  ENOTDIR: isNoFolder,
  FileNotADirectory: isNoFolder,
  EISDIR: isFolder,
  FileIsADirectory: isFolder,
  EACCES: denied,
  EPERM: denied,
  NoPermissions: denied,
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
  EBUSY: 'another program uses it',
};

/** Undefined: the error is of another kind. */
export function fileErrorWords(error: unknown): string | undefined {
  const words = fileErrors[errorCode(error) ?? ''];
  if (words !== undefined || !(error instanceof Error)) return words;
  // The editor passes some errors of the system on as a text, and finds some by itself.
  if (/that already exists but is not a directory/u.test(error.message)) return isNoFolder;
  const codes = Array.from(error.message.matchAll(/\b(E[A-Z]{3,20}): /gu), ([, code]) => fileErrors[code!]);
  // The path may come before the code.
  return codes.findLast((found) => found !== undefined);
}
