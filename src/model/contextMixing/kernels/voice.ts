// Other voices' distributions over the next byte, as a logit of each of its bits: the workspace's network, and the one that was trained
// beforehand.
import { stretch16 } from './numbers';

export const ownVoice: u32 = 0;
export const genericVoice: u32 = 1;
const voices = 2;

/** Cumulative, [voice][257] f32. */
const sums = memory.data(voices * 257 * 4);
const speaks = memory.data(voices);

// @ts-ignore: decorator
@inline
function sumsOf(voice: u32): usize {
  return sums + voice * (257 << 2);
}

/** Takes the voice's distribution [256] at `address`, or none. */
export function hearVoice(voice: u32, address: usize, isThere: bool): void {
  store<bool>(speaks + voice, isThere);
  if (!isThere) return;
  const own = sumsOf(voice);
  let sum: f32 = 0;
  for (let byte = 0; byte < 256; byte++) {
    store<f32>(own + (byte << 2), sum);
    sum += load<f32>(address + (byte << 2));
  }
  store<f32>(own + 1024, sum);
}

// @ts-ignore: decorator
@inline
export function voiceSpeaks(voice: u32): bool {
  return load<bool>(speaks + voice);
}

// @ts-ignore: decorator
@inline
export function anyVoiceSpeaks(): bool {
  return voiceSpeaks(ownVoice) || voiceSpeaks(genericVoice);
}

/** For bit `index`: its share of the bytes that agree with the bits so far; 0 where the voice is silent. */
export function voiceLogit(voice: u32, bits: u32, index: u32): f32 {
  if (!voiceSpeaks(voice)) return 0;
  const own = sumsOf(voice);
  const width: u32 = 8 - index;
  const first = (bits << width) & 255;
  const from = load<f32>(own + (first << 2));
  const middle = load<f32>(own + ((first + (<u32>1 << (width - 1))) << 2));
  const to = load<f32>(own + ((first + (<u32>1 << width)) << 2));
  const p = (to - middle + 0.5e-7) / (to - from + 1e-7);
  return stretch16(<u32>(65535.0 * <f64>min<f32>(max<f32>(p, 0), 1)));
}
