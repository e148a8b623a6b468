// Finds learned files that are not open and contain one of some words. Nothing is kept: files are read from the disk, those nearest to a
// document first, for a limited time.
import { setImmediate } from 'node:timers/promises';
import type { Uri } from 'vscode';
import { createWantedFiles } from '../../nextEdit/wantedFiles.ts';
import { fileOf, type WorkspaceFile } from '../workspace/workspaceFiles.ts';
import { openDocuments } from './openDocuments.ts';

export interface ClosedFile {
  readonly uri: Uri;
  readonly text: string;
}

export interface ClosedFileSearch {
  /** The most wanted first. */
  readonly words: readonly string[];
  /** Paths of the learned files in the corpus. */
  readonly paths: Iterable<string>;
  /** In the corpus: files that share the most folders with it come first. */
  readonly near: string;
  readonly isOutdated: () => boolean;
}

/** Time to read files in milliseconds: more files than fit in it are not searched. */
const timeMs = 500;
const filesAtOnce = 16;
const mostFiles = 20;
/** UTF-8 bytes. */
const largestFile = 500_000;

export async function closedFilesWith({ words, paths, near, isOutdated }: ClosedFileSearch): Promise<ClosedFile[]> {
  if (words.length === 0) return [];
  const open = new Set(openDocuments().map(({ uri }) => uri.toString()));
  const ordered = [...paths]
    .map((path) => ({ path, shared: sharedLength(path, near) }))
    .sort((a, b) => b.shared - a.shared);
  const wanted = createWantedFiles<ClosedFile>(words, mostFiles);
  const endMs = performance.now() + timeMs;
  for (let from = 0; from < ordered.length; from += filesAtOnce) {
    if (performance.now() > endMs || isOutdated()) break;
    const files = ordered.slice(from, from + filesAtOnce).flatMap(({ path }) => fileOf(path) ?? []);
    const texts = await Promise.all(files.filter(({ uri }) => !open.has(uri.toString())).map(read));
    for (const text of texts) {
      wanted.add(text);
      await setImmediate();
    }
  }
  return [...wanted.files];
}

/** A file that cannot be read, is larger now, or was replaced by a link or a device, has no words. */
async function read({ uri, read: bytesOf }: WorkspaceFile): Promise<ClosedFile> {
  return { uri, text: new TextDecoder().decode(await bytesOf(largestFile)) };
}

/** UTF-16 units at the beginning that are equal. */
function sharedLength(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
