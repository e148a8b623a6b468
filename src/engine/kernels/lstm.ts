// The LSTM cell: c' = f · c + i · g, h' = o · tanh(c'). Forward and backward for one panel of hidden units and all streams of one
// step. The four blocks of a panel are `timeStride` apart: input gate i, forget gate f, candidate g, output gate o.
import { Pass, ROW } from './pass';
import { ONE, SIGMOID_FUNCTION, TANH_FUNCTION, constant, fma, activate, storePair } from './vector';

/** Pre-activations in `gates` become the gates; `cellNext` gets c', `saved` gets tanh(c'), `next` gets h'. */
export function lstmForward(
  p: Pass,
  gates: usize,
  saved: usize,
  cellPrevious: usize,
  cellNext: usize,
  next: usize,
): void {
  const bytes = <usize>p.streams * ROW;
  const f = gates + p.timeStride;
  const g = f + p.timeStride;
  const o = g + p.timeStride;
  activate(bytes, gates, SIGMOID_FUNCTION);
  activate(bytes, f, SIGMOID_FUNCTION);
  activate(bytes, g, TANH_FUNCTION);
  activate(bytes, o, SIGMOID_FUNCTION);
  updateCell(bytes, gates, f, g, cellPrevious, cellNext, saved);
  activate(bytes, saved, TANH_FUNCTION);
  output(bytes, o, saved, next);
}

/** c' = f · c + i · g, stored twice: as the cell state, and as the argument of tanh. */
function updateCell(bytes: usize, i: usize, f: usize, g: usize, c: usize, cellNext: usize, saved: usize): void {
  for (const end = i + bytes; i < end; i += 32) {
    const c0 = fma(v128.load(f, 0), v128.load(c, 0), f32x4.mul(v128.load(i, 0), v128.load(g, 0)));
    const c1 = fma(v128.load(f, 16), v128.load(c, 16), f32x4.mul(v128.load(i, 16), v128.load(g, 16)));
    storePair(cellNext, c0, c1);
    storePair(saved, c0, c1);
    f += 32;
    g += 32;
    c += 32;
    cellNext += 32;
    saved += 32;
  }
}

/** h' = o · tanh(c') */
function output(bytes: usize, o: usize, s: usize, next: usize): void {
  for (const end = o + bytes; o < end; o += 32, s += 32, next += 32) {
    const h0 = f32x4.mul(v128.load(o, 0), v128.load(s, 0));
    const h1 = f32x4.mul(v128.load(o, 16), v128.load(s, 16));
    storePair(next, h0, h1);
  }
}

/** The gates become their gradients. `dCell` is the gradient of c' and becomes that of c. */
export function lstmBackward(
  p: Pass,
  gates: usize,
  saved: usize,
  cellPrevious: usize,
  dh: usize,
  dCell: usize,
): void {
  const one = constant(ONE);
  let i = gates;
  let f = i + p.timeStride;
  let g = f + p.timeStride;
  let o = g + p.timeStride;
  for (const end = i + p.streams * ROW; i < end; i += 32) {
    const i0 = v128.load(i, 0);
    const i1 = v128.load(i, 16);
    const f0 = v128.load(f, 0);
    const f1 = v128.load(f, 16);
    const g0 = v128.load(g, 0);
    const g1 = v128.load(g, 16);
    const o0 = v128.load(o, 0);
    const o1 = v128.load(o, 16);
    const s0 = v128.load(saved, 0);
    const s1 = v128.load(saved, 16);
    const dho0 = f32x4.mul(v128.load(dh, 0), o0);
    const dho1 = f32x4.mul(v128.load(dh, 16), o1);
    const dc0 = fma(dho0, f32x4.sub(one, f32x4.mul(s0, s0)), v128.load(dCell, 0));
    const dc1 = fma(dho1, f32x4.sub(one, f32x4.mul(s1, s1)), v128.load(dCell, 16));
    const do0 = f32x4.mul(f32x4.mul(dho0, s0), f32x4.sub(one, o0));
    const do1 = f32x4.mul(f32x4.mul(dho1, s1), f32x4.sub(one, o1));
    const through0 = f32x4.mul(dc0, f0);
    const through1 = f32x4.mul(dc1, f1);
    const df0 = f32x4.mul(f32x4.mul(through0, v128.load(cellPrevious, 0)), f32x4.sub(one, f0));
    const df1 = f32x4.mul(f32x4.mul(through1, v128.load(cellPrevious, 16)), f32x4.sub(one, f1));
    const dci0 = f32x4.mul(dc0, i0);
    const dci1 = f32x4.mul(dc1, i1);
    const di0 = f32x4.mul(f32x4.mul(dci0, g0), f32x4.sub(one, i0));
    const di1 = f32x4.mul(f32x4.mul(dci1, g1), f32x4.sub(one, i1));
    const dg0 = f32x4.mul(dci0, f32x4.sub(one, f32x4.mul(g0, g0)));
    const dg1 = f32x4.mul(dci1, f32x4.sub(one, f32x4.mul(g1, g1)));
    storePair(i, di0, di1);
    storePair(f, df0, df1);
    storePair(g, dg0, dg1);
    storePair(o, do0, do1);
    storePair(dCell, through0, through1);
    f += 32;
    g += 32;
    o += 32;
    saved += 32;
    cellPrevious += 32;
    dh += 32;
    dCell += 32;
  }
}
