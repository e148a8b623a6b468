// Generates the register tiles of the matrix products as AssemblyScript, for one tile size. Each accumulator is a separate
// local variable, which AssemblyScript cannot express in a loop. src/engine/kernels/matmul.ts calls the tiles.

/** Unrolled steps of a product: one panel. */
const depth = 16;
/** Unrolled rows of a weight gradient. */
const outerDepth = 16;

const range = (count) => Array.from({ length: count }, (_, i) => i);
const lines = (count, line) => range(count).map(line).join('\n');
const grid = (rows, vectors, line) =>
  range(rows)
    .flatMap((r) => range(vectors).map((v) => line(r, v)))
    .join('\n');

/** The source of the module: tiles of up to `rows` rows and `columns` (8 or 16) columns, and of one row and `rowPanels` panels. */
export function tileSource(rows, columns, rowPanels) {
  const vectors = columns / 4;
  const sizes = range(rows).map((i) => i + 1);
  return `import { fma } from './vector';
export const TILE_ROWS: u32 = ${rows};
export const ROW_PANELS: u32 = ${rowPanels};

/** For \`tiles\` times \`take\` rows: c[take][16] = start rows + a[take][16 · panels] · b[16 · panels][16] */
export function multiplyTile(take: u32, tiles: u32, a: usize, aStride: usize, panels: u32, b: usize, c: usize, start: usize, offsets: usize): void {
  switch (take) {
${lines(rows, (i) => `    case ${i + 1}: multiply${i + 1}(tiles, a, aStride, panels, b, c, start, offsets); break;`)}
  }
}

/** For \`tiles\` times \`take\` columns of a, the first of them \`column\`: c[take][16] = start rows + a[rows][take]ᵀ · b[rows][16] */
export function outerTile(take: u32, tiles: u32, column: u32, a: usize, aStride: usize, b: usize, rows: u32, c: usize, start: usize, startStride: usize): void {
  switch (take) {
${lines(rows, (i) => `    case ${i + 1}: outer${i + 1}(tiles, column, a, aStride, b, rows, c, start, startStride); break;`)}
  }
}

/** c[16] += a[length] · b[length][16] for \`take\` panels of b and c; the length is a multiple of four. */
export function multiplyRowTile(take: u32, a: usize, aStride: usize, length: u32, b: usize, bStride: usize, c: usize, cStride: usize): void {
  switch (take) {
${lines(rowPanels, (i) => `    case ${i + 1}: multiplyRow${i + 1}(a, aStride, length, b, bStride, c, cStride); break;`)}
  }
}

${sizes.map((size) => multiply(size, vectors)).join('\n')}
${sizes.map((size) => outer(size, vectors)).join('\n')}
${range(rowPanels)
  .map((i) => multiplyRow(i + 1))
  .join('\n')}`;
}

function multiply(rows, vectors) {
  return `function multiply${rows}(tiles: u32, a: usize, aStride: usize, panels: u32, b: usize, c: usize, start: usize, offsets: usize): void {
  for (; tiles > 0; tiles--) {
${eachPart(
  vectors,
  `    let left = panels;
    let right = b + part;
${lines(rows, (r) => `    const start${r} = start + load<u32>(offsets, ${r * 4}) + part;`)}
${grid(rows, vectors, (r, v) => `    let c${r}_${v} = v128.load(start${r}, ${v * 16});`)}
${lines(rows, (r) => `    let a${r} = a + ${r * 64};`)}
    for (; left > 0; left--) {
${lines(depth, (k) => multiplyAdd(rows, vectors, k * 64, k * 4))}
${lines(rows, (r) => `      a${r} += aStride;`)}
      right += ${depth * 64};
    }
${storeTile(rows, vectors)}`,
)}
    a += ${rows * 64};
    c += ${rows * 64};
    offsets += ${rows * 4};
  }
}
`;
}

function outer(rows, vectors) {
  return `function outer${rows}(tiles: u32, column: u32, a: usize, aStride: usize, b: usize, rows: u32, c: usize, start: usize, startStride: usize): void {
  for (; tiles > 0; tiles--) {
${eachPart(
  vectors,
  `    let left = rows;
    let right = b + part;
${lines(rows, (r) => `    const start${r} = start + ${r} * startStride + part;`)}
${grid(rows, vectors, (r, v) => `    let c${r}_${v} = v128.load(start${r}, ${v * 16});`)}
${lines(rows, (r) => `    let a${r} = a + ((column + ${r}) >> 4) * aStride + ((column + ${r}) & 15) * 4;`)}
    for (; left >= ${outerDepth}; left -= ${outerDepth}) {
${lines(outerDepth, (k) => multiplyAdd(rows, vectors, k * 64, k * 64))}
${lines(rows, (r) => `      a${r} += ${outerDepth * 64};`)}
      right += ${outerDepth * 64};
    }
    for (; left > 0; left--) {
${multiplyAdd(rows, vectors, 0, 0)}
${lines(rows, (r) => `      a${r} += 64;`)}
      right += 64;
    }
${storeTile(rows, vectors)}`,
)}
    column += ${rows};
    c += ${rows * 64};
    start += ${rows} * startStride;
  }
}
`;
}

/** A tile that is narrower than a panel computes the columns in parts while its rows are in the L1 cache. */
function eachPart(vectors, body) {
  if (vectors === 4) return `    const part: usize = 0;\n${body}`;
  return `    for (let part: usize = 0; part < 64; part += ${vectors * 16}) {\n${body}\n    }`;
}

/** The higher of two vectors first: see storePair in vector.ts. */
function storeTile(rows, vectors) {
  return grid(rows, vectors, (r, v) => `    v128.store(c + part, c${r}_${v ^ 1}, ${r * 64 + (v ^ 1) * 16});`);
}

/**
 * One row of b times one number of each row of a. Each row of a has its own address: V8 computes base + offset of a splat in
 * a separate instruction, but only once for all rows that use the same offset.
 */
function multiplyAdd(rows, vectors, bOffset, aOffset) {
  const loads = lines(vectors, (v) => `      const b${v} = v128.load(right, ${bOffset + v * 16});`);
  const steps = lines(rows, (r) =>
    [
      `      const s${r} = v128.load32_splat(a${r}, ${aOffset});`,
      ...range(vectors).map((v) => `      c${r}_${v} = fma(s${r}, b${v}, c${r}_${v});`),
    ].join('\n'),
  );
  return `    {\n${loads}\n${steps}\n    }`;
}

/** One row times several panels at once. With a single panel, each addition would wait for the previous one. */
function multiplyRow(panels) {
  const step = (k) => `    {
      const s = v128.load32_splat(a, ${k * 4});
${grid(panels, 4, (p, v) => `      c${p}_${v} = fma(s, v128.load(b${p}, ${k * 64 + v * 16}), c${p}_${v});`)}
    }`;
  return `function multiplyRow${panels}(a: usize, aStride: usize, length: u32, b0: usize, bStride: usize, c0: usize, cStride: usize): void {
${lines(panels - 1, (p) => `  let b${p + 1} = b${p} + bStride;\n  const c${p + 1} = c${p} + cStride;`)}
${grid(panels, 4, (p, v) => `  let c${p}_${v} = v128.load(c${p}, ${v * 16});`)}
  for (; length >= ${depth}; length -= ${depth}) {
${lines(depth, step)}
    a += aStride;
${lines(panels, (p) => `    b${p} += ${depth * 64};`)}
  }
  for (; length > 0; length -= 4) {
${lines(4, step)}
    a += 16;
${lines(panels, (p) => `    b${p} += 256;`)}
  }
${grid(panels, 4, (p, v) => `  v128.store(c${p}, c${p}_${v ^ 1}, ${(v ^ 1) * 16});`)}
}
`;
}

/**
 * For the benchmark: a loop of independent fused multiply-adds on registers, `accumulators` · 8 operations per iteration.
 * With `pairs`, two neighbors may be combined to 256 bits. `at` is the address of 16 inputs, followed by the results.
 */
export function limitSource(accumulators, pairs) {
  const factor = (i) => (pairs ? i % 2 : 0);
  return `export function multiplyAdd${accumulators}(rounds: u32, at: usize): void {
${lines(2, (v) => `  const a${v} = v128.load(at, ${v * 16});\n  const b${v} = v128.load(at, ${32 + v * 16});`)}
${lines(accumulators, (i) => `  let c${i} = v128.load(at, ${64 + i * 16});`)}
  for (; rounds > 0; rounds--) {
${lines(accumulators, (i) => `    c${i} = f32x4.relaxed_madd(a${factor(i)}, b${factor(i)}, c${i});`)}
  }
${lines(accumulators, (i) => `  v128.store(at, c${i}, ${64 + i * 16});`)}
}
`;
}
