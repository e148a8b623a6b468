// How the gates of a GRU or LSTM are used: one dot per unit, by the share of time that its gate is open and closed. Gates in the
// lower left corner weigh their input; gates along the edges are saturated.
import { minIndex } from 'd3-array';
import { html, render, svg, type TemplateResult } from 'lit';
import type { CellGate, GateSaturation, LensReport } from '../../../../src/protocol/learner.ts';
import { plotAxes } from '../../charts/plotAxes.ts';
import { svgFigure, type SvgFigure, type SvgShape } from '../../charts/svgFigure.ts';
import { rounded } from '../../ui/csv.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { sectionHead } from '../../ui/section.ts';
import type { DashboardContext } from '../../ui/view.ts';
import { gateNames } from './gateNames.ts';

type Point = readonly [x: number, y: number];

export function gatePlots(context: DashboardContext, choose: (unit: number) => void) {
  const { format } = context;
  const title = t('Gates');
  const node = element('section', { class: 'gates', 'aria-label': title });
  const charts = new Map<CellGate, SvgFigure>();
  let gates: readonly GateSaturation[] = [];
  let chosen = 0;
  const data: ChartData = {
    title,
    name: 'gates',
    table: () => ({
      columns: [
        t('Unit'),
        ...gates.flatMap(({ gate }) => [t('mean'), t('open'), t('closed')].map((one) => `${gateNames[gate]}: ${one}`)),
      ],
      rows: Array.from(gates[0]?.mean ?? [], (_, unit) => [
        unit + 1,
        ...gates.flatMap(({ mean, open, closed }) => [mean, open, closed].map((column) => rounded(column[unit]!, 3))),
      ]),
    }),
  };

  function chartOf(name: CellGate): SvgFigure {
    const known = charts.get(name);
    if (known) return known;
    const chart = gateChart(name);
    charts.set(name, chart);
    return chart;
  }

  function gateChart(name: CellGate): SvgFigure {
    let points: readonly Point[] = [];
    const chart = svgFigure('gate', (width, height): readonly SvgShape[] => {
      const use = gates.find(({ gate }) => gate === name);
      if (!use) return [];
      const axes = plotAxes(
        width,
        height,
        { from: 0, to: 1, title: t('open'), tick: format.percent },
        { from: 0, to: 1, title: `${gateNames[name]}: ${t('closed')}`, tick: format.percent },
      );
      points = Array.from(use.open, (open, unit): Point => [axes.x(open), axes.y(use.closed[unit]!)]);
      const dot = ([cx, cy]: Point, kind: string, r: number) => svg`<circle class=${kind} cx=${cx} cy=${cy} r=${r} />`;
      return [
        ...axes.shapes,
        ...points.map((point) => dot(point, 'dot', 2)),
        ...(points[chosen] ? [dot(points[chosen], 'point chosen', 5)] : []),
      ];
    });
    chart.node.addEventListener('click', ({ offsetX, offsetY }) => {
      const nearest = minIndex(points, ([x, y]) => Math.hypot(x - offsetX, y - offsetY));
      if (nearest >= 0) choose(nearest);
    });
    return chart;
  }

  function sentence({ gate, mean, open, closed }: GateSaturation): string {
    return t(
      '{0}: open {1} of the time, closed {2}, mean {3}',
      gateNames[gate],
      format.percent(open[chosen] ?? 0),
      format.percent(closed[chosen] ?? 0),
      format.percent(mean[chosen] ?? 0),
    );
  }

  function template(): TemplateResult {
    return html`
      ${sectionHead({
        title,
        explanation: t(
          'One dot per unit: the share of time that its gate is open and closed. Click a dot to choose the unit.',
        ),
        tools: dataButton(context, data),
        isMinor: true,
      })}
      <div class="gate-charts">${gates.map(({ gate }) => chartOf(gate).node)}</div>
      <p class="hint" aria-live="polite">${t('Unit {0}', chosen + 1)}. ${gates.map(sentence).join('. ')}.</p>
    `;
  }

  return {
    node,
    show(report: LensReport, unit: number): void {
      ({ gates } = report);
      chosen = unit;
      node.hidden = gates.length === 0;
      if (gates.length === 0) return;
      render(template(), node);
      for (const use of gates) chartOf(use.gate).repaint(sentence(use));
    },
  };
}
