// Stores the weights of the newest runs, one checkpoint each, so that the user can make them the active ones again. Weights count
// as learned text: a user who makes the model forget a file deletes these, too.
import * as v from 'valibot';
import { EventEmitter, type Disposable, type Event } from 'vscode';
import { createQueue } from '../../processes/queue.ts';
import type { Forgetting } from './forgetting.ts';
import { decodeJson, encodeJson } from './json.ts';
import { newestFirst } from './newestRuns.ts';
import type { StorageFolder } from './storageFolder.ts';

/** A checkpoint of the default size has 6 MB. */
const limits = { runs: 5, bytesOfOne: 32_000_000 };
export const maxRunWeightsBytes = limits.runs * limits.bytesOfOne;
const nameOfId = (id: string): string => `${id}.checkpoint`;
const filesOfId = (id: string): string => `${id}.files.json`;
const namePattern = /^([a-z0-9]+)\.checkpoint$/;

export interface LearnedWeights {
  readonly bytes: Uint8Array;
  /** Paths of the files that the weights have learned. */
  readonly files: readonly string[];
  /** `Forgetting.epoch` before the bytes were made or read. */
  readonly epoch: string | undefined;
}

export class RunWeights implements Disposable {
  private readonly folder: StorageFolder | undefined;
  private readonly forgetting: Pick<Forgetting, 'isForgotten'> | undefined;
  private readonly changes = new EventEmitter<void>();
  /** Changes run one after the other. */
  private readonly queue = createQueue();

  readonly onChange: Event<void> = this.changes.event;

  /** Without a folder nothing is stored. */
  constructor(folder: StorageFolder | undefined, forgetting?: Pick<Forgetting, 'isForgotten'>) {
    this.folder = folder;
    this.forgetting = forgetting;
  }

  /** The ids of the runs with stored weights, newest first. */
  async ids(): Promise<readonly string[]> {
    const names = (await this.folder?.list()) ?? [];
    return names.flatMap((name) => namePattern.exec(name)?.[1] ?? []).sort(inOrder());
  }

  async load(id: string): Promise<Uint8Array | undefined> {
    return this.folder?.read(nameOfId(id));
  }

  /** Paths of the files that the weights have learned. */
  async learnedFiles(id: string): Promise<readonly string[]> {
    const bytes = await this.folder?.read(filesOfId(id));
    const parsed = v.safeParse(v.array(v.string()), bytes && decodeJson(bytes));
    return parsed.success ? parsed.output : [];
  }

  /**
   * Deletes the weights of the oldest run if there are too many. Weights above the limit of size, and those that are forgotten by now,
   * are not stored.
   */
  save(id: string, { bytes, files, epoch }: LearnedWeights): Promise<void> {
    return this.change(async (folder) => {
      if (bytes.length > limits.bytesOfOne) return this.remove(folder, id);
      if (await this.forgetting?.isForgotten(epoch)) return;
      await folder.write(filesOfId(id), encodeJson(files));
      try {
        await folder.write(nameOfId(id), bytes);
      } catch (error) {
        // The disk is full: the names of files are not kept for nothing.
        if (!(await this.ids()).includes(id)) await folder.delete(filesOfId(id));
        throw error;
      }
      // Another window may have deleted the folder just before.
      if (await this.forgetting?.isForgotten(epoch)) await this.remove(folder, id);
      const others = (await this.ids()).filter((each) => each !== id);
      for (const old of others.slice(limits.runs - 1)) await this.remove(folder, old);
    });
  }

  delete(id: string): Promise<void> {
    return this.change((folder) => this.remove(folder, id));
  }

  /** Deletes the weights of all other runs. */
  keepOnly(kept: ReadonlySet<string>): Promise<void> {
    return this.change(async (folder) => {
      for (const id of await this.ids()) if (!kept.has(id)) await this.remove(folder, id);
    });
  }

  deleteAll(): Promise<void> {
    return this.change((folder) => folder.deleteAll());
  }

  dispose(): void {
    this.changes.dispose();
  }

  private async remove(folder: StorageFolder, id: string): Promise<void> {
    await folder.delete(nameOfId(id));
    await folder.delete(filesOfId(id));
  }

  private async change(work: (folder: StorageFolder) => Promise<void>): Promise<void> {
    const { folder } = this;
    if (!folder) return;
    await this.queue(() => work(folder));
    this.changes.fire();
  }
}

/** Ids are start times in base 36. */
function inOrder(): (one: string, other: string) => number {
  const order = newestFirst();
  return (one, other) => order(parseInt(one, 36), parseInt(other, 36));
}
