// Where the threads of one training step wait for each other.

/**
 * Looks so often before it sleeps: from some microseconds, where the other threads must share a core with other work, to a hundred, where
 * they come in time and being woken would take longer than the wait.
 */
const spinLimits = { least: 2000, most: 64_000 };
/** A thread that does not come in this time is taken for dead. */
const timeoutMs = 60_000;

/** All `parties` must arrive before any goes on. `words`: two shared words of zero, [arrived, generation]. */
export class Barrier {
  private readonly words: Int32Array;
  private readonly parties: number;
  /** Less after a wait that looking did not end, a little more after one that it did. */
  private spins = spinLimits.least;

  constructor(words: Int32Array, parties: number) {
    this.words = words;
    this.parties = parties;
  }

  /** `patience` false: waits for ever (a thread at rest between two steps). */
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
        this.spins = Math.min(spinLimits.most, this.spins * 1.05);
        return;
      }
    }
    this.spins = Math.max(spinLimits.least, this.spins / 4);
    while (Atomics.load(words, 1) === generation) {
      const outcome = Atomics.wait(words, 1, generation, withTimeout ? timeoutMs : Infinity);
      if (outcome === 'timed-out') throw new Error('A training thread no longer answers.');
    }
  }
}
