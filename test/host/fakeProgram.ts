// A program that runs in the test's own thread: the functions that it offers, the calls that it got, and its exit.
import type { Program } from '../../src/processes/program.ts';
import { connect } from '../../src/protocol/rpc.ts';

/** What a predictor says of a network that it can use. */
export const loadedNetwork = {
  usable: true,
  network: { cell: 'gru', hiddenSize: 8, layers: 1, bitsPerChar: 2 },
} as const;

export interface FakeProgram<Api> {
  readonly start: () => Program;
  /** Names of the functions that were called, in order, of all programs that were started. */
  readonly calls: (keyof Api)[];
  starts(): number;
  stops(): number;
  /** Ends the program that was started last. */
  exit(reason: string): void;
}

/** A function that is missing in `functions` never replies. */
export function fakeProgram<Api extends object>(
  names: readonly (keyof Api)[],
  functions: Partial<Api>,
): FakeProgram<Api> {
  const calls: (keyof Api)[] = [];
  let starts = 0;
  let stops = 0;
  let onExit = (reason: string): void => void reason;
  const recorded = names.map((name) => [
    name,
    (...values: unknown[]): unknown => {
      calls.push(name);
      const offered = functions[name];
      return typeof offered === 'function' ? offered.apply(functions, values) : new Promise(() => undefined);
    },
  ]);
  const start = (): Program => {
    starts++;
    let toHost = (message: unknown): void => void message;
    let toProgram = (message: unknown): void => void message;
    connect(
      { post: (message) => queueMicrotask(() => toHost(message)), listen: (listener) => (toProgram = listener) },
      Object.fromEntries(recorded),
      { events: {} },
    );
    return {
      post: (message) => queueMicrotask(() => toProgram(message)),
      listen: (listener) => (toHost = listener),
      onExit: (listener) => (onExit = listener),
      stop: () => {
        stops++;
        onExit('stopped');
      },
      kill: () => undefined,
    };
  };
  return { start, calls, starts: () => starts, stops: () => stops, exit: (reason) => onExit(reason) };
}
