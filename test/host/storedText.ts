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
export function filesWith(text: string, inPieces = false): Promise<string[]> {
  const wanted = inPieces
    ? Array.from({ length: text.length - pieceLength + 1 }, (_, at) => text.slice(at, at + pieceLength))
    : [text];
  return filesWhere((bytes) => {
    // One character for each byte: the wanted texts are ASCII.
    const content = bytes.toString('latin1');
    return wanted.some((part) => content.includes(part));
  });
}

/** The files whose content fulfills the condition. Paths inside the profile. */
export async function filesWhere(holds: (content: Buffer) => boolean): Promise<string[]> {
  const { context } = await parts();
  // PROFILE/user/User/globalStorage/EXTENSION
  const profile = Uri.joinPath(context.globalStorageUri, '../../../..').fsPath;
  const names = readdirSync(profile, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => !name.split(/[\\/]/).some((part) => notSearched.includes(part)))
    .filter((name) => holds(contentOf(join(profile, name))))
    .map((name) => relative('.', name));
}

/** Empty for a folder, and for a file that is gone. */
function contentOf(path: string): Buffer {
  try {
    return statSync(path).isFile() ? readFileSync(path) : Buffer.alloc(0);
  } catch {
    return Buffer.alloc(0);
  }
}
