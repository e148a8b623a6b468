// The Elman cell: h' = tanh(z). Forward and backward for one panel of hidden units and all streams of one step. `bytes` is the size
// of the streams' rows of a panel.
import { ONE, TANH_FUNCTION, constant, activate, storePair } from './vector';

/** Pre-activations in `h` become hidden states. Once per hidden panel and step. */
export function tanhForward(bytes: usize, h: usize): void {
  activate(bytes, h, TANH_FUNCTION);
}

/** dh becomes dz = dh · (1 - h²). Once per hidden panel and step. */
export function tanhBackward(bytes: usize, h: usize, dh: usize): void {
  const one = constant(ONE);
  for (const end = h + bytes; h < end; h += 32, dh += 32) {
    const h0 = v128.load(h, 0);
    const h1 = v128.load(h, 16);
    const d0 = f32x4.mul(v128.load(dh, 0), f32x4.sub(one, f32x4.mul(h0, h0)));
    const d1 = f32x4.mul(v128.load(dh, 16), f32x4.sub(one, f32x4.mul(h1, h1)));
    storePair(dh, d0, d1);
  }
}
