// The barrier between the parts of a training step, for all threads of a thread pool.

/**
 * Number of polls before a thread sleeps: a few microseconds if the other threads share a core with other work, about a hundred
 * microseconds if they arrive in time, when waking up would take longer than polling.
 */
const spinLimits = { min: 2000, max: 64_000 };
/** A thread that does not arrive within this time counts as dead. */
const timeoutMs = 60_000;

/** All `parties` must arrive before any continues. `words`: two shared words, initially zero: [arrived, generation]. */
export class Barrier {
  private readonly words: Int32Array;
  private readonly parties: number;
  /** Adapts to the waits: fewer polls after a sleep, a few more after a wait without one. */
  private spins = spinLimits.min;

  constructor(words: Int32Array, parties: number) {
    this.words = words;
    this.parties = parties;
  }

  /** Without a timeout it waits forever: a thread that is idle between two steps. */
  wait(withTimeout = true): void {
    const { words } = this;
    const generation = Atomics.load(words, 1);
    if (Atomics.add(words, 0, 1) === this.parties - 1) {
      Atomics.store(words, 0, 0);
      Atomics.add(words, 1, 1);
      Atomics.notify(words, 1);
      return;
    }
    for (let i = 0; i < this.spins; i++) {
      if (Atomics.load(words, 1) !== generation) {
        this.spins = Math.min(spinLimits.max, this.spins * 1.05);
        return;
      }
    }
    this.spins = Math.max(spinLimits.min, this.spins / 4);
    while (Atomics.load(words, 1) === generation) {
      const outcome = Atomics.wait(words, 1, generation, withTimeout ? timeoutMs : Infinity);
      if (outcome === 'timed-out') throw new Error('A training thread does not respond.');
    }
  }
}
