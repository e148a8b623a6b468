// The LSTM cell: c' = f · c + i · g, h' = o · tanh(c'). Forward and backward, one panel of hidden units, all streams of one
// step. Of a panel's four gates, in i, forget f, candidate g and out o stand `timeStride` apart.
import { Pass, ROW } from './pass';
import { ONE, constant, fma, sigmoid, tanh } from './vector';

/** Pre-activations in `gates` become the gates; `cellNext` gets c', `kept` tanh(c'), `next` h'. */
export function lstmForward(
  p: Pass,
  gates: usize,
  kept: usize,
  cellPrevious: usize,
  cellNext: usize,
  next: usize,
): void {
  let i = gates;
  let f = i + p.timeStride;
  let g = f + p.timeStride;
  let o = g + p.timeStride;
  for (const end = i + p.streams * ROW; i < end; i += 32) {
    const i0 = sigmoid(v128.load(i, 0), 0);
    const i1 = sigmoid(v128.load(i, 16), 16);
    const f0 = sigmoid(v128.load(f, 0), 0);
    const f1 = sigmoid(v128.load(f, 16), 16);
    const g0 = tanh(v128.load(g, 0), 0);
    const g1 = tanh(v128.load(g, 16), 16);
    const o0 = sigmoid(v128.load(o, 0), 0);
    const o1 = sigmoid(v128.load(o, 16), 16);
    const c0 = fma(f0, v128.load(cellPrevious, 0), f32x4.mul(i0, g0));
    const c1 = fma(f1, v128.load(cellPrevious, 16), f32x4.mul(i1, g1));
    const s0 = tanh(c0, 0);
    const s1 = tanh(c1, 16);
    const h0 = f32x4.mul(o0, s0);
    const h1 = f32x4.mul(o1, s1);
    v128.store(i, i0, 0);
    v128.store(i, i1, 16);
    v128.store(f, f0, 0);
    v128.store(f, f1, 16);
    v128.store(g, g0, 0);
    v128.store(g, g1, 16);
    v128.store(o, o0, 0);
    v128.store(o, o1, 16);
    v128.store(cellNext, c0, 0);
    v128.store(cellNext, c1, 16);
    v128.store(kept, s0, 0);
    v128.store(kept, s1, 16);
    v128.store(next, h0, 0);
    v128.store(next, h1, 16);
    f += 32;
    g += 32;
    o += 32;
    cellPrevious += 32;
    cellNext += 32;
    kept += 32;
    next += 32;
  }
}

/**
 * The gates become their gradients, which are also added to the characters' rows of `dTable` (the panel of i; the other
 * gates follow); `dCell` is the gradient of c' and becomes that of c.
 */
export function lstmBackward(
  p: Pass,
  gates: usize,
  kept: usize,
  cellPrevious: usize,
  dh: usize,
  dCell: usize,
  dTable: usize,
  gather: usize,
): void {
  let i = gates;
  let f = i + p.timeStride;
  let g = f + p.timeStride;
  let o = g + p.timeStride;
  for (const end = gather + p.streams * 4; gather < end; gather += 4) {
    let tableI = dTable + load<u32>(gather);
    let tableF = tableI + p.tableStride;
    let tableG = tableF + p.tableStride;
    let tableO = tableG + p.tableStride;
    for (const rowEnd = i + ROW; i < rowEnd; i += 32) {
      const i0 = v128.load(i, 0);
      const i1 = v128.load(i, 16);
      const f0 = v128.load(f, 0);
      const f1 = v128.load(f, 16);
      const g0 = v128.load(g, 0);
      const g1 = v128.load(g, 16);
      const o0 = v128.load(o, 0);
      const o1 = v128.load(o, 16);
      const s0 = v128.load(kept, 0);
      const s1 = v128.load(kept, 16);
      const dho0 = f32x4.mul(v128.load(dh, 0), o0);
      const dho1 = f32x4.mul(v128.load(dh, 16), o1);
      const dc0 = fma(dho0, f32x4.sub(constant(ONE, 0), f32x4.mul(s0, s0)), v128.load(dCell, 0));
      const dc1 = fma(dho1, f32x4.sub(constant(ONE, 16), f32x4.mul(s1, s1)), v128.load(dCell, 16));
      const do0 = f32x4.mul(f32x4.mul(dho0, s0), f32x4.sub(constant(ONE, 0), o0));
      const do1 = f32x4.mul(f32x4.mul(dho1, s1), f32x4.sub(constant(ONE, 16), o1));
      const through0 = f32x4.mul(dc0, f0);
      const through1 = f32x4.mul(dc1, f1);
      const df0 = f32x4.mul(f32x4.mul(through0, v128.load(cellPrevious, 0)), f32x4.sub(constant(ONE, 0), f0));
      const df1 = f32x4.mul(f32x4.mul(through1, v128.load(cellPrevious, 16)), f32x4.sub(constant(ONE, 16), f1));
      const dci0 = f32x4.mul(dc0, i0);
      const dci1 = f32x4.mul(dc1, i1);
      const di0 = f32x4.mul(f32x4.mul(dci0, g0), f32x4.sub(constant(ONE, 0), i0));
      const di1 = f32x4.mul(f32x4.mul(dci1, g1), f32x4.sub(constant(ONE, 16), i1));
      const dg0 = f32x4.mul(dci0, f32x4.sub(constant(ONE, 0), f32x4.mul(g0, g0)));
      const dg1 = f32x4.mul(dci1, f32x4.sub(constant(ONE, 16), f32x4.mul(g1, g1)));
      const ti0 = f32x4.add(v128.load(tableI, 0), di0);
      const ti1 = f32x4.add(v128.load(tableI, 16), di1);
      const tf0 = f32x4.add(v128.load(tableF, 0), df0);
      const tf1 = f32x4.add(v128.load(tableF, 16), df1);
      const tg0 = f32x4.add(v128.load(tableG, 0), dg0);
      const tg1 = f32x4.add(v128.load(tableG, 16), dg1);
      const to0 = f32x4.add(v128.load(tableO, 0), do0);
      const to1 = f32x4.add(v128.load(tableO, 16), do1);
      v128.store(i, di0, 0);
      v128.store(i, di1, 16);
      v128.store(f, df0, 0);
      v128.store(f, df1, 16);
      v128.store(g, dg0, 0);
      v128.store(g, dg1, 16);
      v128.store(o, do0, 0);
      v128.store(o, do1, 16);
      v128.store(dCell, through0, 0);
      v128.store(dCell, through1, 16);
      v128.store(tableI, ti0, 0);
      v128.store(tableI, ti1, 16);
      v128.store(tableF, tf0, 0);
      v128.store(tableF, tf1, 16);
      v128.store(tableG, tg0, 0);
      v128.store(tableG, tg1, 16);
      v128.store(tableO, to0, 0);
      v128.store(tableO, to1, 16);
      f += 32;
      g += 32;
      o += 32;
      kept += 32;
      cellPrevious += 32;
      dh += 32;
      dCell += 32;
      tableI += 32;
      tableF += 32;
      tableG += 32;
      tableO += 32;
    }
  }
}
