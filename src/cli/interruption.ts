// Ctrl+C in the terminal ends the work that goes on, not the program: what was reached is still written.

/** Also sent by `kill`, and on Windows by Ctrl+Break. A system without one of them never sends it. */
const signals = ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const;
const echoMs = 5000;

/** The signal that `work` gets is aborted when the user interrupts the program. */
export async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const abort = new AbortController();
  const interrupt = (): void => abort.abort();
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await work(abort.signal);
  } finally {
    // A terminal may deliver Ctrl+C twice. The second signal must not end the program before everything is written.
    setTimeout(() => signals.forEach((signal) => process.off(signal, interrupt)), echoMs).unref();
  }
}
