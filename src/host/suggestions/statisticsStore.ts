// Stores the suggestion statistics of a workspace, or of windows without one. Each window writes a file of its own, and the
// statistics are the sum of all files. So two windows of the same workspace lose no counts. Nothing leaves the machine.
import { randomUUID } from 'node:crypto';
import { EventEmitter, type Disposable, type Event, type Uri } from 'vscode';
import { createQueue } from '../../processes/queue.ts';
import {
  addEvent,
  dayOf,
  mergeStatistics,
  parseStatistics,
  type StatisticsEvent,
  type SuggestionStatistics,
} from '../../protocol/suggestionStatistics.ts';
import { decodeJson, encodeJson } from '../storage/json.ts';
import { storageFolderOf } from '../storage/openStorage.ts';
import type { StorageFolder } from '../storage/storageFolder.ts';
import { watchFolder } from '../storage/watchFolder.ts';

const saveDelayMs = 1000;
/** A file that was not written for so long may belong to a closed window, and a new window continues it. */
const continueAfterMs = 3_600_000;

interface StoredStatistics {
  /** Milliseconds since 1970. */
  readonly savedMs: number;
  readonly days: SuggestionStatistics;
}

export class StatisticsStore implements Disposable {
  private readonly folder: StorageFolder;
  private readonly warn: (error: unknown) => void;
  private readonly name = `${randomUUID()}.json`;
  private readonly now: () => number;
  private readonly changes = new EventEmitter<void>();
  private readonly watcher: Disposable;
  /** The sum of all files when they were read last. */
  private stored: SuggestionStatistics = {};
  private unsaved: SuggestionStatistics = {};
  private saving: SuggestionStatistics = {};
  private hasFile = false;
  private timer: NodeJS.Timeout | undefined;
  /** Reads and writes run one after the other. */
  private readonly inOrder = createQueue();

  readonly onChange: Event<void> = this.changes.event;

  constructor(folder: Uri, warn: (error: unknown) => void, now = () => Date.now()) {
    this.folder = storageFolderOf(folder);
    [this.warn, this.now] = [warn, now];
    this.watcher = watchFolder(folder, () => this.refresh());
    void this.refresh();
  }

  get statistics(): SuggestionStatistics {
    return mergeStatistics(this.stored, this.saving, this.unsaved);
  }

  add(event: StatisticsEvent): void {
    // What is left of an acceptance counts for its own day.
    const agoMs = event.type === 'checked' ? 1000 * event.after : 0;
    this.unsaved = addEvent(this.unsaved, dayOf(this.now() - agoMs), event);
    this.timer ??= setTimeout(() => void this.save(), saveDelayMs);
    this.changes.fire();
  }

  /** Resolves when everything is stored. */
  save(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return this.run(() => this.write());
  }

  /** Reads what other windows have stored. */
  refresh(): Promise<void> {
    return this.run(() => this.readAll());
  }

  /** Deletes the counts of all windows. */
  reset(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return this.run(async () => {
      this.unsaved = {};
      // The folder stays, because it is watched.
      await Promise.all((await this.fileNames()).map((name) => this.folder.delete(name)));
      await this.readAll();
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watcher.dispose();
    this.changes.dispose();
  }

  /** An error is reported in the log; counts that are not saved stay in memory. */
  private run(work: () => Promise<void>): Promise<void> {
    return this.inOrder(work).catch(this.warn);
  }

  private async write(): Promise<void> {
    if (Object.keys(this.unsaved).length > 0) {
      this.saving = this.unsaved;
      this.unsaved = {};
      try {
        await this.addToFile(this.saving);
        this.stored = mergeStatistics(this.stored, this.saving);
      } catch (error) {
        this.unsaved = mergeStatistics(this.saving, this.unsaved);
        throw error;
      } finally {
        this.saving = {};
      }
    }
    await this.readAll();
  }

  private async addToFile(added: SuggestionStatistics): Promise<void> {
    if (!this.hasFile) this.hasFile = await this.continueClosed();
    // Missing: it does not exist yet, or another window reset the statistics or continues the file.
    const before = await this.read(this.name);
    const days = mergeStatistics(before?.days ?? {}, added);
    const stored: StoredStatistics = { savedMs: this.now(), days };
    const bytes = encodeJson(stored);
    // A window that opens deletes temporary files, also the one that this window is writing.
    await this.folder.write(this.name, bytes).catch(() => this.folder.write(this.name, bytes));
    this.hasFile = true;
  }

  /** Takes over the file of a closed window, so that their number does not grow. */
  private async continueClosed(): Promise<boolean> {
    for (const name of await this.fileNames()) {
      const file = await this.read(name);
      // A time in the future: the clock was wrong.
      if (!file || Math.abs(this.now() - file.savedMs) < continueAfterMs) continue;
      if (await this.folder.rename(name, this.name)) return true;
    }
    return false;
  }

  private async readAll(): Promise<void> {
    const files = await Promise.all((await this.fileNames()).map((name) => this.read(name)));
    this.stored = mergeStatistics(...files.map((file) => file?.days ?? {}));
    this.changes.fire();
  }

  private async fileNames(): Promise<readonly string[]> {
    return (await this.folder.list()).filter((name) => name.endsWith('.json'));
  }

  /** Undefined if the file is missing or damaged. */
  private async read(name: string): Promise<StoredStatistics | undefined> {
    const bytes = await this.folder.read(name);
    return bytes && decode(bytes);
  }
}

function decode(bytes: Uint8Array): StoredStatistics | undefined {
  const stored = decodeJson(bytes);
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { savedMs, days } = stored as Partial<Record<string, unknown>>;
  return { savedMs: Number(savedMs) || 0, days: parseStatistics(days) };
}
