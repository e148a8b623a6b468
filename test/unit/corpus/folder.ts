// A FileTree over a plain object: path -> text, bytes ("binary") or a thrown error. Records what was opened.
import type { FileTree, TreeEntry } from '../../../src/corpus/fileTree.ts';

export interface Folder extends FileTree {
  readonly opened: string[];
}

export function folder(
  files: Readonly<Record<string, string | 'BINARY'>>,
  times: Readonly<Record<string, number>> = {},
): Folder {
  const opened: string[] = [];
  const list = (directory: string): TreeEntry[] => {
    const prefix = directory === '' ? '' : `${directory}/`;
    const kinds = new Map<string, TreeEntry['kind']>();
    for (const path of Object.keys(files).filter((path) => path.startsWith(prefix))) {
      const [name = '', ...more] = path.slice(prefix.length).split('/');
      kinds.set(name, more.length > 0 ? 'directory' : 'file');
    }
    return [...kinds].map(([name, kind]) => ({ name, kind }));
  };
  const content = (path: string): string => {
    const text = files[path];
    if (text === undefined || text === 'UNREADABLE') throw new Error(`no ${path}`);
    return text;
  };
  return {
    opened,
    list: async (directory) => list(directory),
    facts: async (path) => ({
      kind: path in files ? 'file' : 'directory',
      bytes: files[path]?.length ?? 0,
      modifiedMs: times[path] ?? 0,
    }),
    read: async (path, maxBytes) => {
      opened.push(path);
      const text = content(path);
      if (text.length > maxBytes) return { kind: 'too large' };
      return text === 'BINARY' ? { kind: 'binary' } : { kind: 'text', text };
    },
  };
}
