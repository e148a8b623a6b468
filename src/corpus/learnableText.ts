// Turns the text of a file or an open document into what may be learned of it, or the reason why it is excluded.
import { exclusionReasonOf } from './contentRules.ts';
import { normalize } from './decode.ts';
import { isNotebookPath, notebookText } from './notebook.ts';
import { maskSecrets } from './secrets/maskSecrets.ts';
import type { ExclusionReason, SourceText } from './sourceText.ts';
import { partsBeingTyped, type TextPosition, type TypedUnit } from './typedPart.ts';

export interface ReadText {
  /** With the root's name. */
  readonly path: string;
  /** Decoded. */
  readonly text: string;
  /** The text of an open document. Of a notebook, its cells; a file of a notebook is JSON. */
  readonly isOpen: boolean;
  /** Where the text is still being typed: what is around is left out. */
  readonly typedAt?: readonly TextPosition[];
  /** How much is around. Default: the last sentences. */
  readonly typedUnit?: TypedUnit;
}

/** The reason where the text is excluded. In the editor, a thread finds it. */
export type LearnableText = (read: ReadText) => SourceText | ExclusionReason | Promise<SourceText | ExclusionReason>;

/** @throws Error when a rule fails; the text must not be used then. */
export function learnableText({
  path,
  text: read,
  isOpen,
  typedAt = [],
  typedUnit = 'sentences',
}: ReadText): SourceText | ExclusionReason {
  const text = normalize(!isOpen && isNotebookPath(path) ? notebookText(read) : read);
  // By content first: masking what is not used would be wasted.
  const reason = exclusionReasonOf({ path, text });
  if (reason !== undefined) return reason;
  const omitted = partsBeingTyped(text, typedAt, typedUnit);
  const { text: masked, masked: places, leftOut } = maskSecrets(text, path, omitted);
  if (masked === '') return 'empty';
  return { path, text: masked, ...(places.length > 0 && { masked: places }), ...(leftOut > 0 && { leftOut }) };
}
