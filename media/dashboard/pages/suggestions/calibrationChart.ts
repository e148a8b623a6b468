// Whether the model's probabilities mean what they say: what was right against what was said. On the diagonal it knows itself.
import type { UseReport } from '../../../../src/protocol/analyzer.ts';
import type { ChartData } from '../../ui/dataDialog.ts';
import { svgFigure, svgShape, type SvgShape } from '../../charts/svgFigure.ts';
import type { Formats } from '../../ui/format.ts';
import { plotAxes } from '../../charts/plotAxes.ts';
import { t } from '../../ui/localization.ts';

/** Fewer guesses say nothing. */
const fewestGuesses = 5;

export function calibrationChart(format: Formats) {
  let bins: UseReport['calibration'] = [];
  const chart = svgFigure('calibration', paint);

  function paint(width: number, height: number): readonly SvgShape[] {
    const at = plotAxes(
      width,
      height,
      { from: 0, to: 1, title: t('how likely it called the word'), tick: format.percent },
      { from: 0, to: 1, title: t('how often it was right'), tick: format.percent },
    );
    const most = Math.max(1, ...bins.map(({ count }) => count));
    return [
      ...at.shapes,
      svgShape('path', { class: 'diagonal', d: `M${at.x(0)} ${at.y(0)}L${at.x(1)} ${at.y(1)}` }),
      svgShape('path', {
        class: 'line',
        d: `M${bins.map(({ predicted: said, observed: right }) => `${at.x(said)} ${at.y(right)}`).join('L')}`,
      }),
      ...bins.map(({ predicted: said, observed: right, count }) =>
        svgShape('circle', { class: 'point', cx: at.x(said), cy: at.y(right), r: 3 + 5 * Math.sqrt(count / most) }),
      ),
    ];
  }

  const data: ChartData = {
    title: t('Calibration'),
    name: 'calibration',
    table: () => ({
      columns: [t('Said'), t('Right'), t('Guesses')],
      rows: bins.map(({ predicted: said, observed: right, count }) => [
        Number(said.toFixed(4)),
        Number(right.toFixed(4)),
        count,
      ]),
    }),
    canvas: chart.canvas,
    svg: chart.svg,
  };
  return {
    node: chart.node,
    data,
    show({ calibration }: UseReport): void {
      bins = calibration.filter(({ count }) => count >= fewestGuesses);
      const total = bins.reduce((sum, { count }) => sum + count, 0);
      const gap = bins.reduce(
        (sum, { count, predicted: said, observed: right }) => sum + (count / total) * Math.abs(said - right),
        0,
      );
      chart.repaint(
        t('Calibration: on average {0} away from what was said, over {1} guesses', format.percent(gap), total),
      );
    },
  };
}
