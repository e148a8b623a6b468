// What can be read off a look through the lens without asking again: how one unit colours the text, which units mark a
// passage, and where a unit is at its most extreme.
import type { GateName, LensReport } from '../../../../src/protocol/learner.ts';
import { maxShade, momentsOf, shadeOf } from '../../../../src/lens/shades.ts';
import type { ColorMode } from './neuronsViewState.ts';

/** What the units did over the text, or one kind of their gates. */
export interface UnitActivity extends Pick<LensReport, 'characters' | 'hidden' | 'names'> {
  /** [characters][hidden], in 1/`full`. */
  readonly values: Int8Array | Uint8Array;
  readonly full: number;
  /** Undefined: the units themselves. */
  readonly gate: GateName | undefined;
}

/** The units themselves where the cell has no such gate. */
export function selectActivity(report: LensReport, mode: ColorMode): UnitActivity {
  const { characters, hidden, values, names } = report;
  const use = report.gates.find(({ gate }) => gate === mode);
  return use
    ? { characters, hidden, values: use.values, full: 255, names: use.names, gate: use.gate }
    : { characters, hidden, values, full: 127, names, gate: undefined };
}

/** -1..1; of a gate 0..1. */
export function activityAt({ hidden, values, full }: UnitActivity, unit: number, index: number): number {
  return values[index * hidden + unit]! / full;
}

/** How far one unit stands from its mean after each character, in whole shades of -4..4. */
export function unitShades({ characters, hidden, values }: UnitActivity, unit: number): Int8Array {
  const moments = momentsOf(values, unit, hidden);
  return Int8Array.from(characters, (_, index) => shadeOf(values[index * hidden + unit]!, moments));
}

/** How much each character mattered, in whole shades of 0..4: the square root, so that small parts are seen too. */
export function weightShades(weights: ArrayLike<number>): Int8Array {
  const most = Array.from(weights).reduce((one, other) => Math.max(one, other), 0);
  return Int8Array.from(weights, (weight) => (most > 0 ? Math.round(maxShade * Math.sqrt(weight / most)) : 0));
}

/** How many of the last characters hold this share of all weight. */
export function reachOf(weights: ArrayLike<number>, share: number): number {
  const total = Array.from(weights).reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  for (let back = 1; back <= weights.length; back++) {
    sum += weights[weights.length - back]!;
    if (sum >= share * total) return back;
  }
  return weights.length;
}

export interface UnitContrast {
  readonly unit: number;
  /** Mean inside less mean outside, in standard deviations of the unit. */
  readonly effect: number;
}

/** All units, those first that tell the marked characters best from the others. `marked`: [characters]. */
export function unitsByContrast(
  { characters, hidden, values }: UnitActivity,
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
    const { deviation } = momentsOf(values, unit, hidden);
    return { unit, effect: (sumInside / inside - sumOutside / outside) / deviation };
  });
  return contrasts.sort((one, other) => Math.abs(other.effect) - Math.abs(one.effect));
}

/** Which characters every occurrence of `text` covers. */
export function occurrences({ characters }: Pick<LensReport, 'characters'>, text: string): readonly boolean[] {
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
export function extremePositions(
  { characters, hidden, values }: UnitActivity,
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
