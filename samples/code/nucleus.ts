// Drawing a character from the network's probabilities: temperature, nucleus, and a coin that is handed in.

/** A number from zero up to, but not including, one. */
export type Coin = () => number;

/** Divides the logits by the temperature and makes probabilities of them. Zero is for the greedy way: see `draw`. */
export function softmax(logits: ArrayLike<number>, temperature = 1): Float64Array {
  const probabilities = new Float64Array(logits.length);
  let largest = -Infinity;
  for (let index = 0; index < logits.length; index++) largest = Math.max(largest, logits[index]);
  let sum = 0;
  for (let index = 0; index < logits.length; index++) {
    probabilities[index] = Math.exp((logits[index] - largest) / temperature);
    sum += probabilities[index];
  }
  for (let index = 0; index < logits.length; index++) probabilities[index] /= sum;
  return probabilities;
}

/** The most probable character. */
export function greedy(logits: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < logits.length; index++) {
    if (logits[index] > logits[best]) best = index;
  }
  return best;
}

/** The smallest set of characters that together have a probability of at least `share`, the most probable first. */
export function nucleus(probabilities: Float64Array, share: number): number[] {
  const order = Array.from(probabilities, (_, index) => index);
  order.sort((one, other) => probabilities[other] - probabilities[one]);
  let sum = 0;
  let size = 0;
  while (size < order.length && sum < share) sum += probabilities[order[size++]];
  return order.slice(0, Math.max(1, size));
}

export function draw(logits: ArrayLike<number>, temperature: number, share: number, coin: Coin): number {
  if (temperature === 0) return greedy(logits);
  const probabilities = softmax(logits, temperature);
  const candidates = nucleus(probabilities, share);
  const total = candidates.reduce((sum, index) => sum + probabilities[index], 0);
  let rest = coin() * total;
  for (const candidate of candidates) {
    rest -= probabilities[candidate];
    if (rest < 0) return candidate;
  }
  return candidates[candidates.length - 1];
}

/** A small generator with a seed: the same seed gives the same coins on every machine. */
export function seededCoin(seed: number): Coin {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x1_0000_0000;
  };
}
