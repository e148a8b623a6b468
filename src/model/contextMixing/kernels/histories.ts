// What one bit did in one context, in a byte. Short histories are kept exactly; longer ones as (zeros, ones, the last bit), where
// large counts grow by chance and a count shrinks when the other bit comes: what is recent weighs more. State 0 is "never seen".

const exactLength = 4;
/** The counts that a state can hold; between them it grows by chance. */
const ladder: StaticArray<i32> = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 32, 48, 64, 96, 128, 192, 255];
/** The largest count beside a smaller one of so many. */
const caps: StaticArray<i32> = [255, 24, 16, 12, 10, 8, 7, 7];

const always = 128;

const successors = memory.data(512);
/** Chance, in 128ths, that the state changes. */
const chances = memory.data(512);
const sizes = memory.data(256);
const certainties = memory.data(512);
const onesShare = memory.data(256 * 4);

const keys = memory.data(256 * 4);
let known: i32 = 0;

/** A history: exact ones have a leading 1 before their bits, counted ones are marked by bit 31. */
function counted(zeros: i32, ones: i32, last: i32): u32 {
  return 0x80000000 | (<u32>zeros << 16) | (<u32>ones << 8) | <u32>last;
}

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

function rungBelow(count: i32): i32 {
  let rung = 0;
  while (rung + 1 < ladder.length && ladder[rung + 1] <= count) rung++;
  return rung;
}

/** What is left of a count when the other bit comes. */
function discounted(count: i32): i32 {
  const left = count > 3 ? <i32>(3.0 + 0.75 * Math.log2(<f64>(count - 2))) : count;
  return ladder[rungBelow(left)];
}

function follow(state: i32, bit: i32): void {
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
    const here = ladder[rung];
    let up = rung + 1 < ladder.length ? ladder[rung + 1] : here;
    let kept = left;
    if (left > 0 && up > left && up > caps[min(left, 7)]) up = here;
    if (left >= 7 && up >= 7) {
      up = 7;
      kept = 7;
    }
    if (up - here > 1) {
      // A step of chance may only be one that changes nothing else.
      if (isCounted(key) && <i32>(key & 255) == bit && kept == other) chance = always / (up - here);
      else up = here;
    }
    next = stateOf(bit ? counted(kept, up, 1) : counted(up, kept, 0));
  }
  store<u8>(successors + (state << 1) + bit, <u8>next);
  store<u8>(chances + (state << 1) + bit, <u8>chance);
}

export function prepareHistories(): void {
  stateOf(1);
  for (let state = 0; state < known; state++) {
    follow(state, 0);
    follow(state, 1);
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
      store<u8>(certainties + (bit << 8) + times, <u8>state);
    }
  }
}

/** Chance, in 128ths, that one more such bit changes the state. */
// @ts-ignore: decorator
@inline
export function chanceOf(state: u32, bit: u32): u32 {
  return load<u8>(chances + (state << 1) + bit);
}

// @ts-ignore: decorator
@inline
export function alwaysChanges(state: u32, bit: u32): bool {
  return chanceOf(state, bit) == always;
}

/** In memory, as all that is learnt: a copy of the memory is a copy of the model. */
const coin = memory.data<u32>([12345]);

/** One more bit for the history at `address`. */
// @ts-ignore: decorator
@inline
export function learnHistory(address: usize, bit: u32): void {
  const state = <u32>load<u8>(address);
  const toss = load<u32>(coin) * 1664525 + 1013904223;
  store<u32>(coin, toss);
  store<u8>(address, <u8>select(after(state, bit), state, toss >> 25 < chanceOf(state, bit)));
}

/** The state after one more bit, if it changes. */
// @ts-ignore: decorator
@inline
export function after(state: u32, bit: u32): u32 {
  return load<u8>(successors + (state << 1) + bit);
}

/** How many bits the state stands for, at most 255: what is worth keeping. */
// @ts-ignore: decorator
@inline
export function sizeOf(state: u32): u32 {
  return load<u8>(sizes + state);
}

/** The state after `times` equal bits. */
// @ts-ignore: decorator
@inline
export function certain(bit: u32, times: u32): u32 {
  return load<u8>(certainties + (bit << 8) + times);
}

/** Probability of a one, before anything is learnt of the state. */
export function firstGuess(state: i32): f64 {
  return <f64>load<f32>(onesShare + (state << 2));
}
