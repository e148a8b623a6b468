// The snooze: no suggestions for some minutes, or until the editor restarts. A snooze of minutes survives a reload of the window.
import * as v from 'valibot';
import { EventEmitter, type Disposable, type Event } from 'vscode';
import type { SnoozeEnd } from '../../completion/decide/silence.ts';
import { storedValue, type StoredValues } from '../storage/storedValue.ts';

const storedKey = 'snoozedUntil';
/** When it began and when it ends, milliseconds since 1970. Before its beginning, the clock was set back: it is over. */
const span = v.tuple([v.number(), v.number()]);
const longestMs = 24 * 3_600_000;
/** The timer waits while the machine sleeps: it looks again after this time. */
const lookAgainMs = 20_000;

export class Snooze implements Disposable {
  private readonly stored: StoredValues;
  private readonly now: () => number;
  private readonly lookMs: number;
  private readonly changes = new EventEmitter<void>();
  private end: SnoozeEnd | undefined;
  private timer: NodeJS.Timeout | undefined;

  readonly onChange: Event<void> = this.changes.event;

  /** `now`: of the wall clock, milliseconds since 1970. */
  constructor(stored: StoredValues, now = () => Date.now(), lookMs = lookAgainMs) {
    [this.stored, this.now, this.lookMs] = [stored, now, lookMs];
    const [from, end] = storedValue(stored, storedKey, span) ?? [0, 0];
    if (from <= now() && now() < end) this.begin(end);
  }

  get until(): SnoozeEnd | undefined {
    return this.end;
  }

  /** The number of minutes is not limited by the caller. */
  setMinutes(minutes: number): void {
    this.set(this.now() + Math.min(minutes * 60_000, longestMs));
  }

  /** `until` undefined: ends the snooze. */
  set(until: SnoozeEnd | undefined): void {
    this.begin(until);
    void this.stored.update(storedKey, typeof until === 'number' ? [this.now(), until] : undefined);
    this.changes.fire();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.changes.dispose();
  }

  /** Ends by the wall clock, also after a sleep, and by the time that has passed, also where the wall clock is set back. */
  private begin(until: SnoozeEnd | undefined): void {
    clearTimeout(this.timer);
    this.end = until;
    if (typeof until !== 'number') return;
    const endsAt = performance.now() + until - this.now();
    const look = (): void => {
      const leftMs = Math.min(until - this.now(), endsAt - performance.now());
      if (leftMs > 0) this.timer = setTimeout(look, Math.min(leftMs, this.lookMs));
      else this.set(undefined);
    };
    this.timer = setTimeout(look, Math.min(until - this.now(), this.lookMs));
  }
}
