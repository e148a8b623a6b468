// Lets one process write to a folder at a time. The lock is a file that names the process; while the process holds the lock, it
// changes a counter in the file. A lock is stale if its process has ended, or if the counter no longer changes.
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { errorCode } from '../../disk/errorCode.ts';
import { createQueue } from '../../processes/queue.ts';
import { undefinedIfMissing, writeWhole, type FileSystem } from './fileSystem.ts';

const heartbeatMs = 20_000;
/** A counter that does not change for so long belongs to a process that hangs or to another process with the same number. */
const staleMs = 90_000;
const maxAttempts = 3;

const contentSchema = v.object({ pid: v.number(), host: v.string(), beat: v.number() });
type LockContent = v.InferOutput<typeof contentSchema>;

export interface LockEnvironment {
  readonly pid: number;
  readonly host: string;
  /** Milliseconds, monotonic. */
  now(): number;
  isAlive(pid: number): boolean;
}

export const thisProcess: LockEnvironment = {
  pid: process.pid,
  host: hostname(),
  now: () => performance.now(),
  isAlive: (pid) => {
    try {
      process.kill(pid, 0);
      return !isZombie(pid);
    } catch (error) {
      return errorCode(error) === 'EPERM';
    }
  },
};

/** A process that has ended, but whose parent did not ask for its exit code yet: common in containers. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    // The state follows the program's name in parentheses, which may contain anything.
    const status = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return /^[ZX]/.test(status.slice(status.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}

export class WriterLock {
  private readonly files: FileSystem;
  private readonly path: string;
  private readonly environment: LockEnvironment;
  /** A heartbeat empties the file before it writes: meanwhile the file does not name its holder. */
  private readonly inOrder = createQueue();
  private heartbeat: NodeJS.Timeout | undefined;
  private beat = 0;
  /** Another process's lock as it was last read, and since when it has not changed. */
  private seen: { readonly text: string; readonly sinceMs: number } | undefined;

  /** `path`: the lock file, outside of the folder that it protects. */
  constructor(files: FileSystem, path: string, environment: LockEnvironment = thisProcess) {
    this.files = files;
    this.path = path;
    this.environment = environment;
  }

  /** Takes the lock if it is free or stale. False if another process holds it. Call it before each write. */
  acquire(): Promise<boolean> {
    return this.inOrder(() => this.take());
  }

  isHeldElsewhere(): Promise<boolean> {
    return this.inOrder(async () => {
      const text = await this.read();
      return text !== undefined && !this.isOwn(text) && !this.isStale(text);
    });
  }

  release(): Promise<void> {
    return this.inOrder(async () => {
      this.stopHeartbeat();
      const text = await this.read();
      if (text !== undefined && this.isOwn(text)) await this.files.remove(this.path);
    });
  }

  private async take(): Promise<boolean> {
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const text = await this.read();
      if (text === undefined) {
        if (await this.create()) return true;
      } else if (this.isOwn(text)) {
        this.startHeartbeat();
        return true;
      } else if (!this.isStale(text)) {
        this.stopHeartbeat();
        return false;
      } else {
        await this.removeStale(text);
      }
    }
    return false;
  }

  private async read(): Promise<string | undefined> {
    const bytes = await this.files.read(this.path).catch(undefinedIfMissing);
    return bytes && new TextDecoder().decode(bytes);
  }

  /** False if another process was faster. */
  private async create(): Promise<boolean> {
    await this.files.makeFolder(dirname(this.path));
    try {
      await this.write('wx');
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    }
    this.startHeartbeat();
    return true;
  }

  private write(flags: 'w' | 'wx'): Promise<void> {
    const { pid, host } = this.environment;
    const content: LockContent = { pid, host, beat: ++this.beat };
    return writeWhole(this.files, this.path, new TextEncoder().encode(JSON.stringify(content)), flags);
  }

  private isOwn(text: string): boolean {
    const content = parse(text);
    return content?.pid === this.environment.pid && content.host === this.environment.host;
  }

  private isStale(text: string): boolean {
    const { host, isAlive, now } = this.environment;
    const content = parse(text);
    if (content?.host === host && !isAlive(content.pid)) return true;
    if (this.seen?.text !== text) this.seen = { text, sinceMs: now() };
    return now() - this.seen.sinceMs >= staleMs;
  }

  /** Moves the lock away first: of two processes that find it stale, one gets it. */
  private async removeStale(text: string): Promise<void> {
    const staleCopy = `${this.path}.stale-${this.environment.pid}`;
    await this.files.rename(this.path, staleCopy).catch(undefinedIfMissing);
    const moved = await this.files.read(staleCopy).catch(undefinedIfMissing);
    // Meanwhile another process may have replaced the stale lock by its own.
    if (moved && new TextDecoder().decode(moved) !== text) await this.files.rename(staleCopy, this.path);
    else await this.files.remove(staleCopy);
  }

  private startHeartbeat(): void {
    if (this.heartbeat) return;
    this.heartbeat = setInterval(() => void this.inOrder(() => this.showLife()).catch(() => undefined), heartbeatMs);
    this.heartbeat.unref();
  }

  private stopHeartbeat(): void {
    clearInterval(this.heartbeat);
    this.heartbeat = undefined;
  }

  private async showLife(): Promise<void> {
    const text = await this.read();
    if (text !== undefined && this.isOwn(text)) await this.write('w');
    else this.stopHeartbeat();
  }
}

function parse(text: string): LockContent | undefined {
  try {
    const parsed = v.safeParse(contentSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
