// The only reader of the workspace's texts: training, context mixing and analysis ask it. Callers that ask while a read is in
// progress share it, so that the same files are not read twice at the same time.
import { isDeepStrictEqual } from 'node:util';
import { EventEmitter, workspace, type Disposable, type Event } from 'vscode';
import {
  collect,
  type CollectOptions,
  type Collection,
  type KnownFile,
  type NearestTexts,
} from '../../corpus/collect.ts';
import type { LearnableText } from '../../corpus/learnableText.ts';
import { turns } from '../../processes/turns.ts';
import { corpusLimits } from '../settings.ts';
import { excludedFileGlobs, refreshExcludedFiles } from './excludedFiles.ts';
import { workspaceRoots } from './workspaceFiles.ts';

interface ReadOptions {
  /** Aborts this call; the read itself goes on while another call waits for it. */
  readonly signal?: AbortSignal;
  /** Called now and then with the number of files read. */
  readonly onProgress?: (files: number) => void;
}

interface Read {
  readonly corpus: Promise<Collection>;
  readonly abort: AbortController;
  /** The calls that wait for the corpus. */
  readonly waiting: Set<ReadOptions>;
}

export class WorkspaceReader implements Disposable {
  private readonly nearest = new EventEmitter<NearestTexts>();
  private readonly complete = new EventEmitter<Collection>();
  private readonly reading = new EventEmitter<void>();
  private readonly learnableText: LearnableText;
  private current: Read | undefined;
  /** Number of readings of changes, or of what an earlier window has learned. */
  private otherReads = 0;

  /** The texts nearest to the user, as soon as a read has them, in two parts; fired only where more follow. */
  readonly onNearest: Event<NearestTexts> = this.nearest.event;

  /** All texts, after each complete read. */
  readonly onComplete: Event<Collection> = this.complete.event;

  /** A read has begun or ended. */
  readonly onReading: Event<void> = this.reading.event;

  constructor(learnableText: LearnableText) {
    this.learnableText = learnableText;
  }

  get isReading(): boolean {
    return this.current !== undefined || this.otherReads > 0;
  }

  /** All texts that the rules admit, by the rules at the end of the read. Rejects only when `signal` is aborted. */
  async read(options: ReadOptions = {}): Promise<Collection> {
    options.signal?.throwIfAborted();
    const isNew = this.current === undefined;
    const read = (this.current ??= this.start());
    read.waiting.add(options);
    if (isNew) this.reading.fire();
    try {
      return await orAborted(read.corpus, options.signal);
    } finally {
      read.waiting.delete(options);
      if (read.waiting.size === 0) this.end(read);
    }
  }

  /** All texts, without those of known files that have not changed, which are not opened. */
  readChanges(known: () => Promise<(path: string) => KnownFile | undefined>): Promise<Collection> {
    return this.collectAll({ known });
  }

  /** Counts the work as a read: what an earlier window has learned may need no file. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.otherReads++;
    this.reading.fire();
    try {
      return await work();
    } finally {
      this.otherReads--;
      this.reading.fire();
    }
  }

  /** The texts of these files only, by the same rules. A paragraph is read once, when it is complete, and not after each sentence. */
  readFiles(paths: ReadonlySet<string>): Promise<Collection> {
    const { learnableText } = this;
    return collect(workspaceRoots(), { ...limitsNow(), only: paths, learnableText, typedUnit: 'line', turns });
  }

  dispose(): void {
    if (this.current) this.end(this.current);
    this.nearest.dispose();
    this.complete.dispose();
    this.reading.dispose();
  }

  private start(): Read {
    const abort = new AbortController();
    const waiting = new Set<ReadOptions>();
    const corpus = this.collectAll({
      signal: abort.signal,
      onNearest: (nearest) => this.nearest.fire(nearest),
      onRead: (files) => waiting.forEach(({ onProgress }) => onProgress?.(files)),
    });
    return { corpus, abort, waiting };
  }

  private async collectAll(
    options: Pick<CollectOptions, 'known' | 'signal' | 'onNearest' | 'onRead'>,
  ): Promise<Collection> {
    await refreshExcludedFiles();
    for (;;) {
      const rules = currentRules();
      const { learnableText } = this;
      const corpus = await collect(workspaceRoots(), { ...rules.limits, learnableText, turns, ...options });
      // A file that was excluded meanwhile is not part of the corpus.
      if (!isDeepStrictEqual(rules, currentRules())) continue;
      this.complete.fire(corpus);
      return corpus;
    }
  }

  /** The next call starts another read: files may have changed since this one. */
  private end(read: Read): void {
    const isCurrent = this.current === read;
    if (isCurrent) this.current = undefined;
    read.abort.abort();
    if (isCurrent) this.reading.fire();
  }
}

/** The settings, and the single files that the user excluded. */
function limitsNow() {
  const limits = corpusLimits();
  return { ...limits, exclude: [...limits.exclude, ...excludedFileGlobs()] };
}

function currentRules() {
  return { limits: limitsNow(), folders: workspace.workspaceFolders?.map(({ uri }) => String(uri)) };
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal?.reason as Error);
    signal?.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => signal?.removeEventListener('abort', abort));
  });
}
