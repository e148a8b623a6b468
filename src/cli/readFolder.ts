// Reads a folder on disk, without an editor.
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isBinaryFile } from 'isbinaryfile';
import { collect, type Collection } from '../corpus/collect.ts';
import { decodeText } from '../corpus/decode.ts';
import type { FileTree } from '../corpus/fileTree.ts';
import { createPause } from '../corpus/pauses.ts';
import type { SourceText } from '../corpus/sourceText.ts';
import { defaultCorpusLimits } from '../protocol/settings.ts';
import { withMasker } from './masker.ts';

/** What the editor would learn from a folder, and what not. Rejects when it is no folder. */
export async function collectFolder(folder: string): Promise<Collection> {
  const stats = await stat(resolve(folder)).catch(() => undefined);
  if (!stats?.isDirectory()) throw new Error(`${folder} is not a folder. Name the folder whose files to learn from.`);
  return withMasker((learnableText) =>
    collect([{ name: rootName(folder), tree: folderTree(folder) }], {
      ...defaultCorpusLimits,
      learnableText,
      pause: createPause(setImmediate, () => performance.now()),
    }),
  );
}

/** The first part of every path. */
export function rootName(folder: string): string {
  return basename(resolve(folder));
}

/** The texts of a folder, under the same rules as in the editor. Rejects when it is no folder. */
export async function readFolder(folder: string): Promise<readonly SourceText[]> {
  return (await collectFolder(folder)).texts;
}

function folderTree(root: string): FileTree {
  return {
    list: async (directory) => {
      const entries = await readdir(join(root, directory), { withFileTypes: true });
      return entries.map((entry) => ({
        name: entry.name,
        kind: entry.isDirectory() ? 'directory' : entry.isFile() ? 'file' : 'other',
      }));
    },
    facts: async (path) => {
      const { size, mtimeMs } = await lstat(join(root, path));
      return { bytes: size, modifiedMs: mtimeMs };
    },
    read: async (path) => {
      const bytes = await readFile(join(root, path));
      return (await isBinaryFile(bytes)) ? { kind: 'binary' } : { kind: 'text', text: decodeText(bytes) };
    },
  };
}
