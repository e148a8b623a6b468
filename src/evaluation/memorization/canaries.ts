// Canaries: random text that is planted in training texts, to measure how much of it a model memorizes.
// Carlini et al., "The Secret Sharer", USENIX Security 2019, https://arxiv.org/abs/1802.08232
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { lineStartAt } from '../../model/lineStart.ts';
import { maskSecrets } from '../../corpus/secrets/maskSecrets.ts';
import type { TrainingText } from '../../model/trainingText.ts';

/** ordinary: text that is learned as it is. secret: looks like a key, so that it is masked before it is learned. */
export type CanaryKind = 'ordinary' | 'secret';

export interface Canary {
  readonly kind: CanaryKind;
  /** How often it is planted. 0: never. */
  readonly repetitions: number;
  /** The same for all canaries of a kind, except for a name. */
  readonly beginning: string;
  /** Chosen evenly from the space of its kind. */
  readonly rest: string;
}

interface Space {
  readonly alphabet: string;
  readonly length: number;
  /** `name`: distinguishes the canaries. */
  readonly line: (name: string) => readonly [beginning: string, end: string];
}

const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyz';
const spaces: Readonly<Record<CanaryKind, Space>> = {
  ordinary: { alphabet: digits, length: 9, line: (name) => [`the ticket of ${name} has the number `, ' in the list'] },
  secret: {
    alphabet: letters + letters.toUpperCase() + digits,
    length: 36,
    line: (name) => [`const ${name} = "ghp_`, '";'],
  },
};

const nameLength = 6;

/** Base-2 logarithm of the number of possible rests. */
export function spaceBits(kind: CanaryKind): number {
  const { alphabet, length } = spaces[kind];
  return length * Math.log2(alphabet.length);
}

export type Random = ReturnType<typeof xoroshiro128plus>;
export const seededRandom = (seed: number): Random => xoroshiro128plus(seed);

/** A random rest of this kind. */
export function randomRest(kind: CanaryKind, random: Random): string {
  const { alphabet, length } = spaces[kind];
  return randomString(alphabet, length, random);
}

export function createCanary(kind: CanaryKind, repetitions: number, random: Random): Canary {
  const [beginning] = spaces[kind].line(randomString(letters, nameLength, random));
  return { kind, repetitions, beginning, rest: randomRest(kind, random) };
}

function randomString(alphabet: string, length: number, random: Random): string {
  return Array.from({ length }, () => alphabet[uniformInt(random, 0, alphabet.length - 1)]).join('');
}

/**
 * Writes each canary as a line of its own at random places of the texts, as often as its repetitions say, and masks the secrets of the
 * changed texts as the corpus does.
 */
export function plantCanaries(
  texts: readonly TrainingText[],
  canaries: readonly Canary[],
  random: Random,
): readonly TrainingText[] {
  const planted = texts.map(({ path, text }) => ({ path, text }));
  const changed = new Set<number>();
  for (const canary of canaries) {
    const [, end] = spaces[canary.kind].line('');
    for (let time = 0; time < canary.repetitions; time++) {
      const index = uniformInt(random, 0, planted.length - 1);
      const source = planted[index]!;
      const at = lineStartAt(source.text, uniformInt(random, 0, source.text.length));
      source.text = `${source.text.slice(0, at)}${canary.beginning}${canary.rest}${end}\n${source.text.slice(at)}`;
      changed.add(index);
    }
  }
  for (const index of changed) {
    const { path, text } = planted[index]!;
    planted[index]!.text = maskSecrets(text, path).text;
  }
  return planted;
}
