// The priming text: beginnings of published files under free licenses (NOTICE.txt). Context mixing learns them before the text of
// a small workspace, so that suggestions help from the start. scripts/assets/primingText.mjs makes the file.
import { isMostlyProse } from './proseFile.ts';
import { totalLength, type TrainingText } from './trainingText.ts';

/** UTF-16 units of a workspace from which on the priming text makes predictions worse. */
const maxWorkspaceLength = 300_000;

/** The text of a workspace. */
export interface WorkspaceSize {
  /** UTF-16 units. */
  readonly length: number;
  /** See `isMostlyProse`. Code and its documentation are foreign there, and predict it no better. */
  readonly isProse: boolean;
}

export function workspaceSizeOf(texts: readonly TrainingText[]): WorkspaceSize {
  const files = texts.map(({ path, text }) => ({ path, length: text.length }));
  return { length: totalLength(texts), isProse: isMostlyProse(files) };
}

/** Returns the priming text for a workspace. `file`: a JSON array of strings, read on first use. */
export function primingTextOf(
  file: (() => Uint8Array) | undefined,
): (workspace: WorkspaceSize) => readonly TrainingText[] {
  let texts: readonly TrainingText[] | undefined;
  return ({ length, isProse }) => (file && !isProse && length < maxWorkspaceLength ? (texts ??= parse(file())) : []);
}

/** Context mixing hashes the paths of documents. Other paths would change its predictions slightly, so these never change. */
const pathPrefix = ['generic', 'start'].join(' ');

function parse(file: Uint8Array): readonly TrainingText[] {
  // The file is part of the package.
  const texts = JSON.parse(new TextDecoder().decode(file)) as readonly string[];
  return texts.map((text, index) => ({ path: `${pathPrefix} ${index}`, text }));
}
