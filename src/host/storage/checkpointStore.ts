// Stores the checkpoint and the marker of a running training in the workspace's storage: at most one write per interval, one
// writer per folder, and the previous generation is kept.
import * as v from 'valibot';
import type { Disposable } from 'vscode';
import { createQueue } from '../../processes/queue.ts';
import { bytesOf } from '../../disk/draftFiles.ts';
import type { PassedContent } from '../../protocol/passedContent.ts';
import {
  deleteDraft,
  findGeneration,
  loadGeneration,
  newest,
  quarantineGeneration,
  saveGeneration,
} from './checkpointGenerations.ts';
import type { Forgetting } from './forgetting.ts';
import { decodeJson, encodeJson } from './json.ts';
import type { StorageFolder } from './storageFolder.ts';
import type { WriterLock } from './writerLock.ts';

/** The least time between two writes. Together with the learner's own interval it limits what a crash can lose. */
const writeIntervalMs = 8000;
/** A failed write is tried again after this time, unless a newer checkpoint is written earlier. */
const retryMs = 60_000;

/** After a reload the process of the old window may still write. */
const patienceMs = 3000;
const pollMs = 100;

/** Stored while a training runs. A marker found at startup belongs to an interrupted training. */
export interface RunMarker {
  /** The window was closed or reloaded normally; otherwise the extension host crashed. */
  readonly closed: boolean;
}
const runMarker: v.GenericSchema<unknown, RunMarker> = v.object({ closed: v.boolean() });

export interface Storage {
  readonly folder: StorageFolder;
  /** Undefined where processes cannot exclude each other. */
  readonly lock: Pick<WriterLock, 'acquire' | 'isHeldElsewhere' | 'release'> | undefined;
}

export interface StoreOptions {
  /** Milliseconds, monotonic: the wall clock may be set back, which must not delay a write. */
  readonly now: () => number;
  /** How long to wait for another window that closes. */
  readonly patienceMs: number;
  readonly forgetting?: Pick<Forgetting, 'epoch' | 'isForgotten'> | undefined;
}

interface Unsaved {
  /** Bytes, or the draft of a program. */
  readonly content: PassedContent;
  /** `Forgetting.epoch` when the checkpoint was made. */
  readonly epoch: string | undefined;
}

/** Another window trains on the same workspace and saves its model. */
export class OtherWriterError extends Error {
  constructor() {
    super('another window saves the model of this workspace');
  }
}

const markerName = 'run.json';
/** The beginning of the names of drafts for this window. */
const ownDrafts = `${newest}.${process.pid}.`;

export class CheckpointStore implements Disposable {
  private readonly storage: Storage | undefined;
  private readonly onWriteError: (error: unknown) => void;
  private readonly options: StoreOptions;
  /** The newest checkpoint, until it is written. */
  private unsaved: Unsaved | undefined;
  private timer: NodeJS.Timeout | undefined;
  private lastWriteMs = -Infinity;
  /** All writes follow one another. */
  private readonly afterOthers = createQueue();
  /** Counts the programs that make checkpoints. */
  private drafting = 0;
  /** The last write failed, and the user knows. */
  private isFailing = false;

  /** Without a storage nothing is written. `onWriteError` is called for the first of several failures in a row. */
  constructor(
    storage: Storage | undefined,
    onWriteError: (error: unknown) => void,
    options: Partial<StoreOptions> = {},
  ) {
    this.storage = storage;
    this.onWriteError = onWriteError;
    this.options = { now: () => performance.now(), patienceMs, ...options };
  }

  load(): Promise<Uint8Array | undefined> {
    return this.afterOthers(() => {
      if (this.unsaved) return bytesOf(this.unsaved.content);
      return this.storage && loadGeneration(this.storage.folder);
    });
  }

  /** Passes the newest checkpoint to another program; undefined where there is none. Until `work` settles, nothing is written. */
  pass<Result>(work: (content: PassedContent) => Promise<Result>): Promise<Result | undefined> {
    return this.afterOthers(async () => {
      const content = this.unsaved?.content ?? (this.storage && (await findGeneration(this.storage.folder)));
      return content && work(content);
    });
  }

  /** For a program that makes checkpoints: the beginning of the paths of its drafts. Undefined: the storage is on no local disk. */
  newDrafts(): string | undefined {
    return this.storage?.folder.local?.path(`${ownDrafts}${++this.drafting}.`);
  }

  /**
   * Writes after the interval since the last write; of several checkpoints only the newest. `epoch`: of the forgetting, before the bytes
   * were made or read.
   */
  save(content: PassedContent, epoch = this.options.forgetting?.epoch): void {
    const before = this.unsaved;
    this.unsaved = { content, epoch };
    // After the write that may go on with it.
    if (before) void this.afterOthers(() => this.deleteDraft(before)).catch(() => undefined);
    this.timer ??= setTimeout(
      () => void this.flush(),
      Math.max(0, this.lastWriteMs + writeIntervalMs - this.options.now()),
    );
  }

  /** Writes the unsaved checkpoint now; resolves when it is written, or when the write has failed. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return this.afterOthers(() => this.write());
  }

  /** Renames an unusable checkpoint, so that the previous one is loaded. Resolves to its new name; undefined where that fails. */
  quarantine(): Promise<string | undefined> {
    return this.afterOthers(() => this.storage && quarantineGeneration(this.storage.folder));
  }

  /** Forgets what is not written yet, also what a program has written that has just ended. */
  discard(): void {
    this.unsaved = undefined;
    void this.afterOthers(() => this.storage?.folder.local?.deleteDrafts(ownDrafts)).catch(() => undefined);
  }

  /** Deletes the whole folder, quarantined files included. Gives another window that writes time to learn of the forgetting. */
  async deleteAll(): Promise<void> {
    this.discard();
    await this.flush();
    await this.afterOthers(async () => {
      await this.canWrite();
      await this.storage?.folder.deleteAll();
      await this.storage?.lock?.release();
    });
  }

  /** Whether this window may write; false if another window is the writer. Waits a little for another window that closes. */
  async canWrite(): Promise<boolean> {
    const { now, patienceMs } = this.options;
    for (const until = now() + patienceMs; await this.storage?.lock?.isHeldElsewhere();) {
      if (now() >= until) return false;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    return true;
  }

  /** The marker of an interrupted training, or of this window's own. That of another window's training is not returned. */
  async readRunMarker(): Promise<RunMarker | undefined> {
    const bytes = await this.storage?.folder.read(markerName);
    if (!bytes || !(await this.canWrite())) return undefined;
    const parsed = v.safeParse(runMarker, decodeJson(bytes));
    // A training was interrupted, whatever else the file tells.
    return parsed.success ? parsed.output : { closed: false };
  }

  /** Whether another window trains now. */
  async isTrainingElsewhere(): Promise<boolean> {
    const marker = await this.storage?.folder.read(markerName);
    return marker !== undefined && ((await this.storage?.lock?.isHeldElsewhere()) ?? false);
  }

  /** Undefined removes the marker and lets other windows write. The last call wins. */
  writeRunMarker(marker: RunMarker | undefined): Promise<void> {
    return this.afterOthers(() =>
      this.attempt(async ({ folder, lock }) => {
        // A program may have ended before it could tell of its draft.
        if (!this.unsaved) await folder.local?.deleteDrafts();
        if (marker) return folder.write(markerName, encodeJson(marker));
        await folder.delete(markerName);
        await lock?.release();
      }),
    );
  }

  /** Writes what is unsaved, and lets other windows write. */
  async close(): Promise<void> {
    await this.flush();
    await this.afterOthers(() => this.storage?.lock?.release());
  }

  dispose(): void {
    clearTimeout(this.timer);
    void this.storage?.lock?.release().catch(() => undefined);
  }

  private async write(): Promise<void> {
    const { unsaved } = this;
    if (!unsaved) return;
    this.lastWriteMs = this.options.now();
    await this.attempt(async ({ folder }) => {
      if (await this.isForgotten(unsaved)) await this.deleteDraft(unsaved);
      else {
        await saveGeneration(folder, unsaved.content);
        // The window that forgets may have deleted the folder before the last rename. It writes nothing before it has the lock.
        if (await this.isForgotten(unsaved)) await folder.deleteAll();
      }
      if (this.unsaved === unsaved) this.unsaved = undefined;
    });
    if (this.isFailing && !this.timer) {
      this.timer = setTimeout(() => void this.flush(), retryMs);
      this.timer.unref();
    }
  }

  private async deleteDraft({ content }: Unsaved): Promise<void> {
    if (this.storage && !(content instanceof Uint8Array)) await deleteDraft(this.storage.folder, content);
  }

  private async isForgotten({ epoch }: Unsaved): Promise<boolean> {
    return (await this.options.forgetting?.isForgotten(epoch)) ?? false;
  }

  /** Works as the only writer. Reports the first of several failures. */
  private async attempt(work: (storage: Storage) => Promise<void>): Promise<void> {
    const { storage } = this;
    if (!storage) return;
    try {
      if ((await storage.lock?.acquire()) === false) throw new OtherWriterError();
      await work(storage);
      this.isFailing = false;
    } catch (error) {
      if (!this.isFailing) this.onWriteError(error);
      this.isFailing = true;
    }
  }
}
