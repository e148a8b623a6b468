// Every file operation of the checkpoint store fails in turn; then the storage is opened again.
import { CheckpointStore } from '../../src/host/storage/checkpointStore.ts';
import { writeWhole, type FileSystem } from '../../src/host/storage/fileSystem.ts';
import { durableFolder, type StorageFolder } from '../../src/host/storage/storageFolder.ts';
import { WriterLock } from '../../src/host/storage/writerLock.ts';
import type { PassedContent } from '../../src/protocol/passedContent.ts';
import {
  crashes,
  failingAt,
  faults,
  MemoryFileSystem,
  type Fault,
} from '../../test/unit/host/storage/memoryFileSystem.ts';
import { note, type Faults, type Report } from './result.ts';

const path = '/storage/model';
const checkpointBytes = 9;
const content = (n: number): Uint8Array => new Uint8Array(checkpointBytes).fill(n);
const checkpoints = 3;
let nowMs = 0;
const environment = (pid: number) => ({
  pid,
  host: 'here',
  now: () => nowMs,
  isAlive: (other: number) => other === pid,
});
/** A lock file that a crash left empty names no process: it counts as stale after this time. */
const staleMs = 100_000;

/** The writer before the fault has process 1; the one after it, process 2. */
function open(files: FileSystem, pid: number, onSaved: () => void = () => undefined): CheckpointStore {
  const folder = durableFolder(files, path, pid);
  const counted: StorageFolder = {
    ...folder,
    rename: async (from, to) => {
      const done = await folder.rename(from, to);
      if (done && to === 'model.checkpoint') onSaved();
      return done;
    },
  };
  const lock = new WriterLock(files, `${path}.lock`, environment(pid));
  return new CheckpointStore({ folder: counted, lock }, () => undefined, { now: () => nowMs });
}

/** The second one as the draft of another program. */
async function passed(files: FileSystem, n: number): Promise<PassedContent> {
  if (n !== 2) return content(n);
  const draft = `${path}/program.tmp`;
  await writeWhole(files, draft, content(n), 'w');
  return { files: [draft] };
}

/** Saves three checkpoints and a marker, with a fault at one call. */
async function use(fault: Fault, at: number) {
  const files = new MemoryFileSystem();
  const faulty = failingAt(files, fault, at);
  let saved = 0;
  let current = 0;
  const store = open(faulty, 1, () => (saved = current));
  await store.writeRunMarker({ closed: false });
  for (current = 1; current <= checkpoints; current++) {
    store.save(await passed(files, current));
    await store.flush();
  }
  await store.writeRunMarker(undefined);
  const { calls } = faulty;
  store.dispose();
  return { files, saved, hadFault: calls >= at };
}

/** Undefined: the store survived. */
async function failureAfter(files: MemoryFileSystem, saved: number): Promise<string | undefined> {
  const store = open(files, 2);
  try {
    const loaded = await store.load();
    if (loaded && loaded.some((byte) => byte !== loaded[0])) return 'the loaded checkpoint is damaged';
    if (loaded && loaded.length !== checkpointBytes) return 'the loaded checkpoint is not whole';
    const n = loaded?.[0] ?? 0;
    if (n < saved) return `checkpoint ${saved} was saved, and ${n} was loaded`;
    await store.readRunMarker();
    store.save(content(7));
    await store.flush();
    nowMs += staleMs;
    await store.flush();
    const next = open(files.after('the power fails before names are written'), 2);
    const again = await next.load();
    next.dispose();
    if (again?.[0] !== 7) return 'a checkpoint that is saved after the fault is not on the disk';
    return undefined;
  } catch (error) {
    return `threw ${String(error)}`;
  } finally {
    store.dispose();
  }
}

export async function injectStoreFaults(): Promise<Report<Faults>> {
  const counts = { injected: 0, survived: 0 };
  const failures: string[] = [];
  for (const fault of faults) {
    for (let at = 1; ; at++) {
      const { files, saved, hadFault } = await use(fault, at);
      if (!hadFault) break;
      for (const crash of crashes) {
        counts.injected++;
        const failure = await failureAfter(files.after(crash), saved);
        if (failure === undefined) counts.survived++;
        else note(failures, `store: ${fault} at call ${at}, then ${crash}: ${failure}`);
      }
    }
  }
  return { counts, failures };
}
