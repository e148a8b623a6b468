// Runs asynchronous works one after the other, for example writes of the same files.

/** A work begins when all earlier ones have settled. The result is that of the work; an error does not stop later works. */
export type RunInOrder = <T>(work: () => T | PromiseLike<T>) => Promise<T>;

export function createQueue(): RunInOrder {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
