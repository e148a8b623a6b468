// Matrix products over panels, from the register tiles that scripts/build/tiles.mjs generates for this build's vector width.
import { ROW_PANELS, TILE_ROWS, multiplyRowTile, multiplyTile, outerTile } from './tiles';
import { ROW } from './pass';
import { storePair } from './vector';

/**
 * c[rows][16] = start + a[rows][16 · panels] · b[16 · panels][16]: one panel of columns. Row r starts from the 16 floats at
 * start + offsets[r] (the character's row of the table, a bias, or c itself). Once per panel of every product of a step.
 */
export function multiplyPanel(
  rows: u32,
  a: usize,
  aStride: usize,
  panels: u32,
  b: usize,
  c: usize,
  start: usize,
  offsets: usize,
): void {
  // Tiles of similar size: `large` tiles of `take` rows, the others with one row less.
  const tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
  const take = (rows + tiles - 1) / tiles;
  const large = rows - tiles * (take - 1);
  const done = large * take;
  multiplyTile(take, large, a, aStride, panels, b, c, start, offsets);
  multiplyTile(take - 1, tiles - large, a + done * ROW, aStride, panels, b, c + done * ROW, start, offsets + done * 4);
}

/**
 * For one row: c[16] += a[length] · b[length][16] for `columns` panels of b and c, from the last to the first if `reverse`. `length` is a
 * multiple of four, a is stored in panels of 16. Replaces multiplyPanel if there is one stream, once per product of a step.
 */
export function multiplyRow(
  columns: u32,
  a: usize,
  aStride: usize,
  length: u32,
  b: usize,
  bStride: usize,
  c: usize,
  cStride: usize,
  reverse: bool,
): void {
  if (reverse) {
    b += (columns - 1) * bStride;
    c += (columns - 1) * cStride;
    bStride = 0 - bStride;
    cStride = 0 - cStride;
  }
  let left = columns;
  for (let tiles = (columns + ROW_PANELS - 1) / ROW_PANELS; tiles > 0; tiles--) {
    const take = (left + tiles - 1) / tiles;
    multiplyRowTile(take, a, aStride, length, b, bStride, c, cStride);
    b += take * bStride;
    c += take * cStride;
    left -= take;
  }
}

/**
 * c[columns][16] = start + aᵀ b over the rows of a, which is stored in panels of 16 columns, and of one panel b: one panel of columns of a
 * weight gradient. Row r starts from the 16 floats at start + r · startStride (zeros, or c itself). Once per chunk and panel of columns.
 */
export function outerPanels(
  rows: u32,
  a: usize,
  aStride: usize,
  columns: u32,
  b: usize,
  c: usize,
  start: usize,
  startStride: usize,
): void {
  // Tiles as in multiplyPanel.
  const tiles = (columns + TILE_ROWS - 1) / TILE_ROWS;
  const take = (columns + tiles - 1) / tiles;
  const large = columns - tiles * (take - 1);
  const done = large * take;
  outerTile(take, large, 0, a, aStride, b, rows, c, start, startStride);
  outerTile(take - 1, tiles - large, done, a, aStride, b, rows, c + done * ROW, start + done * startStride, startStride);
}

/** c[16] = start[16] + the sum of a panel's rows: a bias gradient. Once per chunk and panel of the output. */
export function addRows(rows: u32, a: usize, c: usize, start: usize): void {
  let s0 = v128.load(start, 0);
  let s1 = v128.load(start, 16);
  let s2 = v128.load(start, 32);
  let s3 = v128.load(start, 48);
  for (const end = a + rows * ROW; a < end; a += ROW) {
    s0 = f32x4.add(s0, v128.load(a, 0));
    s1 = f32x4.add(s1, v128.load(a, 16));
    s2 = f32x4.add(s2, v128.load(a, 32));
    s3 = f32x4.add(s3, v128.load(a, 48));
  }
  storePair(c, s0, s1);
  storePair(c + 32, s2, s3);
}

/** The row of `table` at offset gather[r] += row r of a panel: the gradient of a table lookup. Once per chunk and panel of the table. */
export function scatterRows(rows: u32, a: usize, table: usize, gather: usize): void {
  for (const end = gather + rows * 4; gather < end; gather += 4, a += ROW) {
    const row = table + load<u32>(gather);
    for (let i: usize = 0; i < ROW; i += 32) {
      const s0 = f32x4.add(v128.load(row + i, 0), v128.load(a + i, 0));
      const s1 = f32x4.add(v128.load(row + i, 16), v128.load(a + i, 16));
      storePair(row + i, s0, s1);
    }
  }
}
