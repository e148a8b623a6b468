// A file system in memory that distinguishes what is on the disk from what the operating system still holds back, and a wrapper
// that lets one call fail.
import { dirname } from 'node:path';
import type { FileSystem, OpenFile } from '../../../../src/host/storage/fileSystem.ts';

interface Inode {
  written: Uint8Array;
  synced: Uint8Array;
}

/** What a crash leaves: everything; only synced content under all names; or only synced content under synced names. */
export const crashes = [
  'the process is killed',
  'the power fails',
  'the power fails before names are written',
] as const;
export type Crash = (typeof crashes)[number];

export class MemoryFileSystem implements FileSystem {
  private names = new Map<string, Inode>();
  private syncedNames = new Map<string, Inode>();

  makeFolder(): Promise<void> {
    return Promise.resolve();
  }

  async open(path: string, flags: 'w' | 'wx'): Promise<OpenFile> {
    if (flags === 'wx' && this.names.has(path)) throw failure('EEXIST');
    const inode: Inode = this.names.get(path) ?? { written: new Uint8Array(0), synced: new Uint8Array(0) };
    inode.written = new Uint8Array(0);
    this.names.set(path, inode);
    return {
      write: (bytes) => {
        inode.written = Uint8Array.of(...inode.written, ...bytes);
        return Promise.resolve(bytes.length);
      },
      sync: () => {
        inode.synced = inode.written;
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    };
  }

  syncFolder(path: string): Promise<void> {
    const isInside = ([name]: [string, Inode]): boolean => dirname(name) === path;
    const others = [...this.syncedNames].filter((entry) => !isInside(entry));
    this.syncedNames = new Map([...others, ...[...this.names].filter(isInside)]);
    return Promise.resolve();
  }

  async rename(from: string, to: string): Promise<void> {
    this.names.set(to, this.inode(from));
    this.names.delete(from);
  }

  async read(path: string): Promise<Uint8Array> {
    return this.inode(path).written;
  }

  list(path: string): Promise<string[]> {
    const inside = [...this.names.keys()].filter((name) => dirname(name) === path);
    return Promise.resolve(inside.map((name) => name.slice(path.length + 1)));
  }

  remove(path: string): Promise<void> {
    for (const name of this.names.keys()) if (name === path || name.startsWith(`${path}/`)) this.names.delete(name);
    return Promise.resolve();
  }

  /** The file system after a crash and a new start. */
  after(crash: Crash): MemoryFileSystem {
    const next = new MemoryFileSystem();
    const source = crash === 'the power fails before names are written' ? this.syncedNames : this.names;
    const content = ({ written, synced }: Inode) => (crash === 'the process is killed' ? written : synced);
    next.names = new Map(
      [...source].map(([name, inode]) => [name, { written: content(inode), synced: content(inode) }]),
    );
    next.syncedNames = new Map(next.names);
    return next;
  }

  private inode(path: string): Inode {
    const inode = this.names.get(path);
    if (!inode) throw failure('ENOENT');
    return inode;
  }
}

export const faults = ['ENOSPC', 'EIO', 'short write', 'crash'] as const;
export type Fault = (typeof faults)[number];

export interface FaultyFileSystem extends FileSystem {
  readonly calls: number;
}

/** Lets call number `at` (from 1) fail. After a crash every later call fails, too. A failing write writes half of its bytes. */
export function failingAt(base: FileSystem, fault: Fault, at: number): FaultyFileSystem {
  let calls = 0;
  const hasFault = (): boolean => ++calls === at || (fault === 'crash' && calls > at);
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    if (hasFault() && fault !== 'short write') throw failure(fault);
    return work();
  };
  return {
    get calls() {
      return calls;
    },
    makeFolder: (path) => call(() => base.makeFolder(path)),
    open: async (path, flags) => {
      const file = await call(() => base.open(path, flags));
      return {
        write: async (bytes) => {
          if (!hasFault()) return file.write(bytes);
          const written = calls === at ? await file.write(bytes.subarray(0, bytes.length / 2)) : 0;
          if (fault !== 'short write') throw failure(fault);
          return written;
        },
        sync: () => call(() => file.sync()),
        close: async () => {
          await file.close();
          await call(() => Promise.resolve());
        },
      };
    },
    syncFolder: (path) => call(() => base.syncFolder(path)),
    rename: (from, to) => call(() => base.rename(from, to)),
    read: (path) => call(() => base.read(path)),
    list: (path) => call(() => base.list(path)),
    remove: (path) => call(() => base.remove(path)),
  };
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
