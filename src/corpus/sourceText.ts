// A file's text as the learner gets it, and the ledger: which files are included or excluded, and why.

import type { SavedFile, TrainingText } from '../model/trainingText.ts';

export type { SavedFile };

/** `path`: folder name and path inside it, with forward slashes; unique in the workspace. `text`: decoded, normalized (LF), secrets masked. */
export interface SourceText extends TrainingText {
  /** The secrets that were masked in it. */
  readonly masked?: readonly MaskedPlace[];
  /** Unicode characters of the file that the text does not have, because the user was typing there. */
  readonly leftOut?: number;
}

/** A masked secret: its line (from 1) in the file, and the rule that found it. The value is never kept. */
export interface MaskedPlace {
  readonly line: number;
  readonly rule: string;
}

/** Why a file is excluded. The first group is decided by name before anything is read, the rest by size and content. */
export const exclusionReasons = [
  'secret name',
  'ignored',
  'excluded by setting',
  'too large',
  'unreadable',
  'binary',
  'empty',
  'minified',
  'generated',
  'not searched for secrets',
  'over the total limit',
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** A path that ends in a slash stands for a folder: it is excluded whole, or has more excluded files than are listed. */
export interface ExcludedFile {
  readonly path: string;
  readonly included: false;
  readonly rule: ExclusionReason;
  /** The file that was opened to find this. */
  readonly saved?: SavedFile;
}

export interface IncludedFile {
  readonly path: string;
  readonly included: true;
  /** Unicode characters (code points), line ends counted as one. */
  readonly characters: number;
  /** Only its length is known, so `characters` counts UTF-16 units: more than characters where the text has emoji. */
  readonly isLength?: true;
  /** Which part of the file is held out and never trained on. */
  readonly heldOut: 'none' | 'whole' | 'tail';
  /** The secrets that were masked in it. */
  readonly masked?: readonly MaskedPlace[];
  /** Further characters, which are not learned because the user was typing there. */
  readonly leftOut?: number;
}

export type LedgerEntry = IncludedFile | ExcludedFile;
