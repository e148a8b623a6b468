// Keeps the texts of the context-mixing model up to date with the workspace: all of them when the user lets this workspace be
// learned, which a training includes, and each file again when it changes. When the rules change, the model starts over without the
// excluded files; also when learned files are deleted, renamed or ignored, and when another program has removed lines from them: a
// branch switch. Meanwhile, the model before goes on suggesting; where files are gone, for a part of a minute only. With the workspace
// network alone nothing is learned.
// No text is kept here: all files are read again when the predictor has lost what it learned.
import { Disposable, workspace, type Uri } from 'vscode';
import type { Collection, NearestTexts } from '../../corpus/collect.ts';
import type { SourceText } from '../../corpus/sourceText.ts';
import type { LearningConsent } from '../learning/consent.ts';
import type { KeptLearning } from '../learning/keptLearning.ts';
import type { LearnedFiles } from '../learning/learnedFiles.ts';
import type { Maskers } from '../processes/maskers.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import { corpusLimits, settings } from '../settings.ts';
import type { LearnedStore } from '../storage/learnedStore.ts';
import type { TrainingSession } from '../training/session.ts';
import { watchOutsideChanges } from '../workspace/outsideChanges.ts';
import { pathOf } from '../workspace/workspaceFiles.ts';
import type { WorkspaceChanges } from '../workspace/workspaceChanges.ts';
import type { WorkspaceReader } from '../workspace/workspaceReader.ts';

/** After the first change of a file: many may change at once. */
const changeDelayMs = 1000;
/** After the last sign that learned text must be forgotten, and without typing: a branch switch changes many files. */
const forgetDelayMs = 3000;
/** After the first sign that a file is gone, what was learned with it suggests no more. About a minute is promised, with the time to read. */
const forgottenWithinMs = 45_000;
/** The same where the user has deleted the file in the editor. */
const deletedWithinMs = 5000;

export interface ContextMixingParts {
  readonly reader: WorkspaceReader;
  readonly session: TrainingSession;
  readonly predictor: PredictorClient;
  readonly maskers: Pick<Maskers, 'prepareTyping'>;
  readonly consent: LearningConsent;
  readonly learnedFiles: Pick<LearnedFiles, 'update' | 'remove'>;
  readonly kept: Pick<KeptLearning, 'restore'>;
  readonly learnedStore: Pick<LearnedStore, 'begin' | 'epoch' | 'invalidate'>;
  readonly changes: WorkspaceChanges;
  readonly warn: (error: unknown) => void;
}

/** How much of the workspace the model has learned. */
type Progress =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reading'; readonly abort: AbortController }
  | { readonly kind: 'all' };

export class ContextMixingTexts implements Disposable {
  private readonly parts: ContextMixingParts;
  private readonly subscriptions: Disposable;
  /** By path. */
  private readonly changedFiles = new Map<string, Uri>();
  private readonly outside = watchOutsideChanges();
  /** The model has learned lines that are gone. */
  private isStale = false;
  /** When text that is gone must be forgotten. Undefined: nothing is gone. */
  private forgetBy: number | undefined;
  /** One read may serve a training and this class: its corpus is learned once. */
  private readonly learnedCorpora = new WeakSet<Collection>();
  private progress: Progress = { kind: 'nothing' };
  private timer: NodeJS.Timeout | undefined;
  private forgetTimer: NodeJS.Timeout | undefined;

  constructor(parts: ContextMixingParts) {
    this.parts = parts;
    const { reader, session, predictor, changes, consent, learnedStore } = parts;
    this.subscriptions = Disposable.from(
      this.outside,
      changes.changed((uri) => this.addChange(uri)),
      changes.removed((uri) => this.addDeletion(uri, forgottenWithinMs)),
      workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.addDeletion(uri, deletedWithinMs))),
      changes.rulesChanged((change) => {
        void learnedStore.invalidate();
        if (change === 'by the user') this.startOver();
        else this.forgetLater();
      }),
      settings.suggestions.model.onChange(() => this.schedule()),
      workspace.onDidGrantWorkspaceTrust(() => this.schedule()),
      consent.onChange(() => this.followConsent()),
      settings.suggestions.pretrained.onChange(() => this.startOver()),
      settings.suggestions.maxMemoryMB.onChange(() => this.startOver()),
      reader.onNearest((nearest) => this.learnNearest(nearest)),
      session.onCorpus((corpus) => this.learnAll(corpus)),
      predictor.onState((state) => {
        if (state !== 'empty') return this.schedule();
        this.reset();
        void learnedStore.invalidate();
      }),
      predictor.onTextsLost(() => this.readAgain()),
      predictor.onStaleLines(() => {
        this.isStale = true;
        this.forgetLater();
      }),
    );
    this.schedule();
  }

  dispose(): void {
    this.reset();
    this.subscriptions.dispose();
  }

  private get isWanted(): boolean {
    return settings.suggestions.model.value() === 'mixture' && workspace.isTrusted;
  }

  /** By the user's consent, which a training needs, too. Not while the predictor has stopped: the next request starts it again. */
  private get mayLearn(): boolean {
    const { predictor, consent } = this.parts;
    return predictor.state !== 'stopped' && consent.isGiven;
  }

  /** Without consent and without a network, everything learned is forgotten. */
  private followConsent(): void {
    const { predictor, session, consent, learnedStore } = this.parts;
    if (!consent.isGiven && predictor.layers === undefined && !session.isRunning) {
      predictor.forget();
      void learnedStore.invalidate();
    }
    // What is being read for it is not wanted any more.
    if (!this.mayLearn) this.reset();
    this.schedule();
  }

  /** Reads what is missing: soon where nothing is learned yet, else after other files had time to change too. */
  private schedule(): void {
    const { kind } = this.progress;
    if (!this.isWanted || !this.mayLearn) return;
    if (kind === 'nothing') this.timer ??= setTimeout(() => this.read(), 0);
    else if (kind === 'all' && this.changedFiles.size > 0) this.timer ??= setTimeout(() => this.read(), changeDelayMs);
  }

  private read(): void {
    this.timer = undefined;
    const { kind } = this.progress;
    if (kind === 'reading') return;
    const { reader, warn } = this.parts;
    (kind === 'nothing' ? reader.during(() => this.readAll()) : this.readChanged()).catch(warn);
  }

  private async readAll(): Promise<void> {
    const reading = { kind: 'reading', abort: new AbortController() } as const;
    this.progress = reading;
    const { reader, predictor, maskers, learnedStore } = this.parts;
    try {
      // While files are read.
      predictor.prepare();
      maskers.prepareTyping();
      await learnedStore.begin();
      if (await this.restore(reading, reading.abort.signal)) return;
      // The texts of a training may have come meanwhile.
      if (reading.abort.signal.aborted || this.progress !== reading) return;
      const corpus = await reader.read({ signal: reading.abort.signal });
      if (this.mayLearn) this.learnAll(corpus);
    } catch (error) {
      if (!reading.abort.signal.aborted) throw error;
    } finally {
      if (this.progress === reading) this.progress = { kind: 'nothing' };
    }
  }

  /** Goes on with what an earlier window has learned. False: there is nothing. */
  private async restore(reading: Progress, signal: AbortSignal): Promise<boolean> {
    const { kept, predictor } = this.parts;
    const changes = await kept.restore(signal);
    if (!changes || this.progress !== reading) return false;
    this.progress = { kind: 'all' };
    predictor.learn([...changes.texts, ...emptyTexts(changes.excluded)], { epoch: changes.epoch });
    this.isStale ||= changes.isMuch;
    if (changes.isMuch || changes.areGone) this.forgetLater();
    this.schedule();
    return true;
  }

  private async readChanged(): Promise<void> {
    const paths = new Set(this.changedFiles.keys());
    // Asked only now: a change may be reported before the save of the user that made it.
    const changedOutside = [...this.changedFiles].flatMap(([path, uri]) => (this.outside.isOutside(uri) ? [path] : []));
    this.changedFiles.clear();
    const { reader, learnedFiles } = this.parts;
    const { texts, excluded } = await reader.readFiles(paths);
    void learnedFiles.update(new Set(paths), { texts, excluded });
    const { learned } = this.parts.predictor;
    const empty = emptyTexts(excluded).filter(({ path }) => learned.lengthOf(path) === 0);
    for (const { path } of [...texts, ...empty]) paths.delete(path);
    if ([...paths].some((path) => learned.has(path))) this.forgetLater();
    const wanted = this.withinLimit([...texts, ...empty.filter(({ path }) => !learned.has(path))]);
    if (this.mayLearn && wanted.length > 0) this.parts.predictor.learn(wanted, { changedOutside });
  }

  /** Without new texts beyond the total limit, which many temporary files would exceed. */
  private withinLimit(texts: readonly SourceText[]): SourceText[] {
    const { predictor } = this.parts;
    const { maxTotalCharacters } = corpusLimits();
    let total = predictor.learned.totalLength;
    return texts.filter(({ path, text }) => {
      const next = total + text.length - predictor.learned.lengthOf(path);
      if (next > maxTotalCharacters && !predictor.learned.has(path)) return false;
      total = next;
      return true;
    });
  }

  private learnNearest({ texts, expectedCharacters, isProse }: NearestTexts): void {
    const { predictor, session, learnedStore } = this.parts;
    const isActive = this.mayLearn || session.isRunning;
    if (this.isWanted && isActive && this.progress.kind !== 'all')
      predictor.learn(texts, { expectedCharacters, isProse, epoch: learnedStore.epoch });
  }

  private learnAll(corpus: Collection): void {
    if (!this.isWanted || this.learnedCorpora.has(corpus)) return;
    this.learnedCorpora.add(corpus);
    this.progress = { kind: 'all' };
    const { predictor, learnedStore } = this.parts;
    // Where no text is left, what was learned is forgotten.
    if (corpus.texts.length > 0 || predictor.learned.size > 0) {
      const texts = [...corpus.texts, ...emptyTexts(corpus.excluded)];
      const { isStale, forgetBy = -Infinity } = this;
      const keepGoneMs = forgetBy - performance.now();
      predictor.learnAll(texts, { isStale, keepGoneMs, epoch: learnedStore.epoch });
    }
    this.isStale = false;
    this.forgetBy = undefined;
    this.schedule();
  }

  private addChange(uri: Uri): void {
    const { predictor, session } = this.parts;
    if (this.isWanted && (this.mayLearn || predictor.state !== 'empty' || session.isRunning)) {
      this.changedFiles.set(pathOf(uri), uri);
    }
    this.schedule();
  }

  /** A file or a folder. */
  private addDeletion(uri: Uri, withinMs: number): void {
    const path = pathOf(uri);
    const { predictor, learnedFiles } = this.parts;
    if (predictor.learned.has(path) || predictor.learned.hasIn(path)) this.forgetLater(withinMs);
    else void learnedFiles.remove(path);
  }

  /** Reads all files again when no more of them change. The model starts over if one that it learned is gone, or lines of one are. */
  private forgetLater(withinMs = forgottenWithinMs): void {
    this.forgetBy = Math.min(this.forgetBy ?? Infinity, performance.now() + withinMs);
    void this.parts.learnedStore.invalidate();
    this.waitToForget();
  }

  private waitToForget(): void {
    clearTimeout(this.forgetTimer);
    this.forgetTimer = setTimeout(() => {
      const isBusy = this.outside.idleMs() < forgetDelayMs && performance.now() < (this.forgetBy ?? Infinity);
      if (this.progress.kind === 'reading' || isBusy) return this.waitToForget();
      this.readAgain();
    }, forgetDelayMs);
  }

  private readAgain(): void {
    if (this.progress.kind === 'all') this.progress = { kind: 'nothing' };
    this.schedule();
  }

  /** The user changed the rules. A read in progress follows them by itself; what was learned before may contain excluded files. */
  private startOver(): void {
    const { predictor, warn } = this.parts;
    const { kind } = this.progress;
    if (kind === 'all' || predictor.learned.size > 0) predictor.forgetTexts().catch(warn);
    if (kind === 'all') this.progress = { kind: 'nothing' };
    this.schedule();
  }

  /** The model was deleted. */
  private reset(): void {
    if (this.progress.kind === 'reading') this.progress.abort.abort();
    this.progress = { kind: 'nothing' };
    this.changedFiles.clear();
    this.isStale = false;
    this.forgetBy = undefined;
    clearTimeout(this.timer);
    clearTimeout(this.forgetTimer);
    this.timer = undefined;
  }
}

/** Files without text count as learned, so that what is typed in them is learned before it is saved. */
function emptyTexts(excluded: Collection['excluded']): SourceText[] {
  return excluded.filter(({ rule }) => rule === 'empty').map(({ path }) => ({ path, text: '' }));
}
