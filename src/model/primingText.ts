// The priming text: beginnings of published files under free licenses (NOTICE.txt). Context mixing learns them before the text of
// a small workspace, so that suggestions help from the start. scripts/assets/primingText.mjs makes the file.
import type { TrainingText } from './trainingText.ts';

/** UTF-16 units of a workspace from which on the priming text makes predictions worse. */
const maxWorkspaceLength = 300_000;

/** Returns the priming text for a workspace of a length in UTF-16 units. `file`: a JSON array of strings, read on first use. */
export function primingTextOf(
  file: (() => Uint8Array) | undefined,
): (workspaceLength: number) => readonly TrainingText[] {
  let texts: readonly TrainingText[] | undefined;
  return (workspaceLength) => (file && workspaceLength < maxWorkspaceLength ? (texts ??= parse(file())) : []);
}

/** Context mixing hashes the paths of documents. Other paths would change its predictions slightly, so these never change. */
const pathPrefix = ['generic', 'start'].join(' ');

function parse(file: Uint8Array): readonly TrainingText[] {
  // The file is part of the package.
  const texts = JSON.parse(new TextDecoder().decode(file)) as readonly string[];
  return texts.map((text, index) => ({ path: `${pathPrefix} ${index}`, text }));
}
