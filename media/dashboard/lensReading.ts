// What can be read off a look through the lens without asking again: how one unit colours the text, which units mark a
// passage, and where a unit is at its most extreme.
import type { LensReport } from '../../src/protocol/learner.ts';

/** Darkest shade, either way. */
export const deepestShade = 4;

/** How far one unit stands from its mean after each character, in whole shades of -4..4. */
export function shadesOf({ characters, hidden, values }: LensReport, unit: number): Int8Array {
  const { mean, deviation } = momentsOf({ hidden, values }, unit, characters.length);
  // Two deviations are as far as it gets: outliers must not wash out the rest.
  return Int8Array.from(characters, (_, index) => {
    const away = (values[index * hidden + unit]! - mean) / (2 * deviation);
    return Math.round(deepestShade * Math.min(1, Math.max(-1, away)));
  });
}

export interface UnitContrast {
  readonly unit: number;
  /** Mean inside less mean outside, in standard deviations of the unit. */
  readonly effect: number;
}

/** All units, those first that tell the marked characters best from the others. `marked`: [characters]. */
export function unitsThatMark(
  { characters, hidden, values }: LensReport,
  marked: readonly boolean[],
): readonly UnitContrast[] {
  const inside = marked.filter(Boolean).length;
  const outside = characters.length - inside;
  if (inside === 0 || outside === 0) return [];
  const contrasts = Array.from({ length: hidden }, (_, unit) => {
    let [sumInside, sumOutside] = [0, 0];
    for (let index = 0; index < characters.length; index++) {
      if (marked[index]) sumInside += values[index * hidden + unit]!;
      else sumOutside += values[index * hidden + unit]!;
    }
    const { deviation } = momentsOf({ hidden, values }, unit, characters.length);
    return { unit, effect: (sumInside / inside - sumOutside / outside) / deviation };
  });
  return contrasts.sort((one, other) => Math.abs(other.effect) - Math.abs(one.effect));
}

/** Which characters every occurrence of `text` covers. */
export function occurrences({ characters }: LensReport, text: string): readonly boolean[] {
  const wanted = [...text];
  const marked = new Array<boolean>(characters.length).fill(false);
  if (wanted.length === 0) return marked;
  for (let at = 0; at + wanted.length <= characters.length; at++) {
    if (wanted.every((character, index) => characters[at + index] === character))
      marked.fill(true, at, at + wanted.length);
  }
  return marked;
}

/** Where a unit stands highest (`sign` 1) or lowest (-1), best first, no two places closer than `apart`. */
export function favourites(
  { characters, hidden, values }: LensReport,
  unit: number,
  sign: 1 | -1,
  count: number,
  apart = 8,
): readonly number[] {
  const places = Array.from(characters.keys()).sort(
    (one, other) => sign * (values[other * hidden + unit]! - values[one * hidden + unit]!),
  );
  const kept: number[] = [];
  for (const place of places) {
    if (kept.length === count) break;
    if (kept.every((other) => Math.abs(other - place) >= apart)) kept.push(place);
  }
  return kept;
}

function momentsOf({ hidden, values }: Pick<LensReport, 'hidden' | 'values'>, unit: number, count: number) {
  let [sum, squares] = [0, 0];
  for (let index = 0; index < count; index++) {
    const value = values[index * hidden + unit]!;
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  return { mean, deviation: Math.sqrt(Math.max(squares / count - mean * mean, 1e-6)) };
}
