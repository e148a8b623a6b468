// What the learner is given of a file, and what became of each file.

export interface SourceText {
  /** Stable name: folder name and path inside it, with forward slashes; unique in the workspace. */
  readonly path: string;
  /** Decoded, line ends still as they are in the file. */
  readonly text: string;
  /** The secrets that were masked in it. */
  readonly masked?: readonly MaskedPlace[];
}

/** A masked secret: its line (from 1) in the file, and the rule that found it. The value is never kept. */
export interface MaskedPlace {
  readonly line: number;
  readonly rule: string;
}

/** Why a file was left out. The first group is decided by name before anything is read, the rest by content. */
export type ExclusionReason =
  | 'secret name'
  | 'ignored'
  | 'excluded by setting'
  | 'too large'
  | 'unreadable'
  | 'binary'
  | 'empty'
  | 'minified'
  | 'generated'
  | 'over the total limit';

/** A path that ends in a slash is a directory that was left out whole. */
export interface ExcludedFile {
  readonly path: string;
  readonly included: false;
  readonly rule: ExclusionReason;
}

export interface IncludedFile {
  readonly path: string;
  readonly included: true;
  /** Unicode characters (code points), line ends counted as one. */
  readonly characters: number;
  /** Which part of the file is held out and never trained on. */
  readonly heldOut: 'none' | 'whole' | 'tail';
}

export type LedgerEntry = IncludedFile | ExcludedFile;
