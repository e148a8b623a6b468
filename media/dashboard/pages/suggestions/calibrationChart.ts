// Calibration: how often suggested words are correct, against their predicted probability. A calibrated model is on the
// diagonal.
import { max, sum } from 'd3-array';
import { svg } from 'lit';
import type { SuggestionReport } from '../../../../src/protocol/analyzer.ts';
import { plotAxes } from '../../charts/plotAxes.ts';
import { svgFigure, type SvgShape } from '../../charts/svgFigure.ts';
import { rounded } from '../../ui/csv.ts';
import type { ChartData } from '../../ui/dataDialog.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';

/** Bins with fewer suggestions are not shown. */
const minSuggestions = 5;

export function calibrationChart(format: Formats) {
  let bins: SuggestionReport['calibration'] = [];
  const chart = svgFigure('calibration', paint);

  function paint(width: number, height: number): readonly SvgShape[] {
    const axes = plotAxes(
      width,
      height,
      { from: 0, to: 1, title: t('predicted probability'), tick: format.percent },
      { from: 0, to: 1, title: t('correct'), tick: format.percent },
    );
    const maxCount = max(bins, ({ count }) => count)!;
    const line = bins.map(({ predicted, observed }) => `${axes.x(predicted)} ${axes.y(observed)}`).join('L');
    return [
      ...axes.shapes,
      svg`<path class="diagonal" d="M${axes.x(0)} ${axes.y(0)}L${axes.x(1)} ${axes.y(1)}" />`,
      svg`<path class="line" d=${line === '' ? '' : `M${line}`} />`,
      ...bins.map(
        ({ predicted, observed, count }) =>
          svg`<circle class="point" cx=${axes.x(predicted)} cy=${axes.y(observed)} r=${3 + 5 * Math.sqrt(count / maxCount)} />`,
      ),
    ];
  }

  const data: ChartData = {
    title: t('Calibration'),
    name: 'calibration',
    table: () => ({
      columns: [t('Predicted'), t('Correct'), t('Suggestions')],
      rows: bins.map(({ predicted, observed, count }) => [rounded(predicted, 4), rounded(observed, 4), count]),
    }),
    picture: chart.picture,
  };
  return {
    node: chart.node,
    data,
    show({ calibration }: SuggestionReport): void {
      bins = calibration.filter(({ count }) => count >= minSuggestions);
      const total = sum(bins, ({ count }) => count);
      const error = sum(bins, ({ count, predicted, observed }) => (count / total) * Math.abs(predicted - observed));
      chart.repaint(t('Calibration: mean error {0} over {1} suggestions', format.percent(error), total));
    },
  };
}
