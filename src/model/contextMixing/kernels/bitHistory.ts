// Bit-history states: one byte for the bits seen in a context, as in paq8's nex table (indirect modeling in Mahoney, "Data Compression
// Explained"). Up to 4 bits are exact. Longer histories are (zeros, ones, last bit): large counts grow with a probability, and a
// count is discounted when the opposite bit occurs, so that recent bits weigh more. State 0: never seen.

const exactLength = 4;
/** The counts that a state can represent. Larger steps are taken with a probability. */
const ladder: StaticArray<i32> = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 32, 48, 64, 96, 128, 192, 255];
/** The largest count by the smaller of the two counts. */
const caps: StaticArray<i32> = [255, 24, 16, 12, 10, 8, 7, 7];

/** A probability of 1, in 128ths. */
const always = 128;

/** Transition table by [state][bit]: next state, and the probability of the transition in 128ths; u8. */
const successors = memory.data(512);
const chances = memory.data(512);
/** By state, u8: number of bits it represents, at most 255. */
const sizes = memory.data(256);
/** By [bit][length of run], u8: the state after a run of equal bits. */
const runStates = memory.data(512);
/** By state, f32: estimated probability of a one. */
const onesShare = memory.data(256 * 4);

/** By state, u32: its history as a key, see `counted`. */
const keys = memory.data(256 * 4);
let known: i32 = 0;

/** Key of a counted history. The key of an exact one is a 1 and its bits. */
function counted(zeros: i32, ones: i32, last: i32): u32 {
  return 0x80000000 | (<u32>zeros << 16) | (<u32>ones << 8) | <u32>last;
}

/** The state of a key; creates it if it is new. */
function stateOf(key: u32): i32 {
  for (let state = 0; state < known; state++) if (load<u32>(keys + (state << 2)) == key) return state;
  if (known == 256) unreachable();
  store<u32>(keys + (known << 2), key);
  return known++;
}

// @ts-ignore: decorator
@inline
function isCounted(key: u32): bool {
  return key >>> 31 != 0;
}

function lengthOf(key: u32): i32 {
  return 31 - <i32>clz(key);
}

function onesOf(key: u32): i32 {
  return isCounted(key) ? <i32>((key >> 8) & 255) : <i32>popcnt(key) - 1;
}

function zerosOf(key: u32): i32 {
  return isCounted(key) ? <i32>((key >> 16) & 255) : lengthOf(key) - onesOf(key);
}

/** Index of the largest count on the ladder that is not above `count`. */
function rungBelow(count: i32): i32 {
  let rung = 0;
  while (rung + 1 < ladder.length && ladder[rung + 1] <= count) rung++;
  return rung;
}

/** A count after the opposite bit occurred. */
function discounted(count: i32): i32 {
  const left = count > 3 ? <i32>(3.0 + 0.75 * Math.log2(<f64>(count - 2))) : count;
  return ladder[rungBelow(left)];
}

/** Fills the transition of a state by one bit. */
function addTransition(state: i32, bit: i32): void {
  const key = load<u32>(keys + (state << 2));
  let next: i32;
  let chance: i32 = always;
  if (!isCounted(key) && lengthOf(key) < exactLength) {
    next = stateOf((key << 1) | <u32>bit);
  } else {
    const same = bit ? onesOf(key) : zerosOf(key);
    const other = bit ? zerosOf(key) : onesOf(key);
    const left = discounted(other);
    const rung = rungBelow(same);
    const current = ladder[rung];
    let up = rung + 1 < ladder.length ? ladder[rung + 1] : current;
    let kept = left;
    if (left > 0 && up > left && up > caps[min(left, 7)]) up = current;
    if (left >= 7 && up >= 7) {
      up = 7;
      kept = 7;
    }
    if (up - current > 1) {
      // A transition with a probability may change nothing but this count.
      if (isCounted(key) && <i32>(key & 255) == bit && kept == other) chance = always / (up - current);
      else up = current;
    }
    next = stateOf(bit ? counted(kept, up, 1) : counted(up, kept, 0));
  }
  store<u8>(successors + (state << 1) + bit, <u8>next);
  store<u8>(chances + (state << 1) + bit, <u8>chance);
}

/** Builds the state machine from the empty history. */
export function prepareBitHistories(): void {
  stateOf(1);
  for (let state = 0; state < known; state++) {
    addTransition(state, 0);
    addTransition(state, 1);
  }
  for (let state = 0; state < known; state++) {
    const key = load<u32>(keys + (state << 2));
    const zeros = zerosOf(key);
    const ones = onesOf(key);
    store<u8>(sizes + state, <u8>min(zeros + ones, 255));
    store<f32>(onesShare + (state << 2), (<f32>ones + 0.3) / (<f32>(zeros + ones) + 0.6));
  }
  for (let bit = 0; bit < 2; bit++) {
    let state = 0;
    for (let times = 1; times < 256; times++) {
      const next = <i32>load<u8>(successors + (state << 1) + bit);
      const grown = load<u32>(keys + (next << 2));
      const due = (bit ? onesOf(grown) : zerosOf(grown)) <= times;
      if (load<u8>(chances + (state << 1) + bit) == always || due) state = next;
      store<u8>(runStates + (bit << 8) + times, <u8>state);
    }
  }
}

/** Probability, in 128ths, that the bit changes the state. */
// @ts-ignore: decorator
@inline
export function transitionChance(state: u32, bit: u32): u32 {
  return load<u8>(chances + (state << 1) + bit);
}

// @ts-ignore: decorator
@inline
export function alwaysChangesState(state: u32, bit: u32): bool {
  return transitionChance(state, bit) == always;
}

/** State of a linear congruential generator. It is in memory, so that a copy of the memory is a copy of the model. */
const randomState = memory.data<u32>([12345]);

/** For a loop of updates, which hands the number on: the memory would delay each update. */
// @ts-ignore: decorator
@inline
export function loadRandom(): u32 {
  return load<u32>(randomState);
}

// @ts-ignore: decorator
@inline
export function storeRandom(random: u32): void {
  store<u32>(randomState, random);
}

/** Updates the state at `address` with a bit; returns the random number for the next update. */
// @ts-ignore: decorator
@inline
export function updateBitHistoryBy(random: u32, address: usize, bit: u32): u32 {
  const state = <u32>load<u8>(address);
  const next = random * 1664525 + 1013904223;
  store<u8>(address, <u8>select(nextState(state, bit), state, next >> 25 < transitionChance(state, bit)));
  return next;
}

/** Updates the state at `address` with a bit. */
// @ts-ignore: decorator
@inline
export function updateBitHistory(address: usize, bit: u32): void {
  storeRandom(updateBitHistoryBy(loadRandom(), address, bit));
}

/** The state after a bit, if it changes. */
// @ts-ignore: decorator
@inline
export function nextState(state: u32, bit: u32): u32 {
  return load<u8>(successors + (state << 1) + bit);
}

/** Number of bits that the state represents, at most 255: its replacement priority. */
// @ts-ignore: decorator
@inline
export function stateCount(state: u32): u32 {
  return load<u8>(sizes + state);
}

/** The state after `times` equal bits. */
// @ts-ignore: decorator
@inline
export function runState(bit: u32, times: u32): u32 {
  return load<u8>(runStates + (bit << 8) + times);
}

/** Probability of a one in this state, before its StateMap entry is updated. */
export function initialProbability(state: i32): f64 {
  return <f64>load<f32>(onesShare + (state << 2));
}
