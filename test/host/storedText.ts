// Searches everything that the editor has stored: its profile with global and workspace storage, databases and logs. Not searched: the
// editor's own copies of files (local history, backups), and installed extensions.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Uri } from 'vscode';
import { parts } from './extensionHost.ts';

const notSearched = ['History', 'Backups', 'extensions'];
/** Shorter pieces may occur by chance. */
const pieceLength = 8;

/** The files that contain the text, or with `inPieces` any eight consecutive characters of it. Paths inside the profile. */
export async function filesWith(text: string, inPieces = false): Promise<string[]> {
  const { storage } = await parts();
  // PROFILE/user/User/globalStorage/EXTENSION
  const profile = Uri.joinPath(storage.globalStorageUri, '../../../..').fsPath;
  const wanted = inPieces
    ? Array.from({ length: text.length - pieceLength + 1 }, (_, at) => text.slice(at, at + pieceLength))
    : [text];
  const names = readdirSync(profile, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => !name.split(/[\\/]/).some((part) => notSearched.includes(part)))
    .filter((name) => {
      const content = contentOf(join(profile, name));
      return wanted.some((part) => content.includes(part));
    })
    .map((name) => relative('.', name));
}

/** One character for each byte: the wanted texts are ASCII. */
function contentOf(path: string): string {
  try {
    return statSync(path).isFile() ? readFileSync(path, 'latin1') : '';
  } catch {
    return '';
  }
}
