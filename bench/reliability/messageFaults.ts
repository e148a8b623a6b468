// Malformed and reordered messages between two processes, in both directions. After each, every call must get its own reply.
import fc from 'fast-check';
import { setImmediate as turn } from 'node:timers/promises';
import { connect, type Port } from '../../src/protocol/rpc.ts';
import { note, type Faults, type Report } from './result.ts';

interface Adder {
  add(a: number, b: number): Promise<number>;
  note(text: string): void;
}

const otherNames = ['rpc:ping', '__proto__', 'constructor', 'toString', 'then', '', 3, null];

/** Values that nearly are messages, and others. `names`: of the functions that are called. */
export const malformedMessages = (names: readonly string[]) =>
  fc.oneof(
    fc.record(
      {
        t: fc.constantFrom<unknown>('q', 's', 'x', 1, null),
        m: fc.constantFrom<unknown>(...names, ...otherNames),
        a: fc.oneof(fc.array(fc.anything({ maxDepth: 1 }), { maxLength: 4 }), fc.anything({ maxDepth: 1 })),
        i: fc.oneof(fc.string(), fc.integer(), fc.constant(undefined)),
        r: fc.anything({ maxDepth: 2 }),
        e: fc.oneof(fc.string(), fc.constant(undefined), fc.object({ maxDepth: 1 })),
      },
      { requiredKeys: [] },
    ),
    fc.anything({ maxDepth: 2 }),
  );

function connected() {
  const listeners: ((message: unknown) => void)[] = [];
  const held: (() => void)[] = [];
  const port = (own: number): Port => ({
    post: (message) => void held.push(() => listeners[1 - own]?.(message)),
    listen: (listener) => (listeners[own] = listener),
  });
  const onError = (): void => undefined;
  const local: Adder = { add: async (a, b) => a + b, note: () => undefined };
  const first = connect<Adder>(port(0), local, { events: { note: true }, onError });
  const second = connect<Adder>(port(1), local, { events: { note: true }, onError });
  /** Delivers all messages that wait, in an order that a seed decides, until none is left. */
  const deliver = async (seed: number): Promise<void> => {
    for (await turn(); held.length > 0; await turn()) {
      const waiting = held.splice(0);
      for (let left = waiting.length; left > 0; left--) waiting.splice(seed % left, 1)[0]!();
    }
  };
  return {
    remotes: [first.remote, second.remote],
    inject: (end: number, message: unknown) => listeners[end]!(message),
    deliver,
  };
}

const callsEach = 3;

export async function injectMessages(count: number): Promise<Report<Faults>> {
  const counts = { injected: 0, survived: 0 };
  const failures: string[] = [];
  const { remotes, inject, deliver } = connected();
  for (const message of fc.sample(malformedMessages(['add', 'note']), { numRuns: count, seed: 1 })) {
    const end = counts.injected++ % 2;
    try {
      const sums = [0, 1].flatMap((from) =>
        Array.from({ length: callsEach }, (_, n) => remotes[from]!.add(n, counts.injected)),
      );
      inject(end, message);
      await deliver(counts.injected);
      const results = await Promise.all(sums);
      if (results.every((sum, index) => sum === (index % callsEach) + counts.injected)) counts.survived++;
      else note(failures, `message: wrong replies after ${fc.stringify(message)}`);
    } catch (error) {
      note(failures, `message: ${String(error)} after ${fc.stringify(message)}`);
    }
  }
  return { counts, failures };
}
