// Measures how long a network takes for one character on this machine.
import type { Engine } from '../../engine/engine.ts';
import type { Work } from '../work.ts';
import type { Checkpoint } from './checkpoint.ts';

const measuredCharacters = 64;
/** Read before, so that the weights are in the cache and the kernels are compiled. */
const warmUpCharacters = 16;

/** Median time to read a character and to predict the next one, in milliseconds of `now`. Yields after each character. */
export function* timeReader(
  engine: Engine,
  { shape, parameters }: Pick<Checkpoint, 'shape' | 'parameters'>,
  now: () => number,
): Work<number> {
  const reader = engine.reader(shape);
  try {
    reader.writeParameters(parameters);
    const times: number[] = [];
    for (let count = 0; count < warmUpCharacters + measuredCharacters; count++) {
      yield;
      const startedAt = now();
      reader.feed(count % shape.vocabulary);
      reader.logProbabilities();
      if (count >= warmUpCharacters) times.push(now() - startedAt);
    }
    times.sort((a, b) => a - b);
    return times[measuredCharacters / 2]!;
  } finally {
    reader.dispose();
  }
}
