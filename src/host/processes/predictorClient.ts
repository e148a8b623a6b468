// The host's end of the predictor: one request at a time, the newest wins. When the thread dies, whatever waits is rejected,
// and the next request starts it anew with the last checkpoint, a few times; then it takes a person to ask for it.
import { EventEmitter, type CancellationToken, type Disposable, type Event } from 'vscode';
import type { SourceText } from '../../corpus/sourceText.ts';
import { unexpected } from '../../protocol/channel.ts';
import type {
  Completion,
  CompletionRequest,
  FromPredictor,
  CaretPrediction,
  CaretPredictionRequest,
  SampleRequest,
  ToPredictor,
} from '../../protocol/predictor.ts';
import type { Link } from './link.ts';

const mostRestarts = 3;
const restartsWithinMs = 60_000;

export type LoadResult =
  | { readonly usable: true; readonly bitsPerChar: number | undefined }
  /** `reason` undefined: newer weights came meanwhile. */
  | { readonly usable: false; readonly reason: string | undefined };

export type PredictorState = 'empty' | 'ready' | 'dead';

type Lesson = Extract<ToPredictor, { type: 'learn' }>;

interface Waiting<T> {
  readonly id: number;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Error) => void;
}

export class PredictorClient implements Disposable {
  private readonly start: () => Link<FromPredictor, ToPredictor>;
  private readonly warn: (message: string) => void;
  private readonly states = new EventEmitter<PredictorState>();
  private link: Link<FromPredictor, ToPredictor> | undefined;
  private checkpoint: Uint8Array | undefined;
  private lastId = 0;
  private answer: Waiting<Completion | undefined> | undefined;
  private loading: Waiting<LoadResult> | undefined;
  /** What the dashboard asked, by number. */
  private readonly asides = new Map<number, (answer: never) => void>();
  private deathsMs: number[] = [];
  private currentState: PredictorState = 'empty';
  /** What a new thread has to be told after a death. */
  private readonly learnt = new Map<string, SourceText>();
  private measured: number | undefined;
  private workedMs: number | undefined;

  readonly onState: Event<PredictorState> = this.states.event;

  constructor(start: () => Link<FromPredictor, ToPredictor>, warn: (message: string) => void) {
    this.start = start;
    this.warn = warn;
  }

  get state(): PredictorState {
    return this.currentState;
  }

  /** Held-out bits per character of the weights that are loaded, where they were measured. */
  get bitsPerChar(): number | undefined {
    return this.measured;
  }

  /** From when the thread heard of the last request that was answered to when it answered. */
  get lastResponseMs(): number | undefined {
    return this.workedMs;
  }

  /** Whether the file's text was handed over to be counted. */
  hasLearned(path: string): boolean {
    return this.learnt.has(path);
  }

  /** Suggestions come from these weights from now on, if they are usable; else from those before. */
  load(checkpoint: Uint8Array): Promise<LoadResult> {
    this.loading?.resolve({ usable: false, reason: undefined });
    return new Promise((resolve, reject) => {
      const id = ++this.lastId;
      this.loading = {
        id,
        reject,
        resolve: (loaded) => {
          if (loaded.usable) this.checkpoint = checkpoint;
          resolve(loaded);
        },
      };
      this.connected().send({ type: 'load', checkpoint, version: id });
    });
  }

  /** Suggestions come from these texts: the nearest to the user first. Those that are no more are forgotten. */
  learnAll(texts: readonly SourceText[]): void {
    const paths = new Set(texts.map(({ path }) => path));
    const gone = [...this.learnt.keys()].some((path) => !paths.has(path));
    if (gone) this.learnt.clear();
    this.learn(texts, { anew: gone });
  }

  /** Suggestions come from these texts too, as they are now; of many that are still being read, from the nearest already. */
  learn(texts: readonly SourceText[], how: Omit<Lesson, 'type' | 'texts'> = {}): void {
    for (const source of texts) this.learnt.set(source.path, source);
    if (this.link) this.link.send({ type: 'learn', texts, ...how });
    else this.open().send({ type: 'learn', texts: [...this.learnt.values()], ...how });
    this.become('ready');
  }

  /** Forgets what was counted: a new thread begins with the weights alone. */
  async forgetTexts(): Promise<void> {
    this.learnt.clear();
    if (!this.link) return;
    this.close();
    await this.reconnect();
  }

  forget(): void {
    this.checkpoint = this.measured = undefined;
    this.learnt.clear();
    this.close();
    this.become('empty');
  }

  /** Undefined: nothing to say, or another request came, or this one was cancelled. Rejects when the thread dies. */
  complete(request: CompletionRequest, token: CancellationToken): Promise<Completion | undefined> {
    if (!this.revived() || token.isCancellationRequested) return Promise.resolve(undefined);
    this.cancel();
    const id = ++this.lastId;
    return new Promise<Completion | undefined>((resolve, reject) => {
      const cancelled = token.onCancellationRequested(() => {
        if (this.answer?.id === id) this.cancel();
      });
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T): void => {
          cancelled.dispose();
          then(value);
        };
      this.answer = { id, resolve: settle(resolve), reject: settle(reject) };
      this.connected().send({ type: 'complete', id, request });
    });
  }

  /** What was answered last is still shown, and was typed on. */
  typed(request: CompletionRequest): void {
    this.link?.send({ type: 'typed', request });
  }

  /** Undefined: there was no time, or there is nobody to ask. */
  predictAtCaret(request: CaretPredictionRequest): Promise<CaretPrediction | undefined> {
    return this.aside((id) => ({ type: 'outlook', id, request }));
  }

  sample(request: SampleRequest): Promise<string | undefined> {
    return this.aside((id) => ({ type: 'sample', id, request }));
  }

  /** After it died for good. */
  async restart(): Promise<void> {
    this.deathsMs = [];
    await this.reconnect();
  }

  dispose(): void {
    this.close();
    this.states.dispose();
  }

  /** Whether there is somebody to ask; starts the thread again after a death. */
  private revived(): boolean {
    if (!this.checkpoint && this.learnt.size === 0) return false;
    if (this.link) return true;
    const since = Date.now() - restartsWithinMs;
    this.deathsMs = this.deathsMs.filter((at) => at > since);
    if (this.deathsMs.length > mostRestarts) return false;
    void this.reconnect().catch(() => undefined);
    return true;
  }

  private async reconnect(): Promise<void> {
    this.connected();
    if (this.checkpoint) await this.load(this.checkpoint);
    else this.become('ready');
  }

  /** Only where the thread runs anyway: the dashboard starts nothing. */
  private aside<T>(question: (id: number) => ToPredictor): Promise<T | undefined> {
    const { link } = this;
    if (!link) return Promise.resolve(undefined);
    const id = ++this.lastId;
    return new Promise((resolve) => {
      this.asides.set(id, resolve);
      link.send(question(id));
    });
  }

  private settleAside(id: number, answer: unknown): void {
    // Each question is answered in its own type.
    this.asides.get(id)?.(answer as never);
    this.asides.delete(id);
  }

  private cancel(): void {
    if (!this.answer) return;
    this.link?.send({ type: 'cancel', id: this.answer.id });
    this.answer.resolve(undefined);
    this.answer = undefined;
  }

  private connected(): Link<FromPredictor, ToPredictor> {
    if (this.link) return this.link;
    const link = this.open();
    if (this.learnt.size > 0) link.send({ type: 'learn', texts: [...this.learnt.values()] });
    return link;
  }

  private open(): Link<FromPredictor, ToPredictor> {
    const link = this.start();
    this.link = link;
    link.receive((message) => {
      if (this.link === link) this.heard(message);
    });
    link.onDeath((reason) => {
      if (this.link === link) this.mourn(reason);
    });
    return link;
  }

  private heard(message: FromPredictor): void {
    switch (message.type) {
      case 'completion':
        if (this.answer?.id !== message.id) return;
        this.workedMs = message.elapsedMs;
        this.answer.resolve(message.completion);
        this.answer = undefined;
        return;
      case 'outlook':
        return this.settleAside(message.id, message.outlook);
      case 'sample':
        return this.settleAside(message.id, message.text);
      case 'loaded':
        this.measured = message.bitsPerChar;
        if (this.loading?.id === message.version) {
          this.loading.resolve({ usable: true, bitsPerChar: message.bitsPerChar });
          this.loading = undefined;
        }
        return this.become('ready');
      case 'refused':
        if (this.loading?.id !== message.version) return;
        this.loading.resolve({ usable: false, reason: message.message });
        this.loading = undefined;
        return;
      case 'failed':
        return this.warn(message.message);
      default:
        return unexpected(message);
    }
  }

  private mourn(reason: string): void {
    this.link = undefined;
    this.deathsMs.push(Date.now());
    const error = new Error(`The predictor stopped: ${reason}`);
    this.warn(error.message);
    this.rejectAll(error);
    this.become('dead');
  }

  private rejectAll(error: Error): void {
    this.answer?.reject(error);
    this.loading?.reject(error);
    this.answer = this.loading = undefined;
    for (const id of [...this.asides.keys()]) this.settleAside(id, undefined);
  }

  private close(): void {
    this.link?.close();
    this.link = undefined;
    this.rejectAll(new Error('The predictor was closed.'));
  }

  private become(state: PredictorState): void {
    if (state === this.currentState) return;
    this.currentState = state;
    this.states.fire(state);
  }
}
