// What must be on the disk after a fault: whole generations of the checkpoint, none older than what was saved, and no lock.
import { existsSync } from 'node:fs';
import { CheckpointStore } from '../../src/host/storage/checkpointStore.ts';
import { nodeFileSystem } from '../../src/host/storage/fileSystem.ts';
import { durableFolder } from '../../src/host/storage/storageFolder.ts';
import { WriterLock } from '../../src/host/storage/writerLock.ts';
import { decodeCheckpoint } from '../../src/model/network/checkpoint.ts';

const generations = ['model.checkpoint', 'model.checkpoint.new', 'model.checkpoint.previous'];
/** A host that runs may rename files between two reads. */
const readings = 5;

function open(path: string) {
  const folder = durableFolder(nodeFileSystem, path);
  const lock = new WriterLock(nodeFileSystem, `${path}.lock`);
  return { folder, lock, store: new CheckpointStore({ folder, lock }, () => undefined) };
}

/** Of each generation, also while a host writes them. Undefined: nothing is wrong. */
export async function failureOfGenerations(path: string, savedSteps: number): Promise<string | undefined> {
  const { folder } = open(path);
  let newest = 0;
  for (let reading = 0; reading === 0 || (reading < readings && newest < savedSteps); reading++) {
    for (const name of generations) {
      const bytes = await folder.read(name);
      if (!bytes) continue;
      try {
        newest = Math.max(newest, decodeCheckpoint(bytes).progress.steps);
      } catch (error) {
        return `${name} cannot be read: ${String(error)}`;
      }
    }
  }
  const damaged = (await folder.list()).filter((name) => name.includes('damaged'));
  if (damaged.length > 0) return `${damaged.length} checkpoints are damaged`;
  return newest >= savedSteps ? undefined : `step ${savedSteps} was saved, and step ${newest} is on the disk`;
}

/** Whether another host holds the lock. */
export function isLocked(path: string): Promise<boolean> {
  return open(path).lock.isHeldElsewhere();
}

/** After the host was killed: opens the storage as the next host does. */
export async function failureOfReopening(path: string, savedSteps: number): Promise<string | undefined> {
  const { store, lock } = open(path);
  try {
    if (await lock.isHeldElsewhere()) return 'the lock stays';
    const bytes = await store.load();
    const steps = bytes ? decodeCheckpoint(bytes).progress.steps : 0;
    if (steps < savedSteps) return `step ${savedSteps} was saved, and step ${steps} was loaded`;
    if (!(await store.readRunMarker())) return 'the interrupted training is not known';
    if (bytes) store.save(bytes);
    await store.close();
    return existsSync(`${path}.lock`) ? 'the lock stays after closing' : undefined;
  } catch (error) {
    return `reopening throws ${String(error)}`;
  } finally {
    store.dispose();
  }
}
