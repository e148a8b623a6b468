// The checkpoint files of a folder: the newest generation, the one before it, and at most two damaged ones.
//
// A new generation is written under a name of its own, and then two renames put it in place:
//   write model.checkpoint.new · model.checkpoint -> .previous · model.checkpoint.new -> model.checkpoint
// After a crash at any moment, the first existing file of `generations` is complete, and not older than the last one saved.
import { basename } from 'node:path';
import type { PassedContent, PassedFiles } from '../../protocol/passedContent.ts';
import type { StorageFolder } from './storageFolder.ts';

export const newest = 'model.checkpoint';
const fresh = 'model.checkpoint.new';
const previous = 'model.checkpoint.previous';
const generations = [newest, fresh, previous];

const maxQuarantined = 2;
/** One that waits, and one that is being written. */
const maxDrafts = 2;
/** Files of the size of a checkpoint. */
export const maxCheckpointFiles = generations.length + maxQuarantined + maxDrafts;
const quarantined = /^model\.damaged-(\d+)\.checkpoint$/;

export async function loadGeneration(folder: StorageFolder): Promise<Uint8Array | undefined> {
  for (const name of generations) {
    const bytes = await folder.read(name);
    if (bytes) return bytes;
  }
  return undefined;
}

/** For another program: what `loadGeneration` loads, as files where they are on a local disk. */
export async function findGeneration(folder: StorageFolder): Promise<PassedContent | undefined> {
  const { local } = folder;
  if (!local) return loadGeneration(folder);
  const names = await folder.list();
  if (!generations.some((name) => names.includes(name))) return undefined;
  // Another window may rename them meanwhile: the first one that exists counts.
  return { files: generations.map((name) => local.path(name)) };
}

/** `content`: bytes, or a draft in the folder, which is renamed. */
export async function saveGeneration(folder: StorageFolder, content: PassedContent): Promise<void> {
  if (content instanceof Uint8Array) await folder.write(fresh, content);
  else if (!(await renameDraft(folder, content))) return;
  await folder.rename(newest, previous);
  await folder.rename(fresh, newest);
}

/** False where the draft is gone, and was not renamed before a failure. */
async function renameDraft(folder: StorageFolder, draft: PassedFiles): Promise<boolean> {
  return (await folder.rename(draftName(draft), fresh)) || (await folder.list()).includes(fresh);
}

export function deleteDraft(folder: StorageFolder, draft: PassedFiles): Promise<void> {
  return folder.delete(draftName(draft));
}

function draftName({ files }: PassedFiles): string {
  return basename(files[0]!);
}

/**
 * Renames the checkpoint that `loadGeneration` returns, so that it is neither loaded again nor lost, and deletes older damaged ones.
 * Resolves to the new name, or to undefined if there is no checkpoint or if it cannot be renamed.
 */
export async function quarantineGeneration(folder: StorageFolder): Promise<string | undefined> {
  const older = (await folder.list())
    .flatMap((name) => quarantined.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a);
  // The clock may have been set back.
  const damaged = quarantineName(Math.max(Date.now(), (older[0] ?? 0) + 1));
  for (const name of generations) {
    const moved = await folder.rename(name, damaged).catch(() => false);
    if (!moved) continue;
    for (const stamp of older.slice(maxQuarantined - 1)) await folder.delete(quarantineName(stamp));
    return damaged;
  }
  return undefined;
}

function quarantineName(stamp: number): string {
  return `model.damaged-${stamp}.checkpoint`;
}
