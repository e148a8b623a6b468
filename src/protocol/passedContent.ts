/**
 * Content for another program: in the first of these files that exists, or here. Many megabytes in a message would block the host's thread,
 * which the user types on, and leave gaps in its memory.
 */
export type PassedContent = Uint8Array | PassedFiles;

export interface PassedFiles {
  /** Paths. The file stays as it is until it is read. */
  readonly files: readonly string[];
}

/** The last parts of the paths of draft files. */
export const draftEnd = '.tmp';
