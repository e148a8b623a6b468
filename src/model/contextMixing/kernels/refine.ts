// Secondary estimation: what a mixed probability turned out to mean in a small context, by interpolation between learnt points.
import { allocate } from './memory';

const points = 17;
const pointsPerLogit: f32 = 1;
const rate: f32 = 0.02;

/** Probabilities at the points, [contexts][17], 16 bits each; where the last estimate was made. */
let tables: usize = 0;
const used = memory.data(2 * 4);
const shares = memory.data(2 * 4);

export function prepareRefinements(contexts: u32): void {
  tables = allocate((<usize>contexts * points) << 1);
  for (let i: u32 = 0; i < contexts * points; i++) {
    const logit = (<f64>(i % points) - 8.0) / <f64>pointsPerLogit;
    store<u16>(tables + (i << 1), <u16>(65535.0 / (1.0 + Math.exp(-logit))));
  }
}

/** The estimate of stage `stage` in `context`, which counts over all stages. */
export function refine(stage: u32, context: u32, logit: f32): f32 {
  const at = min(max((logit + 8) * pointsPerLogit, 0), 15.999);
  const low = <u32>at;
  const share = at - <f32>low;
  const address = tables + ((context * points + low) << 1);
  store<u32>(used + (stage << 2), <u32>address);
  store<f32>(shares + (stage << 2), share);
  return (<f32>load<u16>(address) * (1 - share) + <f32>load<u16>(address, 2) * share) * (1.0 / 65536.0);
}

export function learnRefinement(stage: u32, bit: u32): void {
  const address = <usize>load<u32>(used + (stage << 2));
  const share = load<f32>(shares + (stage << 2));
  const target: f32 = bit ? 65535 : 0;
  const low = <f32>load<u16>(address);
  const high = <f32>load<u16>(address, 2);
  store<u16>(address, <u16>(low + (target - low) * rate * (1 - share) + 0.5));
  store<u16>(address, <u16>(high + (target - high) * rate * share + 0.5), 2);
}
