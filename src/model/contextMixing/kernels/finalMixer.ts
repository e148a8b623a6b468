// The final mixer: mixes the context-mixing probability with the logits of the other components once more. A small mixer of its own
// gives them more influence than they have as 2 of 60 inputs of the first layer. Its weights are selected by how confident each is.
import { componentLogits } from './componentInputs';
import { componentCount } from './componentTable';
import { clampLogit, squash } from './logistic';
import { allocateWeights } from './mixerArithmetic';

const rate: f32 = 0.001;
/** Confidence levels per input, and the logit of one level: for context mixing, and for a component. */
const levels: u32 = 4;
const mixedLevel: f32 = 1;
const componentLevel: f32 = 1.5;
/** Rows: levels^(1 + components). */
const rows: u32 = <u32>1 << (2 * (1 + componentCount));
/** Floats per row: the weight of context mixing, then one per component, padded to a multiple of 4. */
const rowWidth: u32 = (1 + componentCount + 3) & ~3;

/** [rows][rowWidth] f32. */
let weights: usize = 0;
/** Of this bit: the selected row, the context-mixing logit, and the output logit. */
let row: usize = 0;
let mixedLogit: f32 = 0;
let output: f32 = 0;

/** Starts with context mixing alone. */
export function prepareFinalMixer(): void {
  weights = allocateWeights(rows, rowWidth, 0);
  for (let i: u32 = 0; i < rows; i++) store<f32>(weights + i * (rowWidth << 2), 1);
}

// @ts-ignore: decorator
@inline
function levelOf(logit: f32, size: f32): u32 {
  return min(<u32>(abs(logit) / size), levels - 1);
}

/** Probability of a one from the context-mixing probability `p` (not 0, not 1) and `componentLogits`. */
export function mixFinal(p: f32): f32 {
  mixedLogit = Mathf.log(p / (1 - p));
  let number = levelOf(mixedLogit, mixedLevel);
  for (let component: u32 = 0; component < componentCount; component++) {
    number = number * levels + levelOf(load<f32>(componentLogits + (component << 2)), componentLevel);
  }
  row = weights + number * (rowWidth << 2);
  let sum = load<f32>(row) * mixedLogit;
  for (let component: u32 = 0; component < componentCount; component++) {
    sum += load<f32>(row + (component << 2), 4) * load<f32>(componentLogits + (component << 2));
  }
  output = clampLogit(sum);
  return squash(output);
}

/** Learns from the bit that `mixFinal` predicted last. */
export function updateFinalMixer(bit: u32): void {
  const step = (<f32>bit - squash(output)) * rate;
  store<f32>(row, load<f32>(row) + step * mixedLogit);
  for (let component: u32 = 0; component < componentCount; component++) {
    const weight = row + (component << 2);
    store<f32>(weight, load<f32>(weight, 4) + step * load<f32>(componentLogits + (component << 2)), 4);
  }
}
