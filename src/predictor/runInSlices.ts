/** Runs work in slices of about `sliceMs`. After each it waits for `pause`, which answers whether to go on; undefined if not. */
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
    work.return(undefined as never);
  }
}
