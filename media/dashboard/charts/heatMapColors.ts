// Maps activations to colors: from the negative color through the page background to the positive color.

export type Rgb = readonly [red: number, green: number, blue: number];

export interface HeatPalette {
  readonly background: Rgb;
  readonly negative: Rgb;
  readonly positive: Rgb;
}

/** Entries of the table. Odd, so that zero has its own entry. */
const shades = 255;

/** Colors for -1..1, packed as ABGR for a Uint32 view of image data on little-endian machines. */
export function heatColorTable({ background, negative, positive }: HeatPalette): Uint32Array {
  return Uint32Array.from({ length: shades }, (_, index) => {
    const value = (2 * index) / (shades - 1) - 1;
    const [red, green, blue] = mix(background, value < 0 ? negative : positive, Math.abs(value));
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });
}

/** The index into the table of a value in -1..1. */
export function colorIndex(value: number): number {
  const clamped = Number.isFinite(value) ? Math.min(1, Math.max(-1, value)) : 0;
  return Math.round(((clamped + 1) / 2) * (shades - 1));
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const channel = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [channel(0), channel(1), channel(2)];
}

/** Parses `rgb(1, 2, 3)`, `rgba(...)`, `#123`, `#112233` and `#112233aa`, without alpha. Undefined for anything else. */
export function parseColor(text: string): Rgb | undefined {
  const hex = /^#([0-9a-f]{3,8})$/i.exec(text.trim())?.[1];
  if (hex && (hex.length === 3 || hex.length === 4)) {
    const channel = (index: number) => parseInt(hex[index]! + hex[index]!, 16);
    return [channel(0), channel(1), channel(2)];
  }
  if (hex && (hex.length === 6 || hex.length === 8)) {
    const channel = (index: number) => parseInt(hex.slice(2 * index, 2 * index + 2), 16);
    return [channel(0), channel(1), channel(2)];
  }
  const parts = /^rgba?\(([^)]+)\)$/i
    .exec(text.trim())?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  if (!parts || parts.length < 3 || parts.slice(0, 3).some(Number.isNaN)) return undefined;
  return [parts[0]!, parts[1]!, parts[2]!];
}
