// The snooze: no suggestions for some minutes, or until the editor restarts. A snooze of minutes survives a reload of the window.
import { EventEmitter, type Disposable, type Event, type Memento } from 'vscode';
import type { SnoozeEnd } from '../../completion/decide/silence.ts';

const storedKey = 'snoozedUntil';

export class Snooze implements Disposable {
  private readonly stored: Memento;
  private readonly changes = new EventEmitter<void>();
  private end: SnoozeEnd | undefined;
  private timer: NodeJS.Timeout | undefined;

  readonly onChange: Event<void> = this.changes.event;

  constructor(stored: Memento) {
    this.stored = stored;
    const end = stored.get<unknown>(storedKey);
    if (typeof end === 'number' && end > Date.now()) this.begin(end);
  }

  get until(): SnoozeEnd | undefined {
    return this.end;
  }

  /** `until` undefined: ends the snooze. */
  set(until: SnoozeEnd | undefined): void {
    this.begin(until);
    void this.stored.update(storedKey, until === 'restart' ? undefined : until);
    this.changes.fire();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.changes.dispose();
  }

  private begin(until: SnoozeEnd | undefined): void {
    clearTimeout(this.timer);
    this.end = until;
    if (typeof until === 'number') this.timer = setTimeout(() => this.set(undefined), until - Date.now());
  }
}
