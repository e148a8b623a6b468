// Turns the text of a file or an open document into what may be learned of it, or the reason why it is excluded.
import { exclusionReasonOf } from './contentRules.ts';
import { normalize } from './decode.ts';
import { isNotebookPath, notebookText } from './notebook.ts';
import type { Pause } from './pauses.ts';
import { maskSecrets } from './secrets/maskSecrets.ts';
import type { ExclusionReason, SourceText } from './sourceText.ts';

export interface ReadText {
  /** With the root's name. */
  readonly path: string;
  /** Decoded. */
  readonly text: string;
  /** The text of an open document. Of a notebook, its cells; a file of a notebook is JSON. */
  readonly isOpen: boolean;
  /** Lines (from 0) that are left out, because they are still being typed. */
  readonly typedLines?: readonly number[];
}

/** Resolves to the reason where the text is excluded. */
export type LearnableText = (read: ReadText) => Promise<SourceText | ExclusionReason>;

/** @throws Error when a rule fails; the text must not be used then. */
export async function learnableText(
  { path, text: read, isOpen, typedLines }: ReadText,
  pause?: Pause,
): Promise<SourceText | ExclusionReason> {
  const text = normalize(!isOpen && isNotebookPath(path) ? notebookText(read) : read);
  await pause?.();
  // By content first: masking what is not used would be wasted.
  const reason = exclusionReasonOf({ path, text });
  if (reason !== undefined) return reason;
  await pause?.();
  const { text: masked, masked: places } = await maskSecrets(text, path, pause, typedLines);
  if (masked === '') return 'empty';
  return { path, text: masked, ...(places.length > 0 && { masked: places }) };
}
