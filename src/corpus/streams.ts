// The corpus as parallel streams of character ids. The text is a ring; each stream starts at its own place on it and reads
// on, so that its hidden state always carries over from the characters just before.
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';

export interface Streams {
  /** Fills one training step: what each stream reads and what comes next, both [length][streams]. */
  fill(inputs: Int32Array, targets: Int32Array): void;
  /** The last `count` ids that stream 0 has read. */
  recent(count: number): Int32Array;
  /** The position of each stream: what `openStreams` needs to continue. */
  places(): readonly number[];
}

/**
 * `start`: a seed for evenly spread positions, or the positions of streams that continue.
 * @throws RangeError for an empty corpus.
 */
export function openStreams(
  ids: Int32Array,
  streams: number,
  length: number,
  start: number | readonly number[],
): Streams {
  if (ids.length === 0) throw new RangeError('There is no text to read.');
  const places = typeof start === 'number' ? streamPlaces(ids.length, streams, start) : [...start];
  return {
    fill: (inputs, targets) => {
      for (let stream = 0; stream < streams; stream++) {
        let place = places[stream]!;
        for (let t = 0; t < length; t++) {
          inputs[t * streams + stream] = ids[place]!;
          place = place + 1 === ids.length ? 0 : place + 1;
          targets[t * streams + stream] = ids[place]!;
        }
        places[stream] = place;
      }
    },
    recent: (count) => {
      const size = Math.min(count, ids.length);
      const end = places[0]!;
      return Int32Array.from({ length: size }, (_, index) => ids[(end - size + index + ids.length) % ids.length]!);
    },
    places: () => [...places],
  };
}

/** Where each stream starts on a ring of `size` ids: evenly spread, from a random first place. */
export function streamPlaces(size: number, streams: number, seed: number): number[] {
  const start = uniformInt(xoroshiro128plus(seed), 0, size - 1);
  return Array.from({ length: streams }, (_, stream) => (start + Math.floor((stream * size) / streams)) % size);
}
