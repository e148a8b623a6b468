// How the gates of a GRU or LSTM are used: a dot a unit, by how often its gate stands open and how often it is shut. In the
// lower left corner gates weigh; along the edges they have made up their minds.
import type { GateName, GateSaturation, LensReport } from '../../../../src/protocol/learner.ts';
import { dataButton } from '../../ui/dataDialog.ts';
import { element, setHidden, setText } from '../../ui/element.ts';
import { svgFigure, svgShape, type SvgShape } from '../../charts/svgFigure.ts';
import type { Formats } from '../../ui/format.ts';
import { gateName } from './gateNames.ts';
import { plotAxes } from '../../charts/plotAxes.ts';
import type { HostConnection } from '../../state/hostConnection.ts';
import { t } from '../../ui/localization.ts';

export interface GatePlots {
  readonly node: HTMLElement;
  show(report: LensReport, unit: number): void;
}

export function gatePlots(format: Formats, wire: HostConnection, choose: (unit: number) => void): GatePlots {
  let gates: readonly GateSaturation[] = [];
  let chosen = 0;
  const pictures = element('div', { class: 'gate-pictures' });
  const words = element('p', { class: 'hint', 'aria-live': 'polite' });
  const tools = dataButton(
    {
      title: t('Gates'),
      name: 'gates',
      table: () => ({
        columns: [
          t('Unit'),
          ...gates.flatMap(({ gate }) => [t('mean'), t('open'), t('shut')].map((one) => `${gateName(gate)}: ${one}`)),
        ],
        rows: Array.from(gates[0]?.mean ?? [], (_, unit) => [
          unit + 1,
          ...gates.flatMap(({ mean, open, closed }) =>
            [mean, open, closed].map((column) => Number(column[unit]!.toFixed(3))),
          ),
        ]),
      }),
    },
    (request) => wire.send(request),
  );
  const node = element(
    'section',
    { class: 'gates', 'aria-label': t('Gates') },
    element(
      'div',
      { class: 'section-head' },
      element('h2', { class: 'minor' }, t('Gates')),
      element('div', { class: 'section-tools' }, tools),
    ),
    pictures,
    words,
  );
  const charts = new Map<GateName, ReturnType<typeof gateChart>>();

  function gateChart(name: GateName) {
    let places: readonly (readonly [x: number, y: number])[] = [];
    const chart = svgFigure('gate', (width, height): readonly SvgShape[] => {
      const use = gates.find(({ gate }) => gate === name);
      if (!use) return [];
      const at = plotAxes(
        width,
        height,
        { from: 0, to: 1, title: t('open'), tick: format.percent },
        { from: 0, to: 1, title: `${gateName(name)}: ${t('shut')}`, tick: format.percent },
      );
      places = Array.from(use.open, (open, unit) => [at.x(open), at.y(use.closed[unit]!)] as const);
      const dot = ([cx, cy]: readonly [number, number], kind: string, r: number) =>
        svgShape('circle', { class: kind, cx, cy, r });
      return [
        ...at.shapes,
        ...places.map((place) => dot(place, 'dot', 2)),
        ...(places[chosen] ? [dot(places[chosen], 'point chosen', 5)] : []),
      ];
    });
    chart.node.addEventListener('click', ({ offsetX, offsetY }) => {
      const distance = ([x, y]: readonly [number, number]) => Math.hypot(x - offsetX, y - offsetY);
      const [nearest] = [...places.keys()].sort((one, other) => distance(places[one]!) - distance(places[other]!));
      if (nearest !== undefined) choose(nearest);
    });
    return chart;
  }

  return {
    node,
    show(report, unit) {
      ({ gates } = report);
      chosen = unit;
      setHidden(node, gates.length === 0);
      const sentences = gates.map(({ gate, mean, open, closed }) =>
        t(
          '{0}: open {1} of the time, shut {2}, mean {3}',
          gateName(gate),
          format.percent(open[unit] ?? 0),
          format.percent(closed[unit] ?? 0),
          format.percent(mean[unit] ?? 0),
        ),
      );
      setText(words, gates.length === 0 ? '' : `${t('Unit {0}', unit + 1)}. ${sentences.join('. ')}.`);
      gates.forEach(({ gate }, index) => {
        const chart = charts.get(gate) ?? gateChart(gate);
        charts.set(gate, chart);
        if (chart.node.parentElement !== pictures) pictures.append(chart.node);
        chart.repaint(sentences[index]!);
      });
      for (const [name, chart] of charts) if (!gates.some(({ gate }) => gate === name)) chart.node.remove();
    },
  };
}
