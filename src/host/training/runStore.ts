// Stores the runs of a workspace, one file each. Runs contain numbers and settings only, never text of the workspace.
import { EventEmitter, Uri, workspace, type Disposable, type Event } from 'vscode';
import type { Run, RunAnnotations, RunSummary } from '../../protocol/runs.ts';
import { decodeRun, encodeRun } from './runFile.ts';

/** Above this number the oldest runs are deleted about which the user wrote nothing. */
const maxRuns = 50;
/** Above this number the oldest runs are deleted, whatever the user wrote about them. */
export const maxRunFiles = 200;
const extension = '.json';

export class RunStore implements Disposable {
  private readonly folder: Uri | undefined;
  private readonly changes = new EventEmitter<readonly RunSummary[]>();
  private summaries: Promise<Map<string, RunSummary>> | undefined;
  /** Changes run one after the other, so that two never write the same file at once. */
  private changesInOrder: Promise<unknown> = Promise.resolve();

  /** All runs, newest first, after each change. */
  readonly onChange: Event<readonly RunSummary[]> = this.changes.event;

  /** Without a folder nothing is written. */
  constructor(folder: Uri | undefined) {
    this.folder = folder;
  }

  /** Newest first. */
  async list(): Promise<readonly RunSummary[]> {
    return newestFirst(await this.known());
  }

  async load(id: string): Promise<Run | undefined> {
    const file = this.fileOf(id);
    const run = file && (await workspace.fs.readFile(file).then(decodeRun, () => undefined));
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
      if (this.folder) await workspace.fs.delete(this.folder, { recursive: true }).then(undefined, () => undefined);
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
    const { folder } = this;
    if (!folder) return new Map();
    const names = await workspace.fs.readDirectory(folder).then(
      (entries) => entries.map(([name]) => name),
      () => [],
    );
    const runs = await Promise.all(
      names
        .filter((name) => name.endsWith(extension))
        .map((name) => workspace.fs.readFile(Uri.joinPath(folder, name)).then(decodeRun, () => undefined)),
    );
    return new Map(runs.flatMap((run) => (run ? [[run.summary.id, run.summary] as const] : [])));
  }

  private async write(run: Run): Promise<void> {
    const file = this.fileOf(run.summary.id);
    if (file) await workspace.fs.writeFile(file, encodeRun(run));
  }

  private async remove(id: string, known: Map<string, RunSummary>): Promise<void> {
    known.delete(id);
    const file = this.fileOf(id);
    if (file) await workspace.fs.delete(file).then(undefined, () => undefined);
  }

  private fileOf(id: string): Uri | undefined {
    return this.folder && Uri.joinPath(this.folder, `${id}${extension}`);
  }
}

function isAnnotated({ name, notes, tags }: RunAnnotations): boolean {
  return name !== '' || notes !== '' || tags.length > 0;
}

function newestFirst(known: ReadonlyMap<string, RunSummary>): readonly RunSummary[] {
  return [...known.values()].sort((one, other) => other.startedMs - one.startedMs);
}
