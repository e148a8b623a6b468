// Which kinds of text the files of a folder are, as German in "diary/*.md": a new file is probably of the kind of its neighbors. Keeps
// hashes, no names.
import { documentHash } from '../../model/documentHash.ts';
import { folderOf, nameOf } from './relativePaths.ts';

export interface FolderKinds {
  /** Adds a file. `kind`: a number below 256. */
  add(path: string, kind: number): void;
  /** Probability that a file at the path is of each kind, given its neighbors. Undefined: it has too few of them. */
  probabilitiesAt(path: string, kinds: number): number[] | undefined;
  /** For `createFolderKinds`. */
  save(): Uint8Array;
}

const leastFiles = 2;
/** Files that each kind has before the first one is seen. */
const prior = 0.5;
const mostGroups = 2 ** 14;

/** `saved`: what `save` returned. */
export function createFolderKinds(saved?: Uint8Array): FolderKinds {
  /** Number of files of each kind. */
  const groups = new Map<number, number[]>();

  function add(group: number, kind: number, files: number): void {
    if (groups.size >= mostGroups && !groups.has(group)) return;
    const counts = groups.get(group) ?? [];
    counts[kind] = (counts[kind] ?? 0) + files;
    groups.set(group, counts);
  }

  if (saved) {
    const view = new DataView(saved.buffer, saved.byteOffset, saved.byteLength);
    for (let at = 0; at + entryBytes <= view.byteLength; at += entryBytes)
      add(view.getUint32(at, true), view.getUint8(at + 4), view.getUint32(at + 5, true));
  }

  return {
    add: (path, kind) => add(groupOf(path), kind, 1),
    probabilitiesAt: (path, kinds) => {
      const counts = groups.get(groupOf(path));
      const files = counts?.reduce((sum, count) => sum + count, 0) ?? 0;
      if (files < leastFiles) return undefined;
      return Array.from({ length: kinds }, (_, kind) => ((counts?.[kind] ?? 0) + prior) / (files + prior * kinds));
    },
    save: () => {
      const entries = [...groups].flatMap(([group, counts]) =>
        counts.flatMap((files, kind) => (files > 0 ? [{ group, kind, files }] : [])),
      );
      const view = new DataView(new ArrayBuffer(entries.length * entryBytes));
      for (const [index, { group, kind, files }] of entries.entries()) {
        const at = index * entryBytes;
        view.setUint32(at, group, true);
        view.setUint8(at + 4, kind);
        view.setUint32(at + 5, files, true);
      }
      return new Uint8Array(view.buffer);
    },
  };
}

/** A hash, a kind and a number of files. */
const entryBytes = 9;

/** Of the files in one folder whose names have the same ending. */
function groupOf(path: string): number {
  const name = nameOf(path);
  return documentHash(`${folderOf(path)}/${name.slice(Math.max(0, name.lastIndexOf('.')))}`);
}
