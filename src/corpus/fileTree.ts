// The minimal file-system interface of the corpus. The host implements it over `workspace.fs` and URIs, the
// terminal over node:fs, the tests over a plain object.

export interface TreeEntry {
  readonly name: string;
  /** `other`: sockets, devices, and symbolic links, which are never followed (they leave the folder or make circles). */
  readonly kind: 'file' | 'directory' | 'other';
}

export interface FileFacts {
  readonly kind: TreeEntry['kind'];
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** Text, decoded and without byte order mark; or nothing, because the bytes are no text or too many. */
export type FileContent = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'binary' | 'too large' };

/** One folder. Paths are relative to it, with forward slashes and no leading one; '' is the folder itself. */
export interface FileTree {
  /** May reject: the directory is then left out as unreadable. */
  list(directory: string): Promise<readonly TreeEntry[]>;
  /** Does not follow a link: the facts are those of the path itself. */
  facts(path: string): Promise<FileFacts>;
  /** Never reads more than `maxBytes` bytes and one. Rejects for anything but a regular file. */
  read(path: string, maxBytes: number): Promise<FileContent>;
}
