// The GRU cell: h' = n + u · (h - n), n = tanh(x + r · hn). Forward and backward for one panel of hidden units and all streams of
// one step. The three blocks of a panel are `timeStride` apart: reset gate r, update gate u, recurrent part of the candidate hn.
import { Pass, ROW } from './pass';
import { ONE, SIGMOID_FUNCTION, TANH_FUNCTION, constant, fma, activate, storePair } from './vector';

/** Pre-activations in `gates` become r and u; `saved` gets n, `next` gets h'. `x` is the candidate's panel of the table. */
export function gruForward(
  p: Pass,
  gates: usize,
  saved: usize,
  x: usize,
  gather: usize,
  previous: usize,
  next: usize,
): void {
  const bytes = <usize>p.streams * ROW;
  const u = gates + p.timeStride;
  activate(bytes, gates, SIGMOID_FUNCTION);
  activate(bytes, u, SIGMOID_FUNCTION);
  candidates(p.streams, gates, u + p.timeStride, x, gather, saved);
  activate(bytes, saved, TANH_FUNCTION);
  blend(bytes, u, saved, previous, next);
}

/** n = x + r · hn, with x looked up in the table. */
function candidates(streams: u32, r: usize, hn: usize, x: usize, gather: usize, n: usize): void {
  for (const end = gather + streams * 4; gather < end; gather += 4) {
    const character = x + load<u32>(gather);
    for (let i: usize = 0; i < ROW; i += 32) {
      const n0 = fma(v128.load(r + i, 0), v128.load(hn + i, 0), v128.load(character + i, 0));
      const n1 = fma(v128.load(r + i, 16), v128.load(hn + i, 16), v128.load(character + i, 16));
      storePair(n + i, n0, n1);
    }
    r += ROW;
    hn += ROW;
    n += ROW;
  }
}

/** next = n + u · (previous - n) */
function blend(bytes: usize, u: usize, n: usize, previous: usize, next: usize): void {
  for (const end = u + bytes; u < end; u += 32, n += 32, previous += 32, next += 32) {
    const n0 = v128.load(n, 0);
    const n1 = v128.load(n, 16);
    const h0 = fma(v128.load(u, 0), f32x4.sub(v128.load(previous, 0), n0), n0);
    const h1 = fma(v128.load(u, 16), f32x4.sub(v128.load(previous, 16), n1), n1);
    storePair(next, h0, h1);
  }
}

/**
 * The gates become the gradients of the recurrent products, and n becomes the gradient of the candidate's input part. The input parts of
 * r and u have the gradients of r and u. `dBypass` is the gradient that bypassed the products of the next step; it becomes that of this step.
 */
export function gruBackward(
  p: Pass,
  gates: usize,
  saved: usize,
  previous: usize,
  dh: usize,
  dBypass: usize,
): void {
  const one = constant(ONE);
  let r = gates;
  let u = r + p.timeStride;
  let hn = u + p.timeStride;
  for (const end = r + p.streams * ROW; r < end; r += 32) {
    const r0 = v128.load(r, 0);
    const r1 = v128.load(r, 16);
    const u0 = v128.load(u, 0);
    const u1 = v128.load(u, 16);
    const n0 = v128.load(saved, 0);
    const n1 = v128.load(saved, 16);
    const d0 = f32x4.add(v128.load(dh, 0), v128.load(dBypass, 0));
    const d1 = f32x4.add(v128.load(dh, 16), v128.load(dBypass, 16));
    const through0 = f32x4.mul(d0, u0);
    const through1 = f32x4.mul(d1, u1);
    const dn0 = f32x4.mul(f32x4.sub(d0, through0), f32x4.sub(one, f32x4.mul(n0, n0)));
    const dn1 = f32x4.mul(f32x4.sub(d1, through1), f32x4.sub(one, f32x4.mul(n1, n1)));
    const dHn0 = f32x4.mul(dn0, r0);
    const dHn1 = f32x4.mul(dn1, r1);
    const dr0 = f32x4.mul(f32x4.mul(dHn0, v128.load(hn, 0)), f32x4.sub(one, r0));
    const dr1 = f32x4.mul(f32x4.mul(dHn1, v128.load(hn, 16)), f32x4.sub(one, r1));
    const stay0 = f32x4.mul(f32x4.sub(v128.load(previous, 0), n0), f32x4.sub(one, u0));
    const stay1 = f32x4.mul(f32x4.sub(v128.load(previous, 16), n1), f32x4.sub(one, u1));
    const du0 = f32x4.mul(through0, stay0);
    const du1 = f32x4.mul(through1, stay1);
    storePair(r, dr0, dr1);
    storePair(u, du0, du1);
    storePair(hn, dHn0, dHn1);
    storePair(saved, dn0, dn1);
    storePair(dBypass, through0, through1);
    u += 32;
    hn += 32;
    saved += 32;
    previous += 32;
    dh += 32;
    dBypass += 32;
  }
}
