// The GRU cell: h' = n + u · (h - n), n = tanh(x + r · hn). Forward and backward, one panel of hidden units, all streams of
// one step. Of a panel's three gates, the reset r, the update u and the recurrent candidate hn stand `timeStride` apart.
import { Pass, ROW } from './pass';
import { ONE, SIGMOID_CURVE, TANH_CURVE, constant, fma, squash, storePair } from './vector';

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
  const bytes = <usize>p.streams * ROW;
  const u = gates + p.timeStride;
  squash(bytes, gates, SIGMOID_CURVE);
  squash(bytes, u, SIGMOID_CURVE);
  candidates(p.streams, gates, u + p.timeStride, x, gather, kept);
  squash(bytes, kept, TANH_CURVE);
  blend(bytes, u, kept, previous, next);
}

/** n = x + r · hn, x gathered. */
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
 * The gates become the gradients of the recurrent products, and n that of the input's part in the candidate (the input's part
 * in r and u is theirs). `dCarried` is what passed around the products of the step after, and becomes what passes around this one's.
 */
export function gruBackward(
  p: Pass,
  gates: usize,
  kept: usize,
  previous: usize,
  dh: usize,
  dCarried: usize,
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
    const n0 = v128.load(kept, 0);
    const n1 = v128.load(kept, 16);
    const d0 = f32x4.add(v128.load(dh, 0), v128.load(dCarried, 0));
    const d1 = f32x4.add(v128.load(dh, 16), v128.load(dCarried, 16));
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
    storePair(kept, dn0, dn1);
    storePair(dCarried, through0, through1);
    u += 32;
    hn += 32;
    kept += 32;
    previous += 32;
    dh += 32;
    dCarried += 32;
  }
}
