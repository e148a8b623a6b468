// The files that text statistics have learned, and why others are excluded, as the last read of the workspace found them. The dashboard
// and the status bar show them where no training has made its own list.
import { Disposable, EventEmitter, type Event } from 'vscode';
import type { Collection } from '../../corpus/collect.ts';
import { byPath } from '../../corpus/corpus.ts';
import { ledgerOf } from '../../corpus/ledger.ts';
import type { LedgerEntry } from '../../corpus/sourceText.ts';
import { createQueue } from '../../processes/queue.ts';
import { turns } from '../../processes/turns.ts';
import type { RunState } from '../../protocol/runState.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { WorkspaceReader } from '../workspace/workspaceReader.ts';
import type { LearningConsent } from './consent.ts';

/** The list of text statistics; where they learn nothing, that of the last training. */
export function currentLedger(
  learnedFiles: Pick<LearnedFiles, 'ledger'>,
  { corpus }: Pick<RunState, 'corpus'>,
): readonly LedgerEntry[] {
  return learnedFiles.ledger.length > 0 ? learnedFiles.ledger : (corpus?.ledger ?? []);
}

export interface LearnedFilesParts {
  readonly reader: Pick<WorkspaceReader, 'onComplete'>;
  readonly predictor: Pick<PredictorClient, 'onState'>;
  readonly consent: Pick<LearningConsent, 'isGiven' | 'onChange'>;
}

export class LearnedFiles implements Disposable {
  private readonly changes = new EventEmitter<void>();
  private readonly subscriptions: Disposable;
  private entries: readonly LedgerEntry[] = [];
  /** Changes follow one another. */
  private readonly inOrder = createQueue();

  readonly onChange: Event<void> = this.changes.event;

  constructor({ reader, predictor, consent }: LearnedFilesParts) {
    // An analysis reads the files, too, and learns none.
    const list = async (collection: Collection): Promise<void> => {
      const entries = await ledgerOf(collection, turns);
      if (consent.isGiven) this.set(entries);
    };
    this.subscriptions = Disposable.from(
      this.changes,
      reader.onComplete((collection) => void this.inOrder(() => list(collection))),
      predictor.onState((state) => state === 'empty' && void this.inOrder(() => this.set([]))),
      consent.onChange(() => !consent.isGiven && void this.inOrder(() => this.set([]))),
    );
  }

  /** By path. Empty while no file has been read. */
  get ledger(): readonly LedgerEntry[] {
    return this.entries;
  }

  /** Some files were read again. */
  update(paths: ReadonlySet<string>, collection: Collection): Promise<void> {
    return this.inOrder(async () => {
      const found = (await ledgerOf(collection, turns)).filter(({ path }) => paths.has(path));
      if (this.entries.length === 0 || found.length === 0) return;
      this.set([...this.entries.filter(({ path }) => !paths.has(path)), ...found].sort(byPath));
    });
  }

  /** A file or a folder is gone. */
  remove(path: string): Promise<void> {
    return this.inOrder(() => {
      const left = this.entries.filter((entry) => entry.path !== path && !entry.path.startsWith(`${path}/`));
      if (left.length < this.entries.length) this.set(left);
    });
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private set(entries: readonly LedgerEntry[]): void {
    if (entries.length === 0 && this.entries.length === 0) return;
    this.entries = entries;
    this.changes.fire();
  }
}
