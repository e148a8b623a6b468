// The interactive canvas of a heat map. Pointer and arrow keys point at a cell; Enter and click select its unit.
import type { Activity } from '../../../src/protocol/learner.ts';
import type { Picture } from '../ui/dataDialog.ts';
import { element } from '../ui/element.ts';
import { onAnimationFrame, onResize } from '../ui/animationFrames.ts';
import { heatMapRenderer, type Cell, type Columns } from './heatMapRenderer.ts';
import type { VaryingUnits } from './varyingUnits.ts';
import type { Theme } from '../ui/theme.ts';
import './heatMap.css';

export interface HeatMapEvents {
  /** Painted with new values, another cell or another size. */
  painted(cell: Cell | undefined): void;
  /** A key has moved to this cell. */
  announce(cell: Cell): void;
  selected(what: { readonly unit: number; readonly character: number }): void;
  resized?(): void;
}

export interface HeatMapCanvas {
  readonly node: HTMLElement;
  readonly picture: Picture;
  /** `at`: the framed cell while none is pointed at. */
  show(activity: Activity | undefined, rows: VaryingUnits | undefined, at?: Cell): void;
  /** The characters that fit. */
  columns(activity: Activity): Columns;
  themeChanged(): void;
}

export function heatMapCanvas(
  label: string,
  theme: () => Theme,
  { painted, announce, selected, resized }: HeatMapEvents,
): HeatMapCanvas {
  const canvas = element('canvas', { tabindex: '0', role: 'img', 'aria-label': label });
  const node = element('div', { class: 'heat' }, canvas);
  const renderer = heatMapRenderer(canvas, theme);
  let activity: Activity | undefined;
  let rows: VaryingUnits | undefined;
  /** The cell that pointer or keys point at. */
  let cell: Cell | undefined;
  let defaultCell: Cell | undefined;

  const paintSoon = onAnimationFrame(() => {
    if (!activity || !rows) return;
    renderer.paint(activity, rows, cell ?? defaultCell);
    painted(cell);
  });

  function point(changed: Cell | undefined): void {
    cell = changed;
    paintSoon();
  }

  function select(): void {
    const unit = cell && rows?.units[cell.row];
    if (cell && unit !== undefined) selected({ unit, character: cell.character });
  }

  canvas.addEventListener('pointermove', ({ offsetX, offsetY }) => {
    if (activity && rows) point(renderer.cellAt(activity, rows, offsetX, offsetY));
  });
  canvas.addEventListener('click', select);
  canvas.addEventListener('pointerleave', () => point(undefined));
  canvas.addEventListener('blur', () => point(undefined));
  canvas.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') return select();
    const [rowStep, characterStep] = steps[event.key] ?? [0, 0];
    if (!activity || !rows || (rowStep === 0 && characterStep === 0)) return;
    event.preventDefault();
    const { first, count } = renderer.columns(activity);
    const from = cell ?? defaultCell ?? { row: 0, character: first + count - 1 };
    point({
      row: Math.min(rows.units.length - 1, Math.max(0, from.row + rowStep)),
      character: Math.min(first + count - 1, Math.max(first, from.character + characterStep)),
    });
    announce(cell!);
  });
  onResize(node, (width, height) => {
    renderer.resize(width, height);
    resized?.();
    paintSoon();
  });

  return {
    node,
    picture: {
      canvas: () => canvas,
      svg() {
        const { width, height } = canvas;
        const image = `<image width="${width}" height="${height}" href="${canvas.toDataURL('image/png')}"/>`;
        return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${image}</svg>\n`;
      },
    },
    show(nextActivity, nextRows, at) {
      [activity, rows, defaultCell] = [nextActivity, nextRows, at];
      if (cell && rows && cell.row >= rows.units.length) cell = undefined;
      paintSoon();
    },
    columns: renderer.columns,
    themeChanged() {
      renderer.themeChanged();
      paintSoon();
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
