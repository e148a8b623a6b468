// What the learner is given of a file, and what became of each file.

export interface SourceText {
  /** Stable name: folder name and path inside it, with forward slashes; unique in the workspace. */
  readonly path: string;
  /** Decoded, line ends still as they are in the file. */
  readonly text: string;
}

/** Why a file was left out. The first group is decided by name before anything is read, the rest by content. */
export type LeftOutRule =
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

export type LedgerEntry =
  | {
      readonly path: string;
      readonly admitted: true;
      readonly characters: number;
      readonly heldOut: 'none' | 'whole' | 'tail';
    }
  | { readonly path: string; readonly admitted: false; readonly rule: LeftOutRule };
