// The visible part of a run: the whole run, or a range chosen by dragging or keys. All charts share one zoom.
import type uPlot from 'uplot';
import type { HostConnection } from '../state/hostConnection.ts';
import type { Range } from './alignedData.ts';

/** Parts of the visible range: one arrow key press moves the cursor, plus and minus zoom. */
const cursorStep = 0.02;
const zoomStep = 0.25;
/** CSS pixels. A shorter drag is a click. */
const minDrag = 4;
/** A zoom shows a part of the whole run between these bounds. */
const [minShare, maxShare] = [1e-5, 0.999];

export interface Zoom {
  visible(): Range;
  isZoomed(): boolean;
  reset(): void;
  /** Position of the cursor in values of the axis. */
  cursor(): number | undefined;
  /** For the options of the plot. */
  readonly options: Pick<uPlot.Options, 'cursor'> & {
    readonly hooks: Required<Pick<uPlot.Hooks.Arrays, 'setCursor' | 'setSelect'>>;
  };
  /** Whether the key moves the cursor or zooms. */
  handleKey(key: string): boolean;
  hideCursor(): void;
}

export function createZoom(
  connection: HostConnection,
  plot: () => uPlot,
  whole: () => Range,
  on: { zoomed(): void; cursorMoved(): void },
): Zoom {
  let cursor: number | undefined;

  function visible(): Range {
    const { zoom } = connection.view;
    return zoom ? { from: zoom[0], to: zoom[1] } : whole();
  }

  function zoomTo(zoom: readonly [number, number] | undefined): void {
    const { from, to } = whole();
    const clipped = zoom && ([Math.max(from, zoom[0]), Math.min(to, zoom[1])] as const);
    const share = clipped ? (clipped[1] - clipped[0]) / (to - from) : 1;
    connection.updateView({ zoom: share > minShare && share < maxShare ? clipped : undefined });
    on.zoomed();
  }

  function moveCursor(share: number): void {
    const { from, to } = visible();
    const at = Math.min(to, Math.max(from, (cursor ?? to) + share * (to - from)));
    plot().setCursor({ left: plot().valToPos(at, 'x'), top: 10 });
  }

  function zoomBy(factor: number): void {
    const { from, to } = visible();
    const middle = cursor ?? (from + to) / 2;
    zoomTo([middle - (middle - from) * factor, middle + (to - middle) * factor]);
  }

  const actions: Record<string, () => void> = {
    ArrowLeft: () => moveCursor(-cursorStep),
    ArrowRight: () => moveCursor(cursorStep),
    Home: () => moveCursor(-1),
    End: () => moveCursor(1),
    '+': () => zoomBy(1 - zoomStep),
    '=': () => zoomBy(1 - zoomStep),
    '-': () => zoomBy(1 / (1 - zoomStep)),
    Escape: () => zoomTo(undefined),
  };

  return {
    visible,
    isZoomed: () => connection.view.zoom !== undefined,
    reset: () => zoomTo(undefined),
    cursor: () => cursor,
    options: {
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false },
        bind: { dblclick: () => () => (zoomTo(undefined), null) },
      },
      hooks: {
        setCursor: [
          (u) => {
            cursor = u.cursor.left !== undefined && u.cursor.left >= 0 ? u.posToVal(u.cursor.left, 'x') : undefined;
            on.cursorMoved();
          },
        ],
        setSelect: [
          (u) => {
            const { left, width } = u.select;
            if (width < minDrag) return;
            zoomTo([u.posToVal(left, 'x'), u.posToVal(left + width, 'x')]);
            u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          },
        ],
      },
    },
    handleKey: (key) => {
      const action = actions[key];
      action?.();
      return action !== undefined;
    },
    hideCursor: () => plot().setCursor({ left: -10, top: -10 }),
  };
}
