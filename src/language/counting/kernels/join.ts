// The last mixer: what the counts make of a bit and what the voice expects of it, each as much as it has been worth where both were as
// sure as here. The voice is heard among the counts' own inputs too, but there it is one of a hundred.
import { allocateWeights } from './mixer';
import { bounded, squash } from './numbers';

const rate: f32 = 0.001;
/** Steps of how sure they are, for each. */
const steps: u32 = 4;

/** Weights of the counts and of the voice, [counts' step][voice's step][2]. */
let weights: usize = 0;
/** Of this bit: the row, what it was asked, and what it said. */
let row: usize = 0;
let counted: f32 = 0;
let voiced: f32 = 0;
let said: f32 = 0;

export function prepareJoin(): void {
  weights = allocateWeights(steps * steps, 2, 0);
  for (let i: u32 = 0; i < steps * steps; i++) store<f32>(weights + (i << 3), 1);
}

// @ts-ignore: decorator
@inline
function stepOf(logit: f32, width: f32): u32 {
  return min(<u32>(abs(logit) / width), steps - 1);
}

/** Probability of a one: the counts' (not 0, not 1) and the voice's logit together. */
export function join(p: f32, voice: f32): f32 {
  counted = Mathf.log(p / (1 - p));
  voiced = voice;
  row = weights + ((stepOf(counted, 1) * steps + stepOf(voiced, 1.5)) << 3);
  said = bounded(load<f32>(row) * counted + load<f32>(row, 4) * voiced);
  return squash(said);
}

/** Learns from the bit that was last asked for. */
export function learnJoin(bit: u32): void {
  const step = (<f32>bit - squash(said)) * rate;
  store<f32>(row, load<f32>(row) + step * counted);
  store<f32>(row, load<f32>(row, 4) + step * voiced, 4);
}
