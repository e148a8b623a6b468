// Searches for texts whose secrets take long to find. The time is compared with that of ordinary text of the same length, and with
// that of quarters of it.
import { readFileSync } from 'node:fs';
import { median } from 'simple-statistics';
import { findSecrets } from '../../src/corpus/secrets/findSecrets.ts';
import { changeAttack, drawAttack, textOf, type Attack } from './adversarialTexts.ts';
import { randomFrom } from './hostileFiles.ts';

/** UTF-16 units. */
export const attackLength = 20_000;
const quarters = 4;
/** No text of `attackLength` takes more than so many times the time of ordinary text. */
export const mostTimes = 20;
/** A text takes about four times the time of a quarter. A square would be 16. */
export const mostGrowth = 8;
/** Shorter times say nothing about growth. */
const leastGrowthMs = 2;
/** The attacks that the search goes on with. */
const kept = 24;

export interface SlowText extends Attack {
  readonly ms: number;
  /** Over the time of ordinary text: the median of several times that were measured in turn, because a search compiles much code. */
  readonly times: number;
  /** Over the time of a quarter of the text. */
  readonly growth: number;
}

export interface AdversarialResult {
  readonly seconds: number;
  readonly texts: number;
  readonly ordinaryMs: number;
  /** Slowest first. */
  readonly slowest: readonly SlowText[];
}

/**
 * CPU time of one search for secrets in a text, or in all of several, in milliseconds, the mean of enough runs: the clock of the CPU has
 * steps of some milliseconds. Other programs do not change it.
 */
export function findingMs(text: string | readonly string[], path: string): number {
  const texts = typeof text === 'string' ? [text] : text;
  const start = process.cpuUsage();
  for (let runs = 1; ; runs++) {
    for (const each of texts) findSecrets(each, path);
    const { user, system } = process.cpuUsage(start);
    if (user + system >= leastMeasuredMs * 1000) return (user + system) / 1000 / runs;
  }
}
const leastMeasuredMs = 40;

/** Of the source code and the documents of this project. */
function ordinaryTexts(): { readonly path: string; readonly text: string }[] {
  return ['README.md', 'ARCHITECTURE.md', 'src/learner/training.ts', 'package.json'].map((path) => {
    const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    return { path, text: text.repeat(Math.ceil(attackLength / text.length)).slice(0, attackLength) };
  });
}

/** Milliseconds. */
export function ordinaryTime(): number {
  const times: number[] = [];
  for (const { path, text } of ordinaryTexts()) {
    findingMs(text, path);
    times.push(findingMs(text, path));
  }
  return times.reduce((sum, time) => sum + time, 0) / times.length;
}

function measured(attack: Attack, mostMs: number): Omit<SlowText, 'times'> {
  const { ms, growth } = growthOf(attack, mostMs);
  return { ...attack, ms: rounded(ms), growth: rounded(growth) };
}

/**
 * A quarter is a text of the same kind, or one of the quarters of the text, on average: the beginning may be another text than the rest, and
 * the rest may depend on the beginning. Measured again when it is too much: the compiler and the collector of garbage make single times longer, never
 * shorter.
 */
export function growthOf(attack: Attack, mostMs = Infinity): { readonly ms: number; readonly growth: number } {
  let [ms, growth] = [Infinity, Infinity];
  for (let attempt = 0; attempt < attempts && (growth > mostGrowth || ms > mostMs); attempt++) {
    const text = textOf(attack, attackLength);
    const shorterMs = findingMs(textOf(attack, attackLength / quarters), attack.path);
    const quarterMs = findingMs(quartersOf(text), attack.path) / quarters;
    const wholeMs = findingMs(text, attack.path);
    ms = Math.min(ms, wholeMs);
    growth = Math.min(growth, wholeMs < leastGrowthMs ? 0 : wholeMs / Math.max(shorterMs, quarterMs));
  }
  return { ms, growth };
}
const attempts = 4;

function quartersOf(text: string): readonly string[] {
  const length = Math.ceil(text.length / quarters);
  return Array.from({ length: quarters }, (_, index) => text.slice(index * length, (index + 1) * length));
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Random attacks, and changes of the slowest. */
export function attackForSeconds(seconds: number, seed: number): AdversarialResult {
  const random = randomFrom(seed);
  const started = performance.now();
  const firstMs = ordinaryTime();
  let slowest: Omit<SlowText, 'times'>[] = [];
  let texts = 0;
  for (; performance.now() < started + seconds * 1000; texts++) {
    const isChange = slowest.length > 0 && random.below(2) === 0;
    const attack = isChange ? changeAttack(random.pick(slowest), random) : drawAttack(random);
    // The clock of the wall says whether it may be one of the slowest.
    const start = performance.now();
    findSecrets(textOf(attack, attackLength), attack.path);
    if (slowest.length === kept && performance.now() - start < slowest.at(-1)!.ms) continue;
    const next = [...slowest, measured(attack, mostTimes * firstMs)];
    slowest = next.sort((one, other) => other.ms - one.ms).slice(0, kept);
  }
  const compared: SlowText[] = [];
  for (const slow of slowest.slice(0, comparedTexts)) compared.push({ ...slow, times: rounded(timesOrdinary(slow)) });
  return {
    seconds: Math.round((performance.now() - started) / 1000),
    texts,
    ordinaryMs: rounded(ordinaryTime()),
    slowest: compared.sort((one, other) => other.times - one.times),
  };
}

/** How many of the slowest texts are compared, and how often. */
const comparedTexts = 8;
const comparedRounds = 3;

/** Time of the attack over that of ordinary text, the median of rounds in which both are measured. */
function timesOrdinary(attack: Attack): number {
  const ratios: number[] = [];
  for (let round = 0; round < comparedRounds; round++) {
    const ordinaryMs = ordinaryTime();
    ratios.push(findingMs(textOf(attack, attackLength), attack.path) / ordinaryMs);
  }
  return median(ratios);
}

const printedLength = 2000;

/** What is slower than it may be. */
export function tooSlow({ slowest }: AdversarialResult): string[] {
  return slowest
    .filter(({ times, growth }) => times > mostTimes || growth > mostGrowth)
    .map(
      (slow) =>
        `${slow.times} times ordinary text, growth ${slow.growth}: ${JSON.stringify(slow).slice(0, printedLength)}`,
    );
}
