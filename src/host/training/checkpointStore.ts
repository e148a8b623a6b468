// Keeps the checkpoint in the workspace's storage. A file is replaced only by one that was written whole: first under a
// second name, then renamed. The editor's rename removes the target first, so after a crash in between the second name is
// the checkpoint, and `load` knows that.
import { FileSystemError, Uri, workspace, type Disposable } from 'vscode';

/** Between two writes at least; with the learner's own pace it bounds what a crash can lose. */
const writeEveryMs = 8000;

/** A training that has begun and not ended, as the next start finds it. */
export interface RunMarker {
  /** Milliseconds since 1970. */
  readonly startedMs: number;
  /** The window was closed or reloaded in good order. */
  readonly closed: boolean;
}

export class CheckpointStore implements Disposable {
  private readonly folder: Uri | undefined;
  private readonly onTrouble: (error: unknown) => void;
  private waiting: Uint8Array | undefined;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private marking: Promise<void> = Promise.resolve();
  private wroteAtMs = -Infinity;
  private troubled = false;

  /** `folder` undefined: there is no place to keep anything. `onTrouble` hears the first of failures in a row. */
  constructor(folder: Uri | undefined, onTrouble: (error: unknown) => void) {
    this.folder = folder;
    this.onTrouble = onTrouble;
  }

  async load(): Promise<Uint8Array | undefined> {
    if (this.waiting) return this.waiting;
    return (await this.read('model.checkpoint')) ?? (await this.read('model.checkpoint.new'));
  }

  /** Writes now if the last time is long ago, else as soon as it is; only the newest is written. */
  save(bytes: Uint8Array): void {
    this.waiting = bytes;
    this.timer ??= setTimeout(() => void this.flush(), Math.max(0, this.wroteAtMs + writeEveryMs - Date.now()));
  }

  /** Writes what waits; resolves when it stands on the disk, or could not be written. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** Renames a checkpoint that cannot be used, so that it is neither loaded again nor lost. */
  async quarantine(): Promise<Uri | undefined> {
    const damaged = this.at(`model.damaged-${Date.now()}.checkpoint`);
    if (!damaged) return undefined;
    for (const name of names) {
      const moved = await workspace.fs.rename(this.at(name)!, damaged).then(
        () => true,
        () => false,
      );
      if (moved) return damaged;
    }
    return undefined;
  }

  /** Deletes everything that was ever kept, damaged files included. */
  async deleteAll(): Promise<void> {
    this.waiting = undefined;
    await Promise.all([this.flush(), this.marking]);
    if (this.folder) await workspace.fs.delete(this.folder, { recursive: true }).then(undefined, ignoreMissing);
  }

  async readRunMarker(): Promise<RunMarker | undefined> {
    const bytes = await this.read('run.json');
    if (!bytes) return undefined;
    try {
      // Our own file; whatever else it holds, the two fields decide only the wording of a message.
      const { startedMs, closed } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<RunMarker>;
      return { startedMs: Number(startedMs ?? 0), closed: closed === true };
    } catch {
      return { startedMs: 0, closed: false };
    }
  }

  /** One mark after the other: the last that was asked for is the one that stays. */
  writeRunMarker(run: RunMarker | undefined): Promise<void> {
    const file = this.at('run.json');
    if (file) {
      this.marking = this.marking.then(() =>
        this.attempt(() =>
          run
            ? workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(run)))
            : workspace.fs.delete(file).then(undefined, ignoreMissing),
        ),
      );
    }
    return this.marking;
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private async write(): Promise<void> {
    const bytes = this.waiting;
    const [file, fresh] = names.map((name) => this.at(name));
    if (!bytes || !file || !fresh) return;
    this.wroteAtMs = Date.now();
    await this.attempt(async () => {
      await workspace.fs.writeFile(fresh, bytes);
      await workspace.fs.rename(fresh, file, { overwrite: true });
      if (this.waiting === bytes) this.waiting = undefined;
    });
  }

  /** Says once that the disk is full or forbidden; what could not be written waits for the next time. */
  private async attempt(work: () => Thenable<void>): Promise<void> {
    try {
      await work();
      this.troubled = false;
    } catch (error) {
      if (!this.troubled) this.onTrouble(error);
      this.troubled = true;
    }
  }

  private async read(name: string): Promise<Uint8Array | undefined> {
    const file = this.at(name);
    return file && workspace.fs.readFile(file).then((bytes) => bytes, ignoreMissing);
  }

  private at(name: string): Uri | undefined {
    return this.folder && Uri.joinPath(this.folder, name);
  }
}

const names = ['model.checkpoint', 'model.checkpoint.new'];

function ignoreMissing(error: unknown): undefined {
  if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
  throw error;
}
