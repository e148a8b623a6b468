// Pearson correlation between unit activities and text features.
import type { Activations } from './activations.ts';

/** Sums of every unit over a part of a text, [hidden]. */
export interface UnitSums {
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

/** The characters `from` .. `to` - 1 of a text. */
export interface TextPart {
  readonly from: number;
  readonly to: number;
}

export function unitSums({ hidden, values }: Activations, { from, to }: TextPart): UnitSums {
  const [sum, squares] = [new Float64Array(hidden), new Float64Array(hidden)];
  for (let index = from; index < to; index++) {
    for (let unit = 0; unit < hidden; unit++) {
      const value = values[index * hidden + unit]!;
      sum[unit]! += value;
      squares[unit]! += value * value;
    }
  }
  return { sum, squares };
}

/**
 * Correlation of every unit with one feature over a part of the text: [hidden]. Zero if the unit or the feature is constant. The sums
 * are those of the same part.
 */
export function correlations(
  activations: Activations,
  feature: Float32Array,
  part: TextPart,
  { sum, squares }: UnitSums = unitSums(activations, part),
): Float64Array {
  const { hidden, values } = activations;
  const { from, to } = part;
  const count = to - from;
  const products = new Float64Array(hidden);
  let [featureSum, featureSquares] = [0, 0];
  for (let index = from; index < to; index++) {
    const value = feature[index]!;
    // Most features are zero at most characters.
    if (value === 0) continue;
    featureSum += value;
    featureSquares += value * value;
    for (let unit = 0; unit < hidden; unit++) products[unit]! += value * values[index * hidden + unit]!;
  }
  const featureSpread = featureSquares - (featureSum * featureSum) / count;
  return products.map((product, unit) => {
    const spread = (squares[unit]! - (sum[unit]! * sum[unit]!) / count) * featureSpread;
    return spread > 1e-9 * count ? (product - (featureSum * sum[unit]!) / count) / Math.sqrt(spread) : 0;
  });
}

/** Correlation between all pairs of units, [hidden][hidden], over every `stride`-th character. */
export function unitSimilarity({ hidden, values }: Activations, stride: number): Float32Array {
  const rows = Math.floor(values.length / hidden / stride);
  const centered = new Float32Array(rows * hidden);
  for (let unit = 0; unit < hidden; unit++) {
    let mean = 0;
    for (let row = 0; row < rows; row++) mean += values[row * stride * hidden + unit]! / rows;
    let squares = 1e-12;
    for (let row = 0; row < rows; row++) squares += (values[row * stride * hidden + unit]! - mean) ** 2;
    const scale = 1 / Math.sqrt(squares);
    // Transposed, [hidden][rows]: the products below read adjacent memory.
    for (let row = 0; row < rows; row++)
      centered[unit * rows + row] = (values[row * stride * hidden + unit]! - mean) * scale;
  }
  const similarity = new Float32Array(hidden * hidden);
  for (let one = 0; one < hidden; one++) {
    for (let other = one; other < hidden; other++) {
      let product = 0;
      for (let row = 0; row < rows; row++) product += centered[one * rows + row]! * centered[other * rows + row]!;
      similarity[one * hidden + other] = similarity[other * hidden + one] = product;
    }
  }
  return similarity;
}
