// Draws the hidden state on a canvas: one row per varying unit, one column per character, with the characters above.
import type { Activity } from '../../../src/protocol/learner.ts';
import { heatColorTable, colorIndex } from './heatMapColors.ts';
import type { VaryingUnits } from './varyingUnits.ts';
import { visibleCharacter } from '../ui/visibleWhitespace.ts';
import type { Theme } from '../ui/theme.ts';

/** CSS pixels. */
const textHeight = 22;
const fontSize = 12;
/** Factor on the deviation from the mean. */
const contrast = 1.4;

export interface Cell {
  /** From the top, as an index into the varying units. */
  readonly row: number;
  /** Index into the characters of the activity. */
  readonly character: number;
}

/** The drawn characters, and the width of a column in CSS pixels. */
export interface Columns {
  readonly first: number;
  readonly count: number;
  readonly width: number;
}

export interface HeatMapRenderer {
  /** CSS pixels. */
  resize(width: number, height: number): void;
  /** The last characters that fit. */
  columns(activity: Activity): Columns;
  /** The cell at a point of the canvas, in CSS pixels. */
  cellAt(activity: Activity, rows: VaryingUnits, x: number, y: number): Cell;
  paint(activity: Activity, rows: VaryingUnits, cell: Cell | undefined): void;
  /** The colors of the theme have changed. */
  themeChanged(): void;
}

export function heatMapRenderer(canvas: HTMLCanvasElement, theme: () => Theme): HeatMapRenderer {
  /** One pixel per value, scaled to the canvas afterwards. */
  const pixels = new OffscreenCanvas(1, 1);
  let colors: Uint32Array | undefined;
  let size = { width: 0, height: 0 };

  function columns({ characters }: Activity): Columns {
    const fit = Math.max(1, Math.floor(size.width / (fontSize * 0.62)));
    const count = Math.min(characters.length, fit);
    return { first: characters.length - count, count, width: size.width / count };
  }

  /** A cleared context with CSS pixels as unit. */
  function cleared(): CanvasRenderingContext2D {
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    return context;
  }

  function paintUnits({ hidden, values }: Activity, { units, means }: VaryingUnits, { first, count }: Columns): void {
    const height = Math.max(1, units.length);
    colors ??= heatColorTable(theme());
    pixels.width = count;
    pixels.height = height;
    const context = pixels.getContext('2d')!;
    const image = context.createImageData(count, height);
    const packed = new Uint32Array(image.data.buffer);
    for (let column = 0; column < count; column++) {
      const row = (first + column) * hidden;
      units.forEach((unit, at) => {
        packed[at * count + column] = colors![colorIndex(contrast * (values[row + unit]! - means[at]!))]!;
      });
    }
    context.putImageData(image, 0, 0);
  }

  function paintText(
    context: CanvasRenderingContext2D,
    characters: readonly string[],
    { first, width }: Columns,
  ): void {
    const { codeFont, foreground, muted } = theme();
    context.font = `${fontSize}px ${codeFont}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (let index = first; index < characters.length; index++) {
      const [sign, visible] = visibleCharacter(characters[index]!);
      context.fillStyle = visible ? foreground : muted;
      context.fillText(sign, (index - first + 0.5) * width, textHeight / 2 - 1);
    }
  }

  function paintCell(
    context: CanvasRenderingContext2D,
    count: number,
    { row, character }: Cell,
    { first, width }: Columns,
  ): void {
    const height = (size.height - textHeight) / count;
    context.strokeStyle = theme().foreground;
    context.lineWidth = 1;
    const left = (character - first) * width;
    const top = textHeight + row * height;
    context.globalAlpha = 0.55;
    context.strokeRect(Math.round(left) + 0.5, 0.5, Math.round(width), size.height - 1);
    context.strokeRect(0.5, Math.round(top) - 0.5, size.width - 1, Math.max(2, Math.round(height)) + 1);
    context.globalAlpha = 1;
  }

  return {
    resize(width, height) {
      size = { width, height };
    },
    columns,
    cellAt(activity, { units }, x, y) {
      const { first, count, width } = columns(activity);
      const row = Math.floor(((y - textHeight) / (size.height - textHeight)) * units.length);
      const column = Math.min(count - 1, Math.floor(x / width));
      return { row: Math.min(units.length - 1, Math.max(0, row)), character: first + column };
    },
    paint(activity, rows, cell) {
      if (size.width === 0) return;
      const context = cleared();
      const shown = columns(activity);
      paintUnits(activity, rows, shown);
      context.imageSmoothingEnabled = false;
      context.drawImage(pixels, 0, textHeight, size.width, size.height - textHeight);
      paintText(context, activity.characters, shown);
      if (cell && cell.character >= shown.first) paintCell(context, rows.units.length, cell, shown);
    },
    themeChanged() {
      colors = undefined;
    },
  };
}
