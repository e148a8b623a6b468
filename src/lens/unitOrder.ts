// An order of the hidden units in which alike units stand together, so that a picture of them shows shapes instead of noise.

/** Rounds of improvement; each reverses stretches of the order while that brings more alike neighbours together. */
const rounds = 4;

/** So much more alike must neighbours become before an order that people have got used to is changed for it. */
const minGain = 0.5;

/**
 * `similarity`: [hidden][hidden]. Units from first to last. While a network learns, its units change a little from one look to
 * the next: from the `earlier` order only those stretches are turned round for which it is worth while.
 */
export function orderUnits(similarity: Float32Array, hidden: number, previous?: Uint16Array): Uint16Array {
  return previous?.length === hidden
    ? improve(previous.slice(), similarity, hidden, minGain)
    : improve(chain(similarity, hidden), similarity, hidden, 1e-6);
}

/** From the unit least like the others, always on to the most alike of those left. */
function chain(similarity: Float32Array, hidden: number): Uint16Array {
  const left = new Set(Array.from({ length: hidden }, (_, unit) => unit));
  const total = (unit: number) => {
    let sum = 0;
    for (let other = 0; other < hidden; other++) sum += similarity[unit * hidden + other]!;
    return sum;
  };
  let current = best(left, (unit) => -total(unit));
  const order = new Uint16Array(hidden);
  for (let at = 0; at < hidden; at++) {
    order[at] = current;
    left.delete(current);
    const from = current * hidden;
    if (left.size > 0) current = best(left, (unit) => similarity[from + unit]!);
  }
  return order;
}

function best(units: Iterable<number>, worth: (unit: number) => number): number {
  let [chosen, most] = [0, -Infinity];
  for (const unit of units) {
    const value = worth(unit);
    if (value > most) [chosen, most] = [unit, value];
  }
  return chosen;
}

/** Two-opt: a stretch is turned round when its ends then stand beside units that are more alike, by `gain` in all. */
function improve(order: Uint16Array, similarity: Float32Array, hidden: number, gain: number): Uint16Array {
  const alike = (one: number, other: number) =>
    one < 0 || other >= hidden ? 0 : similarity[order[one]! * hidden + order[other]!]!;
  for (let round = 0; round < rounds; round++) {
    let turned = false;
    for (let first = 0; first < hidden - 1; first++) {
      for (let last = first + 1; last < hidden; last++) {
        const now = alike(first - 1, first) + alike(last, last + 1);
        const then = alike(first - 1, last) + (last + 1 < hidden ? alike(first, last + 1) : 0);
        if (then <= now + gain) continue;
        order.subarray(first, last + 1).reverse();
        turned = true;
      }
    }
    if (!turned) break;
  }
  return order;
}
