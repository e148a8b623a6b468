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
import type { View } from './header.ts';
import { heatPicture, type Cell } from './heatPicture.ts';
import { movingUnits, type MovingUnits } from './movingUnits.ts';
import { signOf } from './signs.ts';
import type { Theme } from './theme.ts';
import { t } from './words.ts';

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
  const picture = heatPicture(canvas, theme);
  let activity: Activity | undefined;
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

  function paint(): void {
    if (!activity || !rows) return;
    picture.paint(activity, rows, cell);
    tell();
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
              picture.columns(activity).count,
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
    point(picture.cellAt(activity, rows, event.offsetX, event.offsetY));
  });
  canvas.addEventListener('click', () => cell && choose(rows?.units[cell.row] ?? 0));
  canvas.addEventListener('pointerleave', () => point(undefined));
  canvas.addEventListener('blur', () => point(undefined));
  canvas.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && cell) return choose(rows?.units[cell.row] ?? 0);
    const [rowStep, characterStep] = steps[event.key] ?? [0, 0];
    if (!activity || !rows || (rowStep === 0 && characterStep === 0)) return;
    event.preventDefault();
    const { first, count } = picture.columns(activity);
    const from = cell ?? { row: 0, character: first + count - 1 };
    point({
      row: Math.min(rows.units.length - 1, Math.max(0, from.row + rowStep)),
      character: Math.min(first + count - 1, Math.max(first, from.character + characterStep)),
    });
    setText(spoken, cellText(activity, cell!));
  });
  const request = onFrames(paint);
  onResize(frame, (width, height) => {
    picture.resize(width, height);
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
      picture.retheme();
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
