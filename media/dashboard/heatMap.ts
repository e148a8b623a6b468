// The hidden state as a picture: a row for each unit that moves, a column for each of the last characters read, the
// characters themselves above their columns. Colour is the distance from the unit's own mean: a unit that always says the
// same says nothing.
import type { SaveRequest } from '../../src/protocol/dashboard.ts';
import type { Activity } from '../../src/protocol/learner.ts';
import type { Table } from './csv.ts';
import { dataButton, type ChartData } from './dataDialog.ts';
import { element, setText } from './element.ts';
import type { Formats } from './format.ts';
import { onFrames, onResize } from './frames.ts';
import { heatTable, shadeOf } from './heatColors.ts';
import type { View } from './header.ts';
import { movingUnits, type MovingUnits } from './movingUnits.ts';
import { signOf } from './signs.ts';
import { rgb, type Theme } from './theme.ts';
import { t } from './words.ts';

/** CSS pixels. */
const textHeight = 22;
const fontSize = 12;
/** Deviations are drawn stronger than they are by this. */
const contrast = 1.4;

interface Cell {
  /** From above; which unit that is, the order says. */
  readonly row: number;
  /** Index into the characters of the activity. */
  readonly character: number;
}

export interface HeatMap extends View {
  retheme(): void;
}

/** `choose`: somebody wants to know more of a unit. */
export function heatMap(
  format: Formats,
  theme: () => Theme,
  choose: (unit: number) => void,
  save: (request: SaveRequest) => void,
): HeatMap {
  const readout = element('div', { class: 'readout where' });
  const spoken = element('span', { class: 'for-screen-readers', 'aria-live': 'polite' });
  const canvas = element('canvas', {
    tabindex: '0',
    role: 'img',
    'aria-label': t(
      'Hidden state: a row for each unit, a column for each of the last characters read. Arrow keys read values, Enter opens the unit.',
    ),
  });
  const frame = element('div', { class: 'heat' }, canvas);
  const empty = element(
    'p',
    { class: 'empty' },
    t('What the hidden units do while the network reads will stand here.'),
  );
  const scale = element(
    'div',
    { class: 'heat-scale', 'aria-hidden': 'true' },
    t('below its mean'),
    element('span', { class: 'heat-ramp' }),
    t('above'),
  );
  const node = element(
    'section',
    { class: 'hidden-state', 'aria-labelledby': 'hidden-title' },
    element(
      'div',
      { class: 'section-head' },
      element('h2', { id: 'hidden-title' }, t('Hidden state')),
      readout,
      element('div', { class: 'section-tools' }, scale, dataButton(exported(), save)),
    ),
    frame,
    empty,
    spoken,
  );
  const pixels = new OffscreenCanvas(1, 1);
  let activity: Activity | undefined;
  let colors: Uint32Array | undefined;
  let size = { width: 0, height: 0 };
  let cell: Cell | undefined;
  let order: Uint16Array | undefined;
  let rows: MovingUnits | undefined;

  function exported(): ChartData {
    const title = t('Hidden state');
    return {
      title,
      name: 'hidden-state',
      table: () => activityTable(activity, rows),
      canvas: () => canvas,
      svg: () => {
        const { width, height } = canvas;
        const image = `<image width="${width}" height="${height}" href="${canvas.toDataURL('image/png')}"/>`;
        return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${image}</svg>\n`;
      },
    };
  }

  /** How many characters fit, and how wide each stands. */
  function columns({ characters }: Activity) {
    const fit = Math.max(1, Math.floor(size.width / (fontSize * 0.62)));
    const count = Math.min(characters.length, fit);
    return { first: characters.length - count, count, width: size.width / count };
  }

  function paint(): void {
    if (!activity || !rows || size.width === 0) return;
    const ratio = devicePixelRatio;
    if (canvas.width !== Math.round(size.width * ratio) || canvas.height !== Math.round(size.height * ratio)) {
      canvas.width = Math.round(size.width * ratio);
      canvas.height = Math.round(size.height * ratio);
    }
    const context = canvas.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    const { first, count, width } = columns(activity);
    paintUnits(activity, rows, first, count);
    context.imageSmoothingEnabled = false;
    context.drawImage(pixels, 0, textHeight, size.width, size.height - textHeight);
    paintText(context, activity.characters, first, width);
    if (cell && cell.character >= first) paintCell(context, rows.units.length, cell, first, width);
    tell();
  }

  function paintUnits({ hidden, values }: Activity, { units, means }: MovingUnits, first: number, count: number): void {
    const height = Math.max(1, units.length);
    colors ??= heatColors(theme());
    pixels.width = count;
    pixels.height = height;
    const context = pixels.getContext('2d')!;
    const image = context.createImageData(count, height);
    const packed = new Uint32Array(image.data.buffer);
    for (let column = 0; column < count; column++) {
      const row = (first + column) * hidden;
      units.forEach((unit, at) => {
        packed[at * count + column] = colors![shadeOf(contrast * (values[row + unit]! - means[at]!))]!;
      });
    }
    context.putImageData(image, 0, 0);
  }

  function paintText(
    context: CanvasRenderingContext2D,
    characters: readonly string[],
    first: number,
    width: number,
  ): void {
    const { codeFont, foreground, muted } = theme();
    context.font = `${fontSize}px ${codeFont}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (let index = first; index < characters.length; index++) {
      const [sign, visible] = signOf(characters[index]!);
      context.fillStyle = visible ? foreground : muted;
      context.fillText(sign, (index - first + 0.5) * width, textHeight / 2 - 1);
    }
  }

  function paintCell(
    context: CanvasRenderingContext2D,
    count: number,
    { row, character }: Cell,
    first: number,
    width: number,
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

  function tell(): void {
    setText(
      readout,
      activity && cell
        ? cellText(activity, cell)
        : activity
          ? t(
              '{0} of {1} units move over the last {2} characters read',
              rows?.units.length ?? 0,
              activity.hidden,
              columns(activity).count,
            )
          : '',
    );
  }

  function cellText({ characters, values, hidden }: Activity, { row, character }: Cell): string {
    const unit = rows?.units[row] ?? 0;
    const value = values[character * hidden + unit] ?? 0;
    return t('unit {0} after “{1}”: {2}', unit + 1, signOf(characters[character] ?? '')[0], format.signed(value));
  }

  function point(changed: Cell | undefined): void {
    cell = changed;
    request();
  }

  canvas.addEventListener('pointermove', (event) => {
    if (!activity || !rows) return;
    const { first, count, width } = columns(activity);
    const row = Math.floor(((event.offsetY - textHeight) / (size.height - textHeight)) * rows.units.length);
    const column = Math.min(count - 1, Math.floor(event.offsetX / width));
    point({ row: Math.min(rows.units.length - 1, Math.max(0, row)), character: first + column });
  });
  canvas.addEventListener('click', () => cell && choose(rows?.units[cell.row] ?? 0));
  canvas.addEventListener('pointerleave', () => point(undefined));
  canvas.addEventListener('blur', () => point(undefined));
  canvas.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && cell) return choose(rows?.units[cell.row] ?? 0);
    const [rowStep, characterStep] = steps[event.key] ?? [0, 0];
    if (!activity || !rows || (rowStep === 0 && characterStep === 0)) return;
    event.preventDefault();
    const { first, count } = columns(activity);
    const from = cell ?? { row: 0, character: first + count - 1 };
    point({
      row: Math.min(rows.units.length - 1, Math.max(0, from.row + rowStep)),
      character: Math.min(first + count - 1, Math.max(first, from.character + characterStep)),
    });
    setText(spoken, cellText(activity, cell!));
  });
  const request = onFrames(paint);
  onResize(frame, (width, height) => {
    size = { width, height };
    request();
  });

  return {
    node,
    draw(story) {
      node.classList.toggle('is-empty', story.activity === undefined);
      const orderNow = story.lens?.hidden === story.activity?.hidden ? story.lens?.order : undefined;
      if (activity === story.activity && order === orderNow) return;
      order = orderNow;
      activity = story.activity;
      rows = activity ? movingUnits(activity, order) : undefined;
      if (cell && rows && cell.row >= rows.units.length) cell = undefined;
      request();
    },
    retheme() {
      colors = undefined;
      request();
    },
  };
}

const steps: Record<string, readonly [row: number, character: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-16, 0],
  PageDown: [16, 0],
};

function heatColors(theme: Theme): Uint32Array {
  return heatTable({
    background: rgb(theme.background, [30, 30, 30]),
    negative: rgb(theme.train, [55, 148, 255]),
    positive: rgb(theme.heldOut, [204, 167, 0]),
  });
}

/** A row for each character, a column for each unit shown. */
function activityTable(activity: Activity | undefined, rows: MovingUnits | undefined): Table {
  if (!activity || !rows) return { columns: [t('Character')], rows: [] };
  const { characters, hidden, values } = activity;
  return {
    columns: [t('Character'), ...rows.units.map((unit) => String(unit + 1))],
    rows: characters.map((character, index) => [
      signOf(character)[0],
      ...rows.units.map((unit) => Number(values[index * hidden + unit]!.toFixed(3))),
    ]),
  };
}
