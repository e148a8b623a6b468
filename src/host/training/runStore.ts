// Stores the runs of a workspace, one file each. Runs contain numbers and settings only, never text of the workspace.
import { EventEmitter, type Disposable, type Event } from 'vscode';
import type { Run, RunAnnotations, RunSummary } from '../../protocol/runs.ts';
import { decodeRun, encodeRun } from './runFile.ts';
import type { StorageFolder } from './storageFolder.ts';

/** Above this number the oldest runs are deleted about which the user wrote nothing. */
const maxRuns = 50;
/** Above this number the oldest runs are deleted, whatever the user wrote about them. */
export const maxRunFiles = 200;
const extension = '.json';

export class RunStore implements Disposable {
  private readonly folder: StorageFolder | undefined;
  private readonly changes = new EventEmitter<readonly RunSummary[]>();
  private summaries: Promise<Map<string, RunSummary>> | undefined;
  /** Changes run one after the other, so that two never write the same file at once. */
  private changesInOrder: Promise<unknown> = Promise.resolve();

  /** All runs, newest first, after each change. */
  readonly onChange: Event<readonly RunSummary[]> = this.changes.event;

  /** Without a folder nothing is written. */
  constructor(folder: StorageFolder | undefined) {
    this.folder = folder;
  }

  /** Newest first. */
  async list(): Promise<readonly RunSummary[]> {
    return newestFirst(await this.known());
  }

  async load(id: string): Promise<Run | undefined> {
    const run = await this.read(fileOf(id));
    const summary = run && (await this.known()).get(id);
    return summary && { ...run, summary };
  }

  /** Keeps what the user wrote about the run meanwhile. */
  save(run: Run): Promise<void> {
    return this.change(async (known) => {
      const { id } = run.summary;
      const { name, notes, tags } = known.get(id) ?? run.summary;
      const summary = { ...run.summary, name, notes, tags };
      await this.write({ summary, curves: run.curves });
      known.set(id, summary);
      for (const [index, old] of newestFirst(known).entries()) {
        if (index >= maxRunFiles || (index >= maxRuns && !isAnnotated(old))) await this.remove(old.id, known);
      }
    });
  }

  annotate(id: string, annotations: Partial<RunAnnotations>): Promise<void> {
    return this.change(async (known) => {
      const run = await this.load(id);
      if (!run) return;
      const summary = { ...run.summary, ...annotations };
      await this.write({ ...run, summary });
      known.set(id, summary);
    });
  }

  delete(id: string): Promise<void> {
    return this.change((known) => this.remove(id, known));
  }

  deleteAll(): Promise<void> {
    return this.change(async (known) => {
      known.clear();
      await this.folder?.deleteAll().catch(() => undefined);
    });
  }

  dispose(): void {
    this.changes.dispose();
  }

  private change(work: (known: Map<string, RunSummary>) => Promise<void>): Promise<void> {
    const result = this.changesInOrder.then(async () => {
      const known = await this.known();
      await work(known);
      this.changes.fire(newestFirst(known));
    });
    this.changesInOrder = result.catch(() => undefined);
    return result;
  }

  private known(): Promise<Map<string, RunSummary>> {
    return (this.summaries ??= this.readAll());
  }

  private async readAll(): Promise<Map<string, RunSummary>> {
    const names = (await this.folder?.list().catch(() => [])) ?? [];
    const runs = await Promise.all(names.filter((name) => name.endsWith(extension)).map((name) => this.read(name)));
    return new Map(runs.flatMap((run) => (run ? [[run.summary.id, run.summary] as const] : [])));
  }

  /** Undefined where there is no valid run. */
  private async read(name: string): Promise<Run | undefined> {
    const bytes = await this.folder?.read(name).catch(() => undefined);
    return bytes && decodeRun(bytes);
  }

  private async write(run: Run): Promise<void> {
    await this.folder?.write(fileOf(run.summary.id), encodeRun(run));
  }

  private async remove(id: string, known: Map<string, RunSummary>): Promise<void> {
    known.delete(id);
    await this.folder?.delete(fileOf(id)).catch(() => undefined);
  }
}

const fileOf = (id: string): string => `${id}${extension}`;

function isAnnotated({ name, notes, tags }: RunAnnotations): boolean {
  return name !== '' || notes !== '' || tags.length > 0;
}

function newestFirst(known: ReadonlyMap<string, RunSummary>): readonly RunSummary[] {
  return [...known.values()].sort((one, other) => other.startedMs - one.startedMs);
}
