// Stores what text statistics have learned, so that the next window need not learn it again. It contains text of the workspace: only the
// owner can read the file, and it is deleted at once when a part of it must be forgotten.
import { createQueue } from '../../processes/queue.ts';
import type { Storage } from './checkpointStore.ts';
import { Forgetting } from './forgetting.ts';
import type { WorkspaceState } from './workspaceState.ts';

/** In the storage of a workspace. */
export const learnedFolder = 'learned';
const fileName = 'learned.state';
/** Bytes. A larger file is not read. */
const largestState = 256 * 2 ** 20;

export interface LearnedStoreOptions {
  readonly state: Pick<WorkspaceState, 'get' | 'update' | 'refresh'>;
  /** One line for the log, without names and text of files. */
  warn(message: string): void;
}

export class LearnedStore {
  private readonly storage: Storage | undefined;
  private readonly warn: (message: string) => void;
  private readonly forgetting: Forgetting;
  /** All work on the file follows one another. */
  private readonly inOrder = createQueue();

  /** Without a storage nothing is kept. */
  constructor(storage: Storage | undefined, { state, warn }: LearnedStoreOptions) {
    this.storage = storage;
    this.warn = warn;
    // What this window has in memory follows the files and settings, which the other window has seen, too.
    this.forgetting = new Forgetting(state, 'learned state');
  }

  /** Whether something is kept here. */
  get isOpen(): boolean {
    return this.storage !== undefined;
  }

  /** A state that was learned under another value than this one is not kept. */
  get epoch(): string | undefined {
    return this.forgetting.epoch;
  }

  /** Before something is learned that is to be kept. */
  async begin(): Promise<void> {
    await this.forgetting.refresh();
    await this.forgetting.begin();
  }

  /** Undefined: nothing is kept. What is to be deleted before is not loaded. */
  async load(): Promise<Uint8Array | undefined> {
    const bytes = await this.inOrder(() => this.storage?.folder.read(fileName)).catch(() => undefined);
    return bytes && bytes.length <= largestState ? bytes : undefined;
  }

  /** `epoch`: when the first text of it was learned. Never rejects. */
  save(bytes: Uint8Array, epoch: string | undefined): Promise<void> {
    return this.afterOthers(async ({ folder, lock }) => {
      if (await this.isForgotten(epoch)) return;
      if ((await lock?.acquire()) === false) return;
      try {
        await folder.write(fileName, bytes);
        // Another window may have deleted the file just before.
        if (await this.isForgotten(epoch)) await folder.delete(fileName);
      } finally {
        await lock?.release();
      }
    });
  }

  /** A part of what was learned must be forgotten: deletes the file, and keeps nothing that was learned before. Never rejects. */
  async invalidate(): Promise<void> {
    const announced = this.announce();
    await this.afterOthers(async ({ folder }) => {
      await announced;
      await folder.deleteAll();
    });
  }

  /** This window has removed everything: there is nothing to invalidate before something is learned again. */
  reset(): void {
    this.forgetting.reset();
  }

  /** Resolves when the file is as it should be. */
  flush(): Promise<void> {
    return this.inOrder(() => undefined);
  }

  /** Where this window knows of nothing that is kept, another one may have begun. */
  private async announce(): Promise<void> {
    if (this.forgetting.epoch === undefined) await this.forgetting.refresh();
    if (this.forgetting.epoch !== undefined) await this.forgetting.announce();
  }

  private async isForgotten(epoch: string | undefined): Promise<boolean> {
    await this.forgetting.refresh();
    return epoch === undefined || epoch !== this.forgetting.epoch;
  }

  private async afterOthers(work: (storage: Storage) => Promise<void>): Promise<void> {
    const { storage } = this;
    if (storage) await this.inOrder(() => work(storage)).catch((error: unknown) => this.warn(String(error)));
  }
}
