// Long computations are generators that yield often, so that the caller can run them in slices, pause or drop them. Between two slices,
// a thread handles its messages.

/** Yields nothing, or the part of the work that is done, 0..1. */
export type Work<Result = void, Progress = void> = Generator<Progress, Result>;

/** When a slice ends, and how to let other work of the thread run. */
export interface Turns {
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Resolves when waiting messages have been handled. */
  readonly yieldToMessages: () => Promise<unknown>;
}

export interface Slices<Progress = void> extends Turns {
  readonly sliceMs: number;
  /** Asked after each slice. Default: yes. */
  mayContinue?(): boolean;
  onProgress?(done: Progress): void;
}

/** Undefined if the work may not continue. Then, and when it throws, its cleanup has run. */
export async function runInSlices<Result, Progress>(
  work: Work<Result, Progress>,
  { sliceMs, now, yieldToMessages, mayContinue = () => true, onProgress }: Slices<Progress>,
): Promise<Result | undefined> {
  try {
    for (let sliceEnd = now() + sliceMs; ;) {
      const { done, value } = work.next();
      if (done) return value;
      onProgress?.(value);
      if (now() < sliceEnd) continue;
      await yieldToMessages();
      if (!mayContinue()) return undefined;
      sliceEnd = now() + sliceMs;
    }
  } finally {
    work.return(undefined as never);
  }
}

/** Work that is done once: several callers take its steps in turn, and get the same result. After an error, the next call begins again. */
export function sharedWork<Result>(begin: () => Work<Result>): () => Work<Result> {
  let work: Work<Result> | undefined;
  let result: { readonly value: Result } | undefined;

  function step(): void {
    try {
      const { done, value } = (work ??= begin()).next();
      if (done) result = { value };
    } catch (error) {
      work = undefined;
      throw error;
    }
  }

  return function* () {
    for (;;) {
      if (!result) step();
      if (result) return result.value;
      yield;
    }
  };
}

/** Without yielding to other work. */
export function runToEnd<Result>(work: Work<Result, unknown>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** For asynchronous work: may be called often, and yields only after a slice. */
export type Pause = () => Promise<void>;

export function createPause({ sliceMs, now, yieldToMessages }: Slices): Pause {
  let sliceEnd = now() + sliceMs;
  return async () => {
    if (now() < sliceEnd) return;
    await yieldToMessages();
    sliceEnd = now() + sliceMs;
  };
}
