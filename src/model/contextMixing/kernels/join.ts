// The last mixer: what the counts make of a bit and what each voice expects of it, each as much as it has been worth where all were as
// sure as here. The voices are heard among the counts' own inputs too, but there they are two of a hundred.
import { allocateWeights } from './mixer';
import { bounded, squash } from './numbers';

const rate: f32 = 0.001;
/** Steps of how sure they are, for each. */
const steps: u32 = 4;
const rows = steps * steps * steps;
const width: u32 = 4;

/** Weights of the counts, of the workspace's network, of the generic one and of nothing, [step of each][4]. */
let weights: usize = 0;
/** Of this bit: the row, what was asked, and what it said. */
let row: usize = 0;
let counted: f32 = 0;
let own: f32 = 0;
let generic: f32 = 0;
let said: f32 = 0;

export function prepareJoin(): void {
  weights = allocateWeights(rows, width, 0);
  for (let i: u32 = 0; i < rows; i++) store<f32>(weights + i * (width << 2), 1);
}

// @ts-ignore: decorator
@inline
function stepOf(logit: f32, size: f32): u32 {
  return min(<u32>(abs(logit) / size), steps - 1);
}

/** Probability of a one: the counts' (not 0, not 1) and the voices' logits together. */
export function join(p: f32, ownSays: f32, genericSays: f32): f32 {
  counted = Mathf.log(p / (1 - p));
  own = ownSays;
  generic = genericSays;
  const number = (stepOf(counted, 1) * steps + stepOf(own, 1.5)) * steps + stepOf(generic, 1.5);
  row = weights + number * (width << 2);
  said = bounded(load<f32>(row) * counted + load<f32>(row, 4) * own + load<f32>(row, 8) * generic);
  return squash(said);
}

/** Learns from the bit that was last asked for. */
export function learnJoin(bit: u32): void {
  const step = (<f32>bit - squash(said)) * rate;
  store<f32>(row, load<f32>(row) + step * counted);
  store<f32>(row, load<f32>(row, 4) + step * own, 4);
  store<f32>(row, load<f32>(row, 8) + step * generic, 8);
}
