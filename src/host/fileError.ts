// Says in words what failed, where the reason may be a file that cannot be read or written.
import { l10n } from 'vscode';
import { fileErrorWords } from '../disk/fileErrors.ts';
import { messageOf } from '../protocol/rpc.ts';
import { plainText } from './plainText.ts';

/** A part of a sentence. */
export function reasonOf(error: unknown): string {
  const words = fileErrorWords(error);
  return words === undefined ? plainText(messageOf(error)) : l10n.t(words);
}
