// The small values that the extension remembers for a workspace: one file for each key, in the extension's own storage folder. The
// editor's database is not used: what is deleted there stays on the disk for some time, and the values of other workspaces
// cannot be reached, so that they could not be removed.
import { createQueue } from '../../processes/queue.ts';
import { decodeJson, encodeJson } from './json.ts';
import type { StorageFolder } from './storageFolder.ts';
import type { StoredValues } from './storedValue.ts';

export interface WorkspaceState extends StoredValues {
  keys(): readonly string[];
  /** Not checked: see `storedValue`. */
  get(key: string): unknown;
  update(key: string, value: unknown): Promise<void>;
  /** Resolves when all updates so far are on the disk. What could not be written is tried once more. */
  flush(): Promise<void>;
  /**
   * Reads a value again, which another window of the workspace may have written. Resolves to whether it has. One that cannot be read
   * stays as it is.
   */
  refresh(key: string): Promise<boolean>;
}

const extension = '.json';
/** After so long, a value that could not be written is written again. */
const retryMs = 60_000;

/**
 * Reads all values. Without a folder they are kept in memory only. An update never rejects: if its file cannot be written, `warn` is called, and the value is kept in memory.
 */
export async function openWorkspaceState(
  folder: StorageFolder | undefined,
  warn: (error: unknown) => void,
): Promise<WorkspaceState> {
  const values = await readValues(folder);
  /** Keys of values that are in memory only. */
  const unwritten = new Set<string>();
  const inOrder = createQueue();
  /** The last update. */
  let newest: Promise<void> = Promise.resolve();

  let timer: NodeJS.Timeout | undefined;

  function write(key: string): Promise<void> {
    newest = inOrder(async () => {
      const value = values.get(key);
      try {
        await (value === undefined ? folder?.delete(fileOf(key)) : folder?.write(fileOf(key), encodeJson(value)));
        unwritten.delete(key);
      } catch (error) {
        unwritten.add(key);
        timer ??= setTimeout(writeAgain, retryMs).unref();
        warn(error);
      }
    });
    return newest;
  }

  /** The disk was full, for example. */
  function writeAgain(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const key of unwritten) void write(key);
  }

  return {
    keys: () => [...values.keys()],
    get: (key) => values.get(key),
    update: (key, value) => {
      if (value === undefined) values.delete(key);
      else values.set(key, value);
      return write(key);
    },
    flush: () => {
      writeAgain();
      return newest;
    },
    refresh: async (key) => {
      let earlier = newest;
      // Another update may have begun meanwhile: its value is not on the disk yet.
      for (await earlier; newest !== earlier; await earlier) earlier = newest;
      const read = await folder?.read(fileOf(key)).then(
        (bytes) => ({ bytes }),
        () => undefined,
      );
      if (!read || newest !== earlier || unwritten.has(key)) return false;
      const value = read.bytes && decodeJson(read.bytes);
      const isChanged = JSON.stringify(values.get(key)) !== JSON.stringify(value);
      if (value === undefined) values.delete(key);
      else values.set(key, value);
      return isChanged;
    },
  };
}

async function readValues(folder: StorageFolder | undefined): Promise<Map<string, unknown>> {
  const values = new Map<string, unknown>();
  const names = folder ? await folder.list().catch(() => []) : [];
  for (const name of names.filter((each) => each.endsWith(extension))) {
    const bytes = await folder!.read(name).catch(() => undefined);
    const value = bytes && decodeJson(bytes);
    if (value !== undefined) values.set(keyOf(name), value);
  }
  return values;
}

const fileOf = (key: string): string => `${key.replaceAll(' ', '-')}${extension}`;
const keyOf = (name: string): string => name.slice(0, -extension.length).replaceAll('-', ' ');
