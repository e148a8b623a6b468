/**
 * Runs a generator in slices of about `sliceMs`. After each slice it waits for `pause`, which decides whether the work continues.
 * Returns undefined if it does not.
 */
export async function runInSlices<Result>(
  work: Generator<void, Result>,
  sliceMs: number,
  now: () => number,
  pause: () => Promise<boolean>,
): Promise<Result | undefined> {
  try {
    for (let sliceEnd = now() + sliceMs; ;) {
      const { done, value } = work.next();
      if (done) return value;
      if (now() < sliceEnd) continue;
      if (!(await pause())) return undefined;
      sliceEnd = now() + sliceMs;
    }
  } finally {
    // Runs the generator's cleanup if it was stopped.
    work.return(undefined as never);
  }
}
