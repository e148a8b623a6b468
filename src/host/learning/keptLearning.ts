// What text statistics have learned, from one window to the next: restores it without opening files that have not changed, keeps it when
// all saved files are learned, and drops it at once when a part of it must be forgotten.
import * as v from 'valibot';
import { Disposable, EventEmitter, type Event } from 'vscode';
import type { Collection, KnownFile } from '../../corpus/collect.ts';
import { exclusionReasons } from '../../corpus/sourceText.ts';
import { messageOf } from '../../protocol/rpc.ts';
import { settingsTable } from '../../protocol/settings.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { LearnedStore } from '../storage/learnedStore.ts';
import { storedValue } from '../storage/storedValue.ts';
import type { WorkspaceState } from '../storage/workspaceState.ts';
import { folderNames } from '../workspace/workspaceFiles.ts';
import type { WorkspaceReader } from '../workspace/workspaceReader.ts';
import { goneFiles } from './goneFiles.ts';

/** If more of the text has changed, or was learned on top, everything is learned again. */
const mostChanged = 0.1;
const mostLearned = 1.3;
/** UTF-16 units: small workspaces also learn the priming text, and are learned again in no time. */
const alwaysLearned = 500_000;
const mostExcluded = 20_000;

const thresholdsKey = 'confidence thresholds';
const excludedKey = 'files without text';

/** Path, bytes, time of change, and why the content is not learned. */
const excludedRow = v.tuple([v.string(), v.number(), v.number(), v.picklist(exclusionReasons)]);
type ExcludedRow = v.InferOutput<typeof excludedRow>;
const excludedRows = v.array(excludedRow);

const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const thresholdsOfLevels = v.object(v.entriesFromList(settingsTable.suggestions.confidence.choices, probability));

export interface KeptLearningParts {
  readonly store: LearnedStore;
  readonly state: WorkspaceState;
  readonly predictor: PredictorClient;
  readonly reader: WorkspaceReader;
  /** One line for the log, without names and text of files. */
  log(message: string): void;
}

/** What has changed since an earlier window kept its state. */
export interface KeptChanges extends Collection {
  /** Everything should be learned again. */
  readonly isMuch: boolean;
  /** Files are gone: everything must be learned again. */
  readonly areGone: boolean;
  /** `LearnedStore.epoch` before files of the state were found to be gone. */
  readonly epoch: string | undefined;
}

export class KeptLearning implements Disposable {
  private readonly parts: KeptLearningParts;
  private readonly subscriptions: Disposable;
  private excluded: readonly ExcludedRow[] = [];
  private readonly restorings = new EventEmitter<void>();
  private isLoading = false;

  /** `isRestoring` has changed. */
  readonly onRestoring: Event<void> = this.restorings.event;

  constructor(parts: KeptLearningParts) {
    this.parts = parts;
    const { store, state, predictor, reader } = parts;
    this.subscriptions = Disposable.from(
      this.restorings,
      predictor.onLearnedState(({ draft, epoch }) => {
        void state.update(excludedKey, this.excluded);
        void store.keep(draft, epoch);
      }),
      predictor.onCalibrated((thresholds) => void state.update(thresholdsKey, thresholds)),
      predictor.onForgotten((reason) => void (reason === 'secret' && store.invalidate())),
      reader.onComplete(({ excluded }) => {
        this.excluded = excluded
          .flatMap(({ path, rule, saved }): ExcludedRow[] =>
            saved ? [[path, saved.bytes, saved.modifiedMs, rule]] : [],
          )
          .slice(0, mostExcluded);
      }),
    );
  }

  /** What an earlier window has learned is being loaded. */
  get isRestoring(): boolean {
    return this.isLoading;
  }

  /**
   * Undefined where everything has to be learned. Otherwise the predictor needs the changed texts, or an empty list. Where files are gone,
   * nothing is stored any more when this resolves. `signal`: the user wants the workspace not to be learned any more.
   */
  async restore(signal?: AbortSignal): Promise<KeptChanges | undefined> {
    const { store, state, predictor, reader } = this.parts;
    const { epoch } = store;
    const file = await store.find();
    if (file === undefined || signal?.aborted) return undefined;
    this.setRestoring(true);
    try {
      const kept = predictor.connected().readLearned(file);
      const corpus = await reader.readChanges(async () => this.knownFrom((await kept).files));
      const { files, learnedLength } = await kept;
      const gone = goneFiles(
        files.map(({ path }) => path),
        corpus,
        folderNames(),
      );
      if (gone.areExcluded) throw new Error('files of it are excluded');
      if (gone.areThere) {
        this.parts.log('Files of what was learned before are gone: everything is learned again.');
        await store.invalidate();
      }
      if (signal?.aborted) return undefined;
      if (!(await predictor.useLearned(files, storedValue(state, thresholdsKey, thresholdsOfLevels)))) return undefined;
      const total = files.reduce((sum, { length }) => sum + length, 0);
      const changed = corpus.texts.reduce((sum, { text }) => sum + text.length, 0);
      const isMuch =
        changed > Math.max(mostChanged * total, alwaysLearned) ||
        learnedLength + changed > mostLearned * total + alwaysLearned;
      return { ...corpus, isMuch, areGone: gone.areThere, epoch };
    } catch (error) {
      this.parts.log(`What was learned before is learned again: ${messageOf(error)}.`);
      await store.invalidate();
      return undefined;
    } finally {
      this.setRestoring(false);
    }
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private setRestoring(isRestoring: boolean): void {
    this.isLoading = isRestoring;
    this.restorings.fire();
  }

  private knownFrom(files: readonly (Omit<KnownFile, 'result'> & { path: string; length: number })[]) {
    const known = new Map<string, KnownFile>(files.map((file) => [file.path, { ...file, result: file.length }]));
    for (const [path, bytes, modifiedMs, result] of storedValue(this.parts.state, excludedKey, excludedRows) ?? [])
      if (!known.has(path)) known.set(path, { bytes, modifiedMs, result });
    return (path: string) => known.get(path);
  }
}
