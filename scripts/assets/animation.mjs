// Joins screenshots to an animated GIF, which all renderers of Markdown show.
import { ensureInstalled } from '../build/setup.mjs';

await ensureInstalled('scripts/assets');
const { default: sharp } = await import('sharp');

const limitBytes = 2_000_000;

/**
 * Writes the file. `frames`: PNG files of equal size as bytes, each with the time that it is shown in milliseconds. Uses fewer colors
 * if the file is too large; throws if that does not help.
 */
export async function writeAnimation(path, frames) {
  for (const colors of [128, 64, 32]) {
    const { size } = await sharp(
      frames.map(({ png }) => png),
      { join: { animated: true } },
    )
      .gif({ delay: frames.map(({ ms }) => ms), loop: 0, colors, dither: 0, effort: 10, interFrameMaxError: 4 })
      .toFile(path);
    if (size <= limitBytes) return { size, colors };
  }
  throw new Error(`${path} is larger than ${limitBytes} bytes, even with few colors.`);
}

/** A picture of a user interface has few colors: a palette makes the file a third as large. */
export function withPalette(png) {
  return sharp(png).png({ palette: true, quality: 95, effort: 10, dither: 0 }).toBuffer();
}
