// Maps activations to colors: from the negative color through the page background to the positive color.
import { rgb, type RGBColor } from 'd3-color';
import { parseColor, type Theme } from '../ui/theme.ts';

/** Entries of the table. Odd, so that zero has its own entry. */
const shades = 255;

/** Colors for -1..1, packed as ABGR for a Uint32 view of image data on little-endian machines. */
export function heatColorTable(theme: Pick<Theme, 'background' | 'train' | 'heldOut'>): Uint32Array {
  const background = parseColor(theme.background);
  const [negative, positive] = [parseColor(theme.train), parseColor(theme.heldOut)];
  return Uint32Array.from({ length: shades }, (_, index) => {
    const value = (2 * index) / (shades - 1) - 1;
    const { r, g, b } = mix(background, value < 0 ? negative : positive, Math.abs(value));
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  });
}

/** The index into the table of a value in -1..1. */
export function colorIndex(value: number): number {
  const clamped = Number.isFinite(value) ? Math.min(1, Math.max(-1, value)) : 0;
  return Math.round(((clamped + 1) / 2) * (shades - 1));
}

/** With whole channels. */
function mix(from: RGBColor, to: RGBColor, share: number): RGBColor {
  const channel = (name: 'r' | 'g' | 'b') => from[name] + (to[name] - from[name]) * share;
  return rgb(channel('r'), channel('g'), channel('b')).clamp();
}
