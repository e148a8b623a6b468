// Another voice's distribution over the next byte, as a logit of each of its bits.
import { stretch16 } from './numbers';

/** Cumulative, [257] f32. */
const sums = memory.data(257 * 4);
let speaks: bool = false;

/** Takes the distribution [256] at `address`, or none. */
export function hearVoice(address: usize, isThere: bool): void {
  speaks = isThere;
  if (!isThere) return;
  let sum: f32 = 0;
  for (let byte = 0; byte < 256; byte++) {
    store<f32>(sums + (byte << 2), sum);
    sum += load<f32>(address + (byte << 2));
  }
  store<f32>(sums + 1024, sum);
}

// @ts-ignore: decorator
@inline
export function voiceSpeaks(): bool {
  return speaks;
}

/** For bit `index`: its share of the bytes that agree with the bits so far. */
export function voiceLogit(bits: u32, index: u32): f32 {
  const width: u32 = 8 - index;
  const first = (bits << width) & 255;
  const from = load<f32>(sums + (first << 2));
  const middle = load<f32>(sums + ((first + (<u32>1 << (width - 1))) << 2));
  const to = load<f32>(sums + ((first + (<u32>1 << width)) << 2));
  const p = (to - middle + 0.5e-7) / (to - from + 1e-7);
  return stretch16(<u32>(65535.0 * <f64>min<f32>(max<f32>(p, 0), 1)));
}
