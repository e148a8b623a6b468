// The confidence threshold: keystrokes saved against precision, as a curve over the threshold, with a point per confidence
// level. Dragging or arrow keys choose the level.
import { least } from 'd3-array';
import { svg } from 'lit';
import type { SuggestionReport } from '../../../../src/protocol/analyzer.ts';
import type { ConfidenceLevel } from '../../../../src/protocol/predictor.ts';
import { plotAxes } from '../../charts/plotAxes.ts';
import { svgFigure, svgLabel, type SvgShape } from '../../charts/svgFigure.ts';
import { rounded } from '../../ui/csv.ts';
import type { ChartData } from '../../ui/dataDialog.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';

/** In the order of the slider: rising threshold. */
const confidenceLevels: readonly ConfidenceLevel[] = ['eager', 'balanced', 'quiet'];

export const confidenceNames: Readonly<Record<ConfidenceLevel, string>> = {
  eager: t('eager'),
  balanced: t('balanced'),
  quiet: t('quiet'),
};

const keySteps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  Home: -2,
  End: 2,
};

/** CSS pixels that a label may need beside its point. */
const labelSpace = 70;

/** A point of the chart in CSS pixels. */
interface Point {
  readonly confidence: ConfidenceLevel;
  readonly x: number;
  readonly y: number;
}

/** Above and right of the point, where the falling curve is not; below and left of it near the edge. */
function pointLabel({ confidence, x, y }: Point, isChosen: boolean, right: number): SvgShape {
  const kind = isChosen ? 'name chosen' : 'name';
  return x + labelSpace < right
    ? svgLabel([x + 12, y - 8], 'start', confidenceNames[confidence], kind)
    : svgLabel([x - 12, y + 18], 'end', confidenceNames[confidence], kind);
}

export function confidenceChart(format: Formats, choose: (confidence: ConfidenceLevel) => void) {
  let report: SuggestionReport | undefined;
  let chosen: ConfidenceLevel = 'balanced';
  let points: readonly Point[] = [];
  const chart = svgFigure('confidence', paint);
  const slider = chart.node;
  slider.tabIndex = 0;
  slider.setAttribute('role', 'slider');
  slider.setAttribute('aria-label', t('Confidence level'));
  slider.setAttribute('aria-valuemin', '0');
  slider.setAttribute('aria-valuemax', String(confidenceLevels.length - 1));
  slider.setAttribute('aria-orientation', 'horizontal');

  function paint(width: number, height: number): readonly SvgShape[] {
    if (!report) return [];
    const { curve, settings } = report;
    const maxSaved = Math.max(0.1, ...curve.map(({ saved }) => saved));
    const axes = plotAxes(
      width,
      height,
      { from: 0, to: 1, title: t('first word correct'), tick: format.percent },
      { from: 0, to: Math.min(1, 1.15 * maxSaved), title: t('keystrokes saved'), tick: format.percent },
    );
    const line = curve
      .filter(({ shownPerChar }) => shownPerChar > 0)
      .map(({ precision, saved }) => `${axes.x(precision)} ${axes.y(Math.max(0, saved))}`)
      .join('L');
    points = confidenceLevels.map((confidence) => {
      const { precision, saved } = settings[confidence];
      return { confidence, x: axes.x(precision), y: axes.y(Math.max(0, saved)) };
    });
    return [
      ...axes.shapes,
      svg`<path class="line" d=${line === '' ? '' : `M${line}`} />`,
      ...points.flatMap((point) => {
        const { confidence, x, y } = point;
        const isChosen = confidence === chosen;
        const [low, high] = settings[confidence].savedInterval.map((share) => axes.y(Math.max(0, share)));
        return [
          svg`<path class="interval" d="M${x} ${low}V${high}" />`,
          svg`<circle class=${isChosen ? 'point chosen' : 'point'} cx=${x} cy=${y} r=${isChosen ? 8 : 5} />`,
          pointLabel(point, isChosen, axes.right),
        ];
      }),
    ];
  }

  function chooseOther(confidence: ConfidenceLevel | undefined): void {
    if (confidence !== undefined && confidence !== chosen) choose(confidence);
  }

  function nearest({ offsetX, offsetY }: MouseEvent): ConfidenceLevel | undefined {
    return least(points, ({ x, y }) => Math.hypot(x - offsetX, y - offsetY))?.confidence;
  }

  slider.addEventListener('pointerdown', (event) => {
    slider.setPointerCapture(event.pointerId);
    chooseOther(nearest(event));
  });
  slider.addEventListener('pointermove', (event) => {
    if (slider.hasPointerCapture(event.pointerId)) chooseOther(nearest(event));
  });
  slider.addEventListener('keydown', (event) => {
    const step = keySteps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = confidenceLevels.indexOf(chosen) + step;
    chooseOther(confidenceLevels[Math.min(confidenceLevels.length - 1, Math.max(0, index))]);
  });

  const data: ChartData = {
    title: t('Keystrokes saved by confidence threshold'),
    name: 'confidence',
    table: () => ({
      columns: [t('Threshold'), t('Keystrokes saved'), t('First word correct'), t('Suggestions per character')],
      rows: (report?.curve ?? []).map(({ threshold, saved, precision, shownPerChar }) =>
        [threshold, saved, precision, shownPerChar].map((value) => rounded(value, 4)),
      ),
    }),
    picture: chart.picture,
  };

  return {
    node: chart.node,
    data,
    show(current: SuggestionReport, confidence: ConfidenceLevel): void {
      report = current;
      chosen = confidence;
      const { saved, precision } = report.settings[confidence];
      const text = t(
        '{0}: saves {1} of the keystrokes; {2} of the first words are correct',
        confidenceNames[confidence],
        format.percent(saved),
        format.percent(precision),
      );
      slider.setAttribute('aria-valuenow', String(confidenceLevels.indexOf(confidence)));
      slider.setAttribute('aria-valuetext', text);
      chart.repaint(text);
    },
  };
}
