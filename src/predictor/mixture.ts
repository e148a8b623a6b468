// The counts and the network as one speaker: the network's expectation of each byte is one more input to the counts' mixers.
import { classOf, type CharacterClass } from '../completion/words.ts';
import type { Expectation } from '../completion/gate.ts';
import type { LivingNetwork, LivingState } from '../language/livingNetwork.ts';
import type { Counting, CountsPlace } from './countsCursor.ts';
import type { Speaker } from './speaker.ts';

/** Bytes less likely than this need not be told apart. */
const leastTold = 0.01;

export interface MixturePlace {
  readonly counts: CountsPlace;
  readonly network: LivingState | undefined;
}

/** Without a network the counts speak alone. */
export function createMixture(counts: Counting, network: LivingNetwork | undefined): Speaker<MixturePlace> {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const one = new Uint8Array(1);
  /** A character that was read to find out what it is. */
  let ahead = '';

  function follow(byte: number): void {
    counts.follow(byte);
    network?.read(byte, false);
  }

  function distribution(): Float32Array {
    counts.speak(network?.voice.next());
    return counts.distribution(leastTold);
  }

  /** The character that begins with `first`, its likeliest other bytes read; and the probability of those. */
  function readOn(first: number): { character: string; probability: number } {
    const bytes = [first];
    let probability = 1;
    for (let missing = continuationBytes(first); missing > 0; missing--) {
      follow(bytes.at(-1)!);
      const next = distribution();
      const byte = likeliest(next, 0x80, 0xc0);
      probability *= next[byte]!;
      bytes.push(byte);
    }
    follow(bytes.at(-1)!);
    return { character: decoder.decode(Uint8Array.from(bytes)), probability };
  }

  function expectation(first: number, probability: number, classes: Expectation['classes']): Expectation {
    if (first < 0x80) return { character: String.fromCharCode(first), probability, classes };
    const rest = readOn(first);
    return { character: rest.character, probability: probability * rest.probability, classes };
  }

  const speaker: Speaker<MixturePlace> = {
    begin: () => {
      network?.begin();
      ahead = '';
    },
    learn: (text) => {
      let bits = 0;
      for (const byte of encoder.encode(text)) {
        counts.speak(network?.voice.next());
        one[0] = byte;
        bits += counts.learn(one);
        network?.read(byte, true);
      }
      return bits;
    },
    follow: (text) => {
      if (text !== ahead) for (const byte of encoder.encode(text)) follow(byte);
      ahead = '';
    },
    expect: (count) => {
      const bytes = distribution().slice();
      const classes = classesOf(bytes);
      const firsts = mostLikely(bytes, count);
      if (count === 1) {
        const [first] = firsts;
        if (first === undefined) return [];
        const expected = expectation(first, bytes[first]!, classes);
        ahead = first < 0x80 ? '' : expected.character;
        return isCharacter(expected.character) ? [expected] : [];
      }
      const place = speaker.save();
      const expected = firsts.map((first) => {
        const found = expectation(first, bytes[first]!, classes);
        if (first >= 0x80) speaker.restore(place);
        return found;
      });
      return expected.filter(({ character }) => isCharacter(character));
    },
    save: () => ({ counts: counts.save(), network: network?.save() }),
    restore: (place) => {
      counts.restore(place.counts);
      if (place.network) network?.restore(place.network);
      ahead = '';
    },
  };
  return speaker;
}

/** False for bytes that encode nothing. */
function isCharacter(decoded: string): boolean {
  return !decoded.includes('\ufffd');
}

function continuationBytes(first: number): number {
  if (first < 0xc0) return 0;
  return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

/** Bytes that begin a character, most likely first. */
function mostLikely(bytes: Float32Array, count: number): number[] {
  const found: number[] = [];
  while (found.length < count) {
    let best = -1;
    for (let byte = 0; byte < 0xf5; byte++) {
      if (byte >= 0x80 && byte < 0xc2) continue;
      if ((best < 0 || bytes[byte]! > bytes[best]!) && !found.includes(byte)) best = byte;
    }
    if (best < 0 || !(bytes[best]! > 0)) break;
    found.push(best);
  }
  return found;
}

function likeliest(bytes: Float32Array, from: number, to: number): number {
  let best = from;
  for (let byte = from + 1; byte < to; byte++) if (bytes[byte]! > bytes[best]!) best = byte;
  return best;
}

/** Bytes from 0x80 on begin letters, most of the time. */
const classOfByte = Array.from({ length: 0x80 }, (_, byte) => classOf(String.fromCharCode(byte)));

function classesOf(bytes: Float32Array): Record<CharacterClass, number> {
  let [letter, mark, blank] = [0, 0, 0];
  for (let byte = 0; byte < 0x80; byte++) {
    const found = classOfByte[byte];
    if (found === 'letter') letter += bytes[byte]!;
    else if (found === 'mark') mark += bytes[byte]!;
    else blank += bytes[byte]!;
  }
  for (let byte = 0x80; byte < 256; byte++) letter += bytes[byte]!;
  return { letter, mark, blank };
}
