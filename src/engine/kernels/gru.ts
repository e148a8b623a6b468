// The GRU cell: h' = n + u · (h - n), n = tanh(x + r · hn). Forward and backward, one panel of hidden units, all streams of
// one step. Of a panel's three gates, the reset r, the update u and the recurrent candidate hn stand `timeStride` apart.
import { Pass, ROW } from './pass';
import { ONE, constant, fma, sigmoid, tanh } from './vector';

/** Pre-activations in `gates` become r and u; `kept` gets n, `next` h'. `x` is the candidate's panel of the table. */
export function gruForward(
  p: Pass,
  gates: usize,
  kept: usize,
  x: usize,
  gather: usize,
  previous: usize,
  next: usize,
): void {
  let r = gates;
  let u = r + p.timeStride;
  let hn = u + p.timeStride;
  for (const end = gather + p.streams * 4; gather < end; gather += 4) {
    const character = x + load<u32>(gather);
    for (let i: usize = 0; i < ROW; i += 32) {
      const r0 = sigmoid(v128.load(r + i, 0), 0);
      const r1 = sigmoid(v128.load(r + i, 16), 16);
      const u0 = sigmoid(v128.load(u + i, 0), 0);
      const u1 = sigmoid(v128.load(u + i, 16), 16);
      const n0 = tanh(fma(r0, v128.load(hn + i, 0), v128.load(character + i, 0)), 0);
      const n1 = tanh(fma(r1, v128.load(hn + i, 16), v128.load(character + i, 16)), 16);
      const h0 = fma(u0, f32x4.sub(v128.load(previous + i, 0), n0), n0);
      const h1 = fma(u1, f32x4.sub(v128.load(previous + i, 16), n1), n1);
      v128.store(r + i, r0, 0);
      v128.store(r + i, r1, 16);
      v128.store(u + i, u0, 0);
      v128.store(u + i, u1, 16);
      v128.store(kept + i, n0, 0);
      v128.store(kept + i, n1, 16);
      v128.store(next + i, h0, 0);
      v128.store(next + i, h1, 16);
    }
    r += ROW;
    u += ROW;
    hn += ROW;
    kept += ROW;
    previous += ROW;
    next += ROW;
  }
}

/**
 * The gates become the gradients of the recurrent products; those of the input products are added to the characters' rows
 * of `dTable` (the panel of r; u and the candidate follow); `dPrevious` gets what passes around the product.
 */
export function gruBackward(
  p: Pass,
  gates: usize,
  kept: usize,
  previous: usize,
  dh: usize,
  dPrevious: usize,
  dTable: usize,
  gather: usize,
): void {
  let r = gates;
  let u = r + p.timeStride;
  let hn = u + p.timeStride;
  for (const end = gather + p.streams * 4; gather < end; gather += 4) {
    const tableR = dTable + load<u32>(gather);
    const tableU = tableR + p.tableStride;
    const tableN = tableU + p.tableStride;
    for (let i: usize = 0; i < ROW; i += 32) {
      const r0 = v128.load(r + i, 0);
      const r1 = v128.load(r + i, 16);
      const u0 = v128.load(u + i, 0);
      const u1 = v128.load(u + i, 16);
      const n0 = v128.load(kept + i, 0);
      const n1 = v128.load(kept + i, 16);
      const d0 = v128.load(dh + i, 0);
      const d1 = v128.load(dh + i, 16);
      const through0 = f32x4.mul(d0, u0);
      const through1 = f32x4.mul(d1, u1);
      const dn0 = f32x4.mul(f32x4.sub(d0, through0), f32x4.sub(constant(ONE, 0), f32x4.mul(n0, n0)));
      const dn1 = f32x4.mul(f32x4.sub(d1, through1), f32x4.sub(constant(ONE, 16), f32x4.mul(n1, n1)));
      const dHn0 = f32x4.mul(dn0, r0);
      const dHn1 = f32x4.mul(dn1, r1);
      const dr0 = f32x4.mul(f32x4.mul(dHn0, v128.load(hn + i, 0)), f32x4.sub(constant(ONE, 0), r0));
      const dr1 = f32x4.mul(f32x4.mul(dHn1, v128.load(hn + i, 16)), f32x4.sub(constant(ONE, 16), r1));
      const stay0 = f32x4.mul(f32x4.sub(v128.load(previous + i, 0), n0), f32x4.sub(constant(ONE, 0), u0));
      const stay1 = f32x4.mul(f32x4.sub(v128.load(previous + i, 16), n1), f32x4.sub(constant(ONE, 16), u1));
      const du0 = f32x4.mul(through0, stay0);
      const du1 = f32x4.mul(through1, stay1);
      const p0 = f32x4.add(v128.load(dPrevious + i, 0), through0);
      const p1 = f32x4.add(v128.load(dPrevious + i, 16), through1);
      const tr0 = f32x4.add(v128.load(tableR + i, 0), dr0);
      const tr1 = f32x4.add(v128.load(tableR + i, 16), dr1);
      const tu0 = f32x4.add(v128.load(tableU + i, 0), du0);
      const tu1 = f32x4.add(v128.load(tableU + i, 16), du1);
      const tn0 = f32x4.add(v128.load(tableN + i, 0), dn0);
      const tn1 = f32x4.add(v128.load(tableN + i, 16), dn1);
      v128.store(r + i, dr0, 0);
      v128.store(r + i, dr1, 16);
      v128.store(u + i, du0, 0);
      v128.store(u + i, du1, 16);
      v128.store(hn + i, dHn0, 0);
      v128.store(hn + i, dHn1, 16);
      v128.store(dPrevious + i, p0, 0);
      v128.store(dPrevious + i, p1, 16);
      v128.store(tableR + i, tr0, 0);
      v128.store(tableR + i, tr1, 16);
      v128.store(tableU + i, tu0, 0);
      v128.store(tableU + i, tu1, 16);
      v128.store(tableN + i, tn0, 0);
      v128.store(tableN + i, tn1, 16);
    }
    r += ROW;
    u += ROW;
    hn += ROW;
    kept += ROW;
    previous += ROW;
    dh += ROW;
    dPrevious += ROW;
  }
}
