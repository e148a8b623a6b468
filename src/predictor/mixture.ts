// The counts and the network as one speaker: the network's expectation of each byte is one more input to the counts' mixers, and
// is heard once more behind them.
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

  function expectation(first: number, probability: number, classes: Record<CharacterClass, number>): Expectation {
    if (first < 0x80) return { character: String.fromCharCode(first), probability, classes };
    const rest = readOn(first);
    const whole = probability * rest.probability;
    return {
      character: rest.character,
      probability: whole,
      classes: classesWith(classes, first, rest.character, whole),
    };
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
    expect: (count, least = 0) => {
      const view = distribution();
      const classes = classesOf(view);
      if (count === 1) {
        const first = likeliestFirst(view);
        const expected = expectation(first, view[first]!, classes);
        ahead = first < 0x80 ? '' : expected.character;
        return isCharacter(expected.character) ? [expected] : [];
      }
      const firsts = mostLikely(view, count, least).map((first) => [first, view[first]!] as const);
      const place = firsts.some(([first]) => first >= 0x80) ? speaker.save() : undefined;
      const expected = firsts.map(([first, probability]) => {
        const found = expectation(first, probability, classes);
        if (first >= 0x80) speaker.restore(place!);
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

/** The likeliest byte of those that begin a character. */
function likeliestFirst(bytes: Float32Array): number {
  const [ascii, other] = [likeliest(bytes, 0, 0x80), likeliest(bytes, 0xc2, 0xf5)];
  return bytes[other]! > bytes[ascii]! ? other : ascii;
}

/** The likeliest byte that begins a character, and others of at least that probability, most likely first. */
function mostLikely(bytes: Float32Array, count: number, least: number): number[] {
  const found: number[] = [];
  while (found.length < count) {
    let best = -1;
    for (let byte = 0; byte < 0xf5; byte++) {
      if (byte >= 0x80 && byte < 0xc2) continue;
      if ((best < 0 || bytes[byte]! > bytes[best]!) && !found.includes(byte)) best = byte;
    }
    if (best < 0 || !(bytes[best]! > 0) || (found.length > 0 && bytes[best]! < least)) break;
    found.push(best);
  }
  return found;
}

function likeliest(bytes: Float32Array, from: number, to: number): number {
  let best = from;
  for (let byte = from + 1; byte < to; byte++) if (bytes[byte]! > bytes[best]!) best = byte;
  return best;
}

/** By the first byte of a character; above ASCII, of what most of the characters are that begin with it. */
const classOfByte = Array.from({ length: 256 }, (_, byte): CharacterClass => {
  if (byte < 0x80) return classOf(String.fromCharCode(byte));
  // Kana and Han are U+3040 to U+9FFF.
  if (byte >= 0xe3 && byte <= 0xe9) return 'ideograph';
  // U+0080 to U+00BF; dashes, quotes, arrows; full-width forms; emoji.
  return byte === 0xc2 || byte === 0xe2 || byte >= 0xee ? 'mark' : 'letter';
});
const classNames = ['letter', 'ideograph', 'mark', 'blank'] as const;
const classIndex = Uint8Array.from(classOfByte, (found) => classNames.indexOf(found));

/** How likely the next byte is of each class. */
function classesOf(bytes: Float32Array): Record<CharacterClass, number> {
  const shares = new Float64Array(classNames.length);
  for (let byte = 0; byte < 256; byte++) shares[classIndex[byte]!]! += bytes[byte]!;
  return { letter: shares[0]!, ideograph: shares[1]!, mark: shares[2]!, blank: shares[3]! };
}

/** The same when the character is known that begins with `first`: its class may be another than that byte's. */
function classesWith(
  shares: Record<CharacterClass, number>,
  first: number,
  character: string,
  probability: number,
): Record<CharacterClass, number> {
  const said = classOfByte[first]!;
  const found = classOf(character);
  if (said === found) return shares;
  return { ...shares, [said]: Math.max(0, shares[said] - probability), [found]: shares[found] + probability };
}
