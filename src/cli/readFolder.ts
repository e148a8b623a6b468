// Reads a folder on disk, without an editor.
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { isBinaryFile } from 'isbinaryfile';
import { collect, type Collection } from '../corpus/collect.ts';
import { decodeText } from '../corpus/decode.ts';
import type { FileTree } from '../corpus/fileTree.ts';
import type { SourceText } from '../corpus/sourceText.ts';
import { diskFolder } from '../disk/diskFolder.ts';
import { turns } from '../processes/turns.ts';
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
      turns,
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

export function folderTree(root: string): FileTree {
  const { list, facts, read } = diskFolder(root);
  return {
    list,
    facts,
    read: async (path, maxBytes) => {
      const bytes = await read(path, maxBytes);
      if (bytes === undefined) return { kind: 'too large' };
      return (await isBinaryFile(Buffer.from(bytes))) ? { kind: 'binary' } : { kind: 'text', text: decodeText(bytes) };
    },
  };
}
