// Measures the slices of work between two pauses in which the predictor handles messages, and which calls take the time. It wraps the
// dependencies of the completer.
import { setImmediate } from 'node:timers/promises';
import type { Engine } from '../../src/engine/engine.ts';

export interface Slice {
  readonly ms: number;
  /** Milliseconds (and number) of the calls by name, the longest first. */
  readonly on: Readonly<Record<string, string>>;
}

export interface Meter {
  yieldToMessages(): Promise<void>;
  /** The slices of this work, and of all work at the same time. */
  slicesOf(work: () => Promise<unknown>): Promise<readonly Slice[]>;
  /** Resolves when all work has ended, with its slices. */
  rest(): Promise<readonly Slice[]>;
  /** The same object with measured calls. */
  watched<T extends object>(name: string, watched: T): T;
  engine(engine: Engine): Engine;
}

export function createMeter(): Meter {
  let slices: Slice[] = [];
  let began = performance.now();
  let on = new Map<string, { ms: number; calls: number }>();
  let yielding = 0;

  function cut(): void {
    const ms = performance.now() - began;
    const parts = [...on].sort((a, b) => b[1].ms - a[1].ms).slice(0, 4);
    slices.push({
      ms,
      on: Object.fromEntries(parts.map(([name, part]) => [name, `${part.ms.toFixed(2)} (${part.calls})`])),
    });
  }

  function start(): void {
    on = new Map();
    began = performance.now();
  }

  const meter: Meter = {
    yieldToMessages: async () => {
      cut();
      yielding++;
      await setImmediate();
      yielding--;
      start();
    },
    slicesOf: async (work) => {
      slices = [];
      start();
      await work();
      cut();
      const found = slices;
      slices = [];
      return found;
    },
    rest: async () => {
      do await setImmediate();
      while (yielding > 0);
      const found = slices;
      slices = [];
      return found;
    },
    watched: (name, watched) =>
      new Proxy(watched, {
        get: (target, key) => {
          const value: unknown = Reflect.get(target, key);
          if (typeof value !== 'function') return value;
          return (...args: unknown[]): unknown => {
            const from = performance.now();
            try {
              return Reflect.apply(value, target, args) as unknown;
            } finally {
              const label = `${name}.${String(key)}`;
              const part = on.get(label) ?? { ms: 0, calls: 0 };
              on.set(label, { ms: part.ms + performance.now() - from, calls: part.calls + 1 });
            }
          };
        },
      }),
    engine: (engine) => ({
      ...engine,
      trainer: (options) => meter.watched('trainer', engine.trainer(options)),
      reader: (shape) => meter.watched('reader', engine.reader(shape)),
    }),
  };
  return meter;
}
