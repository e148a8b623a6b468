// The part of a run that the charts show: all of it, or what was dragged over or zoomed to with keys. One for all charts.
import type uPlot from 'uplot';
import type { Range } from './alignedData.ts';
import type { HostConnection } from '../state/hostConnection.ts';

/** Share of the visible range that one press of an arrow key moves, or plus and minus zoom. */
const keyStep = 0.02;
const zoomStep = 0.25;
/** Narrower than this, in CSS pixels, a drag was a click. */
const leastDrag = 4;
/** Shares of the whole between which a zoom is one. */
const [least, most] = [1e-5, 0.999];

export interface Zoom {
  visible(): Range;
  isZoomed(): boolean;
  reset(): void;
  /** Where the cursor stands, in units of the axis. */
  cursor(): number | undefined;
  /** For the plot's options. */
  readonly options: Pick<uPlot.Options, 'cursor'> & {
    readonly hooks: Required<Pick<uPlot.Hooks.Arrays, 'setCursor' | 'setSelect'>>;
  };
  /** Keys on the focused chart; true if it was one of ours. */
  handleKey(key: string): boolean;
  hideCursor(): void;
}

export function createZoom(
  wire: HostConnection,
  plot: () => uPlot,
  whole: () => Range,
  on: { zoomed(): void; pointed(): void },
): Zoom {
  let cursor: number | undefined;

  function visible(): Range {
    const { zoom } = wire.view;
    return zoom ? { from: zoom[0], to: zoom[1] } : whole();
  }

  function zoomTo(zoom: readonly [number, number] | undefined): void {
    const { from, to } = whole();
    const clipped = zoom && ([Math.max(from, zoom[0]), Math.min(to, zoom[1])] as const);
    const share = clipped ? (clipped[1] - clipped[0]) / (to - from) : 1;
    wire.view = { ...wire.view, zoom: share > least && share < most ? clipped : undefined };
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

  const answers: Record<string, () => void> = {
    ArrowLeft: () => moveCursor(-keyStep),
    ArrowRight: () => moveCursor(keyStep),
    Home: () => moveCursor(-1),
    End: () => moveCursor(1),
    '+': () => zoomBy(1 - zoomStep),
    '=': () => zoomBy(1 - zoomStep),
    '-': () => zoomBy(1 / (1 - zoomStep)),
    Escape: () => zoomTo(undefined),
  };

  return {
    visible,
    isZoomed: () => wire.view.zoom !== undefined,
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
            on.pointed();
          },
        ],
        setSelect: [
          (u) => {
            const { left, width } = u.select;
            if (width < leastDrag) return;
            zoomTo([u.posToVal(left, 'x'), u.posToVal(left + width, 'x')]);
            u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          },
        ],
      },
    },
    handleKey: (key) => {
      const answer = answers[key];
      answer?.();
      return answer !== undefined;
    },
    hideCursor: () => plot().setCursor({ left: -10, top: -10 }),
  };
}
