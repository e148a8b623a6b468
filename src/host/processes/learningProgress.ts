// How far the predictor is with the texts that it learns, and how fast it may learn them.
import { EventEmitter, type Disposable, type Event } from 'vscode';

/** UTF-16 units. More take so long that progress is shown, also before the predictor reports any. */
const shortLearning = 20_000;

export class LearningProgress implements Disposable {
  private readonly changes = new EventEmitter<void>();
  private readonly onShare: (share: number) => void;
  private part: number | undefined;
  private partOfTime = 1;

  /** All texts are learned again, because some that were learned are gone or changed. Until everything is learned. */
  isAgain = false;
  /** The progress, the share or the learned texts have changed. */
  readonly onChange: Event<void> = this.changes.event;

  constructor(onShare: (share: number) => void) {
    this.onShare = onShare;
  }

  /** Part of the texts that is learned, 0 to 1. Undefined: nothing is being learned, or it takes no time. */
  get done(): number | undefined {
    return this.part;
  }

  get isPaused(): boolean {
    return this.partOfTime === 0;
  }

  /** Part of the time in which texts are learned, 0 (learning waits) to 1. */
  get share(): number {
    return this.partOfTime;
  }

  setShare(share: number): void {
    if (share === this.partOfTime) return;
    this.partOfTime = share;
    this.onShare(share);
    this.changes.fire();
  }

  /** The predictor gets texts with this length more. `areFirst`: nothing was learned before, and others follow. */
  noteTexts(length: number, areFirst = false): void {
    if (areFirst || length > shortLearning) this.part ??= 0;
    this.changes.fire();
  }

  /** Undefined: everything is learned, or nothing is any more. */
  noteDone(done: number | undefined): void {
    if (done === undefined) this.isAgain = false;
    if (done === this.part) return;
    this.part = done;
    this.changes.fire();
  }

  dispose(): void {
    this.changes.dispose();
  }
}
