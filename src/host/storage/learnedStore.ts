// Stores what text statistics have learned, so that the next window need not learn it again. It contains text of the workspace: only the
// owner can read the file, and it is deleted at once when a part of it must be forgotten. The predictor writes a draft and reads the file.
import { basename } from 'node:path';
import { createQueue } from '../../processes/queue.ts';
import type { Storage } from './checkpointStore.ts';
import { Forgetting } from './forgetting.ts';
import type { WorkspaceState } from './workspaceState.ts';

/** In the storage of a workspace. */
export const learnedFolder = 'learned';
const fileName = 'learned.state';

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

  /** Without a storage on a local disk nothing is kept. */
  constructor(storage: Storage | undefined, { state, warn }: LearnedStoreOptions) {
    this.storage = storage?.folder.local && storage;
    this.warn = warn;
    // What this window has in memory follows the files and settings, which the other window has seen, too.
    this.forgetting = new Forgetting(state, 'learned state');
  }

  /** The beginning of the paths of drafts, `PredictorOptions.drafts`. Undefined: nothing is kept. */
  get drafts(): string | undefined {
    return this.storage?.folder.local?.path(`${fileName}.${process.pid}.`);
  }

  /** A state that was learned under another value than this one is not kept. */
  get epoch(): string | undefined {
    return this.forgetting.epoch;
  }

  /** Before something is learned that is to be kept. */
  async begin(): Promise<void> {
    // Of programs that ended before the draft was kept.
    await this.afterOthers(async ({ folder }) => folder.local?.deleteDrafts());
    await this.forgetting.refresh();
    await this.forgetting.begin();
  }

  /** The path of the file. Undefined: nothing is kept. What is to be deleted before is not found. */
  find(): Promise<string | undefined> {
    return this.inOrder(async () => {
      const names = (await this.storage?.folder.list().catch(() => undefined)) ?? [];
      return names.includes(fileName) ? this.storage?.folder.local?.path(fileName) : undefined;
    });
  }

  /** Keeps a draft, or deletes it. `epoch`: when the first text of it was learned. Never rejects. */
  keep(draft: string, epoch: string | undefined): Promise<void> {
    const name = basename(draft);
    return this.afterOthers(async ({ folder, lock }) => {
      try {
        if (await this.isForgotten(epoch)) return;
        if ((await lock?.acquire()) === false) return;
        try {
          await folder.rename(name, fileName);
          // Another window may have deleted the file just before.
          if (await this.isForgotten(epoch)) await folder.delete(fileName);
        } finally {
          await lock?.release();
        }
      } finally {
        await folder.delete(name);
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
