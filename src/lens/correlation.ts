// Pearson's correlation between columns of activity and columns of features.

/** Activity of all units over a text, row-major. */
export interface Activations {
  readonly hidden: number;
  /** [characters][hidden] */
  readonly values: Float32Array;
}

/**
 * Correlation of every unit with one feature over the characters from `from` up to, not including, `to`: [hidden]. Zero where the unit or
 * the feature does not move.
 */
export function correlations(
  { hidden, values }: Activations,
  feature: Float32Array,
  from: number,
  to: number,
): Float64Array {
  const count = to - from;
  let featureMean = 0;
  for (let index = from; index < to; index++) featureMean += feature[index]! / count;
  const sum = new Float64Array(hidden);
  const squares = new Float64Array(hidden);
  const products = new Float64Array(hidden);
  let featureSquares = 0;
  for (let index = from; index < to; index++) {
    const centred = feature[index]! - featureMean;
    featureSquares += centred * centred;
    for (let unit = 0; unit < hidden; unit++) {
      const value = values[index * hidden + unit]!;
      sum[unit]! += value;
      squares[unit]! += value * value;
      products[unit]! += value * centred;
    }
  }
  return products.map((product, unit) => {
    const spread = (squares[unit]! - (sum[unit]! * sum[unit]!) / count) * featureSquares;
    return spread > 1e-9 * count ? product / Math.sqrt(spread) : 0;
  });
}

/** Units against units, [hidden][hidden], over every `stride`-th character. */
export function unitSimilarity({ hidden, values }: Activations, stride: number): Float32Array {
  const rows = Math.floor(values.length / hidden / stride);
  const centred = new Float32Array(rows * hidden);
  for (let unit = 0; unit < hidden; unit++) {
    let mean = 0;
    for (let row = 0; row < rows; row++) mean += values[row * stride * hidden + unit]! / rows;
    let squares = 1e-12;
    for (let row = 0; row < rows; row++) squares += (values[row * stride * hidden + unit]! - mean) ** 2;
    const scale = 1 / Math.sqrt(squares);
    // Transposed, [hidden][rows]: the products below run over neighbours in memory.
    for (let row = 0; row < rows; row++)
      centred[unit * rows + row] = (values[row * stride * hidden + unit]! - mean) * scale;
  }
  const similarity = new Float32Array(hidden * hidden);
  for (let one = 0; one < hidden; one++) {
    for (let other = one; other < hidden; other++) {
      let product = 0;
      for (let row = 0; row < rows; row++) product += centred[one * rows + row]! * centred[other * rows + row]!;
      similarity[one * hidden + other] = similarity[other * hidden + one] = product;
    }
  }
  return similarity;
}
