// Orders the hidden units so that similar units are adjacent and the activity picture shows structure.

/** Rounds of 2-opt improvement. */
const rounds = 4;

/** Minimum gain in similarity for a change of an order that is already on screen. */
const minGain = 0.5;

/**
 * Returns the units in order. `similarity`: [hidden][hidden]. With a previous order, only changes with a clear gain are made, because
 * units change little between two reports of a training.
 */
export function orderUnits(similarity: Float32Array, hidden: number, previous?: Uint16Array): Uint16Array {
  return previous?.length === hidden
    ? improve(previous.slice(), similarity, hidden, minGain)
    : improve(greedyOrder(similarity, hidden), similarity, hidden, 1e-6);
}

/** Greedy order: starts at the least similar unit, and continues with the most similar one that is left. */
function greedyOrder(similarity: Float32Array, hidden: number): Uint16Array {
  const left = new Set(Array.from({ length: hidden }, (_, unit) => unit));
  const total = (unit: number) => {
    let sum = 0;
    for (let other = 0; other < hidden; other++) sum += similarity[unit * hidden + other]!;
    return sum;
  };
  let current = argmax(left, (unit) => -total(unit));
  const order = new Uint16Array(hidden);
  for (let at = 0; at < hidden; at++) {
    order[at] = current;
    left.delete(current);
    const from = current * hidden;
    if (left.size > 0) current = argmax(left, (unit) => similarity[from + unit]!);
  }
  return order;
}

function argmax(units: Iterable<number>, value: (unit: number) => number): number {
  let [chosen, highest] = [0, -Infinity];
  for (const unit of units) {
    const unitValue = value(unit);
    if (unitValue > highest) [chosen, highest] = [unit, unitValue];
  }
  return chosen;
}

/** 2-opt: reverses a stretch if the similarity at its two ends then grows by more than `gain`. Changes `order`. */
function improve(order: Uint16Array, similarity: Float32Array, hidden: number, gain: number): Uint16Array {
  const similarityAt = (one: number, other: number) =>
    one < 0 || other >= hidden ? 0 : similarity[order[one]! * hidden + order[other]!]!;
  for (let round = 0; round < rounds; round++) {
    let reversed = false;
    for (let first = 0; first < hidden - 1; first++) {
      for (let last = first + 1; last < hidden; last++) {
        const now = similarityAt(first - 1, first) + similarityAt(last, last + 1);
        const then = similarityAt(first - 1, last) + (last + 1 < hidden ? similarityAt(first, last + 1) : 0);
        if (then <= now + gain) continue;
        order.subarray(first, last + 1).reverse();
        reversed = true;
      }
    }
    if (!reversed) break;
  }
  return order;
}
