// The Elman cell: h' = tanh(z). Forward and backward, one panel of hidden units, all streams of one step.
import { ROW } from './pass';
import { ONE, constant, tanh } from './vector';

/** h [rows][16]: pre-activations -> hidden states, in place. Called for every hidden panel of every step. */
export function tanhForward(rows: u32, h: usize): void {
  for (const end = h + rows * ROW; h < end; h += 32) {
    const z0 = v128.load(h, 0);
    const z1 = v128.load(h, 16);
    const h0 = tanh(z0, 0);
    const h1 = tanh(z1, 16);
    v128.store(h, h0, 0);
    v128.store(h, h1, 16);
  }
}

/** dz = dh · (1 - h²), stored and added to the characters' rows of dTable. Called for every hidden panel of every step. */
export function tanhBackward(rows: u32, h: usize, dh: usize, dz: usize, dTable: usize, gather: usize): void {
  for (let r: u32 = 0; r < rows; r++) {
    const character = dTable + load<u32>(gather + r * 4);
    for (let i: usize = 0; i < ROW; i += 32) {
      const h0 = v128.load(h + i, 0);
      const h1 = v128.load(h + i, 16);
      const d0 = f32x4.mul(v128.load(dh + i, 0), f32x4.sub(constant(ONE, 0), f32x4.mul(h0, h0)));
      const d1 = f32x4.mul(v128.load(dh + i, 16), f32x4.sub(constant(ONE, 16), f32x4.mul(h1, h1)));
      const t0 = f32x4.add(v128.load(character + i, 0), d0);
      const t1 = f32x4.add(v128.load(character + i, 16), d1);
      v128.store(dz + i, d0, 0);
      v128.store(dz + i, d1, 16);
      v128.store(character + i, t0, 0);
      v128.store(character + i, t1, 16);
    }
    h += ROW;
    dh += ROW;
    dz += ROW;
  }
}
