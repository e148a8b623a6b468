// Whether a document has the name of a secret, by the rules of the corpus and the user's exceptions.
import type { Uri } from 'vscode';
import { anyGlob } from '../../corpus/globs.ts';
import { isSecretPath } from '../../corpus/secrets/names/secretNames.ts';
import { settings } from '../settings.ts';
import { insideOf } from './workspaceFiles.ts';

export function hasSecretName(uri: Uri): boolean {
  const inside = insideOf(uri);
  return isSecretPath(inside) && !anyGlob(settings.files.secretNameExceptions.value())(inside);
}
