// Stores the checkpoint in the workspace's storage. A new checkpoint is first written under a second name and then renamed, so
// that an incomplete file never replaces a complete one. The editor's rename removes the target first. After a crash between
// the two steps the second name holds the checkpoint; `load` therefore tries both.
import { FileSystemError, Uri, workspace, type Disposable } from 'vscode';

/** The least time between two writes. Together with the learner's own interval it limits what a crash can lose. */
const writeIntervalMs = 8000;

/** Stored while a training runs. A marker found at startup belongs to an interrupted training. */
export interface RunMarker {
  /** Milliseconds since 1970. */
  readonly startedMs: number;
  /** The window was closed or reloaded normally; otherwise the extension host crashed. */
  readonly closed: boolean;
}

export class CheckpointStore implements Disposable {
  private readonly folder: Uri | undefined;
  private readonly onWriteError: (error: unknown) => void;
  /** The newest checkpoint, until it is written. */
  private unsaved: Uint8Array | undefined;
  private timer: NodeJS.Timeout | undefined;
  private lastWriteMs = -Infinity;
  /** Writes of one kind follow one another. */
  private checkpointWrites: Promise<void> = Promise.resolve();
  private markerWrites: Promise<void> = Promise.resolve();
  /** The last write failed, and the user knows. */
  private isFailing = false;

  /** Without a folder nothing is written. `onWriteError` is called for the first of several failures in a row. */
  constructor(folder: Uri | undefined, onWriteError: (error: unknown) => void) {
    this.folder = folder;
    this.onWriteError = onWriteError;
  }

  async load(): Promise<Uint8Array | undefined> {
    if (this.unsaved) return this.unsaved;
    return (await this.read('model.checkpoint')) ?? (await this.read('model.checkpoint.new'));
  }

  /** Writes after the interval since the last write; of several checkpoints only the newest. */
  save(bytes: Uint8Array): void {
    this.unsaved = bytes;
    this.timer ??= setTimeout(() => void this.flush(), Math.max(0, this.lastWriteMs + writeIntervalMs - Date.now()));
  }

  /** Writes the unsaved checkpoint now; resolves when it is written, or when the write has failed. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.checkpointWrites = this.checkpointWrites.then(() => this.write());
    return this.checkpointWrites;
  }

  /** Renames an unusable checkpoint, so that it is neither loaded again nor lost. Undefined where that fails. */
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

  /** Deletes the whole folder, quarantined files included. */
  async deleteAll(): Promise<void> {
    this.unsaved = undefined;
    await Promise.all([this.flush(), this.markerWrites]);
    if (this.folder) await workspace.fs.delete(this.folder, { recursive: true }).then(undefined, ignoreMissing);
  }

  async readRunMarker(): Promise<RunMarker | undefined> {
    const bytes = await this.read('run.json');
    if (!bytes) return undefined;
    try {
      // The extension's own file. Whatever it contains, the two fields only decide the text of a message.
      const { startedMs, closed } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<RunMarker>;
      return { startedMs: Number(startedMs ?? 0), closed: closed === true };
    } catch {
      return { startedMs: 0, closed: false };
    }
  }

  /** Undefined removes the marker. The last call wins. */
  writeRunMarker(marker: RunMarker | undefined): Promise<void> {
    const file = this.at('run.json');
    if (file) {
      this.markerWrites = this.markerWrites.then(() =>
        this.attempt(() =>
          marker
            ? workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(marker)))
            : workspace.fs.delete(file).then(undefined, ignoreMissing),
        ),
      );
    }
    return this.markerWrites;
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private async write(): Promise<void> {
    const bytes = this.unsaved;
    const [file, fresh] = names.map((name) => this.at(name));
    if (!bytes || !file || !fresh) return;
    this.lastWriteMs = Date.now();
    await this.attempt(async () => {
      await workspace.fs.writeFile(fresh, bytes);
      await workspace.fs.rename(fresh, file, { overwrite: true });
      if (this.unsaved === bytes) this.unsaved = undefined;
    });
  }

  /** Reports the first of several failures. What could not be written is tried again with the next write. */
  private async attempt(work: () => Thenable<void>): Promise<void> {
    try {
      await work();
      this.isFailing = false;
    } catch (error) {
      if (!this.isFailing) this.onWriteError(error);
      this.isFailing = true;
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
