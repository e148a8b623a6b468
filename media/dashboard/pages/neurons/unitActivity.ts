// Evaluates a unit report: the shades of one unit over the text, the units that respond to a passage, and the most extreme
// activations of a unit.
import { bisectLeft, cumsum, max } from 'd3-array';
import type { CellGate, LensReport } from '../../../../src/protocol/learner.ts';
import { maxShade, momentsOf, shadeOf } from '../../../../src/lens/shades.ts';
import type { ColorMode } from '../../state/neuronsViewState.ts';

/** The activations of all units over the text, or of one kind of gate. */
export interface UnitActivity extends Pick<LensReport, 'characters' | 'hidden' | 'names'> {
  /** [characters][hidden], in 1/`full`. */
  readonly values: Int8Array | Uint8Array;
  readonly full: number;
  /** Undefined: the units themselves. */
  readonly gate: CellGate | undefined;
}

/** The activations of the units if the cell has no such gate. */
export function selectActivity(report: LensReport, mode: ColorMode): UnitActivity {
  const { characters, hidden, values, names } = report;
  const use = report.gates.find(({ gate }) => gate === mode);
  return use
    ? { characters, hidden, values: use.values, full: 255, names: use.names, gate: use.gate }
    : { characters, hidden, values, full: 127, names, gate: undefined };
}

/** -1..1. For gates 0..1. */
export function activityAt({ hidden, values, full }: UnitActivity, unit: number, index: number): number {
  return values[index * hidden + unit]! / full;
}

/** The deviation of one unit from its mean after each character, as shades -4..4. */
export function unitShades({ characters, hidden, values }: UnitActivity, unit: number): Int8Array {
  const moments = momentsOf(values, unit, hidden);
  return Int8Array.from(characters, (_, index) => shadeOf(values[index * hidden + unit]!, moments));
}

/** Attribution weights as shades 0..4. The square root makes small weights visible. */
export function weightShades(weights: Float32Array): Int8Array {
  const most = max(weights) ?? 0;
  return Int8Array.from(weights, (weight) => (most > 0 ? Math.round(maxShade * Math.sqrt(weight / most)) : 0));
}

/** The number of last characters that contain this share of the total weight. */
export function reachOf(weights: Float32Array, share: number): number {
  const sums = cumsum(weights.toReversed());
  return Math.min(weights.length, bisectLeft(sums, share * (sums.at(-1) ?? 0)) + 1);
}

export interface UnitContrast {
  readonly unit: number;
  /** Mean inside minus mean outside the passage, in standard deviations of the unit. */
  readonly effect: number;
}

/** All units, strongest effect first. `marked`: [characters], the passage. */
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

/** Marks the characters of every occurrence of `text`. */
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

/** Positions of the highest (`sign` 1) or lowest (-1) activations, most extreme first, at least `apart` characters apart. */
export function extremePositions(
  { characters, hidden, values }: UnitActivity,
  unit: number,
  sign: 1 | -1,
  { count, apart = 8 }: { readonly count: number; readonly apart?: number },
): readonly number[] {
  const positions = Array.from(characters.keys()).sort(
    (one, other) => sign * (values[other * hidden + unit]! - values[one * hidden + unit]!),
  );
  const kept: number[] = [];
  for (const position of positions) {
    if (kept.length === count) break;
    if (kept.every((other) => Math.abs(other - position) >= apart)) kept.push(position);
  }
  return kept;
}
