// A gated recurrent unit that reads one character at a time. Written to be read, not to be fast: see the note on gates.

export interface GruWeights {
  readonly hidden: number;
  /** What a character adds to the three sums: [vocabulary][3 * hidden], in the order reset, update, candidate. */
  readonly inputTable: readonly Float64Array[];
  /** From the old hidden state to the three sums: [hidden][3 * hidden]. */
  readonly recurrent: readonly Float64Array[];
  readonly bias: Float64Array;
  /** Added to the recurrent candidate inside of the reset gate's bracket. */
  readonly candidateBias: Float64Array;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** The hidden state after one more character. The old one is left as it was. */
export function step(weights: GruWeights, state: Float64Array, character: number): Float64Array {
  const { hidden, inputTable, recurrent, bias, candidateBias } = weights;
  const fromInput = inputTable[character];
  const fromState = new Float64Array(3 * hidden);
  for (let from = 0; from < hidden; from++) {
    const row = recurrent[from];
    for (let to = 0; to < 3 * hidden; to++) fromState[to] += state[from] * row[to];
  }

  const next = new Float64Array(hidden);
  for (let unit = 0; unit < hidden; unit++) {
    const resetAt = unit;
    const updateAt = hidden + unit;
    const candidateAt = 2 * hidden + unit;
    const reset = sigmoid(fromInput[resetAt] + fromState[resetAt] + bias[resetAt]);
    const update = sigmoid(fromInput[updateAt] + fromState[updateAt] + bias[updateAt]);
    const candidate = Math.tanh(
      fromInput[candidateAt] + reset * (fromState[candidateAt] + candidateBias[unit]) + bias[candidateAt],
    );
    next[unit] = (1 - update) * candidate + update * state[unit];
  }
  return next;
}

/** Reads a whole text from a state of zeros and keeps every state on the way: what the heat map shows. */
export function read(weights: GruWeights, characters: readonly number[]): Float64Array[] {
  const states: Float64Array[] = [];
  let state = new Float64Array(weights.hidden);
  for (const character of characters) {
    state = step(weights, state, character);
    states.push(state);
  }
  return states;
}

/** The units that change least from character to character: those which carry something along. */
export function slowUnits(states: readonly Float64Array[], count: number): number[] {
  const hidden = states[0]?.length ?? 0;
  const change = new Float64Array(hidden);
  for (let time = 1; time < states.length; time++) {
    for (let unit = 0; unit < hidden; unit++) {
      change[unit] += Math.abs(states[time][unit] - states[time - 1][unit]);
    }
  }
  const units = Array.from({ length: hidden }, (_, unit) => unit);
  return units.sort((one, other) => change[one] - change[other]).slice(0, count);
}
