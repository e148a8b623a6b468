// The next-byte distributions of other components (src/model/components.ts), each converted to a logit per bit. `bits` is a 1 and
// the bits of the byte so far, `index` the number of these bits.
import { componentCount, componentInputCount, inputsPerComponent } from './componentTable';
import { squash, stretch12 } from './logistic';

/** Mixer inputs of all components and of the bias, which follows the first component: prior.bin has the weights in this order. */
export const componentAndBiasInputs: i32 = <i32>componentInputCount + 1;
const bias: f32 = 0.4;
const confidenceScale: f32 = 2;

/** Of this bit: the logit of each component, 0: no prediction. */
export const componentLogits = memory.data(<i32>componentCount * 4);
/** Of this bit: how confident the first component with a prediction is, 1-15; 0: there is none. */
export let componentConfidence: u32 = 0;

/** Bytes of one component's cumulative distribution. */
const cumulativeBytes: u32 = 257 * 4;
/** [component][257] f32: entry b is the probability of all bytes below b. */
const cumulative = memory.data(<i32>componentCount * 257 * 4);
/** Whether the component gives a prediction, [component] u8. */
const present = memory.data(<i32>componentCount);

// @ts-ignore: decorator
@inline
function cumulativeOf(component: u32): usize {
  return cumulative + component * cumulativeBytes;
}

/** Takes the component's distribution, [256] f32 at `address`, or removes it. */
export function setDistribution(component: u32, address: usize, isPresent: bool): void {
  store<bool>(present + component, isPresent);
  if (!isPresent) return;
  const sums = cumulativeOf(component);
  let sum: f32 = 0;
  for (let byte = 0; byte < 256; byte++) {
    store<f32>(sums + (byte << 2), sum);
    sum += load<f32>(address + (byte << 2));
  }
  store<f32>(sums + 1024, sum);
}

// @ts-ignore: decorator
@inline
function hasPrediction(component: u32): bool {
  return load<bool>(present + component);
}

// @ts-ignore: decorator
@inline
export function anyPrediction(): bool {
  for (let component: u32 = 0; component < componentCount; component++) if (hasPrediction(component)) return true;
  return false;
}

/** Logit of a one for bit `index`, given the bits before it: from the mass of the bytes that begin with these bits. 0: no prediction. */
function componentLogit(component: u32, bits: u32, index: u32): f32 {
  if (!hasPrediction(component)) return 0;
  const sums = cumulativeOf(component);
  const width: u32 = 8 - index;
  const first = (bits << width) & 255;
  const from = load<f32>(sums + (first << 2));
  const middle = load<f32>(sums + ((first + (<u32>1 << (width - 1))) << 2));
  const to = load<f32>(sums + ((first + (<u32>1 << width)) << 2));
  const p = (to - middle + 0.5e-7) / (to - from + 1e-7);
  return stretch12(<u32>(65535.0 * <f64>min<f32>(max<f32>(p, 0), 1)) >> 4);
}

/** Once: stores the bias among the inputs at `at`. */
export function setBias(at: usize): void {
  store<f32>(at + (inputsPerComponent[0] << 2), bias);
}

/** Stores the mixer inputs of all components at `at`. */
export function setComponentInputs(at: usize, bits: u32, index: u32): void {
  componentConfidence = 0;
  for (let component: u32 = 0; component < componentCount; component++) {
    const logit = componentLogit(component, bits, index);
    store<f32>(componentLogits + (component << 2), logit);
    if (componentConfidence == 0 && hasPrediction(component)) componentConfidence = 1 + min(<u32>(abs(logit) * 2), 14);
    store<f32>(at, logit);
    at += 4;
    if (unchecked(inputsPerComponent[component]) > 1) {
      store<f32>(at, (squash(logit) - 0.5) * confidenceScale);
      at += 4;
    }
    if (component == 0) at += 4;
  }
}
