// Computes the forms of the weights that the products read, after every update.
import { ROW } from './pass';
import { storePair } from './vector';

/** The table for lookups: the bias (the last row) is added to every row. Once per update, for a range of panels. */
export function foldBias(panels: u32, rows: u32, from: usize, to: usize): void {
  for (let p: u32 = 0; p < panels; p++) {
    const bias = from + rows * ROW;
    for (; from < bias; from += ROW, to += ROW) {
      for (let i: usize = 0; i < ROW; i += 32) {
        const x0 = f32x4.add(v128.load(from + i, 0), v128.load(bias + i, 0));
        const x1 = f32x4.add(v128.load(from + i, 16), v128.load(bias + i, 16));
        storePair(to + i, x0, x1);
      }
    }
    copyRow(to, bias);
    from += ROW;
    to += ROW;
  }
}

/**
 * Panels `first` .. `first + panels` of m [columns / 16][16 · blocks][16] -> the same part of its transpose
 * [blocks][columns][16]. Once per update for the recurrent and the output matrix.
 */
export function transpose(first: u32, panels: u32, blocks: u32, from: usize, fromStride: usize, to: usize, toStride: usize): void {
  for (let p = first; p < first + panels; p++) {
    for (let b: u32 = 0; b < blocks; b++) {
      const source = from + p * fromStride + b * 16 * ROW;
      const target = to + b * toStride + p * 16 * ROW;
      for (let r: usize = 0; r < 16; r += 4) {
        for (let c: usize = 0; c < 16; c += 4) transpose4(source + r * ROW + c * 4, target + c * ROW + r * 4);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function transpose4(from: usize, to: usize): void {
  const a = v128.load(from, 0);
  const b = v128.load(from, 64);
  const c = v128.load(from, 128);
  const d = v128.load(from, 192);
  const ab0 = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const ab1 = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const cd0 = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const cd1 = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(to, i64x2.shuffle(ab0, cd0, 0, 2), 0);
  v128.store(to, i64x2.shuffle(ab0, cd0, 1, 3), 64);
  v128.store(to, i64x2.shuffle(ab1, cd1, 0, 2), 128);
  v128.store(to, i64x2.shuffle(ab1, cd1, 1, 3), 192);
}

/** Copies one row of a panel. memory.copy is a call out of WebAssembly and costs more than the 64 bytes. */
// @ts-ignore: decorator
@inline
export function copyRow(to: usize, from: usize): void {
  const a = v128.load(from, 0);
  const b = v128.load(from, 16);
  const c = v128.load(from, 32);
  const d = v128.load(from, 48);
  storePair(to, a, b);
  storePair(to + 32, c, d);
}
