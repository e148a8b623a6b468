// Adaptive probability maps (APM), also called secondary symbol estimation (SSE): maps a mixed probability in a small context to the
// frequency observed there, by interpolation between adaptive points. After paq8 and lpaq1 (Mahoney).
import { allocate } from './memory';

/** Points per context, one per logit from -8 to 8. */
const pointCount = 17;
const rate: f32 = 0.02;

/** [contexts][pointCount] u16: probability * 65535. */
let points: usize = 0;
/** Of this bit, by stage: address of the point below the logit, and the share of the point above. */
const pointAddresses = memory.data(2 * 4);
const shares = memory.data(2 * 4);

/** `contexts`: of all stages together. */
export function prepareApms(contexts: u32): void {
  points = allocate((<usize>contexts * pointCount) << 1);
  for (let i: u32 = 0; i < contexts * pointCount; i++) {
    const logit = <f64>(i % pointCount) - 8.0;
    store<u16>(points + (i << 1), <u16>(65535.0 / (1.0 + Math.exp(-logit))));
  }
}

/** The probability of stage `stage` in `context`; contexts are numbered over all stages. */
export function apm(stage: u32, context: u32, logit: f32): f32 {
  const at = min(max(logit + 8, 0), 15.999);
  const low = <u32>at;
  const share = at - <f32>low;
  const address = points + ((context * pointCount + low) << 1);
  store<u32>(pointAddresses + (stage << 2), <u32>address);
  store<f32>(shares + (stage << 2), share);
  return (<f32>load<u16>(address) * (1 - share) + <f32>load<u16>(address, 2) * share) * (1.0 / 65536.0);
}

/** Learns from the bit that was predicted last. */
export function updateApm(stage: u32, bit: u32): void {
  const address = <usize>load<u32>(pointAddresses + (stage << 2));
  const share = load<f32>(shares + (stage << 2));
  const target: f32 = bit ? 65535 : 0;
  const low = <f32>load<u16>(address);
  const high = <f32>load<u16>(address, 2);
  store<u16>(address, <u16>(low + (target - low) * rate * (1 - share) + 0.5));
  store<u16>(address, <u16>(high + (target - high) * rate * share + 0.5), 2);
}
