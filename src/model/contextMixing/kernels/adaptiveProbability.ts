// An adaptive probability, an entry of paq8's StateMap: one u32 with 22 bits of probability and 10 bits of update count. An update
// moves it towards the observed bit by 1 / (count + 1.6), and the count stops at a limit.
import { allocate } from './memory';
import { stretch12 } from './logistic';

/** The bits of the update count. */
export const countMask: u32 = 1023;
const one: i32 = 4194303;
const unit: f32 = 1.0 / 4194304.0;
/** 65536 / (count + 1.6), [1024] u32. */
const rates = memory.data(1024 * 4);

export function prepareAdaptiveProbabilities(): void {
  for (let i = 0; i < 1024; i++) store<u32>(rates + (i << 2), <u32>(65536.0 / (<f64>i + 1.6)));
}

// @ts-ignore: decorator
@inline
export function logitOf(entry: u32): f32 {
  return stretch12(entry >> 20);
}

// @ts-ignore: decorator
@inline
export function probabilityOf(entry: u32): f32 {
  return <f32>(entry >> 10) * unit;
}

/** An entry of probability `p` that was never updated. */
export function adaptiveProbability(p: f64): u32 {
  return (<u32>(p * 4194303.0)) << 10;
}

/** Moves the entry at `address` towards the observed bit. */
// @ts-ignore: decorator
@inline
export function updateProbability(address: usize, bit: bool, limit: u32): void {
  const entry = load<u32>(address);
  const count = entry & countMask;
  const p = <i32>(entry >> 10);
  const target = bit ? one : 0;
  const moved = p + <i32>((<i64>(target - p) * <i64>load<u32>(rates + (count << 2))) >> 16);
  store<u32>(address, (<u32>moved << 10) | (count < limit ? count + 1 : count));
}

/** Allocates `count` entries; the caller initializes them. */
export function allocateProbabilities(count: i32): usize {
  return allocate(<usize>count << 2);
}
