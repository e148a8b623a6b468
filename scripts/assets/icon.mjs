// Draws media/icon.png: a hidden state (units by characters, -1..1 in two colors) and a text cursor.
//   node scripts/assets/icon.mjs
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '../editor/browser.mjs';
import { root } from '../build/setup.mjs';
import { withPalette } from './animation.mjs';

const size = 256;
const cells = 7;
const pitch = 27;
const left = 31;
const top = 34;

/** A smooth activation that looks like a network's: units that change slowly above, fast ones below. */
function activation(column, row) {
  const frequency = 0.35 + row * 0.21;
  return Math.sin(column * frequency + row * 1.9) * (0.55 + 0.45 * Math.cos(column * 0.5 - row * 0.8));
}

function unit(column, row) {
  const value = activation(column, row);
  const strength = Math.abs(value);
  const side = 10 + 12 * Math.sqrt(strength);
  const center = (index, from) => from + index * pitch + pitch / 2;
  const x = center(column, left) - side / 2;
  const y = center(row, top) - side / 2;
  const color = value < 0 ? '#45b8ff' : '#ffb454';
  const opacity = 0.25 + 0.75 * strength;
  return `<rect x="${x}" y="${y}" width="${side}" height="${side}" rx="${side / 3.2}" fill="${color}" opacity="${opacity}"/>`;
}

// One column less than rows: the text cursor takes the place of the last column.
const rows = [...Array(cells).keys()];
const columns = rows.slice(0, -1);
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">
  <defs>
    <linearGradient id="ground" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#232842"/><stop offset="1" stop-color="#12141f"/></linearGradient>
  </defs>
  <rect width="${size}" height="${size}" rx="56" fill="url(#ground)"/>
  ${columns.map((column) => rows.map((row) => unit(column, row)).join('')).join('\n  ')}
  <rect x="${left + (cells - 1) * pitch + 10}" y="${top + 4}" width="12" height="${cells * pitch - 8}" rx="6" fill="#f4f6ff"/>
</svg>`;

const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: size, height: size } });
await page.setContent(`<body style="margin:0">${svg}</body>`);
writeFileSync(join(root, 'media/icon.png'), await withPalette(await page.screenshot({ omitBackground: true })));
await browser.close();
