// Stores the runs of a workspace, one file each. Runs contain numbers and settings only, never text of the workspace.
import { EventEmitter, type Disposable, type Event } from 'vscode';
import type { Run, RunAnnotations, RunSummary } from '../../protocol/runs.ts';
import { createQueue } from '../../processes/queue.ts';
import { decodeRun, encodeRun } from './runFile.ts';
import { newestFirst } from './newestRuns.ts';
import type { StorageFolder } from './storageFolder.ts';

/** Above this number the oldest runs are deleted about which the user wrote nothing. */
const maxRuns = 50;
/** Above this number the oldest runs are deleted, whatever the user wrote about them. */
export const maxRunFiles = 200;
const extension = '.json';

export class RunStore implements Disposable {
  private readonly folder: StorageFolder | undefined;
  private readonly changes = new EventEmitter<readonly RunSummary[]>();
  /** By id, as of the last look into the folder. */
  private readonly known = new Map<string, RunSummary>();
  /** Works run one after the other, so that two never write the same file at once. */
  private readonly queue = createQueue();

  /** All runs, newest first, after each change. */
  readonly onChange: Event<readonly RunSummary[]> = this.changes.event;

  /** Without a folder nothing is written. */
  constructor(folder: StorageFolder | undefined) {
    this.folder = folder;
  }

  /** Newest first. */
  list(): Promise<readonly RunSummary[]> {
    return this.inOrder(() => inOrder(this.known));
  }

  load(id: string): Promise<Run | undefined> {
    return this.inOrder(() => this.loadKnown(id));
  }

  /** Keeps what the user wrote about the run meanwhile. */
  save(run: Run): Promise<void> {
    return this.change(async () => {
      const { id } = run.summary;
      const { name, notes, tags } = (await this.loadKnown(id))?.summary ?? this.known.get(id) ?? run.summary;
      const summary = { ...run.summary, name, notes, tags };
      await this.write({ summary, curves: run.curves });
      this.known.set(id, summary);
      const others = inOrder(this.known).filter((each) => each.id !== id);
      for (const [index, old] of others.entries()) {
        if (index + 1 >= maxRunFiles || (index + 1 >= maxRuns && !isAnnotated(old))) await this.remove(old.id);
      }
    });
  }

  annotate(id: string, annotations: Partial<RunAnnotations>): Promise<void> {
    return this.change(async () => {
      const run = await this.loadKnown(id);
      if (!run) return;
      const summary = { ...run.summary, ...annotations };
      await this.write({ ...run, summary });
      this.known.set(id, summary);
    });
  }

  delete(id: string): Promise<void> {
    return this.change(() => this.remove(id));
  }

  deleteAll(): Promise<void> {
    return this.change(async () => {
      this.known.clear();
      await this.folder?.deleteAll().catch(() => undefined);
    });
  }

  dispose(): void {
    this.changes.dispose();
  }

  private change(work: () => Promise<void>): Promise<void> {
    return this.inOrder(async () => {
      await work();
      this.changes.fire(inOrder(this.known));
    });
  }

  /** Looks into the folder first: another window of the workspace may have added or deleted runs. */
  private inOrder<T>(work: () => T | Promise<T>): Promise<T> {
    return this.queue(async () => {
      await this.look();
      return work();
    });
  }

  private async look(): Promise<void> {
    const names = await this.folder?.list().catch(() => undefined);
    if (!names) return;
    for (const id of this.known.keys()) if (!names.includes(fileOf(id))) this.known.delete(id);
    const unknown = names.filter((name) => name.endsWith(extension) && !this.known.has(idOf(name)));
    for (const run of await Promise.all(unknown.map((name) => this.read(name))))
      if (run) this.known.set(run.summary.id, run.summary);
  }

  /** As it is stored: another window may have renamed it. */
  private async loadKnown(id: string): Promise<Run | undefined> {
    const run = this.known.has(id) ? await this.read(fileOf(id)) : undefined;
    if (run) this.known.set(id, run.summary);
    return run;
  }

  /** Undefined where there is no valid run. */
  private async read(name: string): Promise<Run | undefined> {
    const bytes = await this.folder?.read(name).catch(() => undefined);
    return bytes && decodeRun(bytes);
  }

  private async write(run: Run): Promise<void> {
    await this.folder?.write(fileOf(run.summary.id), encodeRun(run));
  }

  private async remove(id: string): Promise<void> {
    this.known.delete(id);
    await this.folder?.delete(fileOf(id)).catch(() => undefined);
  }
}

const fileOf = (id: string): string => `${id}${extension}`;
const idOf = (name: string): string => name.slice(0, -extension.length);

function isAnnotated({ name, notes, tags }: RunAnnotations): boolean {
  return name !== '' || notes !== '' || tags.length > 0;
}

/** The newest first. */
function inOrder(known: ReadonlyMap<string, RunSummary>): readonly RunSummary[] {
  const order = newestFirst();
  return [...known.values()].sort((one, other) => order(one.startedMs, other.startedMs));
}
