// How much the extension stores for this workspace, and how much it may store at most.
import { FileType, Uri, workspace } from 'vscode';
import { maxCheckpointFiles } from './checkpointGenerations.ts';
import { learnedFolder } from './learnedStore.ts';
import { maxRunFiles } from './runStore.ts';
import { maxRunWeightsBytes } from './runWeights.ts';

/** A run file has at most some 6000 points in columns, half a megabyte; the rest are notes. */
const maxRunFileBytes = 1_000_000;

export interface StorageUsage {
  readonly bytes: number;
  /** The sum of the limits of each kind of file, for checkpoints and a learned state of the present size. */
  readonly maxBytes: number;
  /** The part of `bytes` that text statistics have learned. */
  readonly learnedBytes: number;
}

/** `folder`: the workspace's storage. Undefined: nothing is stored. */
export async function storageUsage(folder: Uri | undefined): Promise<StorageUsage> {
  const model = folder && Uri.joinPath(folder, 'model');
  const checkpoint = model ? Math.max(0, ...(await sizesIn(model))) : 0;
  const sizes = folder ? await sizesIn(folder) : [];
  const learnedBytes = sumOf(folder ? await sizesIn(Uri.joinPath(folder, learnedFolder)) : []);
  return {
    bytes: sumOf(sizes),
    // A new state is written beside the old one.
    maxBytes: maxCheckpointFiles * checkpoint + maxRunWeightsBytes + maxRunFiles * maxRunFileBytes + 2 * learnedBytes,
    learnedBytes,
  };
}

const sumOf = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);

/** Bytes of each file below the folder. A file that is deleted meanwhile has none. */
async function sizesIn(folder: Uri): Promise<number[]> {
  const entries = await workspace.fs.readDirectory(folder).then(undefined, () => []);
  const sizes = entries.map(([name, type]) => {
    const uri = Uri.joinPath(folder, name);
    if (type === FileType.Directory) return sizesIn(uri);
    return workspace.fs.stat(uri).then(
      ({ size }) => [size],
      () => [0],
    );
  });
  return (await Promise.all(sizes)).flat();
}
