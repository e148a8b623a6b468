// What suggestions save against how often they are right, as a curve over how sure they must be; a point on it for each of the
// three settings. The chosen one can be moved: by dragging, or as a slider by the arrow keys.
import type { UseReport } from '../../../../src/protocol/analyzer.ts';
import type { ConfidenceLevel } from '../../../../src/protocol/predictor.ts';
import type { ChartData } from '../../ui/dataDialog.ts';
import { svgFigure, svgLabel, svgShape, type SvgShape } from '../../charts/svgFigure.ts';
import type { Formats } from '../../ui/format.ts';
import { plotAxes } from '../../charts/plotAxes.ts';
import { t } from '../../ui/localization.ts';

/** From the one that shows most to the one that shows least. */
export const confidenceLevels: readonly ConfidenceLevel[] = ['eager', 'balanced', 'quiet'];

export function confidenceName(eagerness: ConfidenceLevel): string {
  switch (eagerness) {
    case 'eager':
      return t('eager');
    case 'balanced':
      return t('balanced');
    case 'quiet':
      return t('quiet');
  }
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  Home: -2,
  End: 2,
};

/** CSS pixels that a label may need beside its point. */
const labelRoom = 70;

/** Right of the point and above it, where the falling curve is not; near the edge left of it and below. */
function labelOf(eagerness: ConfidenceLevel, x: number, y: number, isChosen: boolean, right: number): SvgShape {
  const kind = isChosen ? 'name chosen' : 'name';
  return x + labelRoom < right
    ? svgLabel(x + 12, y - 8, 'start', confidenceName(eagerness), kind)
    : svgLabel(x - 12, y + 18, 'end', confidenceName(eagerness), kind);
}

export interface ConfidenceChart {
  readonly node: HTMLElement;
  readonly data: ChartData;
  show(use: UseReport, chosen: ConfidenceLevel): void;
}

export function confidenceChart(format: Formats, choose: (eagerness: ConfidenceLevel) => void): ConfidenceChart {
  let use: UseReport | undefined;
  let chosen: ConfidenceLevel = 'balanced';
  /** Where the settings stand, in pixels. */
  let places: readonly { readonly eagerness: ConfidenceLevel; readonly x: number; readonly y: number }[] = [];
  const chart = svgFigure('trade-off', paint);
  const handle = chart.node;
  handle.tabIndex = 0;
  handle.setAttribute('role', 'slider');
  handle.setAttribute('aria-label', t('How sure a suggestion must be'));
  handle.setAttribute('aria-valuemin', '0');
  handle.setAttribute('aria-valuemax', '2');
  handle.setAttribute('aria-orientation', 'horizontal');

  function paint(width: number, height: number): readonly SvgShape[] {
    if (!use) return [];
    const highest = Math.max(0.1, ...use.curve.map(({ saved }) => saved));
    const at = plotAxes(
      width,
      height,
      { from: 0, to: 1, title: t('first word right'), tick: format.percent },
      { from: 0, to: Math.min(1, 1.15 * highest), title: t('keystrokes saved'), tick: format.percent },
    );
    const shown = use.curve.filter(({ shownPerChar }) => shownPerChar > 0);
    const line = shown.map(({ precision, saved }) => `${at.x(precision)} ${at.y(Math.max(0, saved))}`).join('L');
    places = confidenceLevels.map((eagerness) => {
      const { precision, saved } = use!.settings[eagerness];
      return { eagerness, x: at.x(precision), y: at.y(Math.max(0, saved)) };
    });
    return [
      ...at.shapes,
      svgShape('path', { class: 'line', d: `M${line}` }),
      ...places.flatMap(({ eagerness, x, y }) => {
        const isChosen = eagerness === chosen;
        const [low, high] = use!.settings[eagerness].savedInterval;
        return [
          svgShape('path', { class: 'interval', d: `M${x} ${at.y(Math.max(0, low))}V${at.y(Math.max(0, high))}` }),
          svgShape('circle', { class: isChosen ? 'point chosen' : 'point', cx: x, cy: y, r: isChosen ? 8 : 5 }),
          labelOf(eagerness, x, y, isChosen, at.right),
        ];
      }),
    ];
  }

  function wish(eagerness: ConfidenceLevel | undefined): void {
    if (eagerness !== undefined && eagerness !== chosen) choose(eagerness);
  }

  const nearest = ({ offsetX, offsetY }: MouseEvent): ConfidenceLevel | undefined =>
    [...places].sort((a, b) => Math.hypot(a.x - offsetX, a.y - offsetY) - Math.hypot(b.x - offsetX, b.y - offsetY))[0]
      ?.eagerness;
  handle.addEventListener('pointerdown', (event) => {
    handle.setPointerCapture(event.pointerId);
    wish(nearest(event));
  });
  handle.addEventListener('pointermove', (event) => {
    if (handle.hasPointerCapture(event.pointerId)) wish(nearest(event));
  });
  handle.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const to = Math.min(2, Math.max(0, confidenceLevels.indexOf(chosen) + step));
    wish(confidenceLevels[to]);
  });

  return {
    node: chart.node,
    data: {
      title: t('What suggestions save'),
      name: 'trade-off',
      table: () => ({
        columns: [t('Sure at least'), t('Keystrokes saved'), t('First word right'), t('Shown per character')],
        rows: (use?.curve ?? []).map(({ threshold, saved, precision, shownPerChar }) =>
          [threshold, saved, precision, shownPerChar].map((value) => Number(value.toFixed(4))),
        ),
      }),
      canvas: chart.canvas,
      svg: chart.svg,
    },
    show(report, eagerness) {
      use = report;
      chosen = eagerness;
      const { saved, precision } = report.settings[eagerness];
      const words = t(
        '{0}: saves {1} of the keystrokes, {2} of the first words are right',
        confidenceName(eagerness),
        format.percent(saved),
        format.percent(precision),
      );
      handle.setAttribute('aria-valuenow', String(confidenceLevels.indexOf(eagerness)));
      handle.setAttribute('aria-valuetext', words);
      chart.repaint(words);
    },
  };
}
