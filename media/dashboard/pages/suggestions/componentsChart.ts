// Keystrokes saved by each model component alone and by all together, with 95 % confidence intervals.
import { svg } from 'lit';
import { labelOf } from '../../../../src/model/components.ts';
import type { SuggestionReport } from '../../../../src/protocol/analyzer.ts';
import { svgFigure, svgLabel, type SvgShape } from '../../charts/svgFigure.ts';
import { rounded } from '../../ui/csv.ts';
import type { ChartData } from '../../ui/dataDialog.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';

/** CSS pixels for the values on the right of the bars. */
const labelSpace = 120;

type ComponentResult = SuggestionReport['components'][number];

function componentName(component: ComponentResult['component']): string {
  return t(labelOf(component));
}

export function componentsChart(format: Formats) {
  let components: readonly ComponentResult[] = [];
  const chart = svgFigure('components', paint);

  function paint(width: number, height: number): readonly SvgShape[] {
    const row = height / Math.max(1, components.length);
    const max = Math.max(0.01, ...components.map(({ savedInterval, saved }) => Math.max(saved, savedInterval[1])));
    const right = width - labelSpace;
    const x = (share: number) => Math.max(0, (share / max) * right);
    return components.flatMap(({ component, saved, savedInterval, bitsPerChar }, index) => {
      const top = index * row;
      const middle = top + 0.7 * row;
      const bits = bitsPerChar === undefined ? '' : `${t('{0} bits', format.bits(bitsPerChar))} · `;
      const interval = `M${x(savedInterval[0])} ${middle}H${x(savedInterval[1])}`;
      return [
        svgLabel([0, top + 0.36 * row], 'start', componentName(component), 'name'),
        svg`<rect
          class=${component === 'mixture' ? 'bar chosen' : 'bar'}
          x="0"
          y=${middle - 0.15 * row}
          width=${x(saved)}
          height=${0.3 * row}
        />`,
        // The outline makes the interval visible on a bar of any color.
        svg`<path class="outline" d=${interval} />`,
        svg`<path class="interval" d=${interval} />`,
        svgLabel([width, middle + 4], 'end', `${bits}${format.percent(saved)}`, 'name'),
      ];
    });
  }

  const data: ChartData = {
    title: t('Each model component alone, and all together'),
    name: 'components',
    table: () => ({
      columns: [t('Component'), t('Keystrokes saved'), t('at least'), t('at most'), t('Bits per character')],
      rows: components.map(({ component, saved, savedInterval: [low, high], bitsPerChar }) => [
        componentName(component),
        ...[saved, low, high].map((value) => rounded(value, 4)),
        rounded(bitsPerChar, 3),
      ]),
    }),
    picture: chart.picture,
  };
  return {
    node: chart.node,
    data,
    show(report: SuggestionReport): void {
      components = report.components;
      const texts = components.map(({ component, saved }) => `${componentName(component)}: ${format.percent(saved)}`);
      chart.repaint(texts.join('; '));
    },
  };
}
